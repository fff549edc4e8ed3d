// What a query asks for: for each of its words, the index terms that answer it and their weights.
import { MOST_GUESSED, queryWords, telling } from "./words.mjs";

// How much a term weighs that is not the word itself.
const WEIGHT = {
  synonym: 0.8, // another name in the term bank
  compound: 0.45, // a compound the word is part of
  family: 0.4, // a word made from it
  familyCompound: 0.15,
  part: 0.3, // the last part of the word, a compound
  modifier: 0.15, // its other parts
  compoundPart: 0.5, // a part that is a compound itself: asumistuki of asumistukihakemus
  prefix: 0.6, // words that begin as the last word of a query does
  shorter: 0.3, // words that begin as a part of the word does: the last resort
};
const LEAST_PREFIX = 3;
const MOST_PREFIX = 20;
const LIGHT = 0.1; // weight below which a term only costs time

class Expander {
  /** `has(term)` tells whether the index holds a term; `vocabulary`: its words, sorted. */
  constructor({ terms, spelling, has, vocabulary }) {
    Object.assign(this, { terms, spelling, has, vocabulary });
    this.lexicon = terms.lexicon;
  }

  /**
   * A query as `slots`, one for each word that counts: { word, at, terms: Map(term: weight), how,
   * share }; `at`: its place among all words; `share` below 1: a part of a word, which counts less.
   * `how`: "word", "prefix", "typo", "split", "shorter", or "" when nothing in the index answers.
   * `named`: names met, { number, start, length }; `read`: corrections made, { word, as };
   * `isCut`: whether words were left out, since there are too many.
   */
  expand(query) {
    const typed = queryWords(query);
    const all = [...new Set(typed)];
    const words = telling(all, (word) => this.#worth(word));
    const last = /[\s.,!?]$/.test(query) ? -1 : words.indexOf(typed.at(-1));
    let asked = this.#expand(words, last, MOST_GUESSED);
    const { read } = asked;
    if (read.length) {
      // Asked again as if it had been typed right: names of several words are met then.
      const right = new Map(read.map(({ word, as }) => [word, as]));
      asked = this.#expand(words.map((word) => right.get(word) ?? word), -1, MOST_GUESSED - read.length);
    }
    return { ...asked, read, isCut: words.length < all.length };
  }

  /** How much a word tells: one the guide has goes before all others, a longer one before a short. */
  #worth(word) {
    if (this.lexicon.stop.has(word)) return 0;
    return (this.terms.bases(word).some(this.has) ? 1000 : 0) + word.length;
  }

  #expand(words, last, guesses) {
    const { stop } = this.lexicon;
    const isEmpty = words.every((word) => stop.has(word));
    const slots = new Map();
    words.forEach((word, at) => {
      if (!isEmpty && stop.has(word)) return;
      const slot = { word, at, terms: new Map(), how: "" };
      this.#addWord(slot, word, 1);
      slots.set(at, slot);
    });
    const named = this.terms.named(words, true);
    for (let at = 1; at < words.length; at++) this.#join(words, at, slots, named);
    for (const { number, start, length } of named) {
      for (let at = start; at < start + length; at++) {
        if (slots.has(at)) this.#addConcept(slots.get(at), number, length);
      }
    }
    const asked = { slots: [], named, read: [] };
    for (const slot of slots.values()) {
      if (slot.terms.size) slot.how = "word";
      if (slot.at === last) this.#addPrefix(slot, slot.word);
      asked.slots.push(...(slot.how || guesses-- < 1 ? [slot] : this.#rescue(slot, asked)));
    }
    return asked;
  }

  /** A compound written apart: what it is, and what it names, stands for both its words. */
  #join(words, at, slots, named) {
    for (const joint of ["", "-"]) {
      const joined = `${words[at - 1]}${joint}${words[at]}`;
      const known = this.lexicon.lemmas(joined).some((lemma) => this.has(lemma));
      if (known) for (const place of [at - 1, at]) if (slots.has(place)) this.#addWord(slots.get(place), joined, 1);
      for (const { number } of this.terms.named([joined], true)) {
        named.push({ number, start: at - 1, length: 2 });
      }
    }
  }

