// The search engine on tables and pages made for the tests: node --test tests/js
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { DOCS, TABLES } from "../search/small.mjs";

const FOLDER = "../../docs/assets/javascripts/search";
globalThis.MiniSearch = createRequire(import.meta.url)(`${FOLDER}/minisearch.min.js`);
const { folded, queryWords, slips, words } = await import(`${FOLDER}/words.mjs`);
const { Lexicon } = await import(`${FOLDER}/lexicon.mjs`);
const { Terms } = await import(`${FOLDER}/terms.mjs`);
const { Engine } = await import(`${FOLDER}/engine.mjs`);

const lexicon = new Lexicon(TABLES);
const engine = new Engine({ config: { guide: TABLES }, docs: DOCS });
const places = (answer) => {
  const hits = answer.items.flat().filter(({ score }) => score > 0);
  return hits.sort((a, b) => b.score - a.score).map(({ location }) => location);
};

test("words are letters and digits without tags, entities, colon endings and soft hyphens", () => {
  assert.deepEqual(words("<p>Rise:n  ARA-asunto &amp; 12 §, koe\u00advapaus</p>"), [
    ...["rise", "ara-asunto", "12", "koevapaus"],
  ]);
  assert.deepEqual(queryWords("<b>vuokra & velka"), ["b", "vuokra", "velka"]);
});

const SLIPS = [
  ["koevapaus", "koevapaus", 0],
  ["koevapasu", "koevapaus", 1],
  ["koevpaus", "koevapaus", 1],
  ["vuokra", "vanki", 3],
];
for (const [a, b, expected] of SLIPS) {
  test(`${a} is ${expected} slips from ${b}`, () => {
    const counted = slips(a, b, 2);
    assert.equal(expected > 2 ? counted > 2 : counted === expected, true);
  });
}

test("accents, doubled letters and hyphens fold away", () => {
  assert.equal(folded("häätö"), folded("haato"));
  assert.equal(folded("te-toimisto"), folded("tetoimisto"));
});

const LEMMAS = [
  ["koevapauteen", "koevapaus"],
  ["velassa", "velka"],
  ["velkoja", "velka"], // an odd form that travels by itself
  ["vuokravelkaa", "vuokravelka"],
  ["häädetty", "häätää"],
  ["vankilassakin", "vankila"],
  ["vankilastaan", "vankila"],
];
for (const [form, lemma] of LEMMAS) {
  test(`${form} is a form of ${lemma}`, () => assert.deepEqual(lexicon.lemmas(form), [lemma]));
}

test("an unknown word has no lemma, and without tables no word has", () => {
  assert.deepEqual(lexicon.lemmas("karhunpesä"), []);
  assert.deepEqual(new Lexicon().lemmas("vuokra"), []);
});

test("parts of compounds come in their dictionary form, empty ones not at all", () => {
  assert.deepEqual(lexicon.parts("asumistuki"), ["asuminen", "tuki"]);
  assert.deepEqual(lexicon.split("vuokravankila"), ["vuokra", "vankila"]);
  assert.equal(lexicon.split("vuokraxyz"), null);
});

test("a name of several words is met in any form, and only as a whole", () => {
  const split = (names) => names.split("|");
  const terms = new Terms(
    lexicon,
    TABLES.terms.map(([, , own, typed]) => ({ own: split(own), typed: split(typed) })),
  );
  const named = (text, typed) => terms.named(words(text), typed).map(({ number }) => number);
  assert.deepEqual(named("sossun rahat", true), [2]);
  assert.deepEqual(named("sossun rahat"), []); // the guide itself does not say so
  assert.deepEqual(named("sossun kanssa", true), []);
  assert.deepEqual(named("koevapauteen"), [0]);
});

