"""The canonical JSON of a questionnaire and its fingerprint."""

import pytest

from arpent.instrument.canonical import fingerprint, from_json, to_json
from tests.instrument.forms import VISIT, form


def test_json_gives_the_same_questionnaire_back():
    assert from_json(to_json(form(VISIT))) == form(VISIT)


def test_json_is_written_without_spaces_and_in_order():
    assert to_json(form(VISIT)).startswith('{"choices":{"aides":[{"label":{"fr":"Lire"')


def test_a_changed_comma_changes_the_fingerprint():
    assert fingerprint(form(VISIT)) != fingerprint(form(VISIT.replace("Un mot,", "Un mot")))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format":"autre"}'])
def test_another_text_is_refused(text: str):
    with pytest.raises(ValueError, match=r"questionnaire|format"):
        from_json(text)
