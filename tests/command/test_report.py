"""`arpent report`: a questionnaire and its answers in, a folder out, or a refusal and nothing written."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from arpent.command.main import main

FORM = """
| survey |
| | type                | name   | label::Français (fr)            | label::English (en)  | finding::Français (fr) |
| | begin_group         | life   | La vie                          | Life                 |                        |
| | select_one opinion  | heard  | Vous sentez-vous écouté ?       | Do you feel heard?   | se sentent écoutées    |
| | select_multiple who | help   | Qui vous aide ?                 | Who helps you?       |                        |
| | integer             | age    | Votre âge                       | Your age             |                        |
| | text                | words  | Autre chose ?                   | Anything else?       |                        |
| | end_group           |        |                                 |                      |                        |
| choices |
| | list_name | name   | label::Français (fr) | label::English (en) | favourable |
| | opinion   | no     | Non                  | No                  |            |
| | opinion   | some   | Un peu               | Somewhat            |            |
| | opinion   | yes    | Oui                  | Yes                 | yes        |
| | who       | family | La famille           | Family              |            |
| | who       | staff  | Les professionnels   | Staff               |            |
| settings |
| | form_title | form_id | version | default_language |
| | Être écouté | ecoute | 1       | Français (fr)    |
"""


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.md"
    path.write_text(FORM, encoding="utf-8")
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    rng = random.Random(7)
    lines = ["heard,help/family,help/staff,age,words,asso,weight,colour,number"]
    for row in range(120):
        heard = rng.choice(["yes", "yes", "some", "no"])
        ticks = f"{rng.randint(0, 1)},{rng.randint(0, 1)}"
        lines.append(f"{heard},{ticks},{rng.randint(18, 90)},mot,asso{row % 6},{1 + row % 3},bleu,{row}")
    path = tmp_path / "answers.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def made(form: Path, data: Path, *options: str) -> tuple[int, Path]:
    out = form.parent / "out"
    return main(["report", str(form), str(data), "--out", str(out), *options]), out


def results(out: Path) -> list[dict]:
    return json.loads((out / "results.json").read_text(encoding="utf-8"))


def test_six_files_are_made(form: Path, data: Path):
    code, out = made(form, data)
    assert code == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "codebook.html", "data.parquet", "report.html", "report.pdf", "results.json", "tables.xlsx",
    ]  # fmt: skip


def test_one_line_says_what_was_left_out(form: Path, data: Path, capsys: pytest.CaptureFixture[str]):
    made(form, data, "--weight", "weight")
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "120 réponses, 3 figures" in said
    assert "3 colonnes sans question" in said
    assert "1 question de mots ou de dates" in said


def test_weights_and_clusters_reach_the_method(form: Path, data: Path):
    _, out = made(form, data, "--weight", "weight", "--cluster", "asso")
    method = results(out)[0]["method"]
    assert "part pondérée" in method
    assert "6 grappes" in method


def test_a_column_of_the_file_can_be_compared_by(form: Path, data: Path):
    _, out = made(form, data, "--by", "asso")
    assert {one["group"] for one in results(out) if one["by"] == "asso"} == {f"asso{at}" for at in range(6)}


def test_a_question_can_be_compared_by(form: Path, data: Path):
    _, out = made(form, data, "--by", "heard")
    assert {one["group_label"] for one in results(out) if one["by"] == "heard"} == {"Non", "Un peu", "Oui"}


def test_the_threshold_hides_small_groups(form: Path, data: Path):
    _, out = made(form, data, "--by", "asso", "--threshold", "21")
    hidden = [one for one in results(out) if one["by"] == "asso"]
    assert hidden
    assert all(one["value"] is None and one["n"] is None and one["suppressed"] for one in hidden)


def test_labels_speak_the_language_that_was_asked(form: Path, data: Path):
    _, out = made(form, data, "--lang", "en")
    assert "Do you feel heard?" in {one["question_label"] for one in results(out)}


def test_a_report_made_again_replaces_the_former(form: Path, data: Path):
    _, out = made(form, data)
    (out / "notes.txt").write_text("à garder")
    code, _ = made(form, data)
    assert code == 0
    assert (out / "notes.txt").read_text() == "à garder"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--by", "shoe"], "--by shoe"),
        (["--by", "help"], "n’est pas à choix unique"),
        (["--by", "number"], "120 groupes, plus de 100"),
        (["--weight", "poids"], "--weight poids"),
        (["--weight", "colour"], "120 cellules ne sont pas des nombres positifs"),
        (["--cluster", "nowhere"], "--cluster nowhere"),
        (["--lang", "de"], "Choisissez parmi fr, en"),
    ],
)
def test_what_does_not_exist_is_refused_by_name(
    form: Path, data: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
):
    code, out = made(form, data, *options)
    assert code == 1
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_a_broken_questionnaire_is_refused_with_its_row(
    form: Path, data: Path, capsys: pytest.CaptureFixture[str]
):
    form.write_text(FORM.replace("select_one opinion", "select_onee opinion"), encoding="utf-8")
    code, out = made(form, data)
    assert code == 1
    assert "survey" in capsys.readouterr().err
    assert not out.exists()


def test_answers_that_fit_no_question_are_refused(form: Path, data: Path, capsys: pytest.CaptureFixture[str]):
    data.write_text("a,b\n1,2\n", encoding="utf-8")
    assert made(form, data)[0] == 1
    assert "Rien n’a été écrit" in capsys.readouterr().err


def test_a_cell_that_does_not_fit_is_said_and_left_out(
    form: Path, data: Path, capsys: pytest.CaptureFixture[str]
):
    data.write_text(data.read_text(encoding="utf-8").replace("yes,", "peut-être,", 1), encoding="utf-8")
    code, out = made(form, data)
    said = capsys.readouterr()
    assert code == 0
    assert "« peut-être »".replace("« ", "«\u202f").replace(" »", "\u202f»") in said.err
    assert "1 cellule qui ne convient pas" in said.out
    assert "peut-être" in (out / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["form.md", "answers.csv"])
def test_a_missing_file_is_named(form: Path, data: Path, name: str, capsys: pytest.CaptureFixture[str]):
    (form.parent / name).unlink()
    assert made(form, data)[0] == 1
    said = capsys.readouterr().err
    assert name in said
    assert "ce fichier n’existe pas" in said


def test_a_file_without_answers_is_refused(form: Path, data: Path, capsys: pytest.CaptureFixture[str]):
    data.write_text("heard,age\n", encoding="utf-8")
    code, out = made(form, data)
    assert code == 1
    assert "Rien n’a été écrit" in capsys.readouterr().err
    assert not out.exists()


def test_a_folder_that_cannot_be_written_leaves_nothing(
    form: Path, data: Path, capsys: pytest.CaptureFixture[str]
):
    (form.parent / "out").write_text("un fichier, pas un dossier")
    assert made(form, data)[0] == 1
    assert (form.parent / "out").read_text() == "un fichier, pas un dossier"
    assert sorted(path.name for path in form.parent.iterdir()) == ["answers.csv", "form.md", "out"]


@pytest.mark.parametrize("options", [[], ["--out"], ["--threshold", "0", "--out", "x"], ["--thresh", "5"]])
def test_a_wrong_call_ends_with_two(form: Path, data: Path, options: list[str]):
    with pytest.raises(SystemExit) as ended:
        main(["report", str(form), str(data), *options])
    assert ended.value.code == 2


def test_help_loads_nothing_that_counts_or_draws():
    code = "import sys; from arpent.command.main import main\n"
    code += "try: main(['report', '--help'])\nexcept SystemExit: pass\n"
    code += "print(sorted({'numpy', 'scipy', 'vl_convert', 'typst'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "--weight" in said
    assert said.endswith("[]\n")


def test_it_needs_no_site(form: Path, data: Path):
    """In a process of its own, without the settings of the site."""
    code = "import sys; from arpent.command.main import main; raise SystemExit(main(sys.argv[1:]))"
    out = form.parent / "alone"
    ended = subprocess.run(
        [sys.executable, "-c", code, "report", str(form), str(data), "--out", str(out)],
        capture_output=True,
        text=True,
        env={"DJANGO_SETTINGS_MODULE": "nowhere.settings"},
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF")