const FOUND = [
  ["koevapauteen", "koe/"],
  ["koevapis", "koe/"],
  ["KOEVAPAUS", "koe/"],
  ["koevapasu", "koe/"],
  ["koev", "koe/"],
  ["vuokravelkaa", "velat/#vuokra"],
  ["vuokra velka", "velat/#vuokra"],
  ["rästit", "velat/#vuokra"],
  ["häädetty", "velat/#haato"],
  ["haato", "velat/#haato"],
  ["luottotiedot", "velat/"],
  ["kun luottotiedot menneet", "velat/"], // search words of a place within a longer query
  ["miten koevapauteen pääsee", "koe/"],
];
for (const [query, place] of FOUND) {
  test(`"${query}" finds ${place} first`, () => assert.equal(places(engine.search(query))[0], place));
}

test("a term asked by any of its names gets its definition on the first hit", () => {
  for (const query of ["koevapaus", "koevapis", "jalkapanta", "koevapus"]) {
    const best = engine.search(query).items[0][0];
    assert.match(best.text, /search-card.*Vankeuden loppu\./);
  }
  assert.match(engine.search("sossun rahat").items[0][0].text, /Viimeinen tuki\./);
});

test("the line says what search did", () => {
  assert.deepEqual(engine.search("koevapis").guide.lines, ["koevapis → valvottu koevapaus"]);
  assert.deepEqual(engine.search("koevapaus").guide.lines, []);
  assert.match(engine.search("koevapasu").guide.lines[0], /^Tarkoititko koevapaus\?/);
});

test("the list is never empty: chapters without a score stand in", () => {
  const answer = engine.search("karhunpesä");
  assert.equal(answer.guide.state, "none");
  assert.deepEqual(answer.items.flat().map(({ location }) => location), ["koe/", "velat/"]);
  assert.equal(answer.items.flat().every(({ score }) => score === 0), true);
});

test("a filter keeps one kind of pages or one chapter", () => {
  assert.deepEqual(places(engine.search("vuokra #mallit")), ["mallit/"]);
  assert.equal(places(engine.search("vuokra #velat")).every((p) => p.startsWith("velat/")), true);
});

test("found forms are marked and told to the page, unanswered words as missing", () => {
  const hit = engine.search("koevapauden karhunpesä").items.flat().find((i) => i.location === "koe/#asunto");
  assert.match(hit.text, /<mark>Koevapauteen<\/mark>/);
  assert.equal(hit.terms.koevapauteen, true);
  assert.equal(hit.terms["karhunpesä"], false);
});

test("a word that is a name of every object is told to be missing like any other", () => {
  const { items } = engine.search("koevapaus constructor");
  assert.equal(items[0][0].terms.constructor, false);
});

test("each group has its page, as the theme's list needs it", () => {
  for (const group of engine.search("vuokravelka").items) {
    assert.equal(group.some(({ location }) => !location.includes("#")), true);
  }
});

const NASTY = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "vuokra <b>velka</b>", "&lt;b&gt;"];
for (const query of NASTY) {
  test(`no markup of the query ${query} comes back, and what pages escaped stays escaped`, () => {
    const answer = engine.search(query);
    for (const { title, text } of answer.items.flat()) {
      const tags = `${title}${text}`.match(/<[^>]*>?/g) ?? [];
      const ours = /^<\/?(?:mark|span class="search-card"|span|dfn)>$/;
      assert.deepEqual(tags.filter((tag) => !ours.test(tag)), []);
    }
  });
}

test("markup that pages show as text is shown as text", () => {
  const hit = engine.search("vuokra #mallit").items[0][0];
  assert.equal(hit.title, "Malli &lt;b&gt;");
  assert.match(hit.text, /a &lt;script&gt; &amp; <mark>vuokra<\/mark>/);
});

test("without the build's tables words, beginnings and slips still work", () => {
  const plain = new Engine({ config: {}, docs: DOCS });
  assert.equal(places(plain.search("vuokravelka"))[0], "velat/#vuokra");
  assert.equal(places(plain.search("vuokrav"))[0], "velat/#vuokra");
  assert.equal(places(plain.search("vuokravekla"))[0], "velat/#vuokra");
});

for (const query of ["", "   ", "?", "#", "ja", "a".repeat(5000), "§ 4:6", "\u0000"]) {
  test(`the query ${JSON.stringify(query.slice(0, 12))} is answered without a fault`, () => {
    assert.ok(Array.isArray(engine.search(query).items));
  });
}
