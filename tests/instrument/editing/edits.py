"""Edits drawn by chance, as an editor's pages ask for them."""

from collections.abc import Callable

from hypothesis import strategies as st

from arpent.instrument.editing import drawing, filters, items, limits, lists, picks, pictures, wording
from arpent.instrument.editing.items import NotThere
from arpent.instrument.editing.names import EditRefused
from arpent.instrument.editing.picks import Pick, Picks
from arpent.instrument.references import walk
from arpent.instrument.survey_sheet import OFFERABLE
from arpent.instrument.values import Instrument, Kind
from tests.instrument.instruments import words

type Edit = Callable[[Instrument], Instrument]

KINDS = [kind for kind in Kind if kind not in (Kind.CALCULATE, Kind.HIDDEN)]
messy = st.one_of(words, words.map(lambda text: f"  {text}\r\n{text}\x07 "))


def applied(instrument: Instrument, edit: Edit) -> Instrument:
    """After the edit; the same when it is refused, as the pages do."""
    try:
        return edit(instrument)
    except (EditRefused, NotThere):
        return instrument


@st.composite
def edits(draw: st.DrawFn, instrument: Instrument) -> Edit:
    """One edit that this questionnaire can be asked for."""
    every = list(walk(instrument.items))
    item = draw(st.sampled_from(every)) if every else None
    name = item.name if item else "rien"
    edition = draw(st.sampled_from(instrument.editions))
    said = {instrument.default_edition: draw(messy), edition: draw(messy)}
    list_name = draw(st.sampled_from([*instrument.choices, "liste_neuve"]))
    code = draw(st.sampled_from([choice.name for choice in instrument.choices.get(list_name, ())] or ["a"]))
    down, kind = draw(st.booleans()), draw(st.sampled_from(KINDS))
    target = draw(st.sampled_from([each.name for each in every] or [""]))
    return draw(
        st.sampled_from(
            [
                lambda i: items.add_question(
                    i, said, kind=kind, list_name=list_of(kind, list_name), after=name
                )[0],
                lambda i: items.add_section(i, said, after=name)[0],
                lambda i: items.duplicate(i, name)[0],
                lambda i: items.delete(i, name),
                lambda i: items.move(i, name, down=down),
                lambda i: items.move_after(i, name, target),
                lambda i: wording.with_texts(i, name, {"label": said, "clarification": said}),
                lambda i: wording.with_required(i, name, down),
                lambda i: wording.with_reasons(i, name, OFFERABLE[: 1 + down]),
                lambda i: wording.with_title(i, said),
                lambda i: wording.rename(i, name, f"{name}_bis"),
                lambda i: wording.add_edition(i, "Wolof"),
                lambda i: wording.remove_edition(i, edition),
                lambda i: lists.with_kind(i, name, kind, list_of(kind, list_name)),
                lambda i: lists.add_choice(i, list_name, said)[0],
                lambda i: lists.edit_choice(i, list_name, code, said, favourable=down),
                lambda i: lists.move_choice(i, list_name, code, down=down),
                lambda i: lists.delete_choice(i, list_name, code),
                lambda i: lists.own_list(i, name),
                lambda i: lists.share_list(i, name, list_name),
                lambda i: drawing.with_look(i, name, drawing="faces" if down else "", steps="two-steps"),
                lambda i: drawing.with_order(i, name, rising=down),
                lambda i: drawing.with_opposite(i, name, target),
                lambda i: drawing.with_expected(i, name, code if down else ""),
                lambda i: drawing.with_setting(i, "practice", down),
                lambda i: lists.with_other(i, name, down),
                lambda i: pictures.with_picture(i, name, "picto-maison.svg" if down else ""),
                lambda i: pictures.with_choice_picture(i, list_name, code, "picto-maison.svg"),
                lambda i: limits.with_limits(i, name, some_limits(i, name)),
                lambda i: filters.with_filter(i, name, target, {code: some_answers(i, target)}),
                lambda i: filters.without_filter(i, name),
                lambda i: picks.with_condition(i, name, some_picks(i, target, down)),
            ]
        )
    )


def list_of(kind: Kind, list_name: str) -> str:
    return list_name if kind in lists.LISTED else ""


def some_limits(instrument: Instrument, name: str) -> limits.Limits:
    """From one to three, or days around."""
    if items.question_named(instrument, name).kind is Kind.DATE:
        return limits.Limits("2026-01-01", "31/12/2026", past=True)
    others = limits.comparable(instrument, items.question_named(instrument, name))
    return limits.Limits("1", "3", most=others[0].name if others else "")


def some_answers(instrument: Instrument, name: str) -> list[str]:
    """The first answer of a question, when it has a list."""
    return [choice.name for choice in instrument.choices_of(items.question_named(instrument, name))][:1]


def some_picks(instrument: Instrument, name: str, every: bool) -> Picks:
    """Everything that may be asked of one answer."""
    question = items.question_named(instrument, name)
    codes = [choice.name for choice in instrument.choices_of(question)] or ["3"]
    value = "2026-11-23" if question.kind is Kind.DATE else codes[0]
    return Picks(tuple(Pick(name, test, value) for test in picks.comparisons_for(question.kind)), every)
