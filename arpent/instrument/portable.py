"""A questionnaire's rules as JSON: what an evaluator in another language follows, parsed once and for all."""

from collections.abc import Mapping, Sequence

from arpent.instrument.conditions import as_expression
from arpent.instrument.expressions import Plain, as_plain, parse
from arpent.instrument.routing import Routing, choices_of, routing_of, words_name
from arpent.instrument.values import Choice, Instrument, Kind, Question, text_in

type Json = str | float | bool | Sequence["Json"] | Mapping[str, "Json"] | None


def portable(instrument: Instrument, *, edition: str = "") -> dict[str, Json]:
    """Routing, filters, constraints and calculations as trees, by the name of the question.

    `order` is the order of evaluation, `screens` that of the questionnaire, `kinds` the kind of each answer;
    labels are those of `edition`, for `jr:choice-name`.
    """
    routing = routing_of(instrument)
    edition = edition or instrument.default_edition
    return {
        "order": list(routing.order),
        "screens": [q.name for q in routing.questions.values() if q.kind is Kind.NOTE or q.kind.is_asked],
        "kinds": {name: question.kind.value for name, question in routing.questions.items()},
        "questions": {
            name: _question(routing, question, edition) for name, question in routing.questions.items()
        },
    }


def _question(routing: Routing, question: Question, edition: str) -> dict[str, Json]:
    return {
        "kind": question.kind.value,
        "asked": question.kind.is_asked,
        "words": words_name(question),
        "default": question.default,
        "conditions": [as_plain(tree) for tree in routing.conditions[question.name]],
        "calculation": _tree(question.calculation),
        "constraint": _tree(question.constraint),
        "required": _tree(question.required),
        "readOnly": _tree(question.read_only),
        "filter": _tree(question.choice_filter),
        "choices": [_choice(choice, edition) for choice in choices_of(routing.instrument, question)],
        "missing": [reason.value for reason in question.missing],
    }


def _tree(written: str) -> Plain | None:
    return as_plain(parse(as_expression(written))) if written else None


def _choice(choice: Choice, edition: str) -> dict[str, Json]:
    return {
        "name": choice.name,
        "label": text_in(choice.label, edition, choice.name),
        "extra": dict(choice.extra),
    }
