// Tables and pages made for the tests of the search.

export const TABLES = {
  classes: [
    ["ka an kaa assa oja", "velka vuokra|velka"],
    ["us uden utta uteen", "vapaus koe|vapaus"],
    ["a an aa assa asta", "vuokra vankila sossu työkkäri"],
    ["to nnon ntoa nnossa", "asun"],
    ["tää dän tämä detty dettiin", "hää"],
    ["ö dön öä öjä", "häätö"],
    ["0 n a ssa", "toimeentulotuki asumis|tuki"],
    ["en sen sta", "asumin"],
    ["0", "koe ja"],
  ].map(([endings, stems]) => {
    const [first] = endings.split(" ");
    const ending = first === "0" ? "" : first;
    const plain = (stem) => (stem.endsWith(ending) ? stem : stem + ending);
    return [endings, stems.split(" ").map(plain).join(" ")];
  }),
  forms: "velkoja=velka häätöä=häätö,häätää",
  modifiers: "asumis=asuminen ulos=",
  families: "häätää=häätö",
  stop: "miten ja kanssa",
  terms: [
    ["koevapaus", "koe/", "valvottu koevapaus|koevapaus", "koevapis|jalkapanta"],
    ["vuokravelka", "velat/#vuokra", "vuokravelka", "rästit"],
    ["toimeentulotuki", "sanasto/#toimeentulotuki", "toimeentulotuki", "sossun rahat"],
  ],
  chapters: [["Koevapaus", "koe/"], ["Velat", "velat/"]],
};
export const DOCS = [
  { location: "koe/", title: "Koevapaus", text: "<p>Vankilasta kotiin.</p>", kind: "chapter" },
  { location: "koe/#asunto", title: "Asunto ensin", text: "<p>Koevapauteen tarvitaan asunto.</p>" },
  { location: "velat/", title: "Velat", text: "", kind: "guide", names: "luottotiedot menneet" },
  { location: "velat/#vuokra", title: "Vuokravelka", text: "<p>Vuokravelasta sovitaan.</p>" },
  { location: "velat/#haato", title: "Häätö", text: "<ul><li>Häätöä voi estää.</li></ul>" },
  { location: "mallit/", title: "Malli &lt;b&gt;", text: "<p>a &lt;script&gt; &amp; vuokra</p>", kind: "model" },
  { location: "sanasto/", title: "Sanasto", text: "", kind: "about" },
  { location: "sanasto/#koevapaus", title: "valvottu koevapaus (koevapaus)", text: "Vankeuden loppu.", kind: "term" },
  { location: "sanasto/#vuokravelka", title: "vuokravelka", text: "Maksamaton vuokra.", kind: "term" },
  { location: "sanasto/#toimeentulotuki", title: "toimeentulotuki", text: "Viimeinen tuki.", kind: "term" },
];
