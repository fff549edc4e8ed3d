// Queries nobody would think of, the same for the same seed: real ones spoilt, and longer.

const ALPHABET = "aeiouyäölmnprstkvhjd";
const PROTOTYPE = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "valueOf"];
const MARKUP = ["<b>", "</p>", "<script>alert(1)</script>", "&lt;", "&#0;", '"><img src=x onerror=alert(1)>', "<!--"];
const JOINTS = [" ", "", "-", "/", ".", ":", "’", "#", " #", ", ", "\n", "\t", "\u00ad", "\u2029", "\0"];
const SIGNS = ["(a+)+$", "[^]*", "\\", "{2,}", "$&", "%00", "%E4", "§ 4:6", "*", "?", "!", "^", "|"];
// First and last letter of stretches of Unicode: controls, Latin, accents, Greek to Cyrillic, Hebrew and
// Arabic, Han, Hangul, halves of pairs, private, joined Arabic, full width; then emoji, mathematics.
const RANGES = [
  ...[[0, 0x1f], [0x20, 0x7e], [0x80, 0x24f], [0x300, 0x36f], [0x370, 0x4ff], [0x590, 0x6ff]],
  ...[[0x2000, 0x206f], [0x4e00, 0x9fff], [0xac00, 0xd7a3], [0x1100, 0x11ff], [0xd800, 0xdfff]],
  ...[[0xe000, 0xe0ff], [0xfb00, 0xfdff], [0xff00, 0xffef], [0x1f300, 0x1faff], [0x1d400, 0x1d7ff]],
];

/** Numbers from 0 up to, not including, `below`; the same row for the same seed (mulberry32). */
export const dice = (seed) => {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};

/** Text of a length, put together from what `make` gives. */
export const filled = (length, make) => {
  let text = "";
  while (text.length < length) text += make();
  return text.slice(0, length);
};

/** A word of Finnish letters that means nothing. */
export const nonsense = (roll, length) =>
  Array.from({ length }, () => ALPHABET[roll(ALPHABET.length)]).join("");

const letterOf = (roll) => {
  const [first, last] = RANGES[roll(RANGES.length)];
  return String.fromCodePoint(first + roll(last - first + 1));
};

/** One query by its number; `real`: queries and words to spoil; up to `most` letters. */
export const spoilt = (number, real, most = 100_000) => {
  const roll = dice(number);
  const pick = (list) => list[roll(list.length)];
  const joint = pick(JOINTS);
  const parts = [
    ...[() => pick(real), () => pick(real), () => nonsense(roll, 1 + roll(40)), () => letterOf(roll)],
    ...[() => pick(PROTOTYPE), () => pick(MARKUP), () => pick(SIGNS), () => String(roll(1e6))],
  ];
  const changes = [
    (text, at) => text.slice(0, at) + letterOf(roll) + text.slice(at), // put in
    (text, at) => text.slice(0, at) + text.slice(at + 1 + roll(3)), // left out
    (text, at) => text.slice(0, at) + nonsense(roll, 1) + text.slice(at + 1), // changed
    (text, at) => text.slice(0, at) + (text[at + 1] ?? "") + (text[at] ?? "") + text.slice(at + 2),
    (text, at) => text.slice(0, at) + pick(parts)() + text.slice(at),
    (text) => text.toUpperCase(),
    (text) => text.normalize("NFD"),
    (text) => [...text].reverse().join(""),
    (text) => text + joint + pick(parts)(),
  ];
  let query = pick(real);
  for (let round = roll(6); round >= 0; round--) query = pick(changes)(query, roll(query.length + 1));
  if (roll(5)) return query.slice(0, most);
  // Every fifth is long: one thing again and again, or ever new ones.
  const length = Math.floor(10 ** (2 + roll(3001) / 1000));
  const kind = pick(parts);
  const make = roll(2) ? () => query + joint : () => kind() + joint;
  return filled(Math.min(length, most), () => make() || " ");
};
