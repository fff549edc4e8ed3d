// The search as a whole: made once from search_index.json, then asked.
import { grouped, item, placed, plain } from "./answer.mjs";
import { Expander } from "./expand.mjs";
import { Lexicon } from "./lexicon.mjs";
import { Naming, card } from "./naming.mjs";
import { Index } from "./score.mjs";
import { Spelling } from "./spelling.mjs";
import { Terms } from "./terms.mjs";
import { kept, shortened, slips, words } from "./words.mjs";

const MOST = 30; // hits shown
const TELLING = 0.25; // weight from which a word of a text is marked
const PASSING = 3; // score of a word that stands somewhere in a text
const CUT = "Pitkästä hakutekstistä käytettiin vain osa.";
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
    this.naming = new Naming(this.terms, this.byLocation);
    const known = this.#known();
    this.expander = new Expander({
      terms: this.terms,
      spelling: new Spelling(known, this.lexicon.stop),
      has: (term) => this.held.has(term),
      vocabulary: [...known.keys()].sort(),
    });
  }

  /** The terms of the bank, and places of the guide with the search words that lead to them. */
  #concepts(terms, docs) {
    const bank = terms.map(([id, target, own, typed]) => ({
      target,
      entry: this.byLocation.get(`sanasto/#${id}`),
      own: own.split("|"),
      typed: typed.split("|"),
    }));
    const places = docs.filter(({ names, kind }) => names && kind !== "term");
    const led = places.map(({ location, names }) => ({ target: location, own: [], typed: names.split(", ") }));
    return [...bank, ...led];
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
      if (concept.entry) this.held.add(`§${number}`);
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
    const { text: read, isCut } = shortened(query);
    const { text, filter } = this.#filter(read);
    const asked = this.expander.expand(text);
    const answer = this.#answer(asked, filter);
    if (isCut || asked.isCut) answer.guide.lines.unshift(CUT);
    return answer;
  }

  #answer(asked, filter) {
    if (!asked.slots.length) return { items: [], guide: { state: "empty", lines: [], suggest: [] } };
    const { pins, cards, means } = this.naming.of(asked);
    const hits = this.index.search(asked.slots, pins, filter).slice(0, MOST);
    if (!hits.length) return this.#nothing(asked);
    const answers = this.#answers(asked.slots);
    const missing = (hit) =>
      asked.slots.filter((_, place) => !hit.answered.includes(place)).map((slot) => slot.word);
    const items = hits.map((hit) => {
      const one = item(hit, this.#pieces(hit.doc), answers, missing(hit));
      const defined = cards.get(one.location);
      return defined ? { ...one, text: card(one.location, defined) } : one;
    });
    const weak = this.#isWeak(asked, hits) || this.#isBeside(asked, hits);
    const guide = { state: weak ? "weak" : "hits", lines: this.#lines(asked, means, weak), suggest: [] };
    return { items: grouped(items, this.byLocation), guide };
  }

  /** A document's texts without tags and their words, kept for the next letter typed. */
  #pieces(doc) {
    return kept(this.pieces, doc, () => {
      const title = plain(doc.title).replaceAll("\u2029", "").trim();
      const text = plain(doc.text);
      return { title, text, inTitle: placed(title), inText: placed(text) };
    });
  }

  #filter(query) {
    const wanted = new Set([...query.matchAll(FILTER)].map((match) => match[1].toLowerCase()));
    const text = query.replace(FILTER, " ");
    const tests = [...wanted].map((name) => {
      const kind = Object.keys(KINDS).find((key) => key.startsWith(name));
      if (kind) return (doc) => KINDS[kind].includes(doc.kind);
      return (doc) => doc.location.startsWith(`${name}/`);
    });
    return { text, filter: ({ doc }) => tests.every((test) => test(doc)) };
  }

  /** Whether a word of a text answers the query well enough to be marked. */
  #answers(slots) {
    const wanted = new Map();
    for (const slot of slots) {
      for (const [term, weight] of slot.terms) wanted.set(term, Math.max(weight, wanted.get(term) ?? 0));
    }
    const known = new Map();
    const isWanted = (term) => wanted.get(term) >= TELLING;
    return (word) =>
      kept(known, word, () => {
        const named = this.terms.named([word]).map(({ number }) => `§${number}`);
        return [...this.terms.of(word), ...named].some(isWanted);
      });
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

  #lines({ slots, read }, means, weak) {
    const lines = read.map(({ word, as }) => `Tarkoititko ${as}? (${word} ei löytynyt)`);
    const typed = [...new Set(slots.map(({ word }) => word))];
    if (means.length) lines.push(`${typed.join(" ")} → ${[...new Set(means)].join(", ")}`);
    if (weak) lines.push("Tarkkaa osumaa ei ole. Nämä ovat lähimpänä.");
    return lines;
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
    const rows = slots.flatMap(({ word }) => {
      const most = Math.floor(word.length / 3);
      return names.map((name) => {
        const begins = word.length > 3 && name.toLowerCase().startsWith(word.slice(0, 4));
        return { name, apart: slips(word, name.toLowerCase(), most), most: begins ? 99 : most };
      });
    });
    const near = rows.filter(({ apart, most }) => most && apart <= most);
    near.sort((a, b) => a.apart - b.apart);
    return [...new Set(near.map(({ name }) => name))].slice(0, 3);
  }
}

export { Engine };
