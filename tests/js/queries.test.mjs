// Whatever is typed or pasted into the search is answered: soon, in the theme's shape, and as the
// part of it that is read. node --test tests/js
//
// QUERIES: how many seeded queries (500). SITE: a built site whose small engine and index are asked;
// otherwise the engine as it is written, over the words of the guide's sources.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import vm from "node:vm";
import { dice, filled, nonsense, spoilt } from "../search/fuzz.mjs";
import { rows } from "../search/score.mjs";
import { DOCS, TABLES } from "../search/small.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");
const FOLDER = path.join(ROOT, "docs/assets/javascripts/search");
globalThis.MiniSearch = createRequire(import.meta.url)(path.join(FOLDER, "minisearch.min.js"));
const { shortened } = await import(path.join(FOLDER, "words.mjs"));

const LONG = 100_000;
// Processor time, so that a busy machine breaks nothing. Without limits one word of 4,000 letters
// took the engine 16 s, 100 kB of random words more than 100 s.
const MOST_MS = 1500;
const COUNT = Number(process.env.QUERIES ?? 500);
const CUT = /^Pitkästä hakutekstistä/;
const ORDINARY = "miten koevapauteen pääsee";

/** The engine of a built site, from the script that its readers get. */
const builtEngine = (site) => {
  const folder = path.join(site, "assets/javascripts/search");
  const name = fs.readdirSync(folder).find((file) => file.startsWith("engine."));
  vm.runInThisContext(fs.readFileSync(path.join(folder, name), "utf8"));
  const index = fs.readFileSync(path.join(site, "search/search_index.json"), "utf8");
  return [globalThis.guideSearch.Engine, JSON.parse(index)];
};

/** The engine as it is written, with a section for each heading of the guide's sources. */
const writtenEngine = async () => {
  const { Engine } = await import(path.join(FOLDER, "engine.mjs"));
  const sources = fs.readdirSync(path.join(ROOT, "docs"), { recursive: true }).filter((f) => f.endsWith(".md"));
  const docs = sources.sort().flatMap((file, page) => {
    const text = fs.readFileSync(path.join(ROOT, "docs", file), "utf8").replace(/[<>&]/g, " ");
    return text.split(/^#+ /m).map((part, place) => ({
      location: place ? `sivu-${page}/#${place}` : `sivu-${page}/`,
      title: part.split("\n", 1)[0],
      text: part,
    }));
  });
  return [Engine, { config: { guide: TABLES }, docs: [...DOCS, ...docs] }];
};

const [Engine, index] = process.env.SITE ? builtEngine(process.env.SITE) : await writtenEngine();
const engine = new Engine(index);
const locations = new Set(index.docs.map(({ location }) => location));
const usual = engine.search(ORDINARY);
const asked = rows(fs.readFileSync(path.join(ROOT, "tests/search/queries.csv"), "utf8")).map(([query]) => query);
const known = index.docs.flatMap(({ text }) => text.replace(/<[^>]*>/g, " ").match(/[a-zåäö]{4,}/giu) ?? []);

const timed = (query) => {
  const before = process.cpuUsage();
  const answer = engine.search(query);
  const { user, system } = process.cpuUsage(before);
  return { answer, took: (user + system) / 1000 };
};

const checkShape = ({ items, guide }) => {
  assert.ok(["hits", "weak", "none", "empty"].includes(guide.state));
  assert.ok([...guide.lines, ...guide.suggest].every((line) => typeof line === "string" && line));
  assert.ok(items.flat().length <= 60);
  for (const group of items) {
    assert.ok(group.some(({ location }) => !location.includes("#")) || guide.state === "none");
    for (const { location, title, text, score, terms } of group) {
      assert.ok(locations.has(location), location);
      assert.ok(typeof title === "string" && typeof text === "string");
      assert.ok(Number.isFinite(score) && score >= 0);
      const tags = `${title}${text}`.match(/<[^>]*>?/g) ?? [];
      assert.ok(tags.every((tag) => /^<\/?(?:mark|span class="search-card"|span|dfn)>$/.test(tag)));
      for (const [word, isMet] of Object.entries(terms)) {
        assert.ok(typeof isMet === "boolean" && [...word].length <= 60);
      }
    }
  }
};

const check = (query) => {
  const { answer, took } = timed(query);
  assert.ok(took < MOST_MS, `${took.toFixed(0)} ms`);
  checkShape(answer);
  const read = shortened(query);
  assert.ok(read.text.length <= 2000);
  assert.equal(shortened(read.text).isCut, false);
  const { items, guide } = engine.search(read.text);
  const told = answer.guide.lines.some((line) => CUT.test(line));
  if (read.isCut) assert.ok(told, "a cut query is said to be cut");
  const lines = ({ lines }) => lines.filter((line) => !CUT.test(line));
  assert.deepEqual(answer.items, items);
  assert.deepEqual({ ...answer.guide, lines: lines(answer.guide) }, { ...guide, lines: lines(guide) });
  return answer;
};

const roll = dice(15);
const pick = (list) => list[roll(list.length)];
const again = (text) => text.repeat(Math.ceil(LONG / text.length)).slice(0, LONG);
const random = (length, joint = " ") => filled(LONG, () => nonsense(roll, length) + joint);

