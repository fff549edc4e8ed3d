// The one rule that gives the index terms of a word, for texts and for queries alike.
//   word    its dictionary forms; the word itself when it has none
//   +part   for each part of a compound
//   §12     for each term of the term bank that the words name, also with several words
import { addTo, kept, words } from "./words.mjs";

class Terms {
  /** `concepts`: { own: names the guide uses, typed: names only readers use }. */
  constructor(lexicon, concepts = []) {
    this.lexicon = lexicon;
    this.concepts = concepts;
    this.ofWord = new Map();
    this.counts = new Map(); // words of the index with how often each stands there
    this.begunWritten = new Map();
    this.begunTyped = new Map();
    this.written = new Map(); // first word: phrases of names the guide uses
    this.typed = new Map(); // the same for all names
    this.concepts.forEach((concept, number) => {
      for (const name of concept.own) this.#add(name, number, this.written, this.typed);
      for (const name of concept.typed) this.#add(name, number, this.typed);
    });
  }

  #add(name, number, ...tables) {
    const phrase = { number, words: words(name).map((word) => this.bases(word)) };
    if (!phrase.words.length) return;
    for (const table of tables) {
      for (const base of phrase.words[0]) addTo(table, base, phrase);
    }
  }

  /** Dictionary forms, or the word itself. */
  bases(word) {
    const lemmas = this.lexicon.lemmas(word);
    return lemmas.length ? lemmas : [word];
  }

  /** The index terms of one word. */
  of(word) {
    return kept(this.ofWord, word, () => {
      const bases = this.bases(word);
      const parts = bases.flatMap((base) => this.lexicon.parts(base));
      // An unknown word with a hyphen is at least its pieces.
      if (word.includes("-") && !this.lexicon.lemmas(word).length) {
        for (const piece of word.split("-")) parts.push(...this.bases(piece));
      }
      return [...bases, ...new Set(parts.map((part) => `+${part}`))];
    });
  }

  /**
   * The term bank's terms named by a row of words: { number, start, length }, each once at a
   * place. `typed` takes in names only readers use.
   */
  named(row, typed = false) {
    const found = [];
    for (let start = 0; start < row.length; start++) {
      for (const { number, words: wanted } of this.#begun(row[start], typed)) {
        if (start + wanted.length > row.length) continue;
        const fits = wanted.every(
          (bases, i) => i === 0 || this.bases(row[start + i]).some((b) => bases.includes(b)),
        );
        const before = found.some((f) => f.number === number && f.start === start);
        if (fits && !before) found.push({ number, start, length: wanted.length });
      }
    }
    return found;
  }

  /** Names that begin with a word. */
  #begun(word, typed) {
    const [begun, table] = typed ? [this.begunTyped, this.typed] : [this.begunWritten, this.written];
    return kept(begun, word, () => this.bases(word).flatMap((base) => table.get(base) ?? []));
  }

  /** The tokens of an index text: its telling words and the terms it names. Counts the words. */
  tokens(html) {
    const row = words(html);
    const found = [];
    for (const word of row) {
      this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
      if (!this.lexicon.stop.has(word)) found.push(word);
    }
    for (const { number } of this.named(row)) found.push(`§${number}`);
    return found;
  }
}

export { Terms };
