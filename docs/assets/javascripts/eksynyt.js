// On the page of wrong addresses: pages whose names are like the words of the address that was
// wanted, and a search for those words. The address is a stranger's text: it is only ever compared
// and shown as text.
(() => {
  "use strict";

  const MOST = 5;
  const ALIKE = 0.5;
  // An address may be of any length: so much of its end is read, and of each word.
  const MOST_LETTERS = 2000;
  const MOST_OF_WORD = 60;

  /** Small letters without their dots, as addresses are written. */
  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const split = (text) => text.split(/[^\p{L}]+/u).filter((word) => word.length > 2);

  /** The words of a path, as they stand there. */
  function wordsOf(path) {
    let text = path;
    try {
      text = decodeURIComponent(path);
    } catch {
      // Not UTF-8: its plain letters do.
    }
    const plain = text.normalize("NFC").replace(/(?:\bindex)?\.(?:html?|md|php|pdf)$/i, "");
    return split(plain).slice(0, 12).map((word) => word.slice(0, MOST_OF_WORD));
  }

  const pairs = (word) => [...word].slice(1).map((letter, at) => word[at] + letter);

  /** How alike two words are, 0 to 1: pairs of letters that both have (Dice). */
  function alike(one, other) {
    const [ours, theirs] = [pairs(one), pairs(other)];
    const common = ours.filter((pair) => theirs.includes(pair)).length;
    return (2 * common) / (ours.length + theirs.length);
  }

  /** How well a page answers: each word's best likeness, less for what nobody asked for. */
  function score(wanted, words) {
    const best = wanted.map((word) => Math.max(0, ...words.map((other) => alike(word, other))));
    const sum = best.filter((value) => value >= ALIKE).reduce((all, value) => all + value, 0);
    return sum / (wanted.length + 0.1 * words.length);
  }

  const lost = document.querySelector(".lost");
  const near = lost.querySelector(".lost__near");
  const form = lost.querySelector("form");
  const home = new URL(form.action).pathname;
  const whole = location.pathname.startsWith(home) ? location.pathname.slice(home.length) : location.pathname;
  const path = whole.slice(-MOST_LETTERS);
  const words = wordsOf(path);
  const wanted = words.map(folded);
  const found = [...near.querySelectorAll("li")]
    .map((item) => {
      const link = item.querySelector("a");
      const own = split(folded(`${link.pathname.slice(home.length)} ${link.textContent}`));
      return { item, score: wanted.length ? score(wanted, [...new Set(own)]) : 0 };
    })
    .filter((page) => page.score > 0.35)
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST);
  near.querySelector("ul").replaceChildren(...found.map((page) => page.item));
  near.hidden = !found.length;
  // The last part of an address that says something is the page; those above it, where it was.
  const last = path.split("/").map(wordsOf).findLast((part) => part.length);
  form.elements.q.value = (last ?? []).join(" ");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const q = form.elements.q.value.trim().slice(0, MOST_LETTERS);
    location.assign(`${form.action}?${new URLSearchParams({ q })}`);
  });
  lost.hidden = false;
})();