const CASES = {
  "one letter": again("a"),
  "one random word": nonsense(roll, LONG),
  "a word of known parts": filled(LONG, () => pick(known)),
  "the guide's own text": filled(LONG, () => `${known[roll(9) + 1000]} ${pick(known)} `),
  "words in their order": known.slice(5000, 20000).join(" "),
  "random words of 4 letters": random(4),
  "random words of 8 letters": random(8),
  "random words of 12 letters": random(12),
  "random words of 25 letters": random(25),
  "random words of 59 letters": random(59),
  "misspelt words": filled(LONG, () => `${pick(known).replace(/(.)(.)(.)/, "$2$1$3")} `),
  "words misspelt twice": filled(LONG, () => `${pick(known)}xq `),
  "unknown compounds": filled(LONG, () => `${pick(known)}${pick(known)} `),
  "half known compounds": filled(LONG, () => `${pick(known)}${nonsense(roll, 8)} `),
  "one word a thousand times": again("asunto "),
  "one unknown word a thousand times": again("asunnttxo "),
  "stop words": again("miten ja kanssa "),
  "single letters": filled(LONG, () => `${nonsense(roll, 1)} `),
  hyphens: again("a-"),
  "words with hyphens": random(10, "-"),
  "words with slashes": random(30, "/"),
  "words with dots": random(30, "."),
  punctuation: again("!?.,;:"),
  blanks: " ".repeat(LONG),
  digits: filled(LONG, () => String(roll(10))),
  numbers: filled(LONG, () => `${roll(1e5)} `),
  emoji: again("🏠👨‍👩‍👧"),
  "right to left": again("مرحبا שלום \u202e"),
  "joined Arabic": again("ﷺ"),
  "combining marks": `a${again("\u0323\u0301")}`,
  "loose accents": again("a\u0308"),
  "loose accent after a cut word": `${"a".repeat(70)}\u0308`,
  "letters of two halves": again("𝔘𝔫𝔦"),
  "lone halves": again("\ud800a\udc00 "),
  controls: filled(LONG, () => String.fromCharCode(roll(32))),
  "regular expressions": again("(a+)+$[^]*\\ .*?{2,} "),
  "names of prototypes": again("__proto__ constructor toString "),
  "one name of a prototype": "constructor",
  Chinese: filled(LONG, () => String.fromCharCode(0x4e00 + roll(20000))),
  filters: again("#o #oh "),
  "many filters": filled(LONG, () => `#${nonsense(roll, 6)} `),
  markup: again("<b>asunto</b> &amp; "),
  "unclosed markup": again("<"),
  "soft hyphens": again("asunto\u00ad"),
  "capital I with a dot": again("İ"),
};
for (const [name, query] of Object.entries(CASES)) test(`answered: ${name}`, () => void check(query));

test("words after a stretch of blanks are read", () => {
  const { items, guide } = check(`${" ".repeat(LONG)}koevapaus`);
  assert.deepEqual([guide.lines.filter((line) => CUT.test(line)), items.length > 0], [[], true]);
});

test("a word is cut at 60 letters and a query at 2,000, with a word to the reader", () => {
  const lines = (query) => engine.search(query).guide.lines.filter((line) => CUT.test(line)).length;
  assert.deepEqual(["b".repeat(60), "b".repeat(61)].map(lines), [0, 1]);
  assert.deepEqual(["asunto ".repeat(285), "asunto ".repeat(286)].map(lines), [0, 1]);
});

test("of too many words those the guide has are read, the longest first", () => {
  const query = `${filled(900, () => `${nonsense(roll, 9)} `)} koevapauteen`;
  const { items, guide } = check(query);
  assert.match(guide.lines[0], CUT);
  assert.ok(items.flat().some(({ terms }) => terms.koevapauteen));
});

test("a few unknown words are guessed at, not all of a long text", () => {
  const slips = [...new Set(known.filter((word) => word.length > 8))].slice(0, 30);
  const query = slips.map((word) => `${word.slice(0, 5)}q${word.slice(5)}`).join(" ");
  const guesses = check(query).guide.lines.filter((line) => line.startsWith("Tarkoititko"));
  assert.ok(guesses.length > 0 && guesses.length <= 8, guesses.length);
});

test("letters with loose accents are the same letters", () => {
  assert.deepEqual(engine.search("häätö".normalize("NFD")), engine.search("häätö"));
});

test(`${COUNT} seeded queries are answered`, () => {
  for (let number = 1; number <= COUNT; number++) {
    const query = spoilt(number, [...asked, ...known.slice(0, 2000)], LONG);
    try {
      check(query);
    } catch (fault) {
      fault.message = `query ${number}, ${JSON.stringify(query.slice(0, 200))}: ${fault.message}`;
      throw fault;
    }
  }
});

test("after all of this an ordinary query is answered as ever, and little is remembered", () => {
  const { answer, took } = timed(ORDINARY);
  assert.deepEqual(answer, usual);
  assert.ok(took < 300, `${took.toFixed(0)} ms`);
  globalThis.gc?.();
  assert.ok(process.memoryUsage().heapUsed < 600e6);
});
