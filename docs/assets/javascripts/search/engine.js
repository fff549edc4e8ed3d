// The search as a whole: made once from search_index.json, then asked.
(() => {
  "use strict";

  const { Expander, Index, Lexicon, Spelling, Terms } = globalThis.guideSearch;
  const { escaped, grouped, item, placed, plain, slips, words } = globalThis.guideSearch;

  const MOST = 40; // hits shown
  const CARD = 2;
  const TARGET = 1;
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
      this.terms = new Terms(new Lexicon(guide), guide.terms);
      this.index = new Index(rows, this.terms);
      this.terms.concepts.forEach((concept) => {
        concept.entry = this.byLocation.get(`sanasto/#${concept.id}`);
      });
      const known = this.#known();
      this.expander = new Expander({
        terms: this.terms,
        spelling: new Spelling(known),
        has: (term) => this.held.has(term),
        vocabulary: [...known.keys()].sort(),
      });
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
      for (const word of known.keys()) {
        for (const term of this.terms.of(word)) this.held.add(term);
      }
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
      const pinned = this.#pins(asked);
      const hits = this.index.search(asked.slots, pinned).filter(filter).slice(0, MOST);
      if (!hits.length) return this.#nothing(text, asked);
      const cards = new Set([...pinned].filter(([, pin]) => pin === CARD).map(([place]) => place));
      const answers = this.#answers(asked.slots);
      const missing = (hit) =>
        asked.slots.filter((_, place) => !hit.answered.includes(place)).map((slot) => slot.word);
      const items = hits.map((hit) => {
        const one = item(hit, this.#pieces(hit.doc), answers, missing(hit));
        return cards.has(one.location) ? { ...one, text: this.#card(hit.doc) } : one;
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
     * What must come first when the query is a term or one of its names: its entry in the glossary
     * (the answer card), then the section that explains it. Places with how far up they go.
     */
    #pins(asked) {
      const found = new Map();
      for (const number of asked.whole) {
        const { entry, target } = this.terms.concepts[number];
        if (entry) found.set(entry.location, CARD);
        if (!found.has(target)) found.set(target, TARGET);
      }
      return found;
    }

    /** The entry's definition in full. */
    #card(doc) {
      return `<span class="search-card">${plain(doc.text)}</span>`;
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

    /** Weak: no word was met as such, or the best hit answers less than half of the words. */
    #isWeak({ slots }, hits) {
      const sure = slots.filter((slot) => slot.how && slot.how !== "shorter");
      return !sure.length || hits[0].answered.length * 2 < slots.length;
    }

    #lines(asked, weak) {
      const lines = asked.read.map(({ word, as }) => `Tarkoititko ${as}? (${word} ei löytynyt)`);
      const typed = [...new Set(asked.slots.map((slot) => slot.word))];
      const others = asked.whole
        .map((number) => this.terms.concepts[number].own)
        .filter((own) => !own.some((name) => this.#isNamed(name, typed)))
        .map(([name]) => name);
      if (others.length) lines.push(`${typed.join(" ")} → ${[...new Set(others)].join(", ")}`);
      if (weak) lines.push("Tarkkaa osumaa ei ole. Nämä ovat lähimpänä.");
      return lines;
    }

    /** Whether all words of a name were typed, in whatever form. */
    #isNamed(name, typed) {
      const bases = new Set(typed.flatMap((word) => this.terms.bases(word)));
      return words(name).every((word) => this.terms.bases(word).some((base) => bases.has(base)));
    }

    /** Never an empty list: the chapters, with no score since they were not found. */
    #nothing(text, asked) {
      const items = this.chapters.map(([title, location]) => {
        const doc = this.byLocation.get(location);
        return [{ location, title: doc ? plain(doc.title) : escaped(title), text: "", score: 0, terms: {} }];
      });
      const suggest = this.#nearest(asked);
      return { items, guide: { state: "none", lines: [], suggest } };
    }

    /** Names of terms that begin as a word of the query does, or look like it. */
    #nearest({ slots }) {
      const names = this.terms.concepts.map(({ own }) => own[0]);
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

  Object.assign(globalThis.guideSearch, { Engine });
})();
