// On the page about accessibility: the button that turns the shortcuts of one key off (frame.js).
// No module, so that it also works in a copy opened from a disk.
(() => {
  "use strict";

  const { areOff, turn } = globalThis.guideShortcuts;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "page-tools__tool";
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  const show = () => {
    button.textContent = areOff() ? "Ota oikotiet käyttöön" : "Ota oikotiet pois käytöstä";
  };
  button.addEventListener("click", () => {
    turn(!areOff());
    show();
    said.textContent = areOff() ? " Oikotiet ovat pois käytöstä." : " Oikotiet ovat käytössä.";
  });
  show();
  const line = document.createElement("p");
  line.append(button, said);
  document.querySelector(".shortcuts").after(line);
})();
