"""Looks at pages as axe-core does, in both schemes and two widths, for a third of the price.

Most of axe's time goes to contrast. Two elements that look alike and lie on the same ground have
the same contrast, so one of each look is measured (``js/accessibility.js``). And where a change of
the scheme moves no box, only the rules that read colours can answer otherwise.
"""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from conftest import ROOT

SCHEMES = {"light": "default", "dark": "slate"}
# From wide to narrow and back from dark to light: a page is left as the next one begins.
STATES = (("light", 1280), ("dark", 1280), ("dark", 320), ("light", 320))
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
OURS = ROOT / "tests/js/accessibility.js"


class Eyes:
    """One tab of a browser that goes from page to page and says what is wrong there."""

    def __init__(self, browser, **options) -> None:
        # Without movement: a colour half-way from light to dark has a contrast of its own.
        self.context = browser.new_context(reduced_motion="reduce", **options)
        for script in (AXE, OURS):
            self.context.add_init_script(path=script)
        self.page = self.context.new_page()
        self.known: set[int] = set()

    def open(self, address: str, width: int = 1280) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.goto(address, wait_until="load")
        self.page.evaluate("document.fonts.ready")

    def use(self, scheme: str, width: int) -> None:
        """Set the scheme with the reader's own switch, and the width of the window."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.evaluate(
            "scheme => document.body.dataset.mdColorScheme === scheme ||"
            " document.querySelector('.header-colours').click()",
            SCHEMES[scheme],
        )
        assert self.page.evaluate("document.body.dataset.mdColorScheme") == SCHEMES[scheme]

    def faults(self, *, colours_alone: bool = False) -> list[str]:
        """What axe-core finds in the page as it stands, one line each."""
        fresh = self.page.evaluate("text => guideEyes.markLooks(JSON.parse(text))", str([*self.known]))
        if colours_alone and not fresh:
            return []
        self.known.update(fresh)
        rules = COLOUR_RULES if colours_alone else []
        return self.page.evaluate("rules => guideEyes.faults(rules)", rules)

    def faults_in_all_states(self) -> list[str]:
        """What axe-core finds in the open page in each scheme and width."""
        found = []
        before: dict[int, int] = {}
        for scheme, width in STATES:
            self.use(scheme, width)
            boxes = self.page.evaluate("guideEyes.boxes()")
            faults = self.faults(colours_alone=before.get(width) == boxes)
            found += [f"{scheme} {width}: {fault}" for fault in faults]
            before[width] = boxes
        return found

    def lost(self) -> list[str]:
        """What the window cannot show without scrolling sideways, and text cut off."""
        return self.page.evaluate("guideEyes.lost()")

    def lost_when_spread(self) -> list[str]:
        """The same with the spacing of text that WCAG 1.4.12 lets a reader ask for."""
        self.page.evaluate("guideEyes.spread(true)")
        found = self.lost()
        self.page.evaluate("guideEyes.spread(false)")
        return found

    def close(self) -> None:
        self.context.close()
