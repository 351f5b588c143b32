"""Pictograms: each has its drawings, its French word, its licence; people find them as they type."""

from pathlib import Path

import pytest

import arpent.ui
from arpent.ui.pictos import Picto, found, named, pictos, suggested

DRAWINGS = Path(arpent.ui.__file__).parent / "static" / "ui" / "pictos"


@pytest.mark.parametrize("picto", pictos(), ids=lambda picto: picto.slug)
def test_each_pictogram_is_drawn_in_colour_and_in_line(picto: Picto):
    colour, line = (DRAWINGS / f"{picto.slug}{end}.svg" for end in ("", "-line"))
    assert colour.read_text().startswith("<svg")
    assert len(line.read_text()) < len(colour.read_text())


def test_no_drawing_is_without_its_word():
    known = {f"{picto.slug}{end}.svg" for picto in pictos() for end in ("", "-line")}
    assert {path.name for path in DRAWINGS.glob("*.svg")} == known


def test_no_drawing_can_run_or_fetch_anything():
    for path in DRAWINGS.glob("*.svg"):
        words = path.read_text()
        assert not any(risk in words for risk in ("<script", "href=", "url(", "<image", "onload"))


def test_the_drawings_say_whose_they_are():
    assert "CC BY-SA 4.0" in (DRAWINGS / "ATTRIBUTION.md").read_text()


def test_a_pictogram_is_found_by_its_word_without_accents():
    assert found("ecole")[0].label == "école"


def test_a_pictogram_is_found_by_another_word():
    assert "maison" in [picto.label for picto in found("domicile")]


def test_what_is_named_so_comes_first():
    assert found("cont")[0].label == "content"


def test_a_word_without_pictogram_finds_none():
    assert not found("xylophone")


def test_a_form_names_a_pictogram_as_a_file():
    assert named("picto-je-ne-sais-pas.svg").label == "je ne sais pas"
    assert named("maison.png") is None


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("voitures", "voiture"),
        ("une maison", "maison"),
        ("cadeaux", "cadeau"),
        ("l’école", "école"),
        ("bus", "bus"),
        ("travailler", "travail"),
    ],
)
def test_it_is_found_however_it_is_typed(typed: str, label: str):
    assert found(typed)[0].label == label


def test_small_words_alone_find_what_they_begin():
    assert all(picto.label for picto in found("la"))
    assert len(found("la")) < len(pictos())


def test_signs_that_are_no_word_find_none():
    assert not found("???")


def test_the_words_of_a_question_suggest_pictograms_in_their_order():
    assert [picto.label for picto in suggested("Prenez-vous le bus pour vos vacances ?")][:2] == [
        "bus",
        "vacances",
    ]


def test_the_beginning_of_a_word_suggests_nothing():
    assert suggested("Un art de busard") == [named("picto-art.svg")]
