// Words near a mistyped one. The index of spellings is made when the first mistake is met.
import { STOP, folded, slips } from "./words.mjs";

const SHORT = 5; // letters of a word in which a changed letter makes another word
const sorted = (word) => [...word].sort().join("");

/** Whether a reader may have meant the other word; both are folded. */
const plausible = (base, other, apart, length) => {
  if (apart > 1) return base[0] === other[0];
  const changed = apart === 1 && base.length === other.length && sorted(base) !== sorted(other);
  return !(changed && length <= SHORT);
};

class Spelling {
  /** `known`: the words of the index with how often each stands there. */
  constructor(known) {
    this.known = known;
  }

  #index() {
    if (!this.speller) {
      this.speller = new globalThis.MiniSearch({
        fields: ["word"],
        storeFields: ["word", "count"],
        tokenize: (word) => [word],
        processTerm: folded,
      });
      let id = 0;
      const rows = [];
      for (const [word, count] of this.known) {
        if (word.length > 2 && !STOP.has(word)) rows.push({ id: id++, word, count });
      }
      this.speller.addAll(rows);
    }
    return this.speller;
  }

  /**
   * The nearest known words at most `most` slips away, those with the fewest slips only, the
   * commonest first: { word, slips }.  Accents, doubled letters and hyphens cost half a slip.
   */
  near(word, most) {
    const base = folded(word);
    if (base.length < 3) return [];
    const fuzzy = Math.min(most, base.length < 5 ? 1 : most);
    // A swap of letters is two changes to MiniSearch, one slip to a reader.
    const found = this.#index().search(base, { fuzzy: fuzzy + 1, prefix: false });
    const rows = found
      .map((hit) => {
        const other = folded(hit.word);
        const apart = slips(base, other, fuzzy);
        const meant = apart <= fuzzy && plausible(base, other, apart, word.length);
        return { word: hit.word, count: hit.count, meant, slips: apart || 0.5 };
      })
      .filter((row) => row.meant);
    const least = Math.min(...rows.map((row) => row.slips));
    return rows
      .filter((row) => row.slips === least)
      .sort((a, b) => b.count - a.count)
      .slice(0, 4);
  }
}

export { Spelling };
