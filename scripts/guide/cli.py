"""The thin edge every check shares: arguments, output, exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable

from . import machine
from .findings import FORMATS, CannotCheck, Finding, exit_code, render

Collect = Callable[[argparse.Namespace], Iterable[Finding]]


def run_check(
    description: str,
    collect: Collect,
    add_arguments: Callable[[argparse.ArgumentParser], None] = lambda parser: None,
    argv: list[str] | None = None,
) -> int:
    """Run one check as a command and return its exit code: 0 clean, 1 errors, 2 could not check."""
    parser = argparse.ArgumentParser(description=description)
    add_arguments(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    arguments = parser.parse_args(argv)
    try:
        findings = list(collect(arguments))
    except CannotCheck as reason:
        print(f"{parser.prog}: {reason}", file=sys.stderr)
        return 2
    except (OSError, MemoryError) as fault:
        print(f"{parser.prog}: {machine.words(fault, os.getcwd())}", file=sys.stderr)
        return machine.MACHINE
    output = render(findings, arguments.format)
    if output:
        print(output)
    return exit_code(findings)
