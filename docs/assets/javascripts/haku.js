// What our search adds to Material's dialog: a line that says what search did, queries to try, and
// ways to narrow it. A filter is a word of the query, "vuokra #mallit", so it can be typed and
// shared as well. No module, so that it also works in a copy opened from a disk.
(() => {
  "use strict";

  const FILTER = /(?:^|\s)#([\p{L}-]+)/gu;

  /** A query with one filter put in, or taken out when it was there. */
  const toggled = (query, name) => {
    const names = filters(query);
    const others = names.includes(name) ? names.filter((n) => n !== name) : [...names, name];
    return withFilters(query, others);
  };

  const filters = (query) => [...query.matchAll(FILTER)].map((match) => match[1]);

  const withFilters = (query, names) => {
    const words = query.replace(FILTER, "").trim();
    return [words, ...names.map((name) => `#${name}`)].filter(Boolean).join(" ");
  };

  const install = (document) => {
    const dialog = document.querySelector(".md-search");
    const input = dialog?.querySelector(".md-search__input");
    const note = dialog?.querySelector(".search-note");
    const tools = dialog?.querySelector(".search-tools");
    if (!input || !note || !tools || !window.component$) return;

    const ask = (query) => {
      input.value = query;
      // The theme reads the field when a key is let go.
      input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
      show();
    };

    const kinds = [...tools.querySelectorAll("[data-filter]")];
    const chapter = tools.querySelector("select");
    const chapters = [...chapter.options].map((option) => option.value).filter(Boolean);

    /** Buttons and list say what the query says. */
    const show = () => {
      const names = filters(input.value);
      for (const kind of kinds) {
        kind.setAttribute("aria-pressed", String(names.includes(kind.dataset.filter)));
      }
      chapter.value = names.find((name) => chapters.includes(name)) ?? "";
    };

    tools.hidden = false;
    for (const kind of kinds) {
      kind.addEventListener("click", () => ask(toggled(input.value, kind.dataset.filter)));
    }
    chapter.addEventListener("change", () => {
      const others = filters(input.value).filter((name) => !chapters.includes(name));
      ask(withFilters(input.value, chapter.value ? [...others, chapter.value] : others));
    });
    input.addEventListener("input", show);
    input.form.addEventListener("reset", () => setTimeout(() => ask("")));

    // The theme closes the search at Tab and takes other keys for its own; ours are for the tools.
    dialog.addEventListener("keydown", (event) => {
      const own = event.target.closest(".search-tools, .search-note") && event.key !== "Escape";
      if (event.key === "Tab" || own) event.stopPropagation();
    });
    dialog.addEventListener("focusout", ({ relatedTarget }) => {
      const toggle = document.getElementById("__search");
      if (relatedTarget && !dialog.contains(relatedTarget) && toggle.checked) toggle.click();
    });

    const line = (text) => {
      const part = document.createElement("p");
      part.textContent = text;
      return part;
    };
    const tries = (queries) => {
      const part = line("Kokeile: ");
      for (const query of queries) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = query;
        button.addEventListener("click", () => {
          ask(query);
          input.focus();
        });
        part.append(button, " ");
      }
      return part;
    };

    window.component$.subscribe(({ ref, guide }) => {
      if (!guide || ref.dataset.mdComponent !== "search-result") return;
      ref.dataset.state = guide.state;
      note.replaceChildren(...guide.lines.map(line));
      if (guide.suggest.length) note.append(tries(guide.suggest));
      if (guide.state === "none") {
        const meta = ref.querySelector(".md-search-result__meta");
        meta.textContent = "Ei osumia. Oppaan luvut:";
      }
    });
  };

  globalThis.guideSearchDialog = { filters, toggled };
  if (typeof document !== "undefined") install(document);
})();
