// Hits as the reader sees them: grouped by page, with a passage, found words marked.
// Only text the index has already escaped is shown as HTML; the query never is.
import { PIECE } from "./words.mjs";

const PASSAGE = 220; // letters of text shown of a hit
const BLOCK_END = /<\/(?:p|li|h\d|td|th|tr|dt|dd|summary)>|<br\s*\/?>/gi;

/** Index HTML as one line of escaped text; a sign stands between what were blocks. */
const plain = (html) =>
  html
    .replace(BLOCK_END, " \u2029")
    .replace(/<[^>]*>/g, "")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/\s+/g, " ");

/** The words of escaped text with their places. */
const placed = (text) => {
  const found = [];
  for (const match of text.matchAll(PIECE)) {
    const [word] = match;
    if (word[0] === "&" || word[0] === "<") continue;
    found.push({ word, lower: word.toLowerCase(), start: match.index });
  }
  return found;
};

const marked = (text, found, from = 0, to = text.length) => {
  let out = "";
  let place = from;
  for (const { word, start } of found) {
    if (start < from || start + word.length > to) continue;
    out += `${text.slice(place, start)}<mark>${word}</mark>`;
    place = start + word.length;
  }
  return out + text.slice(place, to);
};

/** The stretch of text with the most different found words, cut at whole words. */
const passage = (text, found) => {
  let from = 0;
  let most = 0;
  for (const { start } of found) {
    const inside = found.filter((f) => f.start >= start && f.start < start + PASSAGE * 0.8);
    const different = new Set(inside.map((f) => f.lower)).size;
    if (different > most) {
      most = different;
      from = start;
    }
  }
  // Begin where the sentence or block does, if that is near.
  const lead = text.slice(0, from);
  const begin = Math.max(lead.lastIndexOf("\u2029"), lead.lastIndexOf(". ") + 1);
  if (from - begin < PASSAGE / 2) from = begin < 0 ? 0 : begin + (begin ? 1 : 0);
  else from = lead.lastIndexOf(" ", from - 40) + 1;
  let to = Math.min(text.length, from + PASSAGE);
  if (to < text.length) to = text.lastIndexOf(" ", to) > from ? text.lastIndexOf(" ", to) : to;
  const cut = marked(text, found, from, to).replaceAll("\u2029", "").trim();
  return `${from > 0 && begin < 0 ? "… " : ""}${cut}${to < text.length ? " …" : ""}`;
};

/**
 * A hit in the theme's shape. `pieces`: its title and text, escaped, with their words as placed;
 * `answers(word)` tells whether a word answers the query; `missing` are words nothing answers.
 */
const item = (hit, { title, text, ...all }, answers, missing) => {
  const inTitle = all.inTitle.filter(({ lower }) => answers(lower));
  const inText = all.inText.filter(({ lower }) => answers(lower));
  const forms = new Set([...inTitle, ...inText].map(({ lower }) => lower));
  // The theme marks these on the page; longer ones first, or it would stop at a beginning.
  const terms = Object.create(null); // a word may be "constructor"
  for (const form of [...forms].sort((a, b) => b.length - a.length)) terms[form] = true;
  for (const word of missing) terms[word] ??= false;
  return {
    location: hit.doc.location,
    title: marked(title, inTitle),
    text: passage(text, inText),
    score: hit.score,
    terms,
  };
};

const LABELS = {
  model: "Malli",
  tool: "Työkalu",
  training: "Koulutus",
  "client-sheet": "Asiakkaalle",
};

/** Items by page, the best page first, each with the page's own item as the theme wants it. */
const grouped = (items, byLocation) => {
  const groups = new Map();
  for (const one of items) {
    const [page] = one.location.split("#");
    if (groups.has(page)) groups.get(page).push(one);
    else groups.set(page, [one]);
  }
  for (const [page, group] of groups) {
    let own = group.find((one) => one.location === page);
    const doc = byLocation.get(page);
    if (!own && doc) {
      own = { location: page, title: plain(doc.title), text: "", score: 0, terms: {} };
      group.push(own);
    }
    if (own && LABELS[doc?.kind]) own.tags = [LABELS[doc.kind]];
  }
  return [...groups.values()];
};

export { grouped, item, placed, plain };
