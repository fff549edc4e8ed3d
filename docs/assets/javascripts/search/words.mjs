// What counts as a word, and the small dealings with letters that the other parts share.

// A tag or an entity of the index's HTML, or a word: letters and digits, inner hyphens.
const PIECE = /<[^>]*>|&(?:#?\w+);|[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu;
const WORD = /[\p{L}\p{N}]+(?:[-’'][\p{L}\p{N}]+)*/gu;
// Tags, entities, and endings after a colon: Rise:n.
const BETWEEN = /<[^>]*>|&#?\w+;|(?<=\w):[a-zåäö]{1,8}(?!\w)/g;
const SOFT = /[\u00ad\u2060]/g;

// Words that carry no matter of their own, also those questions begin with.
const STOP = new Set(
  `ja tai sekä eli että jos kun niin ei en et eivät emme älä on oli ovat olla ole olen onko eikö
  voi voiko voin voinko saa saako saan saanko pitää pitääkö täytyy mikä mitä mitkä miten millä
  missä mistä mihin minne milloin miksi kuka ketkä kenen kenelle kuinka paljonko se ne sen siitä
  siihen siinä tämä tässä tähän hän he minä sinä me te minun sinun hänen oma omaa oman mutta vaan
  vai kuin jo vielä myös kanssa varten ollessa oleva joka jotka the and of for to och för en ett i
  på av`.split(/\s+/),
);

/** The words of an index text, lower case, in order. */
const words = (html) =>
  html.replace(SOFT, "").replace(BETWEEN, " ").toLowerCase().match(WORD) ?? [];

/** The words of a query: it is text, not HTML. */
const queryWords = (query) => words(query.replace(/[<>&]/g, " "));

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

export { PIECE, STOP, folded, queryWords, slips, words };
