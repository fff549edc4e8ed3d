#!/usr/bin/env python3
"""Check the pages: front matter, encoding, addresses, skeleton, snippets, safe HTML, configuration."""

from guide.environment import ROOT, use_environment

use_environment()

import sys  # noqa: E402

from guide import config_checks, page_checks, preparation, rendering  # noqa: E402
from guide.cli import run_check  # noqa: E402
from guide.findings import exit_code  # noqa: E402


def collect(_arguments):
    config, config_findings = config_checks.load(ROOT)
    prepared = preparation.prepare(ROOT / "docs")
    findings = [*config_checks.check(ROOT), *prepared.library.findings]
    findings += page_checks.check(prepared.library)
    # What cannot be read cannot be rendered either.
    if not exit_code([*config_findings, *findings]):
        extensions = config.value["markdown_extensions"]
        findings += rendering.findings(prepared.material(0), extensions, ROOT)
    return findings


if __name__ == "__main__":
    sys.exit(run_check(__doc__, collect))
