// The Finnish of the guide: which dictionary forms a word may belong to, parts of compounds,
// words made from each other. The tables come from the build (scripts/guide/search/lexicon.py).

import { addTo, kept } from "./words.mjs";

const CLITIC = /(?:kaan|kään|kin|han|hän|kohan|köhän|ko|kö|pa|pä)$/;
const POSSESSIVE = /(?:ni|si|nsa|nsä|mme|nne|(?<=([aeiouyäö]))\1n)$/;
const LEAST = 3; // letters of a part that means something

const pairs = (text) => (text ? text.split(" ").map((pair) => pair.split("=")) : []);

class Lexicon {
  /**
   * `tables`: `classes`, `forms`, `modifiers`, `families`, and `stop`, words that carry no matter
   * of their own; without tables words stay as they are.
   */
  constructor(tables = {}) {
    this.stop = new Set(tables.stop?.split(" "));
    this.stems = new Map(); // stem: [lemma, endings, lemma, endings ...]
    this.compounds = new Map(); // lemma: parts in dictionary form
    this.shared = new Set(); // parts of compounds
    this.families = new Map(); // lemma: lemmas
    this.forms = new Map(pairs(tables.forms).map(([form, lemmas]) => [form, lemmas.split(",")]));
    this.modifiers = new Map(pairs(tables.modifiers));
    this.found = new Map();
    for (const [endings, lemmas] of tables.classes ?? []) this.#addClass(endings, lemmas);
    for (const [one, other] of pairs(tables.families)) {
      addTo(this.families, one, other);
      addTo(this.families, other, one);
    }
  }

  #addClass(text, lemmas) {
    const endings = new Set(text.split(" ").map((ending) => (ending === "0" ? "" : ending)));
    const [first] = endings;
    for (const seamed of lemmas.split(" ")) {
      const lemma = seamed.replaceAll("|", "");
      const stem = lemma.slice(0, lemma.length - first.length);
      addTo(this.stems, stem, lemma, endings);
      if (seamed !== lemma) this.#addCompound(lemma, seamed.split("|"));
    }
  }

  #addCompound(lemma, pieces) {
    const parts = pieces
      .map((part) => this.modifiers.get(part) ?? part)
      .filter((part) => part.length >= LEAST);
    // Also the first and the last ones together: asumistuki of asumis|tuki|hakemus.
    if (pieces.length > 2) parts.push(pieces.slice(1).join(""), pieces.slice(0, -1).join(""));
    this.compounds.set(lemma, [...new Set(parts)]);
    for (const part of parts) this.shared.add(part);
  }

  /** Dictionary forms of a word in lower case; none for a word that is no form of any. */
  lemmas(word) {
    return kept(this.found, word, () => {
      const found = this.forms.get(word) ?? this.#byEndings(word);
      return found.length ? found : this.#withoutOuterEndings(word);
    });
  }

  #byEndings(word) {
    const found = [];
    for (let cut = 1; cut <= word.length; cut++) {
      const rows = this.stems.get(word.slice(0, cut));
      if (!rows) continue;
      const ending = word.slice(cut);
      for (let i = 0; i < rows.length; i += 2) {
        if (rows[i + 1].has(ending) && !found.includes(rows[i])) found.push(rows[i]);
      }
    }
    return found;
  }

  /** vankilassako, asunnossani, asuntoonsa, vuokrakseni; not cut shorter than four letters. */
  #withoutOuterEndings(word) {
    for (const pattern of [CLITIC, POSSESSIVE]) {
      const base = word.replace(pattern, "");
      if (base === word || base.length < 4) continue;
      for (const option of [base, `${base}n`, `${base.replace(/e$/, "i")}`]) {
        const found = this.#byEndings(option);
        if (found.length) return found;
      }
      if (pattern === CLITIC) {
        const found = this.#withoutOuterEndings(base);
        if (found.length) return found;
      }
    }
    return [];
  }

  /** Parts of a compound in dictionary form, the last one included; none for other lemmas. */
  parts(lemma) {
    return this.compounds.get(lemma) ?? [];
  }

  /** Whether some compound has this part. */
  isPart(lemma) {
    return this.shared.has(lemma);
  }

  family(lemma) {
    return this.families.get(lemma) ?? [];
  }

  /**
   * An unknown compound as known words, the fewest that will do: vuokra|emäntä. Each but the
   * last may stand in any form a compound begins with. None when letters are left over.
   */
  split(word, most = 3) {
    if (most < 1 || word.length < LEAST) return null;
    if (most < 3 && this.#isKnown(word)) return [this.lemmas(word)[0] ?? word];
    for (let cut = word.length - LEAST; cut >= LEAST; cut--) {
      const first = this.modifier(word.slice(0, cut));
      const rest = first && this.split(word.slice(cut).replace(/^-/, ""), most - 1);
      if (rest) return [first, ...rest];
    }
    return null;
  }

  #isKnown(word) {
    return this.lemmas(word).length > 0 || this.isPart(word);
  }

  /** The dictionary form of the first part of a compound: asumis-, naisten-, vuokra-. */
  modifier(text) {
    const part = text.replace(/-$/, "");
    const plain = this.modifiers.get(part);
    if (plain) return plain;
    const lemmas = this.lemmas(part);
    if (lemmas.includes(part) || this.isPart(part)) return part;
    if (part.endsWith("s")) return this.lemmas(`${part.slice(0, -1)}nen`)[0];
    return part.endsWith("n") ? lemmas[0] : undefined;
  }
}

export { Lexicon };
