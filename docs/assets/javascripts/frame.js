// What the frame around the text does: colours, contents that follow the reader, search on demand.
// Material's own script does this too, in 35 kB; here it comes only when the reader goes to search.
// No module, so that it also works in a copy opened from a disk.
(() => {
  "use strict";

  const KEY = "vapautuvien-asumisen-tuki.tila"; // see partials/colours.html
  const NAMES = { slate: "Vaihda vaaleaan tilaan", default: "Vaihda tummaan tilaan" };
  // What is done here must not be done again when the theme's script comes.
  const DONE = ["content", "sidebar", "toc", "skip"];
  const script = document.currentScript;
  const SHORTCUTS = "vapautuvien-asumisen-tuki.oikotiet";
  const FIELDS = "input, select, textarea, [contenteditable]";

  /** The choice is stored only while it differs from what the system asks for. */
  function switchColours() {
    const button = document.querySelector(".header-colours");
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const show = (scheme) => {
      document.body.dataset.mdColorScheme = scheme;
      button.setAttribute("aria-label", NAMES[scheme]);
      button.title = NAMES[scheme];
    };
    const system = () => (dark.matches ? "slate" : "default");
    const store = (scheme) => {
      try {
        if (scheme === system()) localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, scheme === "slate" ? "tumma" : "vaalea");
      } catch {
        // Storing is forbidden or full: the choice holds for this page.
      }
    };
    show(document.body.dataset.mdColorScheme === "slate" ? "slate" : "default");
    button.hidden = false;
    button.addEventListener("click", () => {
      const scheme = document.body.dataset.mdColorScheme === "slate" ? "default" : "slate";
      show(scheme);
      store(scheme);
    });
    dark.addEventListener("change", () => {
      show(system());
      store(system());
    });
  }

  /**
   * Keys of one letter may be pressed by speech control unawares: the reader can turn them off
   * (oikotiet.js; WCAG 2.1.4). Stands before all that listens to keys, the theme's script too.
   */
  function shortcuts() {
    let off = false;
    try {
      off = localStorage.getItem(SHORTCUTS) === "pois";
    } catch {
      // Storing is forbidden: the choice holds for this page.
    }
    const turn = (isOff) => {
      off = isOff;
      try {
        if (off) localStorage.setItem(SHORTCUTS, "pois");
        else localStorage.removeItem(SHORTCUTS);
      } catch {
        // As above.
      }
    };
    const stop = (event) => {
      const isLetter = event.key?.length === 1 && event.key !== " ";
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (off && isLetter && isPlain && !event.target.closest?.(FIELDS)) event.stopImmediatePropagation();
    };
    for (const type of ["keydown", "keyup"]) addEventListener(type, stop, true);
    globalThis.guideShortcuts = { areOff: () => off, turn };
  }

  /** In the list of contents, the heading under which the reader is. */
  function followContents() {
    const links = [...document.querySelectorAll(".md-sidebar--secondary .md-nav__link[href*='#']")];
    const places = links
      .map((link) => ({ link, heading: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
      .filter(({ heading }) => heading);
    if (!places.length) return;
    let current = null;
    let asked = false;
    const mark = () => {
      asked = false;
      const above = places.filter(({ heading }) => heading.getBoundingClientRect().top < 120);
      const bottom = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
      const next = (bottom && scrollY > 0 ? places : above).at(-1)?.link ?? null;
      if (next === current) return;
      current?.classList.remove("md-nav__link--active");
      current?.removeAttribute("aria-current");
      next?.classList.add("md-nav__link--active");
      next?.setAttribute("aria-current", "true");
      current = next;
      const box = next?.closest(".md-sidebar__scrollwrap");
      if (!box || box.scrollHeight <= box.clientHeight) return;
      const away = next.getBoundingClientRect().top - box.getBoundingClientRect().top;
      if (away < 40 || away > box.clientHeight - 60) box.scrollTop += away - box.clientHeight / 2;
    };
    const later = () => {
      if (!asked) requestAnimationFrame(mark);
      asked = true;
    };
    addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later);
    later();
  }

  /** Search comes when the reader goes there: the theme's script with ours, then the index. */
  function waitForSearch() {
    const input = document.querySelector(".md-search__input");
    if (!input || !script.dataset.search) return;
    let asked = false;
    const fetch = () => {
      if (asked) return;
      asked = true;
      for (const part of DONE) {
        document.querySelector(`[data-md-component="${part}"]`)?.removeAttribute("data-md-component");
      }
      const search = document.createElement("script");
      search.src = new URL(script.dataset.search, script.baseURI).href;
      search.addEventListener("error", () => {
        asked = false;
        search.remove();
        const line = document.querySelector(".md-search-result__meta");
        line.textContent = "Hakua ei saatu ladattua. Tarkista verkkoyhteys ja yritä uudelleen.";
      });
      document.body.append(search);
    };
    const isSearch = ({ target }) =>
      target.closest?.(".md-search, [for=__search], .header-button-search") && fetch();
    for (const type of ["focusin", "pointerover", "touchstart"]) {
      document.addEventListener(type, isSearch, { passive: true });
    }
    document.getElementById("__search").addEventListener("change", fetch);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || asked || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest?.(FIELDS)) return;
      event.preventDefault();
      fetch();
      input.focus();
    });
    if (new URLSearchParams(location.search).has("q")) fetch();
  }

  switchColours();
  shortcuts();
  followContents();
  waitForSearch();
})();
