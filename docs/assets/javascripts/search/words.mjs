// What counts as a word, and the small dealings with letters that the other parts share.

// A tag or an entity of the index's HTML, or a word: letters and digits, inner hyphens.
const PIECE = /<[^>]*>|&(?:#?\w+);|[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu;
const WORD = /[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu;
// Tags, entities, and endings after a colon: Rise:n.
const BETWEEN = /<[^>]*>|&#?\w+;|(?<=\w):[a-zåäö]{1,8}(?!\w)/g;
const SOFT = /[\u00ad\u2060]/g;
// What is taken of a query, far above what readers type: they bound the work of the search.
const MOST_LETTERS = 2000;
const MOST_OF_WORD = 60; // letters of one word
const MOST_WORDS = 32; // different ones
const MOST_GUESSED = 8; // of them unknown ones that are guessed at: slips, compounds, beginnings
const MOST_KEPT = 1e5; // rows of what is remembered from one query to the next

/** The words of an index text, lower case, in order. */
const words = (html) =>
  html.replace(SOFT, "").replace(BETWEEN, " ").toLowerCase().match(WORD) ?? [];

/** The words of a query: it is text, not HTML. */
const queryWords = (query) => words(query.replace(/[<>&]/g, " "));

/** A query as far as it is read, { text, isCut }. What is left is not shortened any more. */
const shortened = (query) => {
  const plain = query.replace(SOFT, "").replace(/\s+/g, " ");
  // Letters with loose accents, as some programs copy them, are the same letters.
  const start = plain.slice(0, MOST_LETTERS).normalize("NFC").slice(0, MOST_LETTERS);
  const text = start.replace(WORD, (word) => {
    const letters = [...word];
    return letters.length > MOST_OF_WORD ? `${letters.slice(0, MOST_OF_WORD).join("")} ` : word;
  });
  return { text, isCut: plain.length > MOST_LETTERS || text !== start };
};

/** Of many words those worth most, in their order. */
const telling = (words, worth) => {
  const best = [...words].sort((a, b) => worth(b) - worth(a)).slice(0, MOST_WORDS);
  return words.filter((word) => best.includes(word));
};

/** Without the signs people leave out: a for ä, one letter for two, no hyphens. */
const folded = (word) =>
  word
    .normalize("NFD")
    .replace(/[\u0300-\u036f’'-]/g, "")
    .replace(/(.)\1+/g, "$1");

/**
 * Slips between two words: letters added, left out, changed, or swapped with the next one.
 * Stops counting above `most` and then gives a number above it.
 */
const slips = (a, b, most) => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length];
};

/** What is remembered by a key, made when it is asked for the first time; a full map is emptied. */
const kept = (map, key, make) => {
  if (map.size > MOST_KEPT) map.clear();
  if (!map.has(key)) map.set(key, make());
  return map.get(key);
};

/** Adds values to the list a map holds by a key. */
const addTo = (map, key, ...values) => map.get(key)?.push(...values) ?? map.set(key, values);

export { MOST_GUESSED, PIECE, addTo, folded, kept, queryWords, shortened, slips, telling, words };
