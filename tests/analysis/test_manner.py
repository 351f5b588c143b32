"""How people answered is kept with the rows that are frozen, and said where it is not a few people."""

from collections import Counter

import pytest

from arpent.analysis.actions import freeze_campaign
from arpent.analysis.codebook import Circumstance
from arpent.analysis.dataset import Dataset, open_dataset
from arpent.analysis.manner import EDITION, FACES, SIGN, TURNED
from arpent.analysis.models import Freeze
from arpent.analysis.results import heard
from arpent.analysis.tasks import folder_of
from arpent.collection.models import Response
from tests.world import World

pytestmark = pytest.mark.usefixtures("files")
EASY = 15


@pytest.fixture
def freeze(world: World, django_capture_on_commit_callbacks) -> Freeze:
    easy = list(Response.objects.order_by("pk").values_list("pk", flat=True)[:EASY])
    Response.objects.filter(pk__in=easy).update(
        edition="fr-simple", faces=3, turned=True, signs=["acquiescence"], voice="helped"
    )
    with django_capture_on_commit_callbacks(execute=True):
        return freeze_campaign(campaign=world.campaign, by=world.cast.alice)


def frozen(freeze: Freeze) -> Dataset:
    return open_dataset(folder_of(freeze.datasets.get()))


def told(dataset: Dataset, name: str) -> Counter:
    """The labels of a column that is no answer, counted."""
    line: Circumstance = next(line for line in dataset.codebook.circumstances if line.column == name)
    codes = [code for batch in dataset.batches([name]) for code in batch[name].tolist()]
    return Counter(line.labels[code] if code >= 0 else None for code in codes)


def test_the_edition_is_frozen_with_each_row(freeze: Freeze):
    assert told(frozen(freeze), EDITION) == {"Facile à lire": EASY, "Français": 42 - EASY}


def test_the_faces_and_the_order_of_pictures_are_frozen(freeze: Freeze):
    dataset = frozen(freeze)
    assert told(dataset, FACES) == {"3": EASY, None: 42 - EASY}
    assert told(dataset, TURNED) == {"oui": EASY, "non": 42 - EASY}


@pytest.mark.parametrize("sign", list(Response.Sign))
def test_each_sign_has_its_column(freeze: Freeze, sign: str):
    raised = EASY if sign == "acquiescence" else 0
    assert told(frozen(freeze), SIGN + sign)["oui"] == raised


def test_who_read_the_easy_words_is_counted(freeze: Freeze):
    assert heard(freeze, threshold=11)[0].easy == EASY


def test_a_few_readers_of_either_words_are_not_counted_aloud(freeze: Freeze):
    assert heard(freeze, threshold=16)[0].easy is None
    freeze.datasets.update(easy=42 - 3)
    assert heard(freeze, threshold=11)[0].easy is None


def test_a_freeze_of_before_says_nothing_of_it(freeze: Freeze):
    freeze.datasets.update(easy=None)
    assert heard(freeze, threshold=11)[0].easy is None
