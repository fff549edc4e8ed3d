// What tests/accessibility.py asks of a page, beside axe-core. Put into every page before its own
// scripts; it changes nothing but the mark below.
(() => {
  "use strict";

  const MARK = "data-contrast";

  /** 53 bits of a text, enough to know it again (cyrb53). */
  const hash = (text) => {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return 4294967296 * (2097151 & b) + (a >>> 0);
  };

  const OWN = ["color", "fontSize", "fontWeight", "textShadow", "textDecoration", "visibility"];
  const GROUND = ["backgroundColor", "backgroundImage", "opacity", "filter", "position", "display"];

  /** All that decides an element's contrast: its own look, the text's around it, what lies behind. */
  const looks = () => {
    const grounds = new Map([[document, ""]]);
    const ground = (element) => {
      if (!grounds.has(element)) {
        const style = getComputedStyle(element);
        const own = `${element.tagName}.${element.className?.baseVal ?? element.className}`;
        const drawn = ["::before", "::after"]
          .map((part) => getComputedStyle(element, part))
          .filter((part) => part.content !== "none" && part.position !== "static")
          .map((part) => part.backgroundColor);
        const parts = [own, ...GROUND.map((name) => style[name]), ...drawn].join();
        grounds.set(element, `${ground(element.parentNode)}>${parts}`);
      }
      return grounds.get(element);
    };
    const letters = (element) => {
      const style = getComputedStyle(element);
      return OWN.map((name) => style[name]).join();
    };
    return (element) =>
      hash([ground(element), letters(element), letters(element.parentElement)].join());
  };

  /** Mark one element of each look that is not known yet; the looks marked. */
  const markLooks = (known) => {
    for (const element of document.querySelectorAll(`[${MARK}]`)) element.removeAttribute(MARK);
    const seen = new Set(known);
    const fresh = [];
    const look = looks();
    for (const element of document.body.querySelectorAll("*")) {
      const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      if (!text && !element.matches("input, select, textarea")) continue;
      const name = look(element);
      if (seen.has(name)) continue;
      seen.add(name);
      fresh.push(name);
      element.setAttribute(MARK, "");
    }
    return fresh;
  };

  /** Every box of the page as one number: where nothing moved, only colours can have changed. */
  const boxes = () => {
    const parts = [];
    for (const element of document.body.querySelectorAll("*")) {
      if (element.closest(".header-colours")) continue;
      const { x, y, width, height } = element.getBoundingClientRect();
      parts.push(element.tagName, x, y, width, height, getComputedStyle(element).visibility);
    }
    return hash(parts.join());
  };

  /** What axe-core finds, one line for each; `rules` names the rules to run, none means all. */
  const faults = async (rules) => {
    axe.configure({
      rules: [
        { id: "color-contrast", selector: `[${MARK}]` },
        { id: "link-in-text-block", selector: `a[href][${MARK}]` },
      ],
    });
    const found = await axe.run(document, {
      resultTypes: ["violations"],
      preload: false,
      ...(rules.length ? { runOnly: rules } : { rules: { "target-size": { enabled: true } } }),
    });
    return found.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`),
    );
  };

  /** Text that is there for screen readers alone, or hidden as long as it is closed. */
  const unseen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width <= 1 || height <= 1 || getComputedStyle(element).visibility === "hidden";
  };

  /** What makes the page wider than the window, and boxes that cut their text off. */
  const lost = () => {
    const found = [];
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    if (wide > 0) found.push(`the page is ${wide} pixels too wide`);
    for (const element of document.querySelectorAll(".md-header *, .md-content *, .md-footer *")) {
      if (element.closest(".md-search, svg") || unseen(element)) continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      const cut =
        (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1);
      if (cut) found.push(`cut off: ${element.outerHTML.slice(0, 120)}`);
    }
    return found;
  };

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }
  `);
  const spread = (on) => {
    document.adoptedStyleSheets = on ? [sheet] : [];
  };

  globalThis.guideEyes = { markLooks, boxes, faults, lost, spread };
})();
