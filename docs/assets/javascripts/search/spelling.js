// Words near a mistyped one. The index of spellings is made when the first mistake is met.
(() => {
  "use strict";

  const { MiniSearch } = globalThis;
  const { folded, slips } = globalThis.guideSearch;

  class Spelling {
    /** `known`: the words of the index with how often each stands there. */
    constructor(known) {
      this.known = known;
    }

    #index() {
      if (!this.speller) {
        this.speller = new MiniSearch({
          fields: ["word"],
          storeFields: ["word", "count"],
          tokenize: (word) => [word],
          processTerm: folded,
        });
        let id = 0;
        const rows = [];
        for (const [word, count] of this.known) {
          if (word.length > 2) rows.push({ id: id++, word, count });
        }
        this.speller.addAll(rows);
      }
      return this.speller;
    }

    /**
     * The nearest known words at most `most` slips away, those with the fewest slips only, the
     * commonest first: { word, slips }. Accents, doubled letters and hyphens cost half a slip.
     */
    near(word, most) {
      const base = folded(word);
      if (base.length < 3) return [];
      const fuzzy = Math.min(most, base.length < 5 ? 1 : most);
      // A swap of letters is two changes to MiniSearch, one slip to a reader.
      const found = this.#index().search(base, { fuzzy: fuzzy + 1, prefix: false });
      const rows = found
        .map((hit) => {
          const apart = slips(base, folded(hit.word), fuzzy);
          return { word: hit.word, count: hit.count, slips: apart || (hit.word === word ? 0 : 0.5) };
        })
        .filter((row) => row.slips <= fuzzy);
      const least = Math.min(...rows.map((row) => row.slips));
      return rows
        .filter((row) => row.slips === least)
        .sort((a, b) => b.count - a.count)
        .slice(0, 4);
    }
  }

  Object.assign(globalThis.guideSearch, { Spelling });
})();
