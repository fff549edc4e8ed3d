// The search as a whole: made once from search_index.json, then asked.
import { grouped, item, placed, plain } from "./answer.mjs";
import { Expander } from "./expand.mjs";
import { Lexicon } from "./lexicon.mjs";
import { Index } from "./score.mjs";
import { Spelling } from "./spelling.mjs";
import { Terms } from "./terms.mjs";
import { slips, words } from "./words.mjs";

const MOST = 30; // hits shown
const PASSING = 3; // score of a word that stands somewhere in a text
const MOST_DEFINED = 2; // definitions on one answer card
// How many times the best score a pinned place gets on top of its own.
const FIRST = 2;
const NEXT = 1;
const ALIAS = 1.5;
// What a reader may ask for with a sign: "vuokra #mallit".
const FILTER = /(?:^|\s)#([\p{L}-]+)/gu;
const KINDS = {
  ohjeet: ["guide", "phase", "chapter", "reference"],
  työkalut: ["tool"],
  mallit: ["model"],
  koulutus: ["training"],
  asiakkaalle: ["client-sheet"],
  sanasto: ["term"],
};

class Engine {
  constructor({ config, docs }) {
    const guide = config.guide ?? {};
    this.byLocation = new Map(docs.map((doc) => [doc.location, doc]));
    this.pieces = new Map();
    this.chapters = guide.chapters ?? [];
    const rows = docs.map((doc) => this.#row(doc));
    this.lexicon = new Lexicon(guide);
    this.terms = new Terms(this.lexicon, this.#concepts(guide.terms ?? [], docs));
    this.index = new Index(rows, this.terms);
    const known = this.#known();
    this.expander = new Expander({
      terms: this.terms,
      spelling: new Spelling(known),
      has: (term) => this.held.has(term),
      vocabulary: [...known.keys()].sort(),
    });
  }

  /** The terms of the bank, and places of the guide with the search words that lead to them. */
  #concepts(terms, docs) {
    const split = (names, mark) => (names ? names.split(mark) : []);
    const bank = terms.map(([id, target, own, typed]) => ({
      target,
      entry: this.byLocation.get(`sanasto/#${id}`),
      own: split(own, "|"),
      typed: split(typed, "|"),
    }));
    const places = docs.filter(({ names, kind }) => names && kind !== "term");
    return [
      ...bank,
      ...places.map(({ location, names }) => ({ target: location, own: [], typed: split(names, ", ") })),
    ];
  }

  #row(doc) {
    const [page] = doc.location.split("#");
    const parent = this.byLocation.get(page) ?? doc;
    return {
      location: doc.location,
      kind: doc.kind ?? parent.kind,
      title: doc.title,
      text: doc.text ?? "",
      names: doc.names ?? "",
      page: parent === doc ? "" : parent.title,
    };
  }

