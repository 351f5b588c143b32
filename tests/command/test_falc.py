"""`arpent falc`: files in, what makes them hard to read out; a code that says how serious it is."""

import json
import os
import pty
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.falc.docx import docx, paragraph, run

HARD = "Le dossier de la MDPH est prêt.\nLa fête est le 12/03/26.\n"
EASY = "Le repas est prêt.\nVenez à table.\n"
NEGATIVE = "Vous ne devez pas courir.\n"


def falc(*words: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[str]:
    """The real command, in a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "arpent", "falc", *map(str, words)],
        input=given,
        capture_output=True,
        check=False,
    )
    return subprocess.CompletedProcess(
        ended.args, ended.returncode, ended.stdout.decode(), ended.stderr.decode()
    )


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    path = tmp_path / "dur.txt"
    path.write_text(HARD, encoding="utf-8")
    return path


@pytest.fixture
def easy(tmp_path: Path) -> Path:
    path = tmp_path / "facile.txt"
    path.write_text(EASY, encoding="utf-8")
    return path


def test_each_finding_has_its_place_its_words_and_what_to_write(hard: Path):
    said = falc(hard).stdout
    assert f"{hard}:1:18 erreur M07" in said
    assert f"{hard}:2:16 erreur C05" in said
    assert "Écrivez la date en entier" in said
    assert "1 fichier" in said


def test_the_words_found_are_marked_under_their_line(hard: Path):
    lines = falc(hard).stdout.splitlines()
    at = lines.index("    La fête est le 12/03/26.")
    assert lines[at + 1] == "                   ^^^^^^^^"


def test_a_terminal_underlines_them(hard: Path):
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "arpent", "falc", str(hard)],
        stdout=slave,
        stderr=subprocess.PIPE,
        env=os.environ | {"TERM": "xterm"},
    ) as process:
        process.wait()
        os.close(slave)
        said = os.read(master, 65_536).decode()
        os.close(master)
    assert "\x1b[1;4;31m12/03/26\x1b[0m" in said
    assert "^^^" not in said


def test_json_is_one_object_a_file_a_line_each(hard: Path, easy: Path):
    lines = falc("--json", hard, easy).stdout.splitlines()
    first, second = map(json.loads, lines)
    assert list(first) == ["file", "words", "sentences", "findings"]
    assert (first["file"], first["sentences"], second["findings"]) == (str(hard), 2, [])
    assert all(
        list(one) == ["rule", "level", "start", "end", "message", "suggestion"] for one in first["findings"]
    )
    assert {HARD[one["start"] : one["end"]] for one in first["findings"] if one["level"] == "error"} == {
        "MDPH",
        "12/03/26",
    }


def test_places_in_a_page_are_places_in_its_source(tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text("<h1>La f&ecirc;te</h1>\n<p>Elle est le <b>12/03/26</b>.</p>", encoding="utf-8")
    (said,) = map(json.loads, falc("--json", page).stdout.splitlines())
    (date,) = [one for one in said["findings"] if one["rule"] == "C05"]
    assert page.read_text()[date["start"] : date["end"]] == "12/03/26"


def test_sarif_says_where_by_line_and_by_character(hard: Path):
    report = json.loads(falc("--sarif", hard).stdout)
    assert report["version"] == "2.1.0"
    results = report["runs"][0]["results"]
    (date,) = [one for one in results if one["ruleId"] == "C05"]
    region = date["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, 16, 24)
    assert HARD[region["charOffset"] :][: region["charLength"]] == "12/03/26"
    known = {rule["id"] for rule in report["runs"][0]["tool"]["driver"]["rules"]}
    assert {one["ruleId"] for one in results} <= known


def test_what_comes_from_another_command_is_read():
    (said,) = map(json.loads, falc("--json", "-", given=HARD.encode()).stdout.splitlines())
    assert said["file"] == "-"
    assert {one["rule"] for one in said["findings"]} >= {"M07", "C05"}


def test_a_word_document_is_told_by_paragraph(tmp_path: Path):
    file = tmp_path / "lettre.docx"
    small = '<w:rPr><w:sz w:val="20"/></w:rPr>'
    file.write_bytes(docx([paragraph(run("Bonjour.")), paragraph(run("La fête est le 12/03/26.", small))]))
    said = falc(file).stdout
    assert "paragraphe 2 erreur C05" in said
    assert "paragraphe 2 erreur L01" in said


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (EASY, [], 0),
        (NEGATIVE, [], 0),
        (HARD, [], 1),
        (NEGATIVE, ["--fail-on", "warning"], 1),
        (EASY, ["--fail-on", "info"], 0),
        (HARD, ["--fail-on", "never"], 0),
    ],
)
def test_the_code_tells_how_serious_it_is(text: str, options: list[str], code: int):
    assert falc(*options, "-", given=text.encode()).returncode == code


def test_a_question_is_read_as_one():
    asked = "Aimez-vous votre maison et votre quartier ?"
    rules = [
        one["rule"]
        for one in json.loads(falc("--question", "--json", "-", given=asked.encode()).stdout)["findings"]
    ]
    assert "P03" in rules


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path: Path, easy: Path):
    broken = tmp_path / "lettre.docx"
    broken.write_bytes(b"PK torn")
    ended = falc("--json", broken, tmp_path / "absent.txt", tmp_path, tmp_path / "note.pdf", easy)
    assert ended.returncode == 2
    assert json.loads(ended.stdout)["file"] == str(easy)
    assert f"{broken} : Ce fichier .docx est abîmé" in ended.stderr
    assert "absent.txt : ce fichier n’existe pas" in ended.stderr
    assert f"{tmp_path} : c’est un dossier" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("words", [[], ["--json", "--sarif", "-"], ["--fail-on", "grave", "-"]])
def test_a_wrong_call_ends_with_two(words: list[str]):
    assert falc(*words).returncode == 2


def test_the_rules_are_listed_with_who_judges_them():
    said = falc("--rules").stdout
    assert any(line.startswith("M07") and "erreur" in line for line in said.splitlines())
    assert any(line.startswith("R01") and "à juger par une personne" in line for line in said.splitlines())
    assert {json.loads(line)["by"] for line in falc("--rules", "--json").stdout.splitlines()} == {
        "program",
        "person",
    }


@pytest.mark.parametrize("options", ["--rules", "--rules --json"])
def test_whoever_reads_may_stop_reading(options: str):
    command = f"{sys.executable} -m arpent falc {options} | head -1"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert ended.stderr == ""
    assert ended.stdout.count("\n") == 1


def test_it_starts_in_half_a_second_without_the_site(easy: Path):
    """Time of the processor, the best of three: another program may be busy. Neither Django nor NumPy is loaded."""

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert falc(easy).returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < 0.5
    code = f"import sys; from arpent.command.main import main; main(['falc', {str(easy)!r}])\n"
    code += "print(sorted({'django', 'numpy', 'openpyxl'} & set(sys.modules)))"
    assert subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.endswith("[]\n")


class TestTheNetworksOwnWords:
    @pytest.fixture
    def words(self, tmp_path: Path) -> Path:
        path = tmp_path / "mots.csv"
        path.write_text("mot;à la place\nusager;personne accompagnée\n", encoding="utf-8")
        return path

    def test_they_are_followed(self, words: Path):
        ended = falc("--words", words, "--json", "-", given="L’usager arrive.".encode())
        assert "Écrivez : personne accompagnée." in [
            one["suggestion"] for one in json.loads(ended.stdout)["findings"]
        ]

    def test_a_table_that_is_wrong_is_refused_in_words(self, words: Path):
        words.write_text("mot\nchose\nchose\n", encoding="utf-8")
        ended = falc("--words", words, "-", given=b"Bonjour.")
        assert (ended.returncode, "Ligne 3" in ended.stderr) == (2, True)

    def test_a_table_that_is_not_there_is_refused_in_words(self, tmp_path: Path):
        ended = falc("--words", tmp_path / "rien.csv", "-", given=b"Bonjour.")
        assert (ended.returncode, "n’existe pas" in ended.stderr) == (2, True)
