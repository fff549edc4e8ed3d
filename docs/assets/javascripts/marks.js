// Words the reader searched for are marked on the page a result led to: ?h=koevapaus asunto.
// No module, so that it also works in a copy opened from a disk.
(() => {
  "use strict";

  // An address may hold anything: so much of it is read.
  const MOST_LETTERS = 2000;
  const MOST_WORDS = 100;

  /** What finds the words, or any word that begins with one of them; null when there are none. */
  const pattern = (text) => {
    const all = new Set(text.trim().slice(0, MOST_LETTERS).split(/\s+/));
    const words = [...all].filter((word) => /[\p{L}\p{N}]/u.test(word)).slice(0, MOST_WORDS);
    const plain = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return plain.length ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${plain.join("|")})`, "giu") : null;
  };

  const install = (document, text) => {
    const found = pattern(text);
    const article = document.querySelector("article");
    if (!found || !article) return;
    const nodes = [];
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest("svg, script")) nodes.push(walker.currentNode);
    }
    for (const node of nodes) {
      const parts = [];
      let last = 0;
      for (const { 0: word, index } of node.data.matchAll(found)) {
        const mark = document.createElement("mark");
        mark.textContent = word;
        parts.push(node.data.slice(last, index), mark);
        last = index + word.length;
      }
      if (parts.length) node.replaceWith(...parts, node.data.slice(last));
    }
  };

  globalThis.guideMarks = { pattern };
  if (typeof document === "undefined") return;
  const text = new URLSearchParams(location.search).get("h");
  if (text) install(document, text);
})();
