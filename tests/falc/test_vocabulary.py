"""A network's own words: a table in, the same table out, and the rules follow it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arpent.falc import check
from arpent.falc.vocabulary import (
    Entry,
    VocabularyRefused,
    as_words,
    decoded,
    read_vocabulary,
    write_vocabulary,
)

TABLE = "mot;à la place;connu\nusager;personne accompagnée;\nbénéficiaire;;\ncapitulation;;oui\n"
ENTRIES = (Entry("usager", "personne accompagnée"), Entry("bénéficiaire"), Entry("capitulation", known=True))


def rules(text: str) -> dict[str, str | None]:
    return {one.rule: one.suggestion for one in check(text, words=as_words(ENTRIES))}


def why(table: str) -> list[str]:
    with pytest.raises(VocabularyRefused) as refused:
        read_vocabulary(table)
    return [f"{one.line} {one.fact}" for one in refused.value.wrong]


def test_a_table_is_read():
    assert read_vocabulary(TABLE) == ENTRIES


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_any_spreadsheet_s_delimiter_is_read(delimiter: str):
    assert read_vocabulary(TABLE.replace(";", delimiter)) == ENTRIES


def test_a_file_of_windows_is_read():
    assert read_vocabulary(decoded(TABLE.encode("cp1252"))) == ENTRIES


def test_what_is_written_is_read_back():
    assert read_vocabulary(write_vocabulary(ENTRIES)) == ENTRIES


def test_a_word_to_avoid_is_found_with_what_to_say_instead():
    assert rules("L’usager arrive.")["M14"] == "Écrivez : personne accompagnée."


def test_a_word_to_avoid_without_another_is_found_too():
    assert rules("Le bénéficiaire arrive.")["M14"] is None


def test_a_word_that_readers_know_is_no_hard_word():
    assert "M01" in {one.rule for one in check("La capitulation est proche.")}
    assert "M01" not in rules("La capitulation est proche.")


def test_every_wrong_line_is_said():
    table = TABLE + ";autre;\nUsager;;\nchose;chose;\nx;y;oui\nz;;peut-être\n" + "w" * 81 + ";;\n"
    assert why(table) == [
        "5 il n’y a pas de mot.",
        "6 « Usager » est déjà à la ligne 2.",
        "7 le mot à la place est le même.",
        "8 un mot connu n’a pas besoin d’un autre mot.",
        "9 « peut-être » n’est ni oui ni non.",
        "10 un mot dépasse 80 caractères.",
    ]


@pytest.mark.parametrize("table", ["", "\n\n", "word;instead\nx;y\n"])
def test_a_table_without_its_titles_is_refused(table: str):
    assert why(table) == ["1 il manque la colonne « mot »."]


def test_a_table_beyond_measure_is_refused():
    table = "mot\n" + "\n".join(f"mot{n}" for n in range(5001))
    assert "plus de 5000" in why(table)[0]


@given(st.text())
def test_any_text_is_read_or_refused(text: str):
    with suppress(VocabularyRefused):
        assert all(entry.word for entry in read_vocabulary(f"mot\n{text}"))
