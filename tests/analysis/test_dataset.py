"""Freezing answers: what is kept, what is left out, and that nobody can change it after."""

import json
import re
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from arpent.analysis.dataset import Dataset, freeze_dataset, open_dataset
from arpent.analysis.errors import DatasetError
from arpent.instrument.values import Missing
from tests.analysis.passerelles import SIZES, People, people, questionnaire


@pytest.fixture
def answered() -> People:
    return people(np.random.default_rng(1), SIZES)


def freeze(folder: Path, answered: People, **options: object) -> Dataset:
    return freeze_dataset(folder, questionnaire(), answered.answers, **answered.where, **options)


def test_opening_gives_back_what_was_frozen(tmp_path: Path, answered: People) -> None:
    frozen = freeze(tmp_path / "people", answered, populations=answered.populations)
    assert open_dataset(tmp_path / "people") == frozen


def test_the_order_of_arrival_is_lost(tmp_path: Path, answered: People) -> None:
    order = np.random.default_rng(2).permutation(len(answered.region))
    mixed = People(
        {name: [column[row] for row in order] for name, column in answered.answers.items()},
        *(
            [column[row] for row in order]
            for column in (answered.region, answered.association, answered.voice)
        ),
        answered.populations,
    )
    assert freeze(tmp_path / "a", answered).sha256 == freeze(tmp_path / "b", mixed).sha256


@pytest.mark.parametrize("name", ["data.parquet", "codebook.json"])
def test_a_changed_byte_is_noticed(tmp_path: Path, answered: People, name: str) -> None:
    freeze(tmp_path / "people", answered)
    path = tmp_path / "people" / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(content)
    with pytest.raises(DatasetError, match="D010"):
        open_dataset(tmp_path / "people")


def test_files_are_read_only(tmp_path: Path, answered: People) -> None:
    freeze(tmp_path / "people", answered)
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "people").iterdir()} == {0o444}


def test_a_folder_in_use_is_refused(tmp_path: Path, answered: People) -> None:
    freeze(tmp_path / "people", answered)
    with pytest.raises(DatasetError, match="D007"):
        freeze(tmp_path / "people", answered)


def test_words_stay_out(tmp_path: Path, answered: People) -> None:
    secret = ["Mme Untel m’a dit…"] * len(answered.region)
    answered = People(
        {**answered.answers, "words": secret}, answered.region, answered.association, answered.voice, {}
    )
    frozen = freeze(tmp_path / "people", answered)
    assert frozen.codebook.left_out == {"words": "text"}
    assert not any("words" in name for name in pq.read_schema(tmp_path / "people" / "data.parquet").names)


def test_each_reason_for_no_answer_keeps_its_own_code(tmp_path: Path) -> None:
    frozen = freeze_dataset(tmp_path / "one", questionnaire(), {"heard": [*Missing, None, "often"]})
    codes = next(iter(frozen.batches(["heard"])))["heard"]
    assert sorted(codes.tolist()) == [-6, -5, -4, -3, -2, -1, -1, 2]
    assert json.loads((tmp_path / "one" / "codebook.json").read_text())["missing"]["dont_know"] == -3


def test_codes_take_one_byte(tmp_path: Path, answered: People) -> None:
    freeze(tmp_path / "people", answered)
    schema = pq.read_schema(tmp_path / "people" / "data.parquet")
    assert {str(schema.field(name).type) for name in ("heard", "help/family", "wishes/home")} == {"int8"}


def test_an_answer_the_question_does_not_allow_is_refused_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"D003 · Question « heard », ligne 2 .* 'peut-être'"):
        freeze_dataset(tmp_path / "one", questionnaire(), {"heard": ["often", "peut-être"]})


def test_nothing_is_left_behind_by_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(DatasetError):
        freeze_dataset(tmp_path / "one", questionnaire(), {"heard": ["peut-être"]})
    assert not (tmp_path / "one").exists()


@pytest.mark.parametrize(
    ("answers", "options", "code"),
    [
        ({"heard": ["often"]}, {"region": ["nord", "sud"]}, "D001"),
        ({"heard": []}, {}, "D002"),
        ({"age": [float("nan")]}, {}, "D003"),
        ({"nothing": ["often"]}, {}, "D004"),
        ({"heard": ["often"]}, {"voice": ["robot"]}, "D005"),
        ({"heard": ["often"]}, {"weight": [0.0]}, "D006"),
    ],
)
def test_refusals_have_a_code(tmp_path: Path, answers: dict, options: dict, code: str) -> None:
    with pytest.raises(DatasetError, match=code):
        freeze_dataset(tmp_path / "one", questionnaire(), answers, **options)


def test_every_refusal_is_documented() -> None:
    root = Path(__file__).parents[2]
    source = "".join(path.read_text() for path in (root / "arpent" / "analysis").glob("*.py"))
    documented = set(re.findall(r"D\d{3}", (root / "docs" / "methods" / "dataset.md").read_text()))
    assert set(re.findall(r'"(D\d{3})"', source)) == documented


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"D011 · Dossier « nowhere » : data.parquet"):
        open_dataset(tmp_path / "nowhere")
