"""The evaluator that runs in the browser answers as the server's: on the shared table, and on chance."""

import json
import math
import random
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import arpent.collection
from arpent.instrument.answering import complete, to_plain
from arpent.instrument.evaluation import value_of
from arpent.instrument.expressions import ExpressionRefused, as_plain, parse
from arpent.instrument.functions import FUNCTIONS, Atom
from arpent.instrument.portable import portable
from arpent.instrument.routing import routing_of, state_of
from arpent.instrument.values import Missing
from tests.instrument.forms import VISIT, form
from tests.instrument.test_expressions import TABLE, VALUED, setting

RULES = Path(arpent.collection.__file__).parent / "static" / "collection" / "rules"
JUDGE = Path(__file__).parent / "judge.mjs"
NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed")
KINDS = {"dob": "date", "heure": "time", "quand": "datetime"}
FORM = form(VISIT)


def judge(tasks: list[dict[str, Any]]) -> list[Any]:
    """What the browser's evaluator answers to each task."""
    request = json.dumps({"root": RULES.as_uri(), "tasks": tasks})
    run = subprocess.run(
        [NODE, JUDGE], input=request, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def plain(item: Any) -> Any:
    """A value of the table as the server keeps answers."""
    match item:
        case {"date": words} | {"datetime": words} | {"time": words}:
            return words
        case _:
            return item


def task(tree: Any, case: dict[str, Any]) -> dict[str, Any]:
    given = {name: plain(item) for name, item in TABLE["values"].items()}
    itself = plain(case.get("itself", {"missing": "no_answer"}))
    columns = case.get("columns", {})
    return {
        "tree": tree,
        "setting": {
            "answers": given,
            "kinds": KINDS,
            "today": TABLE["today"],
            "itself": itself,
            "columns": columns,
        },
    }


def written(result: Atom) -> Any:
    if isinstance(result, date):
        return {"date": result.isoformat()}
    if isinstance(result, float) and not math.isfinite(result):
        return {"number": "NaN" if math.isnan(result) else f"{'-' if result < 0 else ''}Infinity"}
    return result


def agree(found: Any, expected: Any) -> bool:
    if isinstance(found, bool) or isinstance(expected, bool) or not isinstance(expected, float | int):
        return found == expected and isinstance(found, bool) == isinstance(expected, bool)
    return isinstance(found, float | int) and math.isclose(found, expected, rel_tol=1e-12, abs_tol=1e-12)


def test_the_browser_follows_the_table_of_expressions():
    found = judge([task(as_plain(parse(case["expression"])), case) for case in VALUED])
    wrong = [
        (case["expression"], answer)
        for case, answer in zip(VALUED, found, strict=True)
        if not agree(answer, case["expected"])
    ]
    assert wrong == []


LEAVES = [
    *(f"${{{name}}}" for name in (*TABLE["values"], "inconnue")),
    *(
        "''",
        "'a'",
        "'lire'",
        "' 12 '",
        "'2024-02-29'",
        "'2024-02-30'",
        "'1e3'",
        "'été 😀'",
        "'Bonjour'",
        "'.'",
    ),
    *("0", "1", "2.5", "-3", "100000", "0.1", "19000.25", "true()", "false()", "today()", "now()", "."),
]
OPERATORS = ["+", "-", "*", "div", "mod", "=", "!=", "<", "<=", ">", ">=", "and", "or"]
ROUNDED = {"sin", "cos", "tan", "asin", "acos", "atan", "atan2", "exp", "log", "log10", "exp10", "pow"}
"""Their last digit is the machine's own: as words it would differ."""
CALLED = [*sorted(FUNCTIONS.keys() - ROUNDED), "if", "coalesce", "once"]


def written_by_chance(rng: random.Random, depth: int) -> str:
    if depth == 0 or rng.random() < 0.2:
        return rng.choice(LEAVES)
    if rng.random() < 0.4:
        left, right = (written_by_chance(rng, depth - 1) for _ in range(2))
        return f"({left} {rng.choice(OPERATORS)} {right})"
    name = rng.choice(CALLED)
    least, most = (
        FUNCTIONS[name][:2] if name in FUNCTIONS else {"if": (3, 3), "coalesce": (2, 3), "once": (1, 1)}[name]
    )
    count = rng.randint(least, min(most, least + 2))
    return f"{name}({', '.join(written_by_chance(rng, depth - 1) for _ in range(count))})"


def test_the_browser_and_the_server_agree_on_expressions_drawn_by_chance():
    rng = random.Random(20261123)
    case = {"itself": 5, "columns": {}}
    drawn: list[Any] = []
    while len(drawn) < 3000:
        try:
            drawn.append(parse(written_by_chance(rng, 3)))
        except ExpressionRefused:
            continue
    found = judge([task(as_plain(tree), case) for tree in drawn])
    wrong = []
    for tree, answer in zip(drawn, found, strict=True):
        expected = written(value_of(tree, setting(case)))
        if not agree(answer, expected):
            wrong.append((as_plain(tree), answer, expected))
    assert wrong == []


def test_the_browser_and_the_server_agree_on_curves():
    numbers = ["0", "1", "0.5", "-2", "3", "'x'", "1 div 0", "-1 div 0"]
    calls = [f"{name}({one})" for name in sorted(ROUNDED - {"pow", "atan2"}) for one in numbers]
    calls += [f"{name}({one}, {two})" for name in ("pow", "atan2") for one in numbers for two in numbers]
    trees = [parse(call) for call in calls]
    found = judge([task(as_plain(tree), {}) for tree in trees])
    wrong = [
        (call, answer)
        for call, tree, answer in zip(calls, trees, found, strict=True)
        if not agree(answer, written(value_of(tree, setting({}))))
    ]
    assert wrong == []


def test_the_browser_shows_and_keeps_what_the_server_does():
    rng, routing = random.Random(7), routing_of(FORM)
    today = datetime.fromisoformat(TABLE["today"])
    people = [answers_by_chance(rng) for _ in range(300)]
    rules = portable(FORM)
    found = judge(
        [{"rules": rules, "setting": {"answers": to_plain(a), "today": TABLE["today"]}} for a in people]
    )
    for answers, said in zip(people, found, strict=True):
        state = state_of(routing, answers, today)
        assert said["shown"] == sorted(state.shown)
        assert said["values"] == to_plain(state.values)
        assert said["kept"] == to_plain(complete(FORM, answers, today))


def answers_by_chance(rng: random.Random) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for question in FORM.questions():
        codes = [choice.name for choice in FORM.choices_of(question)]
        options: list[Any] = [Missing.DONT_KNOW, Missing.NO_ANSWER, None]
        if codes:
            options += codes if question.kind.value == "select_one" else [tuple(codes), tuple(codes[:1])]
        elif question.kind.value == "integer":
            options += [0, 3, 12]
        elif question.kind.is_asked:
            options.append("des mots")
        picked = rng.choice(options)
        if picked is not None and question.kind.is_asked:
            found[question.name] = picked
    return found
