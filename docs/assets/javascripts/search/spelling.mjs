// Words near a mistyped one. The index of spellings is made when the first mistake is met.
import { folded, slips } from "./words.mjs";

const SHORT = 5; // letters of a word in which a changed letter makes another word
const sorted = (word) => [...word].sort().join("");

/** Whether a reader may have meant the other word; both are folded. */
const plausible = (base, other, apart) => {
  if (apart > 1) return base[0] === other[0];
  const changed = apart && base.length === other.length && sorted(base) !== sorted(other);
  return !changed || base.length > SHORT;
};

class Spelling {
  /** `known`: the words of the index with how often each stands there; `stop`: words left out. */
  constructor(known, stop) {
    Object.assign(this, { known, stop });
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
        if (word.length > 2 && !this.stop.has(word)) rows.push({ id: id++, word, count });
      }
      this.speller.addAll(rows);
    }
    return this.speller;
  }

  /**
   * The nearest known word at most `most` slips away, of equals the commonest; undefined when
   * there is none. Accents, doubled letters and hyphens are no slips.
   */
  near(word, most) {
    const base = folded(word);
    if (base.length < 3) return undefined;
    const limit = base.length < 5 ? 1 : most;
    // A swap of letters is two changes to MiniSearch, one slip to a reader.
    const rows = this.#index()
      .search(base, { fuzzy: limit + 1 })
      .map((hit) => ({ ...hit, apart: slips(base, folded(hit.word), limit) }))
      .filter((hit) => hit.apart <= limit && plausible(base, folded(hit.word), hit.apart));
    return rows.sort((a, b) => a.apart - b.apart || b.count - a.count)[0]?.word;
  }
}

export { Spelling };
