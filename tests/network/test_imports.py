"""Organisations from a table: all of them or none."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from arpent.network.imports import plan_import
from arpent.network.models import Organisation
from arpent.network.rows import RowsRefused, decoded, read_rows
from tests.cast import Cast

TABLE = """nom;type;rattachée à;lieu
Le Moulin;association;;Saint-Aubin
Atelier du Moulin;service;Le Moulin;
"""


def imported(client: Client, cast: Cast, table: str) -> str:
    client.force_login(cast.alice)
    address = reverse("network:import", args=[cast.region.pk])
    return client.post(address, {"pasted": table}, follow=True).content.decode()


def facts(cast: Cast, table: str) -> list[str]:
    plan = plan_import(under=cast.region, rows=read_rows(table, headings=["nom", "type"]))
    return [refusal.fact for refusal in plan.refusals]


def test_rows_may_hang_on_rows_above_them(cast: Cast, client: Client):
    imported(client, cast, TABLE)
    workshop = Organisation.objects.get(name="Atelier du Moulin")
    assert workshop.parent.name == "Le Moulin"
    assert workshop.parent.parent == cast.region


def test_a_file_written_by_a_french_spreadsheet_is_read(cast: Cast, client: Client):
    client.force_login(cast.alice)
    file = SimpleUploadedFile("associations.csv", TABLE.encode("cp1252"))
    client.post(reverse("network:import", args=[cast.region.pk]), {"file": file})
    assert Organisation.objects.filter(name="Le Moulin").exists()


def test_one_wrong_row_and_nothing_is_imported(cast: Cast, client: Client):
    page = imported(client, cast, TABLE + "Le Pré;club;;\n")
    assert "Rien n’a été importé" in page
    assert "club" in page
    assert not Organisation.objects.filter(name="Le Moulin").exists()


def test_the_line_of_a_refusal_is_the_line_of_the_file(cast: Cast):
    plan = plan_import(
        under=cast.region, rows=read_rows(TABLE + "\n\nLe Pré;club\n", headings=["nom", "type"])
    )
    assert [refusal.line for refusal in plan.refusals] == [6]


@pytest.mark.parametrize(
    ("row", "fact"),
    [
        (";association;;", "Le nom est vide"),
        ("Le Pré;head;;", "n’existe pas"),
        ("Le Pré;association;Nulle part;", "n’existe ni ici"),
        ("Le Gué;association;;", "existe déjà"),
        ("LE GUE;association;;", "existe déjà"),
        (f"{'x' * 161};association;;", "dépasse"),
    ],
)
def test_each_refusal_says_its_fact(cast: Cast, row: str, fact: str):
    assert fact in facts(cast, f"nom;type;rattachée à;lieu\n{row}\n")[0]


def test_a_name_twice_in_the_table_is_refused(cast: Cast):
    assert len(facts(cast, "nom;type\nLe Pré;association\nLe Pré;association\n")) == 1


def test_an_organisation_outside_one_s_reach_is_not_found(cast: Cast):
    table = "nom;type;rattachée à\nLe Pré;association;Plaine-d’Orme\n"
    assert "n’existe ni ici" in facts(cast, table)[0]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_columns_are_found_whatever_separates_them(delimiter: str):
    rows = read_rows(delimiter.join(("Nom", "TYPE")) + "\n" + delimiter.join(("A", "b")), headings=["nom"])
    assert rows[0].cell("nom") == "A"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "vide"),
        ("a;b\n1;2", "Il manque la colonne"),
        ("nom;nom\n1;2", "écrite deux fois"),
        ("nom\n\x00", "pas un tableau en texte"),
        ("nom\n" + "a\n" * 5001, "plus de 5000 lignes"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_words(text: str, words: str):
    with pytest.raises(RowsRefused, match=words):
        read_rows(text, headings=["nom"])


def test_a_mark_of_order_at_the_start_of_a_file_is_not_part_of_the_first_title():
    assert read_rows(decoded("\ufeffnom\nA".encode()), headings=["nom"])[0].cell("nom") == "A"


def test_a_file_and_a_pasted_table_at_once_are_refused(cast: Cast, client: Client):
    client.force_login(cast.alice)
    given = {"pasted": TABLE, "file": SimpleUploadedFile("a.csv", TABLE.encode())}
    page = client.post(reverse("network:import", args=[cast.region.pk]), given).content.decode()
    assert "l’un des deux" in page


def test_a_file_too_large_is_refused(cast: Cast, client: Client, settings):
    settings.UPLOAD_LIMIT = 10
    client.force_login(cast.alice)
    given = {"file": SimpleUploadedFile("a.csv", TABLE.encode())}
    page = client.post(reverse("network:import", args=[cast.region.pk]), given).content.decode()
    assert "Découpez-le" in page
