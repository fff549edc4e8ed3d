// The documents that answer a query, best first. MiniSearch weighs the terms of each word (BM25+);
// here the words are put together.

const FIELDS = { title: 6, names: 4, page: 1.2, text: 1 };
const BM25 = { k: 1.2, b: 0.4, d: 0.5 };
// What a document weighs by its kind: lists answer when nothing else does.
const KIND = { term: 0.55, list: 0.25 };
const COVERAGE = 1.6; // how much it counts that all words are answered
const WELL = 0.75; // share of the best weight from which on a term answers its word
const TAIL = 0.06; // share of the best score below which a document is left out

class Index {
  /** `docs`: those of search_index.json with `page`, the title of their page. */
  constructor(docs, terms) {
    this.docs = docs;
    const identity = (term) => term;
    this.mini = new globalThis.MiniSearch({
      fields: Object.keys(FIELDS),
      tokenize: (text) => terms.tokens(text),
      processTerm: (token) => (token[0] === "§" ? token : terms.of(token)),
      searchOptions: { processTerm: identity, boost: FIELDS, bm25: BM25 },
    });
    this.mini.addAll(docs.map((doc, id) => ({ ...doc, id })));
  }

  /**
   * Hits of the slots of a query (see expand.js): { doc, score, answered: [slot numbers] }.
   * `pins`: documents the query names with the words of some slots, { place, up, slots }; `up`:
   * how many times the best score they get more when all is named. `filter` leaves hits out before
   * they are held against the best.
   */
  search(slots, pins = [], filter = () => true) {
    const hits = new Map();
    const rarities = [];
    slots.forEach((slot, number) => {
      const found = this.#of(slot);
      const rarity = Math.log(1 + this.docs.length / (1 + found.length));
      rarities.push(rarity * (slot.share ?? 1));
      const enough = WELL * Math.max(...slot.terms.values());
      for (const { id, score, queryTerms } of found) {
        const hit = hits.get(id) ?? { doc: this.docs[id], score: 0, covered: 0, answered: [] };
        // MiniSearch multiplies by the number of terms met; ours are one word's variants.
        hit.score += score / queryTerms.length;
        hit.answered.push(number);
        // Beside other words, one answered by a part of it only is half answered.
        const best = queryTerms.reduce((most, term) => Math.max(most, slot.terms.get(term)), 0);
        hit.covered += rarities[number] * (slots.length > 1 ? Math.min(1, best / enough) : 1);
        hits.set(id, hit);
      }
    });
    const all = rarities.reduce((sum, rarity) => sum + rarity, 0);
    const rows = [...hits.values()].filter(filter);
    for (const hit of rows) {
      hit.score *= (hit.covered / all) ** COVERAGE * (KIND[hit.doc.kind] ?? 1);
    }
    const best = rows.reduce((most, hit) => Math.max(most, hit.score), 0);
    const raised = new Map();
    for (const { place, up, slots: named } of pins) {
      const share = named.reduce((sum, number) => sum + rarities[number], 0) / all;
      raised.set(place, Math.max(raised.get(place) ?? 0, up * share ** 2));
    }
    for (const hit of rows) hit.score += best * (raised.get(hit.doc.location) ?? 0);
    return rows.filter((hit) => hit.score >= best * TAIL).sort((a, b) => b.score - a.score);
  }

  #of({ word, terms }) {
    if (!terms.size) return [];
    const options = { tokenize: () => [...terms.keys()], boostTerm: (term) => terms.get(term) };
    return this.mini.search(word, options);
  }
}

export { Index };
