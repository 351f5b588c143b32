"""Texts that cite answers: `${name}` replaced by what the person said."""

import re
from datetime import date

from arpent.instrument.evaluation import as_atom
from arpent.instrument.functions import as_text
from arpent.instrument.references import cited_in
from arpent.instrument.routing import Labeller, labeller, routing_of, state_of
from arpent.instrument.values import Answers, Instrument, Missing, Question, Value


def worded(instrument: Instrument, text: str, answers: Answers, today: date, *, edition: str = "") -> str:
    """A text with `${name}` replaced by the answer; a choice by its label rather than by its code."""
    if "${" not in text:
        return text
    return worded_with(
        instrument, text, state_of(routing_of(instrument), answers, today).values, edition=edition
    )


def worded_with(instrument: Instrument, text: str, values: Answers, *, edition: str = "") -> str:
    """`worded`, when it is known which answers count."""
    questions = {question.name: question for question in instrument.questions()}
    labels = labeller(instrument, edition)

    def said(match: re.Match[str]) -> str:
        name = next(cited_in(match[0]))
        return _said(values.get(name), questions.get(name), labels)

    return re.sub(r"\$\{[^}]*\}", said, text)


def _said(value: Value | None, question: Question | None, labels: Labeller) -> str:
    if isinstance(value, Missing) or value is None:
        return ""
    codes = value if isinstance(value, tuple) else (str(value),)
    if question is not None and question.list_name:
        return ", ".join(labels.label(question, code) or code for code in codes)
    if isinstance(value, date) and type(value) is date:
        return f"{value:%d/%m/%Y}"
    return as_text(as_atom(value))
