// The glossary's filter: node --test tests/js
import assert from "node:assert/strict";
import { test } from "node:test";

await import("../../docs/assets/javascripts/sanasto.js");
const { matches, wordsOf } = globalThis.guideGlossary;

const koevapaus = ["valvottu koevapaus", "koevapaus", "övervakad frihet på prov", "koevapis", "vkv"];
const haato = ["häätö", "vräkning", "eviction", "häätää", "häädetty"];

const found = [
  ["", koevapaus],
  ["koe", koevapaus],
  ["KOEVAPAUS", koevapaus],
  ["koevapauteen", koevapaus],
  ["valvotun koevapauden", koevapaus],
  ["frihet", koevapaus],
  ["  vkv ", koevapaus],
  ["häädetty", haato],
  ["häätöä", haato],
];
const not = [
  ["häätö", koevapaus],
  ["koevapaus häätö", koevapaus],
  ["haato", haato],
  ["xyz", koevapaus],
];

for (const [query, names] of found) {
  test(`"${query}" finds ${names[0]}`, () => assert.equal(matches(wordsOf(query), names), true));
}
for (const [query, names] of not) {
  test(`"${query}" does not find ${names[0]}`, () => assert.equal(matches(wordsOf(query), names), false));
}

const LONG = 100_000;
const pasted = {
  "one word": "a".repeat(LONG),
  "ever new words": Array.from({ length: LONG / 10 }, (_, number) => `koe${number}`).join(" "),
  "one word again and again": "koe ".repeat(LONG / 4),
  accents: `a${"\u0323\u0301".repeat(LONG / 2)}`,
};
for (const [name, query] of Object.entries(pasted)) {
  test(`100 kB of ${name} are compared with many names at once`, () => {
    const before = process.cpuUsage().user;
    const wanted = wordsOf(query);
    for (let entry = 0; entry < 300; entry++) matches(wanted, koevapaus);
    assert.ok(wanted.join(" ").length <= 2000);
    assert.ok(process.cpuUsage().user - before < 1e6);
  });
}
