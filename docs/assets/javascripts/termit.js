// Shows the definition of a marked term on hover, focus and touch. Without it a term is a plain
// link to the glossary. No module, so that it also works in a copy opened from a disk.
(() => {
  "use strict";

  const DELAY = 150; // ms before a passing mouse opens anything

  const install = (document) => {
    const links = [...document.querySelectorAll("a.term[data-definition]")];
    if (!links.length) return;

    // Screen readers get the definition as the link's description, from texts that stay hidden.
    const texts = document.createElement("div");
    texts.hidden = true;
    const ids = new Map();
    for (const link of links) {
      const definition = link.dataset.definition;
      if (!ids.has(definition)) {
        const text = document.createElement("p");
        text.id = `term-definition-${ids.size}`;
        text.textContent = definition;
        texts.append(text);
        ids.set(definition, text.id);
      }
      link.setAttribute("aria-describedby", ids.get(definition));
    }

    const tip = document.createElement("div");
    tip.className = "term-tip";
    tip.setAttribute("aria-hidden", "true");
    tip.hidden = true;
    document.body.append(texts, tip);

    let shown = null;
    let timer = 0;

    const hide = () => {
      clearTimeout(timer);
      tip.hidden = true;
      shown = null;
    };
    const show = (link) => {
      clearTimeout(timer);
      shown = link;
      tip.textContent = link.dataset.definition;
      tip.hidden = false;
      const line = link.getClientRects()[0];
      const { scrollX, scrollY, innerWidth } = window;
      const left = Math.min(line.left, innerWidth - tip.offsetWidth - 8);
      const above = line.top > tip.offsetHeight + 8;
      tip.style.left = `${Math.max(8, left) + scrollX}px`;
      tip.style.top = `${(above ? line.top - tip.offsetHeight : line.bottom) + scrollY}px`;
    };
    const later = (action) => {
      clearTimeout(timer);
      timer = setTimeout(action, DELAY);
    };

    for (const link of links) {
      link.addEventListener("pointerenter", (event) => {
        if (event.pointerType === "mouse") later(() => show(link));
      });
      link.addEventListener("pointerleave", (event) => {
        if (event.pointerType === "mouse") later(hide);
      });
      link.addEventListener("focus", () => show(link));
      link.addEventListener("blur", hide);
      // The first tap shows the definition, the second follows the link.
      let before = null;
      link.addEventListener("pointerdown", (event) => {
        before = event.pointerType === "touch" ? shown : link;
      });
      link.addEventListener("click", (event) => {
        if (before !== link && event.detail > 0) {
          event.preventDefault();
          show(link);
        }
        before = null;
      });
    }
    // The mouse may rest on the definition itself; Escape puts it away.
    tip.addEventListener("pointerenter", () => clearTimeout(timer));
    tip.addEventListener("pointerleave", () => later(hide));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && shown) hide();
    });
    document.addEventListener("pointerdown", (event) => {
      if (shown && !shown.contains(event.target) && !tip.contains(event.target)) hide();
    });
  };

  globalThis.guideTerms = { install };
  if (typeof document !== "undefined") install(document);
})();
