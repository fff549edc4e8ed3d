// Words near a mistyped one. The rows of spellings are made when the first mistake is met.
import { folded, kept, slips } from "./words.mjs";

const SHORT = 5; // letters of a word in which a changed letter makes another word
const sorted = (word) => [...word].sort().join("");

/** Whether a reader may have meant the other word; both are folded. */
const plausible = (base, other, apart) => {
  if (apart > 1) return base[0] === other[0];
  const changed = apart && base.length === other.length && sorted(base) !== sorted(other);
  return !changed || base.length > SHORT;
};

/** Which letters a word has, as bits; several letters may share one. */
const lettersOf = (word) => [...word].reduce((bits, letter) => bits | (1 << letter.charCodeAt()), 0);

class Spelling {
  /** `known`: the words of the index with how often each stands there; `stop`: words left out. */
  constructor(known, stop) {
    Object.assign(this, { known, stop, met: new Map() });
  }

  /**
   * The nearest known word at most `most` slips away, of equals the commonest; undefined when
   * there is none. Accents, doubled letters and hyphens are no slips.
   */
  near(word, most) {
    return kept(this.met, most + word, () => this.#nearest(folded(word), most));
  }

  #nearest(base, most) {
    if (base.length < 3) return undefined;
    const letters = lettersOf(base);
    this.rows ??= [...this.known].map(([word, count]) => {
      const plain = folded(word);
      return { word, count, plain, letters: lettersOf(plain) };
    });
    let best;
    let least = base.length < 5 ? 1 : most;
    for (const row of this.rows) {
      // A quick look first: a slip changes two letters at most, and of several none is the first.
      const allowed = row.plain[0] === base[0] ? least : Math.min(least, 1);
      let other = row.letters ^ letters;
      for (let i = 2 * allowed; i--; ) other &= other - 1;
      if (other || row.word.length < 3 || this.stop.has(row.word)) continue;
      const apart = slips(base, row.plain, allowed);
      if (apart > allowed || !plausible(base, row.plain, apart)) continue;
      if (apart < least || !(row.count <= best?.count)) best = row;
      least = apart;
    }
    return best?.word;
  }
}

export { Spelling };
