#!/usr/bin/env python3
"""Make a new page with the headings of its kind and put it into the menu."""

from guide.environment import ROOT, use_environment

use_environment()

import argparse  # noqa: E402
import sys  # noqa: E402
from datetime import date  # noqa: E402

from guide import new_page  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", help="path below docs, as in asumisen-tuki/uusi-sivu.md")
    parser.add_argument("--title", required=True, help="the page's title, in Finnish")
    parser.add_argument("--description", required=True, help="one sentence of 20–200 characters")
    parser.add_argument("--kind", choices=new_page.KINDS, default="guide", help="default: guide")
    arguments = parser.parse_args()
    path = ROOT / "docs" / arguments.name
    menu = ROOT / "mkdocs.yml"
    try:
        new_page.check_name(arguments.name)
        if path.exists():
            raise new_page.Refused(f"docs/{arguments.name} is there already")
        if not 20 <= len(arguments.description) <= 200 or not 1 <= len(arguments.title) <= 90:
            raise new_page.Refused("the title takes 1–90 characters, the description 20–200")
        config = new_page.in_menu(menu.read_text(encoding="utf-8"), arguments.name)
        text = new_page.page_text(
            arguments.kind, arguments.title, arguments.description, date.today()
        )
    except new_page.Refused as reason:
        print(f"{parser.prog}: {reason}", file=sys.stderr)
        return 1
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    menu.write_text(config, encoding="utf-8", newline="\n")
    print(f"made docs/{arguments.name} and its line in mkdocs.yml")
    if arguments.kind == "model":
        print("next: add the model to docs/data/models.yml, so that it is in the table of models")
    print("next: write the page, then python3 scripts/check_pages.py")
    return 0


if __name__ == "__main__":
    sys.exit(main())
