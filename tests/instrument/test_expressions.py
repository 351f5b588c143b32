"""One table of expressions and what they are worth, shared by every evaluator that will ever be written."""

import json
import math
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from arpent.instrument.evaluation import Setting, as_answer, evaluate
from arpent.instrument.expressions import (
    ExpressionRefused,
    ExpressionUnsupported,
    as_plain,
    parse,
    references,
)
from arpent.instrument.functions import MAX_TEXT, Atom
from arpent.instrument.values import Missing, Value

TABLE = json.loads((Path(__file__).parent / "expression_cases.json").read_text())
REFUSED = [
    case for case in TABLE["cases"] if isinstance(case["expected"], dict) and "refused" in case["expected"]
]
VALUED = [case for case in TABLE["cases"] if case not in REFUSED]


def value(plain: Any) -> Value:
    match plain:
        case {"date": words}:
            return date.fromisoformat(words)
        case {"datetime": words}:
            return datetime.fromisoformat(words)
        case {"time": words}:
            return time.fromisoformat(words)
        case {"decimal": words}:
            return Decimal(words)
        case {"missing": reason}:
            return Missing(reason)
        case list():
            return tuple(plain)
        case _:
            return plain


def setting(case: dict[str, Any]) -> Setting:
    return Setting(
        answers={name: value(plain) for name, plain in TABLE["values"].items()},
        today=datetime.fromisoformat(TABLE["today"]),
        itself=value(case.get("itself", {"missing": "no_answer"})),
        columns=case.get("columns", {}),
        choice_label=lambda question, code: f"label of {code}",
    )


def written(result: Atom) -> Any:
    if isinstance(result, date):
        return {"date": result.isoformat()}
    if isinstance(result, float) and not math.isfinite(result):
        return {"number": {"nan": "NaN", "inf": "Infinity"}[repr(result)]}
    return result


@pytest.mark.parametrize("case", VALUED, ids=lambda case: case["expression"])
def test_an_expression_is_worth_what_the_table_says(case: dict[str, Any]):
    found, expected = written(evaluate(case["expression"], setting(case))), case["expected"]
    assert (type(found) is bool) == (type(expected) is bool)
    assert found == (pytest.approx(expected) if isinstance(expected, float | int) else expected)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["expression"][:30])
def test_a_wrong_expression_is_refused(case: dict[str, Any]):
    with pytest.raises(ExpressionRefused) as refusal:
        parse(case["expression"])
    unsupported = isinstance(refusal.value, ExpressionUnsupported)
    assert unsupported == (case["expected"]["refused"] == "unsupported")


def test_a_tree_can_be_written_as_json():
    tree = as_plain(parse("${age} >= 18 and not(selected(${aides}, 'lire'))"))
    assert json.loads(json.dumps(tree)) == [
        "and",
        [">=", ["ask", "age"], ["value", 18]],
        ["call", "not", ["call", "selected", ["ask", "aides"], ["value", "lire"]]],
    ]


def test_an_expression_says_which_questions_it_cites():
    assert references(parse("if(${a} > 1, ${b}, ../c)")) == {"a", "b", "c"}


def test_a_text_cannot_grow_without_end():
    grown = evaluate("concat(${x}, ${x})", Setting({"x": "a" * MAX_TEXT}, date(2026, 1, 1)))
    assert len(str(grown)) == MAX_TEXT


@pytest.mark.parametrize(
    ("result", "answer"),
    [
        (2.0, 2),
        (2.5, Decimal("2.5")),
        (True, "true"),
        ("", Missing.NO_ANSWER),
        (math.nan, Missing.NO_ANSWER),
        ("mot", "mot"),
    ],
)
def test_a_result_becomes_an_answer(result: Atom, answer: Value):
    assert as_answer(result) == answer
