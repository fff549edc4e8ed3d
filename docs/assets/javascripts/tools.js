// Copies what a reader takes along: how to cite the page, the address of a passage. Where the
// browser lets nothing be copied, links lead as they did and the button stays away.
(() => {
  "use strict";

  if (!navigator.clipboard) return;

  /** Said to eye and ear; emptied again, so that the same words are heard twice. */
  const note = document.createElement("div");
  let later = 0;
  note.className = "copied";
  note.setAttribute("role", "status");
  document.body.append(note);

  function say(words) {
    clearTimeout(later);
    note.textContent = words;
    later = setTimeout(() => (note.textContent = ""), 4000);
  }

  const copy = (text, done) =>
    navigator.clipboard
      .writeText(text)
      .then(() => say(done), () => say("Kopiointi ei onnistunut."));

  /** The page's own address: the published one where it is known, none in a copy on a disk. */
  function address() {
    const published = document.querySelector("link[rel=canonical]")?.href;
    return published ?? (location.protocol.startsWith("http") ? location.origin + location.pathname : "");
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const text = button.dataset.copy;
      const whole = text.includes("://") ? text : `${text} ${address()}`.trim();
      copy(whole, "Lähdeviite kopioitu.");
    });
  }

  for (const link of document.querySelectorAll(".headerlink")) {
    link.addEventListener("click", () => {
      copy((address() || location.href.split("#")[0]) + link.hash, "Kohdan osoite kopioitu.");
    });
  }
})();
