"""Conditions in French, for those who read them and never write them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arpent.instrument.conditions import as_expression
from arpent.instrument.editing.picks import Comparison, Pick, picks_of
from arpent.instrument.expressions import (
    Call,
    Column,
    ExpressionRefused,
    Itself,
    Literal,
    Node,
    Operation,
    Opposite,
    Reference,
    parse,
)
from arpent.instrument.values import Instrument, Question, text_in

COMPARISONS = {
    Comparison.IS: gettext_lazy("est"),
    Comparison.IS_NOT: gettext_lazy("n’est pas"),
    Comparison.CONTAINS: gettext_lazy("contient"),
    Comparison.CONTAINS_NOT: gettext_lazy("ne contient pas"),
    Comparison.MORE: gettext_lazy("est plus grand que"),
    Comparison.LESS: gettext_lazy("est plus petit que"),
    Comparison.AT_LEAST: gettext_lazy("est au moins"),
    Comparison.AT_MOST: gettext_lazy("est au plus"),
    Comparison.ANSWERED: gettext_lazy("a une réponse"),
    Comparison.NOT_ANSWERED: gettext_lazy("n’a pas de réponse"),
}
_OPERATORS = {
    "or": gettext_lazy("ou"),
    "and": gettext_lazy("et"),
    "=": gettext_lazy("est"),
    "!=": gettext_lazy("n’est pas"),
    ">": gettext_lazy("est plus grand que"),
    "<": gettext_lazy("est plus petit que"),
    ">=": gettext_lazy("est au moins"),
    "<=": gettext_lazy("est au plus"),
    "+": gettext_lazy("plus"),
    "-": gettext_lazy("moins"),
    "*": gettext_lazy("fois"),
    "div": gettext_lazy("divisé par"),
    "mod": gettext_lazy("modulo"),
}
_FUNCTIONS = {
    "not": gettext_lazy("il n’est pas vrai que (%(first)s)"),
    "selected": gettext_lazy("%(first)s contient %(second)s"),
    "count-selected": gettext_lazy("le nombre de réponses à %(first)s"),
    "today": gettext_lazy("aujourd’hui"),
    "date": gettext_lazy("le %(first)s"),
    "string-length": gettext_lazy("le nombre de lettres de %(first)s"),
}


def in_words(instrument: Instrument, expression: str) -> str:
    """« Venez-vous ? » est « Oui » et …; an expression that cannot be read stays as it is written."""
    picks = picks_of(instrument, expression)
    if picks is not None:
        joint = _(" et ") if picks.every else _(" ou ")
        return joint.join(_pick(instrument, pick) for pick in picks.picks)
    try:
        return _Teller(instrument).told(parse(as_expression(expression)))
    except ExpressionRefused:
        return expression


def _pick(instrument: Instrument, pick: Pick) -> str:
    asked = _cited(instrument, pick.question)
    said = f"{asked} {COMPARISONS[pick.test]}"
    return f"{said} {answer_in_words(instrument, pick.question, pick.value)}" if pick.value else said


def answer_in_words(instrument: Instrument, name: str, value: str) -> str:
    """The label of a choice; a number or words as they are."""
    question = _question(instrument, name)
    for choice in instrument.choices_of(question) if question else ():
        if choice.name == value:
            return _quoted(text_in(choice.label, instrument.default_edition) or value)
    return _quoted(value) if value and not value.lstrip("-").replace(".", "", 1).isdigit() else value


def _question(instrument: Instrument, name: str) -> Question | None:
    return next((question for question in instrument.questions() if question.name == name), None)


def _cited(instrument: Instrument, name: str) -> str:
    question = _question(instrument, name)
    return _quoted((text_in(question.label, instrument.default_edition) if question else "") or name)


def _quoted(words: str) -> str:
    return f"«\u202f{words}\u202f»"


class _Teller:
    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument

    def told(self, node: Node) -> str:
        match node:
            case Literal(value):
                return _quoted(value) if isinstance(value, str) else f"{value:g}".replace(".", ",")
            case Reference(name):
                return _cited(self._instrument, name)
            case Itself():
                return _("la réponse")
            case Column(name):
                return name
            case Opposite(operand):
                return f"-{self.told(operand)}"
            case Call(function, arguments):
                return self._call(function, arguments)
            case Operation(operator, left, right):
                return f"{self._part(left, operator)} {_OPERATORS[operator]} {self._right(left, right, operator)}"

    def _part(self, node: Node, around: str) -> str:
        nested = isinstance(node, Operation) and node.operator in ("or", "and") and node.operator != around
        return f"({self.told(node)})" if nested else self.told(node)

    def _right(self, left: Node, right: Node, operator: str) -> str:
        """A code beside a question is said by its choice."""
        if isinstance(left, Reference) and isinstance(right, Literal) and isinstance(right.value, str):
            return answer_in_words(self._instrument, left.name, right.value)
        return self._part(right, operator)

    def _call(self, function: str, arguments: tuple[Node, ...]) -> str:
        told = [self.told(argument) for argument in arguments]
        if function == "selected" and isinstance(arguments[0], Reference):
            told[1] = self._right(arguments[0], arguments[1], "")
        blanks: Mapping[str, str] = dict(zip(("first", "second"), told, strict=False))
        if function in _FUNCTIONS:
            return str(_FUNCTIONS[function]) % blanks
        return f"{function}({', '.join(told)})"
