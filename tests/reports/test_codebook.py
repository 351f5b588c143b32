from pathlib import Path

from arpent.analysis.dataset import freeze_dataset
from arpent.reports.codebook import codebook_page
from tests.analysis.passerelles import questionnaire


def test_each_column_and_code_has_its_words(tmp_path: Path):
    frozen = freeze_dataset(
        tmp_path / "frozen",
        questionnaire(),
        {"heard": ["often", "never"], "help": [("family",), ()], "age": [40, 61]},
        association=["arc", "dune"],
    )
    page = codebook_page(frozen.codebook, digest=frozen.sha256, edition="fr")
    for expected in (
        "heard",
        "help/family",
        "age:missing",
        "dont_know",
        "Préfère ne pas répondre",
        frozen.sha256,
    ):
        assert expected in page
    assert "<td>2</td><td><code>often</code></td><td>Often</td>" in page
    assert "<code>arc</code>" in page
    assert "<code>words</code> (text)" in page
