// What CSS cannot do for readers with a keyboard or a small screen; without it the guide still
// works. No module, so that it also works in a copy opened from a disk.
(() => {
  "use strict";

  const BUTTONS = {
    __drawer: ["Valikko", "header-button-drawer"],
    __search: ["Hae", "header-button-search"],
  };

  /** A button in a label's place: Material opens things with labels, which no keyboard can reach. */
  function buttonFor(label, name, action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.hidden = label.hidden;
    button.setAttribute("aria-label", name);
    button.append(...label.childNodes);
    button.addEventListener("click", action);
    label.replaceWith(button);
    return button;
  }

  /** The buttons of the header that open the menu and the search. */
  function openers() {
    for (const label of document.querySelectorAll("label.md-header__button[for^='__']")) {
      const toggle = document.getElementById(label.htmlFor);
      const [name, mark] = BUTTONS[label.htmlFor] ?? [];
      if (!toggle || !name) continue;
      const button = buttonFor(label, name, () => {
        toggle.click();
        // At once: a phone opens its keyboard only for what the tap itself did.
        if (toggle.id === "__search") document.querySelector(".md-search__input")?.focus();
      });
      button.classList.add(mark);
      const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
      toggle.addEventListener("change", tell);
      tell();
    }
  }

  /** The menu of narrow screens: focus goes in, Escape and leaving it close it, focus comes back. */
  function drawer() {
    const toggle = document.getElementById("__drawer");
    const opener = document.querySelector(".header-button-drawer");
    const menu = document.querySelector(".chapters");
    if (!toggle || !opener || !menu) return;
    const close = () => {
      if (toggle.checked) toggle.click();
    };
    const back = () => {
      close();
      opener.focus();
    };
    const first = buttonFor(menu.querySelector(".chapters__close"), "Sulje valikko", back);
    toggle.addEventListener("change", () => {
      if (!toggle.checked) return;
      first.focus();
      menu.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && toggle.checked) back();
    });
    menu.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !menu.contains(relatedTarget)) close();
    });
    // A link may lead to a place on this very page, and a page may be shown again as it was left.
    menu.addEventListener("click", (event) => {
      if (event.target.closest("a[href]")) close();
    });
  }

  /** The search of narrow screens covers the page: after Escape focus comes back to its button. */
  function searchCloses() {
    const opener = document.querySelector(".header-button-search");
    const toggle = document.getElementById("__search");
    if (!opener || !toggle) return;
    document.querySelector(".md-search").addEventListener("keydown", (event) => {
      if (event.key === "Escape") setTimeout(() => opener.offsetParent && opener.focus());
    });
  }

  /**
   * On a phone a table's rows are shown as cards (content.css): each cell carries its column's name.
   * Roles are spelled out, since browsers drop a table's own when its display changes.
   */
  function tablesToRows() {
    for (const table of document.querySelectorAll(".md-content table:not([class])")) {
      const columns = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent.trim());
      if (columns.length < 3) continue;
      table.dataset.rows = "";
      table.setAttribute("role", "table");
      for (const group of table.querySelectorAll("thead, tbody")) group.setAttribute("role", "rowgroup");
      for (const cell of table.querySelectorAll("thead th")) cell.setAttribute("role", "columnheader");
      for (const row of table.querySelectorAll("tr")) {
        row.setAttribute("role", "row");
        [...row.querySelectorAll("td")].forEach((cell, index) => {
          cell.setAttribute("role", "cell");
          cell.dataset.label = columns[index] ?? "";
        });
      }
    }
  }

  /**
   * What is wider than its place scrolls in a box; the box must be reached with the keyboard too, and
   * says then what it holds: it is named by the heading above it.
   */
  function boxTables() {
    const FOLLOWING = Node.DOCUMENT_POSITION_FOLLOWING;
    const headings = [...document.querySelectorAll(".md-content :is(h1, h2, h3, h4)")];
    const names = new Map();
    const mark = (box) => {
      const isWide = box.scrollWidth > box.clientWidth + 1;
      const marks = { tabindex: "0", role: "region", "aria-label": names.get(box) };
      for (const [key, value] of Object.entries(marks)) {
        if (isWide) box.setAttribute(key, value);
        else box.removeAttribute(key);
      }
    };
    const observer = new ResizeObserver((entries) => entries.forEach((entry) => mark(entry.target)));
    const watch = (box, kind) => {
      const heading = headings.findLast((h) => h.compareDocumentPosition(box) & FOLLOWING);
      const name = `${kind}: ${heading?.firstChild?.textContent.trim() ?? ""}`;
      const before = [...names.values()].filter((other) => other.startsWith(name)).length;
      names.set(box, before ? `${name} (${before + 1})` : name);
      observer.observe(box);
    };
    for (const code of document.querySelectorAll(".md-content pre > code")) watch(code, "Teksti");
    for (const table of document.querySelectorAll(".md-content table:not([class])")) {
      const box = document.createElement("div");
      const inner = document.createElement("div");
      box.className = "md-typeset__scrollwrap";
      inner.className = "md-typeset__table";
      table.replaceWith(box);
      box.append(inner);
      inner.append(table);
      watch(box, "Taulukko");
    }
  }

  /** Boxes can be ticked while the page is open. Nothing is stored: a list may be about a client. */
  function tickBoxes() {
    const boxes = document.querySelectorAll(".md-content .task-list-box");
    for (const box of boxes) {
      const input = document.createElement("input");
      input.type = "checkbox";
      input.className = box.className;
      input.autocomplete = "off";
      input.setAttribute("aria-label", box.closest("li").textContent.trim());
      box.replaceWith(input);
    }
    if (!boxes.length) return;
    const note = document.createElement("p");
    note.className = "task-list-note";
    note.textContent = "Voit rastittaa kohtia. Rastit katoavat, kun sivu suljetaan.";
    document.querySelector(".md-content .task-list").before(note);
  }

  /** In a long chapter the menu beside the text begins where the reader is. */
  function showWhere() {
    const box = document.querySelector(".md-sidebar--primary .md-sidebar__scrollwrap");
    const here = box?.querySelector("[aria-current]");
    if (!here || box.scrollHeight <= box.clientHeight) return;
    const away = here.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (away > box.clientHeight - 60) box.scrollTop = away - box.clientHeight / 2;
  }

  openers();
  drawer();
  showWhere();
  searchCloses();
  tickBoxes();
  tablesToRows();
  boxTables();
})();