  #add(slot, term, weight) {
    if (weight >= LIGHT && this.has(term) && !(slot.terms.get(term) >= weight)) slot.terms.set(term, weight);
  }

  /** A word with its compounds, parts and family. */
  #addWord(slot, word, weight) {
    for (const base of this.terms.bases(word)) {
      this.#add(slot, base, weight);
      this.#add(slot, `+${base}`, weight * WEIGHT.compound);
      for (const relative of this.lexicon.family(base)) {
        this.#add(slot, relative, weight * WEIGHT.family);
        this.#add(slot, `+${relative}`, weight * WEIGHT.familyCompound);
      }
      const parts = this.lexicon.parts(base);
      for (const part of parts) {
        let share = base.endsWith(part) ? WEIGHT.part : WEIGHT.modifier;
        if (this.lexicon.parts(part).length) share = WEIGHT.compoundPart;
        this.#add(slot, part, weight * share);
        this.#add(slot, `+${part}`, weight * share * 0.6);
      }
    }
  }

  /** Another name of a term; its single words bring their compounds too. */
  #addConcept(slot, number, length, share = 1) {
    const concept = this.terms.concepts[number];
    const weight = (share * WEIGHT.synonym) / Math.sqrt(length);
    this.#add(slot, `§${number}`, weight);
    if (length > 1) return;
    for (const name of concept.own) {
      if (!/[\s-]/.test(name)) this.#addWord(slot, name.toLowerCase(), weight);
    }
  }

  /** The terms a single word names. */
  #addNamed(slot, word, share = 1) {
    for (const { number } of this.terms.named([word], true)) {
      this.#addConcept(slot, number, 1, share);
    }
  }

  #addPrefix(slot, word) {
    if (word.length < LEAST_PREFIX) return;
    const found = this.#beginning(word);
    const exact = slot.terms.size ? 0.25 : 1; // a whole word already answers
    for (const other of found) {
      const near = Math.sqrt(word.length / other.length);
      this.#addSimple(slot, other, WEIGHT.prefix * exact * near);
    }
    if (found.length && !slot.how) slot.how = "prefix";
  }

  /** A word and the terms it names alone, for guesses that bring many words. */
  #addSimple(slot, word, weight) {
    for (const base of this.terms.bases(word)) this.#add(slot, base, weight);
    for (const { number } of this.terms.named([word], true)) {
      this.#add(slot, `§${number}`, weight * WEIGHT.synonym * 0.5);
    }
  }

  /** Words of the index that begin like this, the shortest first. */
  #beginning(start) {
    let low = 0;
    let high = this.vocabulary.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.vocabulary[middle] < start) low = middle + 1;
      else high = middle;
    }
    const found = [];
    while (low < this.vocabulary.length && this.vocabulary[low].startsWith(start)) {
      if (this.vocabulary[low] !== start) found.push(this.vocabulary[low]);
      low += 1;
    }
    return found.sort((a, b) => a.length - b.length).slice(0, MOST_PREFIX);
  }

  /** A word nothing answers: a slip, an unknown compound, a worse slip, a shorter beginning. */
  #rescue(slot, asked) {
    const { word } = slot;
    const slip = word.length > 3 && this.spelling.near(word, 1);
    if (slip) return this.#corrected(slot, slip, asked);
    const parts = word.length > 6 ? this.lexicon.split(word) : null;
    const known = parts?.filter((part) => this.has(part) || this.has(`+${part}`));
    if (known?.length && known.length === parts.length) return this.#split(word, known);
    const worse = word.length > 7 && this.spelling.near(word, word.length > 11 ? 3 : 2);
    if (worse) return this.#corrected(slot, worse, asked);
    const begun = word.length > 8 ? this.#begunCompound(word) : null;
    if (begun) return begun;
    this.#addShorter(slot, word, Math.max(4, Math.ceil(word.length * 0.6)));
    return [slot];
  }

  /** mielenterveys|kuntoutuja: a known part, and for the rest words that begin like it. */
  #begunCompound(word) {
    for (let cut = word.length - 5; cut >= 5; cut--) {
      const first = this.lexicon.modifier(word.slice(0, cut));
      if (!first || !(this.has(first) || this.has(`+${first}`))) continue;
      const rest = { word, terms: new Map(), how: "", share: 0.5 };
      this.#addShorter(rest, word.slice(cut), 5);
      const [slot] = this.#split(word, [first]);
      return rest.how ? [{ ...slot, how: "shorter" }, rest] : [{ ...slot, how: "shorter" }];
    }
    return null;
  }

  #addShorter(slot, word, least) {
    for (let length = word.length - 1; length >= least && !slot.terms.size; length--) {
      for (const other of this.#beginning(word.slice(0, length))) {
        this.#addSimple(slot, other, (WEIGHT.shorter * length) / Math.max(length, other.length));
      }
    }
    if (slot.terms.size) slot.how = "shorter";
  }

  #corrected(slot, as, asked) {
    asked.read.push({ word: slot.word, as });
    return [{ ...slot, how: "typo" }];
  }

  /** Each part answers for itself; a longer one tells more. */
  #split(word, parts) {
    const longest = Math.max(...parts.map((part) => part.length));
    return parts.map((part) => {
      const share = part.length / longest;
      const slot = { word, terms: new Map(), how: "split", share };
      this.#addWord(slot, part, share);
      this.#addNamed(slot, part, share);
      return slot;
    });
  }
}

export { Expander };
