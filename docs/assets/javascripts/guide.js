// What CSS cannot do for readers with a keyboard or a small screen; without it the guide still
// works. No module, so that it also works in a copy opened from a disk.
(() => {
  "use strict";

  const BUTTONS = {
    __drawer: ["Valikko", "header-button-drawer"],
    __search: ["Hae", "header-button-search"],
  };

  /** Material opens menu and search with labels, which the keyboard cannot reach: make them buttons. */
  function labelsToButtons() {
    for (const label of document.querySelectorAll("label.md-header__button[for^='__']")) {
      const toggle = document.getElementById(label.htmlFor);
      const [name, mark] = BUTTONS[label.htmlFor] ?? [];
      if (!toggle || !name) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = `${label.className} ${mark}`;
      button.setAttribute("aria-label", name);
      button.append(...label.childNodes);
      const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
      button.addEventListener("click", () => {
        toggle.click();
        // At once: a phone opens its keyboard only for what the tap itself did.
        if (toggle.id === "__search") document.querySelector(".md-search__input")?.focus();
      });
      toggle.addEventListener("change", tell);
      tell();
      label.replaceWith(button);
    }
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

  /** A table wider than its place scrolls in a box; the box must be reached with the keyboard too. */
  function boxTables() {
    const mark = (box) => {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    };
    const watch = new ResizeObserver((entries) => entries.forEach((entry) => mark(entry.target)));
    for (const table of document.querySelectorAll(".md-content table:not([class])")) {
      const box = document.createElement("div");
      const inner = document.createElement("div");
      box.className = "md-typeset__scrollwrap";
      inner.className = "md-typeset__table";
      table.replaceWith(box);
      box.append(inner);
      inner.append(table);
      watch.observe(box);
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

  labelsToButtons();
  tickBoxes();
  tablesToRows();
  boxTables();
})();
