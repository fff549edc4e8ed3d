// What a reader takes along of a page: how to cite it, the address of a passage, a print of it.
(() => {
  "use strict";

  /** The page's own address: the published one where it is known, none in a copy on a disk. */
  function address() {
    const published = document.querySelector("link[rel=canonical]")?.href;
    return published ?? (location.protocol.startsWith("http") ? location.origin + location.pathname : "");
  }

  /** Where the browser lets nothing be copied, links lead as they did and the button stays away. */
  function copying() {
    if (!navigator.clipboard) return;
    // Said to eye and ear; emptied again, so that the same words are heard twice.
    const note = document.createElement("div");
    let later = 0;
    note.className = "copied";
    note.setAttribute("role", "status");
    document.body.append(note);
    const say = (words) => {
      clearTimeout(later);
      note.textContent = words;
      later = setTimeout(() => (note.textContent = ""), 4000);
    };
    const copy = (text, done) =>
      navigator.clipboard
        .writeText(text)
        .then(() => say(done), () => say("Kopiointi ei onnistunut."));
    for (const button of document.querySelectorAll("[data-copy]")) {
      const text = button.dataset.copy;
      button.hidden = false;
      button.addEventListener("click", () =>
        copy(text.includes("://") ? text : `${text} ${address()}`.trim(), "Lähdeviite kopioitu."),
      );
    }
    for (const link of document.querySelectorAll(".headerlink")) {
      link.addEventListener("click", () =>
        copy((address() || location.href.split("#")[0]) + link.hash, "Kohdan osoite kopioitu."),
      );
    }
  }

  /** Paper tells the day and the address, and has open what a click opens. */
  function paper() {
    const note = document.querySelector(".print-note__when");
    let opened = [];
    addEventListener("beforeprint", () => {
      const day = new Date().toLocaleDateString("fi-FI");
      const whence = address();
      if (note) note.textContent = `. Tulostettu ${day}${whence && ` – ${whence}`}`;
      opened = [...document.querySelectorAll("details:not([open])")];
      for (const box of opened) box.open = true;
    });
    addEventListener("afterprint", () => {
      for (const box of opened) box.open = false;
    });
  }

  copying();
  paper();
})();
