from datetime import date

import pytest

from arpent.instrument.xlsform import read_xlsform
from arpent.studies.actions import open_study
from arpent.studies.models import Audience, Method, Study
from arpent.surveys.actions import add_version
from arpent.surveys.models import Version
from tests.cast import Cast
from tests.surveys.forms import GOOD


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    """Each test deposits its files in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def study(cast: Cast) -> Study:
    return open_study(
        title="Le répit",
        question="Du temps ?",
        territory=cast.region,
        method=Method.objects.get(),
        starts_on=date(2026, 1, 5),
        ends_on=date(2027, 6, 30),
        associations=[cast.association],
    )


@pytest.fixture
def families(db: None) -> Audience:
    return Audience.objects.get(code="familles")


def deposited(study: Study, audience: Audience, text: str = GOOD) -> Version:
    """A version as the upload page would keep it."""
    content = text.encode()
    return add_version(
        study=study,
        audience=audience,
        reading=read_xlsform(content, "repit.md"),
        content=content,
        filename="repit.md",
        by=None,
    )


@pytest.fixture
def draft(study: Study, families: Audience) -> Version:
    return deposited(study, families)
