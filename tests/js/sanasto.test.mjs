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
