"""Models of cooperation: the table of all of them, and what their data must agree with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import markdown_text
from .findings import Finding
from .library import MODELS_FILE, SOURCES_FILE, Library
from .text_files import exists_as_written

FOLDER = "yhteistyo/mallit/"
HOME = "Suomi"
CHECK = "models"

# What the reader sees for the values of the closed lists in schema/models.json.
PHASES = {
    "vankila": "vankila",
    "koevapaus": "koevapaus",
    "vapautuminen": "vapautuminen",
    "koti": "koti",
}
ACTORS = {
    "rise": "Rise",
    "hyvinvointialue": "hyvinvointialue",
    "kunta": "kunta",
    "jarjesto": "järjestö",
    "seurakunta": "seurakunta",
    "terveydenhuolto": "terveydenhuolto",
    "kela": "Kela",
    "tyollisyysalue": "työllisyyspalvelut",
    "oppilaitos": "oppilaitos",
    "yritys": "yritys",
    "vuokranantaja": "vuokranantaja",
    "valtio": "valtio",
}
# In a foreign table the penal authority is not the Finnish one.
FOREIGN_ACTORS = {**ACTORS, "rise": "rikosseuraamusviranomainen"}
KINDS = {
    "verkosto": "verkosto",
    "tyoryhma": "työryhmä",
    "menetelma": "menetelmä",
    "palveluohjaus": "palveluohjaus",
    "asuminen": "asuminen",
    "valmennus": "valmennus",
    "vertaistuki": "vertaistuki",
    "tapahtuma": "tapahtuma",
    "koulutus": "koulutus",
    "verkkopalvelu": "verkkopalvelu",
    "tiedonkulku": "tiedonkulku",
    "sopimus": "sopimus",
    "velvoite": "velvoite tai suositus",
    "tilat": "tilat",
}
STATES = {"toiminnassa": "toiminnassa", "paattynyt": "päättynyt", "ei-tiedossa": "ei tiedossa"}
EVIDENCE = {
    "ei-lukuja": "ei lukuja",
    "oma-ilmoitus": "oma ilmoitus",
    "arviointi": "arviointi",
    "tutkimus": "tutkimus",
    "vertailututkimus": "vertailututkimus",
}
UNDATED = "paivaamaton"


def model_table(rows: Iterable[Mapping[str, Any]]) -> str:
    """Markdown for the page ``yhteistyo/mallit/index.md``: two tables, home and foreign.

    ``rows`` are those of ``docs/data/models.yml``, in the order wanted. Links are relative to
    :data:`FOLDER`. A group without rows is left out.
    """
    rows = list(rows)
    home = [row for row in rows if row["country"] == HOME]
    foreign = [row for row in rows if row["country"] != HOME]
    groups = [("Suomesta", home, ACTORS), ("Ulkomailta", foreign, FOREIGN_ACTORS)]
    return "\n\n".join(
        f"### {title}\n\n{_table(group, actors)}" for title, group, actors in groups if group
    )


def _table(rows: list[Mapping[str, Any]], actors: Mapping[str, str]) -> str:
    head = ["Malli", "Vaihe", "Toimijat", "Laji", "Tila", "Näyttö"]
    cells = [
        [
            markdown_text.link(row["name"], row["page"].removeprefix(FOLDER)),
            ", ".join(PHASES[phase] for phase in row["phase"]),
            ", ".join(actors[actor] for actor in row["actors"]),
            KINDS[row["kind"]],
            state(row),
            EVIDENCE[row["evidence"]],
        ]
        for row in rows
    ]
    return markdown_text.table(head, cells)


def state(row: Mapping[str, Any]) -> str:
    """The state of a model in words, with the year of its newest sign: ``päättynyt (2014)``."""
    when = "päiväämätön" if row["seen"] == UNDATED else row["seen"][:4]
    return f"{STATES[row['state']]} ({when})"


def check(library: Library) -> Iterator[Finding]:
    """Rows agree with the pages and sources they name, and every model page has a row.

    The facts they name are a matter of :mod:`~.facts`.
    """
    rows = library.model_rows
    pages = {page.name: page for page in library.pages}
    for number, row in enumerate(rows.value):

        def fault(key: str, message: str) -> Finding:
            line = rows.line(number, key)  # noqa: B023
            return Finding(MODELS_FILE, line, 1, CHECK, "error", message)

        if not exists_as_written(library.docs / row["page"]):
            text = f"the page '{row['page']}' does not exist; paths are given from docs"
            yield fault("page", text)
        elif row["page"] in pages and pages[row["page"]].title != row["name"]:
            title = pages[row["page"]].title
            text = f"'{row['name']}' is not the title of the page, which is '{title}'"
            yield fault("name", text)
        foreign = row["page"].startswith(f"{FOLDER}ulkomailta/")
        if foreign is (row["country"] == HOME):
            yield fault("page", f"models from elsewhere than {HOME} lie in {FOLDER}ulkomailta/")
        for source in row["sources"]:
            if source not in library.sources:
                text = f"unknown source '{source}'; add it to {SOURCES_FILE}"
                yield fault("sources", text)
    listed = {row["page"] for row in rows.value}
    for page in library.pages:
        if page.meta.get("kind") == "model" and page.name not in listed:
            message = f"a model page without a row; add 'page: {page.name}' to {MODELS_FILE}"
            yield Finding(page.shown, 1, 1, CHECK, "error", message)
