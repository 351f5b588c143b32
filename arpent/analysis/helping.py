"""What a freeze keeps of help and agreement: columns beside the answers, each with its line in the codebook.

A proxy's second answers have columns of their own, `would_say:…`: what the person would say is never mixed with what
the proxy thinks, nor with what a person said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from django.db.models import TextChoices

from arpent.analysis.codebook import Circumstance, CodedQuestion, Voice
from arpent.analysis.coding import Column, coded_question, encode
from arpent.analysis.gathering import Gathered, kept_responses
from arpent.collection.care.explaining import explainable
from arpent.collection.care.outcomes import Assent, Guardian, Understood
from arpent.collection.models import Campaign, Response
from arpent.instrument.answering import plain_reader
from arpent.instrument.looks import judges
from arpent.instrument.values import Instrument, text_in
from arpent.surveys.models import Version

NOT_SAID = -1
WOULD_SAY, CLARIFIED = "would_say:", "clarified:"
FIELDS = (
    "pk", "voice", "help", "helper", "chosen_for", "helped_later", "understood", "assent", "guardian", "clarified",
    "would_say",
)  # fmt: skip
YES_NO = (("no", "yes"), ("non", "oui"))

type Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """One column and what it means."""

    meaning: Circumstance
    values: Column


def with_help(campaign: Campaign, version: Version, gathered: Gathered) -> Gathered:
    """The same answers, with how they were helped and agreed to."""
    rows = _rows(campaign, version, gathered)
    kept = [*_helped(rows), *_agreed(rows), *_clarified(gathered.instrument, rows)]
    kept += _would_say(gathered.instrument, rows)
    return replace(
        gathered,
        beside={**gathered.beside, **{one.meaning.column: one.values for one in kept}},
        circumstances=(*gathered.circumstances, *(one.meaning for one in kept)),
    )


def _rows(campaign: Campaign, version: Version, gathered: Gathered) -> Sequence[Row]:
    """In the order of the gathering; an answer that was taken back meanwhile says nothing."""
    found = kept_responses(campaign).filter(link__version=version).values(*FIELDS)
    by_key: dict[Any, Row] = {row["pk"]: cast("Row", row) for row in found.iterator(chunk_size=2000)}
    gone: Row = {"help": [], "clarified": {}, "would_say": {}}
    return [by_key.get(key, gone) for key in gathered.keys]


def _helped(rows: Sequence[Row]) -> Iterator[Kept]:
    for way in Response.Help:
        told = [int(way.value in row["help"]) if _has_help(row) else NOT_SAID for row in rows]
        yield _kept(f"help:{way.value}", f"Aide reçue : {way.label}", YES_NO, told)
    yield _coded("help:who", "Qui aide, ou répond à la place, par fonction", Response.Helper, rows, "helper")
    yield _coded("help:chosen", "À la fin : quelqu’un a choisi ?", Response.ChosenFor, rows, "chosen_for")
    later = [int(bool(row.get("helped_later"))) for row in rows]
    yield _kept("help:later", "Seul ou seule au début, avec de l’aide à la fin", YES_NO, later)


def _has_help(row: Row) -> bool:
    return row.get("voice") == Voice.HELPED


def _agreed(rows: Sequence[Row]) -> Iterator[Kept]:
    own = [row if row.get("voice") != Voice.PROXY else {} for row in rows]
    yield _coded("accord:understood", "L’accord a été compris", Understood, own, "understood")
    yield _coded("accord:person", "La personne à la place de qui on répond", Assent, rows, "assent")
    yield _coded("accord:guardian", "Le tuteur ou le curateur", Guardian, rows, "guardian")


def _clarified(instrument: Instrument, rows: Sequence[Row]) -> Iterator[Kept]:
    for question in explainable(instrument):
        counts = [int(row["clarified"].get(question.name, 0)) for row in rows]
        label = f"« {text_in(question.label, 'fr', question.name)} » : ouvertures de l’explication"
        yield _kept(f"{CLARIFIED}{question.name}", label, ((), ()), counts)


def _would_say(instrument: Instrument, rows: Sequence[Row]) -> Iterator[Kept]:
    """A column for each question that a proxy answered twice."""
    read = plain_reader(instrument)
    said = [read(row["would_say"]) for row in rows]
    answered = {name for answers in said for name in answers}
    for question in instrument.questions():
        if question.name in answered and judges(instrument, question):
            coded = coded_question(question, {}, instrument)
            values = encode(coded, [answers.get(question.name) for answers in said])[coded.columns[0]]
            yield Kept(_meaning_of_second(coded), values)


def _meaning_of_second(coded: CodedQuestion) -> Circumstance:
    words = tuple(text_in(choice.label, "fr", choice.name) for choice in coded.choices)
    asked = text_in(coded.label, "fr", coded.name)
    label = f"« {asked} » : ce que la personne dirait, selon qui répond à sa place"
    return Circumstance(f"{WOULD_SAY}{coded.name}", label, tuple(c.name for c in coded.choices), words)


def _coded(column: str, label: str, choices: type[TextChoices], rows: Sequence[Row], field: str) -> Kept:
    places = {value: place for place, value in enumerate(choices.values)}
    told = [places.get(row.get(field, ""), NOT_SAID) for row in rows]
    return _kept(column, label, (choices.values, [str(words) for words in choices.labels]), told)


def _kept(column: str, label: str, codes: tuple[Sequence[str], Sequence[str]], told: Sequence[int]) -> Kept:
    values, labels = codes
    return Kept(Circumstance(column, label, tuple(values), tuple(labels)), np.array(told, dtype=np.int8))
