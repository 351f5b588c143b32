"""Writing XLSForm: nothing is lost, and ODK's own tools open what we write."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from arpent.instrument.canonical import fingerprint, from_json, to_json
from arpent.instrument.editions import name_of, tag_of
from arpent.instrument.values import Instrument
from arpent.instrument.writing import write_xlsform
from arpent.instrument.xlsform import read_xlsform
from tests.instrument.forms import VISIT, form
from tests.instrument.instruments import EDITIONS, instruments
from tests.instrument.test_against_pyxform import FILES, GOOD, needs_files, we_accept

slow = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.generate]
)


def written_and_read(instrument: Instrument) -> Instrument:
    return read_xlsform(write_xlsform(instrument), "formulaire.xlsx").instrument


@slow
@given(instruments())
def test_what_is_written_is_read_back_the_same(instrument: Instrument):
    assert written_and_read(instrument) == instrument


@slow
@given(instruments())
def test_json_gives_the_same_questionnaire_back(instrument: Instrument):
    assert from_json(to_json(instrument)) == instrument
    assert fingerprint(from_json(to_json(instrument))) == fingerprint(instrument)


@slow
@given(instruments())
def test_pyxform_accepts_what_we_write(instrument: Instrument):
    from pyxform.xls2xform import convert  # noqa: PLC0415

    assert convert(BytesIO(write_xlsform(instrument)), validate=False, file_type=".xlsx").xform


def test_odk_validate_accepts_what_we_write():
    from pyxform.xls2xform import convert  # noqa: PLC0415

    assert convert(BytesIO(write_xlsform(form(VISIT))), validate=True, file_type=".xlsx").xform


@needs_files
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_written_back_without_loss(path: Path):
    if not we_accept(path):
        pytest.skip("refused")
    instrument = read_xlsform(path).instrument
    assert written_and_read(instrument) == instrument if instrument.items else True


@pytest.mark.parametrize("name", [name for name in GOOD if name != "only a repetition"])
def test_a_good_form_is_written_back_without_loss(name: str):
    instrument = form(GOOD[name])
    assert written_and_read(instrument) == instrument


@pytest.mark.parametrize("tag", EDITIONS)
def test_the_name_of_a_language_gives_its_tag_back(tag: str):
    assert tag_of(name_of(tag)) == tag


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Français (fr)", "fr"),
        ("French", "fr"),
        ("fr", "fr"),
        ("Français simple (fr-simple)", "fr-simple"),
        ("FALC", "fr-simple"),
        ("English (en-us)", "en-US"),
        ("Wolof", "x-b32-k5xwy33g"),
        ("wolof", "x-wolof"),
        ("default", "x-default"),
    ],
)
def test_a_language_is_known_by_its_name(name: str, tag: str):
    assert tag_of(name) == tag
    assert tag_of(name_of(tag)) == tag
