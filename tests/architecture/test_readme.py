"""What the README says is so: its commands run, its lines of Python print what they print, its links lead somewhere."""

import re
import shlex
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from arpent.command.main import main
from arpent.instrument.writing import write_xlsform
from tests.architecture.rooms import ROOT
from tests.falc.docx import docx, paragraph, run
from tests.world import FORM

README = (ROOT / "README.md").read_text()
ANSWERS = "temps_pour_soi,heures,weight,age\n" + "oui,3,1.2,jeune\nnon,0,0.8,vieux\noui,5,1.0,vieux\n" * 20


def commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


def test_it_fits_on_a_few_screens():
    assert len(README.splitlines()) < 150


def test_every_target_of_make_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {command.split()[-1] for command in commands() if command.split()[0] == "make"}
    assert named == {"run", "test"}
    assert named <= targets


def test_its_report_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    command = next(command for command in commands() if "arpent report" in command)
    words = shlex.split(command)[1:]
    (tmp_path / words[1]).write_bytes(write_xlsform(FORM))
    (tmp_path / words[2]).write_text(ANSWERS)
    monkeypatch.chdir(tmp_path)
    assert main(words) == 0
    made = {path.name for path in (tmp_path / "report").iterdir()}
    assert made == {
        "report.html",
        "report.pdf",
        "tables.xlsx",
        "codebook.html",
        "data.parquet",
        "results.json",
    }


def test_its_checker_reads_the_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    command = next(command for command in commands() if "arpent falc" in command)
    words = shlex.split(command)[1:]
    (tmp_path / words[1]).write_bytes(docx([paragraph(run("La fête est le 12/03/26."))]))
    monkeypatch.chdir(tmp_path)
    assert main(words) == 1
    assert "C05" in capsys.readouterr().out


def test_its_statistics_print_what_it_says():
    code = re.search(r"```python\n(.*?)```\n\n```\n(.*?)```", README, re.DOTALL)
    assert code
    printed = StringIO()
    with redirect_stdout(printed):
        exec(code[1], {})
    assert printed.getvalue() == code[2]


def test_its_links_lead_somewhere():
    pages = [page for page in ROOT.rglob("*.md") if not {".venv", "node_modules", "var"} & set(page.parts)]
    for page in pages:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text()):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
