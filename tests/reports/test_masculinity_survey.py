"""A real weighted survey, from its raw answers to every percentage that its authors published.

The authors kept « No answer », and those who ticked nothing, in their denominators; ours holds the valid answers.
A published share is therefore ours times what the valid answers weigh among those asked.
Data: FiveThirtyEight, SurveyMonkey and WNYC Studios, 2018, CC BY 4.0; absent from this repository.
"""

import csv
import json
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from arpent.command.main import main

SURVEY = Path(__file__).parents[3] / "shared" / "data" / "masculinity-survey"
FORM = Path(__file__).parent / "masculinity-survey.md"
GROUPS = (
    (None, None), ("age3", "18_34"), ("age3", "35_64"), ("age3", "65_up"), ("race2", "white"),
    ("race2", "non_white"), ("kids", "yes"), ("kids", "no"), ("orientation", "straight"),
    ("orientation", "gay_bisexual"),
)  # fmt: skip
UNPUBLISHED = {"q0027", "race2", "kids", "orientation"}
FILES = {"report.html", "report.pdf", "tables.xlsx", "codebook.html", "data.parquet", "results.json"}

type Key = tuple[str, str, str | None, str | None]

pytestmark = pytest.mark.skipif(
    not SURVEY.is_dir(), reason="the folder shared/data/masculinity-survey is not beside this repository"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("masculinity") / "report"
    by = [word for name in ("age3", "race2", "kids", "orientation") for word in ("--by", name)]
    asked = ["report", str(FORM), str(SURVEY / "raw-responses.csv"), "--out", str(out)]
    assert main([*asked, "--weight", "weight", "--threshold", "1", *by]) == 0
    return out


@pytest.fixture(scope="module")
def records(folder: Path) -> list[dict]:
    return json.loads((folder / "results.json").read_text(encoding="utf-8"))


def folded(words: str) -> str:
    """Labels lost their apostrophes on the way: « It?s »."""
    return words.replace("?", "'").replace("’", "'").casefold()


def ours(records: list[dict]) -> dict[Key, float]:
    """Our shares, put back among all those who were asked."""
    found: dict[Key, float] = {}
    for record in [one for one in records if one["value"] is not None]:
        group = (record["by"], record["group"])
        answered = 1 - sum(record["missing_shares"].values())
        found[record["question"], folded(record["choice_label"]), *group] = record["value"] * answered
        found[record["question"], "no answer", *group] = record["missing_shares"]["no_answer"]
    return found


def published(questions: list[str]) -> Iterator[tuple[Key, int]]:
    """Each percentage that was printed: a row with a title opens the next question."""
    names = iter(questions)
    question = ""
    with (SURVEY / "masculinity-survey.csv").open(encoding="utf-8", errors="replace") as file:
        for title, label, *cells in list(csv.reader(file))[2:]:
            question = next(names) if title else question
            for group, cell in zip(GROUPS, cells, strict=False):
                if cell:
                    yield (question, folded(label), *group), int(cell.removesuffix("%"))


def rounded(share: float) -> int:
    return int((Decimal(repr(round(share, 9))) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def test_every_published_percentage_is_reproduced(records: list[dict], capsys: pytest.CaptureFixture[str]):
    shares = ours(records)
    questions = [name for name in dict.fromkeys(key[0] for key in shares) if name not in UNPUBLISHED]
    cells = list(published(questions))
    wrong = {key: (printed, shares[key]) for key, printed in cells if rounded(shares[key]) != printed}
    with capsys.disabled():
        print(f"\n{len(cells) - len(wrong)} of {len(cells)} published percentages reproduced to the rounding")
    assert not wrong
    assert len(cells) == 1820


def test_every_number_has_its_interval(records: list[dict]):
    assert all(one["low"] <= one["value"] <= one["high"] for one in records if one["value"] is not None)


def test_the_folder_is_whole(folder: Path):
    assert {path.name for path in folder.iterdir()} == FILES


def test_the_groups_that_the_authors_left_blank_are_shown_above_the_threshold(records: list[dict]):
    employed_and_young = [
        one["n"] for one in records if (one["question"], one["group"]) == ("q0010", "18_34") and one["n"]
    ]
    assert employed_and_young
    assert max(employed_and_young) < 100
