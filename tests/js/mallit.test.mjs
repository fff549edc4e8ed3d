// The filter of the models: node --test tests/js
import assert from "node:assert/strict";
import { test } from "node:test";

await import("../../docs/assets/javascripts/mallit.js");
const { answers, options, values } = globalThis.guideModels;

const rows = [
  { Vaihe: ["vankila", "koti"], Toimijat: ["Rise", "järjestö"], Laji: ["asuminen"] },
  { Vaihe: ["koti"], Toimijat: ["kunta"], Laji: ["verkosto"] },
];

test("a cell may hold several values", () => {
  assert.deepEqual(values(" Rise, kunta ,järjestö"), ["Rise", "kunta", "järjestö"]);
  assert.deepEqual(values(""), []);
});
test("a row answers when it has every value chosen", () => {
  const chosen = { Vaihe: "koti", Toimijat: "Rise", Laji: "" };
  assert.deepEqual(rows.map((row) => answers(row, chosen)), [true, false]);
});
test("nothing chosen shows everything", () => {
  const chosen = { Vaihe: "", Toimijat: "", Laji: "" };
  assert.ok(rows.every((row) => answers(row, chosen)));
});
test("each value is offered once, in Finnish order", () => {
  assert.deepEqual(options(rows, "Vaihe"), ["koti", "vankila"]);
  assert.deepEqual(options(rows, "Toimijat"), ["järjestö", "kunta", "Rise"]);
});
