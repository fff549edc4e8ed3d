// The worker that Material's search dialog talks to; it takes the place of the theme's own.
// Messages: 0 set-up { config, docs }, 1 ready, 2 query, 3 result { items }. The engine is fetched
// with the first message: until then the reader has not gone to search.
(() => {
  "use strict";

  const ENGINE = "engine.js"; // the build puts the name of the made file here
  const SETUP = 0;
  const READY = 1;
  const QUERY = 2;
  const RESULT = 3;

  // Opened from a disk, the page runs this script itself (file-worker.js).
  const inPage = globalThis.guideWorker;
  const address = inPage ? new URL(ENGINE, document.currentScript.src).href : ENGINE;
  const load = inPage ? inPage.load : importScripts;
  let engine = null;

  const answer = async ({ type, data }) => {
    if (type === SETUP) {
      await load(address);
      const { Engine } = globalThis.guideSearch;
      try {
        engine = new Engine(data);
      } catch (fault) {
        // Broken tables: plain words, beginnings and slips still work without them.
        console.error(fault);
        engine = new Engine({ config: {}, docs: data.docs });
      }
      return { type: READY };
    }
    if (type !== QUERY) throw new TypeError(`unknown message ${type}`);
    return { type: RESULT, data: engine.search(data) };
  };

  if (inPage) inPage.answer = answer;
  else addEventListener("message", async (event) => postMessage(await answer(event.data)));
})();
