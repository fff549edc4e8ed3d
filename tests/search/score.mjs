// How well the search of a built site answers a list of queries, asked as Material's dialog asks.
// usage: node tests/search/score.mjs SITE [QUERIES.csv] [--worker=ADDRESS] [--json]
//
// A query's expected topics are phrases with | between them. A section is right when its heading
// with that of its page has all words of a phrase (their beginnings: words inflect), at least one
// of them in the heading itself; where no heading has, when its text speaks of them.
// --worker asks another worker, as Material's own: below the site, or an absolute path.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

const HERE = import.meta.dirname;
const KINDS_ASIDE = ["negative", "cold"]; // not in the figures for all

/** Rows of a CSV file without its header; quotes may stand around a field. */
export function rows(text) {
  const lines = text.trim().split(/\r?\n/).slice(1);
  return lines.map((line) => {
    const fields = line.match(/("[^"]*"|[^,]*)(?:,|$)/g).map((f) => f.replace(/,$/, ""));
    return fields.map((field) => field.replace(/^"|"$/g, ""));
  });
}

/** The site's search worker in a world of its own; answers messages as in a browser. */
export function startWorker(site, address) {
  let listener;
  let answered;
  const file = path.resolve(site, address);
  const world = { URL, setTimeout, clearTimeout, structuredClone, performance };
  Object.assign(world, {
    console: { ...console, warn() {}, log() {} },
    location: { href: `http://site/${address}`, protocol: "http:" },
    addEventListener: (type, action) => {
      if (type === "message") listener = action;
    },
    postMessage: (message) => answered(message),
    importScripts: (...names) => names.forEach((name) => run(path.resolve(path.dirname(file), name))),
  });
  world.self = world.globalThis = world;
  vm.createContext(world);
  const run = (name) => vm.runInContext(fs.readFileSync(name, "utf8"), world, { filename: name });
  run(file);
  return (message) =>
    new Promise((resolve) => {
      answered = resolve;
      (listener ?? world.onmessage)({ data: message });
    });
}

/** The address of the worker that the pages of a site name. */
export function workerOf(site) {
  const html = fs.readFileSync(path.join(site, "index.html"), "utf8");
  return JSON.parse(html.match(/id="?__config"?[^>]*>([\s\S]*?)<\/script>/)[1]).search;
}

const wordsOf = (html = "") =>
  html.replace(/<[^>]+>|&\w+;/g, " ").toLowerCase().match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
const beginning = (word) => {
  const length = word.length > 5 ? Math.max(4, Math.ceil(word.length * 0.65)) : 4;
  return word.slice(0, length);
};
const holds = (words, wanted) => words.some((word) => word.startsWith(beginning(wanted)));

/** Decides which sections of an index are right answers. */
export class Judge {
  constructor(docs) {
    const titles = new Map(docs.map((doc) => [doc.location, doc.title]));
    this.sections = docs.map((doc) => {
      const own = wordsOf(doc.title);
      const page = wordsOf(titles.get(doc.location.split("#")[0]));
      return { location: doc.location, own, path: [...page, ...own], text: wordsOf(doc.text) };
    });
  }

  right(topics) {
    const phrases = topics.split("|").map((t) => t.split(/\s+/).filter((word) => word.length > 2));
    const where = (test) =>
      this.sections.filter((section) => phrases.some((phrase) => test(section, phrase)));
    let found = where(
      (section, phrase) =>
        phrase.every((word) => holds(section.path, word)) &&
        phrase.some((word) => holds(section.own, word)),
    );
    if (!found.length) {
      found = where(({ text }, phrase) => {
        const times = phrase.map((w) => text.filter((t) => t.startsWith(beginning(w))).length);
        const least = Math.min(...times);
        return least > 1 || (least === 1 && phrase.every((w) => holds(text.slice(0, 40), w)));
      });
    }
    return new Set(found.map((section) => section.location));
  }
}

/** Share of right first places, of right ones among five, mean reciprocal rank, nothing found. */
export function figures(results) {
  const share = (test) => +((100 * results.filter(test).length) / results.length).toFixed(1);
  const ranks = results.reduce((sum, { rank }) => sum + (rank ? 1 / rank : 0), 0);
  return {
    queries: results.length,
    first: share(({ rank }) => rank === 1),
    five: share(({ rank }) => rank > 0 && rank <= 5),
    mrr: +(ranks / results.length).toFixed(3),
    nothing: share(({ found }) => !found),
  };
}

export async function score(site, csv, worker = workerOf(site)) {
  const index = JSON.parse(fs.readFileSync(path.join(site, "search/search_index.json"), "utf8"));
  const ask = startWorker(site, worker);
  await ask({ type: 0, data: { ...index, options: { suggest: false } } });
  const judge = new Judge(index.docs);
  const results = [];
  for (const [query, kind, topics] of rows(fs.readFileSync(csv, "utf8"))) {
    const { data } = await ask({ type: 2, data: query });
    const hits = data.items.flat().filter((item) => item.score > 0);
    const places = hits.sort((a, b) => b.score - a.score).map((item) => item.location);
    const right = kind === "negative" ? new Set() : judge.right(topics);
    const rank = places.findIndex((place) => right.has(place)) + 1;
    const weak = data.guide?.state !== "hits";
    results.push({ query, kind, rank, found: places.length, covered: right.size > 0, weak, places });
  }
  const asked = results.filter(({ kind, covered }) => kind !== "negative" && covered);
  const kinds = [...new Set(asked.map(({ kind }) => kind))];
  const negative = results.filter(({ kind }) => kind === "negative");
  return {
    all: figures(asked.filter(({ kind }) => !KINDS_ASIDE.includes(kind))),
    kinds: Object.fromEntries(
      kinds.map((name) => [name, figures(asked.filter(({ kind }) => kind === name))]),
    ),
    negative: { queries: negative.length, honest: negative.filter(({ found, weak }) => !found || weak).length },
    uncovered: results.filter((r) => r.kind !== "negative" && !r.covered).map(({ query }) => query),
    misses: asked
      .filter(({ rank }) => !rank || rank > 5)
      .map(({ query, kind, rank, places }) => ({ query, kind, rank, best: places.slice(0, 3) })),
  };
}

function table(result) {
  const line = (name, f) =>
    [name.padEnd(12), f.queries, f.first, f.five, f.mrr.toFixed(3), f.nothing].join("\t");
  return [
    ["kind".padEnd(12), "n", "S@1", "S@5", "MRR", "nothing"].join("\t"),
    ...Object.entries(result.kinds).map(([name, f]) => line(name, f)),
    line("all", result.all),
    `negative: ${result.negative.honest} of ${result.negative.queries} empty or said to be weak`,
    ...result.misses.map((m) => `missed ${m.kind}: ${m.query} (${m.rank}): ${m.best.join(" ")}`),
  ].join("\n");
}

if (process.argv[1] === import.meta.filename) {
  const [site, csv] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  const worker = process.argv.find((word) => word.startsWith("--worker="))?.slice(9);
  const result = await score(site, csv ?? path.join(HERE, "queries.csv"), worker);
  console.log(process.argv.includes("--json") ? JSON.stringify(result) : table(result));
}
