"""MkDocs as the commands run it: ``python -m guide.builder build …``, with its own options.

It ends when the command that started it is gone, and tells a fault in one line instead of a
traceback (``GUIDE_TRACEBACK`` in the environment asks for that). Exit codes are MkDocs' own, and 2
when the machine is at fault. Nothing is imported before it is needed: the processes that print
import this module too.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import traceback
from typing import NoReturn

from . import console, machine, processes, target
from .findings import CannotCheck

TRACEBACK = "GUIDE_TRACEBACK"
# How MkDocs begins its own line about a page it could not make (mkdocs.commands.build).
_ON_PAGE = ("Error reading page '", "Error building page '")


class PageFaults(logging.Filter):
    """Takes MkDocs' line about a fault on a page, to be told once, and keeps the page."""

    page = ""

    def filter(self, entry: logging.LogRecord) -> bool:
        from mkdocs.exceptions import BuildError

        message = entry.getMessage()
        fault = sys.exc_info()[1]
        if fault is None or isinstance(fault, BuildError) or not message.startswith(_ON_PAGE):
            return True
        self.page = message.split("'")[1]
        return False


def main(arguments: list[str]) -> NoReturn:
    """Run MkDocs' command line and leave with its exit code."""
    serves = arguments[:1] == ["serve"]
    # What the caller ignores, its caller may not want ignored; the starter decides about stops.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    processes.end_with_input(signal.SIGINT if serves else signal.SIGTERM)
    console.prepare()
    faults = PageFaults()
    try:
        from mkdocs.__main__ import cli

        logging.getLogger("mkdocs.commands.build").addFilter(faults)
        cli.main(arguments, prog_name="mkdocs")
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    except Exception as fault:
        code = tell(fault, f"docs/{faults.page}" if faults.page else "")
    # At once: after a fault what still prints would be waited for.
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)


def tell(fault: Exception, page: str = "") -> int:
    """Say what a fault is, where, and what to do; the exit code it gives."""
    if TRACEBACK in os.environ:
        traceback.print_exception(fault)
    place = page or os.environ.get(target.JUDGED) or os.getcwd()
    if said := machine.words(fault, place):
        print(said, file=sys.stderr)
        return machine.MACHINE
    if isinstance(fault, CannotCheck):
        print(fault, file=sys.stderr)  # it names its file, and no script is at fault
        return 1
    what = machine.one_line(fault)
    if isinstance(fault, RecursionError):
        from .markdown.convert import TOO_DEEP

        what = TOO_DEEP
    hint = "python3 scripts/build.py --traceback shows where in the scripts"
    print(f"{page or 'The build failed'}: {what} ({hint})", file=sys.stderr)
    return 1


if __name__ == "__main__":
    main(sys.argv[1:])
