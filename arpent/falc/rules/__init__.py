"""The rules, one module a subject. `RULES` is the whole table, in the order in which documents are summed up."""

from arpent.falc import layout, questionnaire
from arpent.falc.rule import by_id
from arpent.falc.rules import (
    address,
    dates,
    doubles,
    expressions,
    lines,
    negation,
    nouns,
    numbers,
    people,
    pronouns,
    punctuation,
    questions,
    sentences,
    sigles,
    typography,
    verbs,
    words,
)

RULES = by_id(
    sentences.RULES,
    lines.RULES,
    punctuation.RULES,
    doubles.RULES,
    questions.RULES,
    negation.RULES,
    verbs.RULES,
    address.RULES,
    pronouns.RULES,
    nouns.RULES,
    words.RULES,
    expressions.RULES,
    sigles.RULES,
    numbers.RULES,
    dates.RULES,
    typography.RULES,
    questionnaire.RULES,
    layout.RULES,
    people.RULES,
)
