// The words marked on the page a search led to: node --test tests/js
import assert from "node:assert/strict";
import { test } from "node:test";

await import("../../docs/assets/javascripts/marks.js");
const { pattern } = globalThis.guideMarks;
const met = (text, page) => [...page.matchAll(pattern(text))].map(([word]) => word);

test("words are met at their beginning, in any case, with any signs", () => {
  assert.deepEqual(met("koe c++", "Koevapaus, pakkokoe, C++"), ["Koe", "C++"]);
  assert.equal(pattern(" ?! "), null);
});

test("of an endless list of words the first ones are met, soon", () => {
  const words = Array.from({ length: 20_000 }, (_, number) => `x${number}`).join(" ");
  const before = process.cpuUsage().user;
  assert.deepEqual(met(`  koe ${words}`, "koe xyz ".repeat(10_000)).length, 10_000);
  assert.deepEqual(met("koe ".repeat(30_000), "koe ".repeat(10_000)).length, 10_000);
  assert.ok(pattern(words).source.length < 1000);
  assert.ok(process.cpuUsage().user - before < 1e6);
});
