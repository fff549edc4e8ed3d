// The glossary's filter: without it the page is a plain list. No module, so that it also works
// in a copy opened from a disk.
(() => {
  "use strict";

  const MOST_LETTERS = 2000; // read of what was typed: no name of a term is near as long

  /** Lower case, blanks made one. */
  const plain = (text) =>
    text.trim().slice(0, MOST_LETTERS).toLowerCase().normalize("NFC").replace(/\s+/g, " ").trim();

  /** How many letters two words share from their beginning. */
  const shared = (a, b) => {
    let count = 0;
    while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
    return count;
  };

  /**
   * Whether a word of the query may be a form of a word of a name: it is a part of it, or both
   * begin alike but for an ending (koevapauteen, koevapaus).
   */
  const meets = (query, word) =>
    word.includes(query) ||
    (query.length > 4 && word.length > 3 && shared(query, word) >= Math.max(4, word.length - 3) &&
      query.length - shared(query, word) <= 8);

  /** The words of a query, each once. */
  const wordsOf = (query) => [...new Set(plain(query).split(" "))].filter(Boolean);

  /** Whether one of the names answers every word of the query. */
  const matches = (wanted, names) =>
    names.some((name) => {
      const words = name.split(" ");
      return wanted.every((part) => words.some((word) => meets(part, word)));
    });

  const counted = (count) =>
    count === 0 ? "Ei osumia." : count === 1 ? "1 termi." : `${count} termiä.`;

  /** Put the field before the list, and show only what answers it. */
  const install = (document) => {
    const lists = [...document.querySelectorAll("dl.glossary")];
    if (!lists.length) return;
    const entries = [...document.querySelectorAll(".glossary__entry")].map((element) => ({
      element,
      names: element.dataset.names.split("|"),
    }));
    const form = document.createElement("form");
    form.className = "glossary-filter";
    form.setAttribute("role", "search");
    form.innerHTML =
      '<label for="glossary-query">Etsi termiä</label>' +
      '<input id="glossary-query" type="search" autocomplete="off" spellcheck="false">' +
      '<p class="glossary-filter__count" role="status"></p>';
    const field = form.querySelector("input");
    const status = form.querySelector("p");
    const heading = (list) =>
      list.previousElementSibling?.tagName === "H2" ? list.previousElementSibling : null;
    const show = () => {
      const wanted = wordsOf(field.value);
      let count = 0;
      for (const { element, names } of entries) {
        element.hidden = !matches(wanted, names);
        count += !element.hidden;
      }
      for (const list of lists) {
        const empty = !list.querySelector(".glossary__entry:not([hidden])");
        list.hidden = empty;
        if (heading(list)) heading(list).hidden = empty;
      }
      status.textContent = wanted.length ? counted(count) : "";
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    field.addEventListener("input", show);
    (heading(lists[0]) ?? lists[0]).before(form);
    // An address that points into the list must lead there whatever the field says.
    globalThis.addEventListener?.("hashchange", () => {
      field.value = "";
      show();
    });
  };

  globalThis.guideGlossary = { matches, wordsOf, install };
  if (typeof document !== "undefined") install(document);
})();