  /** Words of the index and of the term bank with their counts; notes which terms there are. */
  #known() {
    const known = this.terms.counts;
    this.held = new Set();
    for (const word of known.keys()) for (const term of this.terms.of(word)) this.held.add(term);
    this.terms.concepts.forEach((concept, number) => {
      this.held.add(`§${number}`);
      for (const name of [...concept.own, ...concept.typed]) {
        for (const word of words(name)) if (!known.has(word)) known.set(word, 1);
      }
    });
    return known;
  }

  /**
   * The theme's answer { items } with more for our own script in `guide`: `state` ("hits",
   * "weak", "none"), `lines` (what search did; plain text), `suggest` (queries to try).
   */
  search(query) {
    const { text, filter } = this.#filter(query);
    const asked = this.expander.expand(text);
    if (!asked.slots.length) return { items: [], guide: { state: "empty", lines: [], suggest: [] } };
    const { pins, cards } = this.#pins(asked);
    const hits = this.index.search(asked.slots, pins).filter(filter).slice(0, MOST);
    if (!hits.length || this.#isBeside(asked, hits)) return this.#nothing(asked);
    const answers = this.#answers(asked.slots);
    const missing = (hit) =>
      asked.slots.filter((_, place) => !hit.answered.includes(place)).map((slot) => slot.word);
    const items = hits.map((hit) => {
      const one = item(hit, this.#pieces(hit.doc), answers, missing(hit));
      const card = cards.get(one.location);
      return card ? { ...one, text: this.#card(one.location, card) } : one;
    });
    const weak = this.#isWeak(asked, hits);
    const guide = { state: weak ? "weak" : "hits", lines: this.#lines(asked, weak), suggest: [] };
    return { items: grouped(items, this.byLocation), guide };
  }

  /** A document's texts without tags and their words, kept for the next letter typed. */
  #pieces(doc) {
    let found = this.pieces.get(doc);
    if (!found) {
      const title = plain(doc.title).replaceAll("\u2029", "").trim();
      const text = plain(doc.text);
      found = { title, text, inTitle: placed(title), inText: placed(text) };
      this.pieces.set(doc, found);
    }
    return found;
  }

  #filter(query) {
    const wanted = [...query.matchAll(FILTER)].map((match) => match[1].toLowerCase());
    const text = query.replace(FILTER, " ");
    const tests = wanted.map((name) => {
      const kind = Object.keys(KINDS).find((key) => key.startsWith(name));
      if (kind) return (doc) => KINDS[kind].includes(doc.kind);
      return (doc) => doc.location.startsWith(`${name}/`);
    });
    return { text, filter: ({ doc }) => tests.every((test) => test(doc)) };
  }

  /**
   * What comes first when the query names it: for a term the place that explains it, with its
   * definition as the answer card; for search words the place they lead to. Gives `pins` for the
   * index (see score.mjs) and `cards`, the terms defined at a place.
   *
   * A name the guide itself uses goes before one that readers use of several terms. Where the
   * heading does not say what was asked but the entry in the glossary does, the entry carries
   * the card and the page comes next.
   */
  #pins(asked) {
    const typed = asked.slots.map((slot) => slot.word);
    const pins = [];
    const cards = new Map();
    const found = asked.named.map(({ number, start, length }) => {
      const slots = [...asked.slots.keys()].filter((i) => {
        const { at } = asked.slots[i];
        return at >= start && at < start + length;
      });
      const whole = slots.length === asked.slots.length;
      return { concept: this.terms.concepts[number], slots, whole };
    });
    const isOwn = ({ concept, whole }) => whole && concept.own.some((n) => this.#isNamed(n, typed));
    const own = found.filter(isOwn);
    asked.whole = (own.length ? own : found.filter(({ whole }) => whole))
      .map(({ concept }) => concept)
      .filter(({ entry }) => entry);
    for (const { concept, slots, whole } of found) {
      const { entry, target } = concept;
      const pin = (place, up) => pins.push({ place, up, slots });
      if (!entry) pin(target, ALIAS);
      else if (!whole) {
        pin(target, ALIAS);
      } else if (asked.whole.includes(concept)) {
        const explained = this.byLocation.get(target);
        const says = (title) => this.#isNamed(typed.join(" "), words(title));
        const first =
          target !== entry.location && explained && says(entry.title) && !says(explained.title)
            ? entry.location
            : target;
        pin(first, FIRST);
        pin(first === target ? entry.location : target, NEXT);
        cards.set(first, [...(cards.get(first) ?? []), entry]);
      }
    }
    return { pins, cards };
  }

  /** Definitions in full, with the names of their terms where the title does not say them. */
  #card(place, entries) {
    const rows = entries.slice(0, MOST_DEFINED).map((entry) => {
      const name = entry.location === place ? "" : `<dfn>${plain(entry.title)}</dfn>: `;
      return `<span class="search-card">${name}${plain(entry.text)}</span>`;
    });
    return rows.join("");
  }

  /** Whether a word of a text answers the query well enough to be marked. */
  #answers(slots) {
    const wanted = new Map();
    for (const slot of slots) {
      for (const [term, weight] of slot.terms) wanted.set(term, Math.max(weight, wanted.get(term) ?? 0));
    }
    const known = new Map();
    return (word) => {
      let found = known.get(word);
      if (found === undefined) {
        found = this.terms.of(word).some((term) => wanted.get(term) >= 0.25);
        found ||= this.terms.named([word]).some(({ number }) => wanted.get(`§${number}`) >= 0.25);
        known.set(word, found);
      }
      return found;
    };
  }

  /** Weak: no word was met as such, or the best hit answers half of the words or less. */
  #isWeak({ slots }, hits) {
    const sure = slots.filter((slot) => slot.how && slot.how !== "shorter");
    const few = hits[0].answered.length * 2 <= slots.length && slots.some((slot) => !slot.how);
    return !sure.length || few || hits[0].answered.length * 2 < slots.length;
  }

  /** Hits in passing while a word of the query is nowhere: not what was asked. */
  #isBeside({ slots }, hits) {
    return slots.some((slot) => !slot.how) && hits[0].score < PASSING;
  }

  #lines(asked, weak) {
    const lines = asked.read.map(({ word, as }) => `Tarkoititko ${as}? (${word} ei löytynyt)`);
    const typed = [...new Set(asked.slots.map((slot) => slot.word))];
    const others = asked.whole
      .map(({ own }) => own)
      .filter((own) => !own.some((name) => this.#isNamed(name, typed)))
      .map(([name]) => name);
    if (others.length) lines.push(`${typed.join(" ")} → ${[...new Set(others)].join(", ")}`);
    if (weak) lines.push("Tarkkaa osumaa ei ole. Nämä ovat lähimpänä.");
    return lines;
  }

  /** Whether all words of a name were typed, in whatever form, or as parts of a compound. */
  #isNamed(name, typed) {
    const bases = new Set(typed.flatMap((word) => this.terms.bases(word)));
    for (const base of [...bases]) for (const part of this.lexicon.parts(base)) bases.add(part);
    return words(name).every((word) => this.terms.bases(word).some((base) => bases.has(base)));
  }

  /** Never an empty list: the chapters, with no score since they were not found. */
  #nothing(asked) {
    const items = this.chapters.map(([title, location]) => [
      { location, title, text: "", score: 0, terms: {} },
    ]);
    const suggest = this.#nearest(asked);
    return { items, guide: { state: "none", lines: [], suggest } };
  }

  /** Names of terms that begin as a word of the query does, or look like it. */
  #nearest({ slots }) {
    const names = this.terms.concepts.flatMap(({ own }) => own.slice(0, 1));
    const rows = slots.flatMap(({ word }) =>
      names.map((name) => {
        const most = Math.floor(word.length / 3);
        const apart = slips(word, name.toLowerCase(), most);
        const begins = name.toLowerCase().startsWith(word.slice(0, 4)) && word.length > 3;
        return { name, apart: begins ? Math.min(apart, most) : apart, most };
      }),
    );
    const near = rows.filter(({ apart, most }) => apart <= most && most);
    near.sort((a, b) => a.apart - b.apart);
    return [...new Set(near.map(({ name }) => name))].slice(0, 3);
  }
}

export { Engine };
