// For the copy opened from a disk, where browsers refuse workers: the page itself runs the worker's
// script (search/worker.js), and addresses of results name their file. Elsewhere it does nothing.
(() => {
  "use strict";

  /** The file of a place: "luku/#kohta" is in luku/index.html. */
  const inFile = (place) => place.replace(/^(|[^#]*\/)(?=#|$)/, "$1index.html");

  const load = (address) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", done);
      script.addEventListener("error", () => failed(new Error(`${address} was not loaded`)));
      document.body.append(script);
    });

  /** As much of a Worker as the search dialog asks for. */
  class PageWorker extends EventTarget {
    constructor(address) {
      super();
      this.ready = load(address);
    }

    async postMessage(message) {
      await this.ready;
      const { type, data } = await globalThis.guideWorker.answer(message);
      const items = data?.items?.map((group) =>
        group.map((item) => ({ ...item, location: inFile(item.location) })),
      );
      const answer = { type, data: items ? { ...data, items } : data };
      this.dispatchEvent(new MessageEvent("message", { data: answer }));
    }

    terminate() {}
  }

  globalThis.guideFiles = { inFile };
  if (globalThis.location?.protocol !== "file:") return;
  globalThis.guideWorker = { load };
  globalThis.Worker = PageWorker;
})();
