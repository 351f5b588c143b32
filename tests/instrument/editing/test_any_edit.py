"""Whatever is edited, in whatever order, the questionnaire can be written, read back, and undone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from arpent.instrument.canonical import from_json, to_json
from arpent.instrument.editing.looking_over import look_over
from arpent.instrument.values import Instrument
from arpent.instrument.writing import write_xlsform
from arpent.instrument.xlsform import read_xlsform
from tests.instrument.editing.edits import applied, edits
from tests.instrument.instruments import instruments

INCOMPLETE = {"G004", "L001", "F007", "N004"}
"""A section without a question, a list without a choice, nothing at all, a question left without words."""

TO_CHOOSE = {"X003", "P005", "P007", "P009", "L005"}
"""A question moved into a section that depends on it; a drawing whose number of choices changed."""


@settings(max_examples=25)
@given(st.data())
def test_edits_leave_at_most_something_to_finish_and_else_read_back_the_same(data: st.DataObject):
    instrument = edited(data)
    codes = {remark.notice.code for remark in look_over(instrument) if remark.blocks}
    assert codes <= INCOMPLETE | TO_CHOOSE
    if not codes:
        assert read_xlsform(write_xlsform(instrument), "f.xlsx").instrument == instrument


@settings(max_examples=25)
@given(st.data())
def test_what_is_kept_of_each_edit_gives_it_back(data: st.DataObject):
    instrument = edited(data)
    assert from_json(to_json(instrument)) == instrument


def edited(data: st.DataObject) -> Instrument:
    instrument = data.draw(instruments())
    for _ in range(data.draw(st.integers(1, 12))):
        instrument = applied(instrument, data.draw(edits(instrument)))
    return instrument
