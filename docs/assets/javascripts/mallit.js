// The filter of the tables of models: without it the page holds the full tables. No module, so
// that it also works in a copy opened from a disk.
(() => {
  "use strict";

  const COLUMNS = ["Vaihe", "Toimijat", "Laji"];

  /** The values of a cell: "Rise, kunta" is two. */
  const values = (text) =>
    text
      .split(",")
      .map((value) => value.trim())
      .filter(Boolean);

  /** Whether a row answers all that was chosen; `row` and `chosen` by column, "" is anything. */
  const answers = (row, chosen) =>
    Object.entries(chosen).every(([column, value]) => !value || row[column].includes(value));

  /** The values of a column in all rows, each once, in Finnish order. */
  const options = (rows, column) =>
    [...new Set(rows.flatMap((row) => row[column]))].sort((a, b) => a.localeCompare(b, "fi"));

  const counted = (count) =>
    count === 0 ? "Ei malleja." : count === 1 ? "1 malli." : `${count} mallia.`;

  const read = (table) => {
    const heads = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent.trim());
    const places = COLUMNS.map((column) => heads.indexOf(column));
    if (places.includes(-1)) return [];
    return [...table.querySelectorAll("tbody tr")].map((element) => {
      const cells = COLUMNS.map((column, number) => [
        column,
        values(element.cells[places[number]].textContent),
      ]);
      return { element, ...Object.fromEntries(cells) };
    });
  };

  /** Put the fields before the first table, and show only the rows that answer them. */
  const install = (document) => {
    const tables = [...document.querySelectorAll("article table")].filter((t) => read(t).length);
    if (!tables.length) return;
    const rows = tables.flatMap(read);
    const form = document.createElement("form");
    form.className = "model-filter";
    const fields = COLUMNS.map((column) => {
      const label = document.createElement("label");
      const select = document.createElement("select");
      label.append(column, select);
      select.name = column;
      select.append(new Option("kaikki", ""), ...options(rows, column).map((v) => new Option(v, v)));
      form.append(label);
      return select;
    });
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    form.append(status);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => {
      const chosen = Object.fromEntries(fields.map((field) => [field.name, field.value]));
      let count = 0;
      for (const row of rows) {
        row.element.hidden = !answers(row, chosen);
        count += !row.element.hidden;
      }
      status.textContent = fields.some((field) => field.value) ? counted(count) : "";
    });
    const first = tables[0].closest(".md-typeset__scrollwrap") ?? tables[0];
    const before = first.previousElementSibling;
    (before?.tagName === "H3" ? before : first).before(form);
  };

  globalThis.guideModels = { answers, options, values, install };
  if (typeof document !== "undefined") install(document);
})();
