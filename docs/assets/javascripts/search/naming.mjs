// What a query names: terms of the bank, which come with their definition, and places of the guide
// by the search words that lead to them.
import { plain } from "./answer.mjs";
import { words } from "./words.mjs";

// How many times the best score a named place gets on top of its own.
const FIRST = 2; // the term's own place
const NEXT = 1; // its entry in the glossary, or the other way round
const BY_WORDS = 1.5; // a place by search words, or by a term that is a part of the query
const MOST_DEFINED = 2; // definitions on one answer card

class Naming {
  /** `byLocation`: the documents of the index by their location. */
  constructor(terms, byLocation) {
    Object.assign(this, { terms, byLocation });
  }

  /**
   * Of an expanded query (see expand.mjs): `pins` for the index (see score.mjs), `cards` with the
   * terms defined at a place, and `means`, terms that readers call by other names than the guide.
   *
   * A name the guide itself uses goes before one that readers use of several terms. Where the
   * heading does not say what was asked but the entry in the glossary does, the entry carries
   * the card and the page comes next.
   */
  of({ slots, named }) {
    const typed = slots.map(({ word }) => word);
    const found = named.map(({ number, start, length }) => ({
      ...this.terms.concepts[number],
      slots: slots.flatMap(({ at }, i) => (at >= start && at < start + length ? [i] : [])),
    }));
    const whole = found.filter((term) => term.entry && term.slots.length === slots.length);
    const own = whole.filter(({ own: names }) => names.some((name) => this.#isNamed(name, typed)));
    const pins = [];
    const cards = new Map();
    for (const term of found) {
      if (!whole.includes(term)) pins.push({ place: term.target, up: BY_WORDS, slots: term.slots });
    }
    for (const { entry, target, slots: all } of own.length ? own : whole) {
      const says = (place) => this.#isNamed(typed.join(" "), words(this.byLocation.get(place).title));
      const places = [target, entry.location];
      if (says(entry.location) && !says(target)) places.reverse();
      pins.push({ place: places[0], up: FIRST, slots: all });
      pins.push({ place: places[1], up: NEXT, slots: all });
      cards.set(places[0], [...(cards.get(places[0]) ?? []), entry]);
    }
    return { pins, cards, means: own.length ? [] : whole.map((term) => term.own[0]) };
  }

  /** Whether all words of a name were typed, in whatever form, or as parts of a compound. */
  #isNamed(name, typed) {
    const { lexicon } = this.terms;
    const bases = typed.flatMap((word) => this.terms.bases(word));
    const all = new Set(bases.flatMap((base) => [base, ...lexicon.parts(base)]));
    return words(name).every((word) => this.terms.bases(word).some((base) => all.has(base)));
  }
}

/** Definitions in full, with the names of their terms where the title does not say them. */
const card = (place, entries) => {
  const rows = entries.slice(0, MOST_DEFINED).map((entry) => {
    const name = entry.location === place ? "" : `<dfn>${plain(entry.title)}</dfn>: `;
    return `<span class="search-card">${name}${plain(entry.text)}</span>`;
  });
  return rows.join("");
};

export { Naming, card };
