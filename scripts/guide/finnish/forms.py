"""Case forms, and the endings that follow them: possessives, clitics, colon endings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

NUMBERS = ("sg", "pl")
CASES = tuple("nom gen par ess tra ine ela ill ade abl all abe ins".split())
Tag = tuple[str, str]
TAGS: tuple[Tag, ...] = tuple((number, case) for number in NUMBERS for case in CASES)

_VOWELS = "aeiouyåäö"
# One clitic, or a pair such as -kinko, -kohan, -pas.
_CLITIC = re.compile(
    r"(?:kin|kaan|kään)?(?:ko|kö)?(?:han|hän|s)?$|(?:kin|kaan|kään)?(?:pa|pä)(?:han|hän|s)?$"
)
_CLITIC_ENDS = tuple("kin kaan kään ko kö kos kös han hän pa pä pas päs".split())
_POSSESSIVE = re.compile(r"(?:ni|si|mme|nne|nsa|nsä)$")
_COLON = re.compile(r"^(?P<base>[^:’']+)[:’'](?P<ending>[a-zåäö]{1,12})$")


@dataclass(frozen=True)
class Paradigm:
    """The forms of one word by number and case; none for a word that does not inflect.

    An oblique word (*kunnan*) has the forms of its own case only (*kunnan*, *kuntien*).
    """

    word: str
    forms: dict[Tag, tuple[str, ...]]

    @property
    def nominative(self) -> bool:
        """Whether the word is a dictionary form (or a plural) that can inflect."""
        return any(case == "nom" for _, case in self.forms)

    def tags(self) -> dict[str, frozenset[Tag]]:
        """Each form with the numbers and cases it may stand for."""
        found: dict[str, set[Tag]] = {}
        for tag, forms in self.forms.items():
            for form in forms:
                found.setdefault(form, set()).add(tag)
        return {form: frozenset(tags) for form, tags in found.items()}

    def modifiers(self) -> frozenset[str]:
        """The forms in which the word may begin or carry on a compound."""
        found = set(self.forms.get(("sg", "nom"), ())) | set(self.forms.get(("sg", "gen"), ()))
        found |= set(self.forms.get(("pl", "gen"), ()))
        if self.word.endswith("nen") and found:  # asuntolainen: asuntolais-
            found.add(self.word[:-3] + "s")
        return frozenset(found)


def possessive_bases(paradigm: Paradigm) -> dict[str, frozenset[Tag]]:
    """The stems to which possessive endings are added, with what each may stand for.

    *katu* gives ``katu`` (nominative and genitive: *katuni*), ``kadussa`` (*kadussani*),
    ``kadukse`` (*kadukseni*), ``katuu`` (*katuuni*).
    """
    found: dict[str, set[Tag]] = {}
    for (number, case), forms in paradigm.forms.items():
        for form in forms:
            if case == "ess":  # the strong vowel stem is that of the bare cases too
                found.setdefault(form[:-2], set()).update({(number, "nom"), (number, "gen")})
                if number == "sg":
                    found[form[:-2]].add(("pl", "nom"))
            if case in ("nom", "ins"):
                continue
            base = form
            if case == "tra":
                base = form[:-1] + "e"
            elif case == "ill" or (case == "gen" and number == "pl"):
                base = form[:-1]
            elif case == "gen":
                continue
            found.setdefault(base, set()).add((number, case))
    return {base: frozenset(tags) for base, tags in found.items()}


class Variant(NamedTuple):
    """A token without its outer endings; ``possessive`` when one was taken off."""

    text: str
    possessive: bool


def variants(token: str) -> Iterator[Variant]:
    """What a token (lower case) may be once clitics and possessive endings are taken off.

    The token itself comes first. *vankiloissammekin* gives itself, *vankiloissamme* and
    (possessive) *vankiloissa*.
    """
    cores = [token]
    if token.endswith(_CLITIC_ENDS):
        for cut in range(len(token) - 2, max(2, len(token) - 9), -1):
            if _CLITIC.match(token, cut):
                cores.append(token[:cut])
    for core in cores:
        yield Variant(core, False)
        match = _POSSESSIVE.search(core, len(core) - 3) if len(core) > 4 else None
        if match:
            yield Variant(core[: match.start()], True)
        elif len(core) > 4 and core[-1] == "n" and core[-2] == core[-3] and core[-2] in _VOWELS:
            yield Variant(core[:-2], True)  # kadussa-an


def colon_base(token: str) -> str | None:
    """What stands before a colon ending, as in *RISE:n* and *Kela:ssakin*; else none."""
    match = _COLON.match(token)
    return match["base"] if match else None
