"""What the codes of a dataset mean: its questions, breakdown variables, clusters and populations."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from arpent.instrument.values import Kind, Missing, Texts

REASON_CODES: Mapping[Missing, int] = {reason: -(place + 1) for place, reason in enumerate(Missing)}
"""Each reason for the absence of an answer has its own negative code, −1 to −6, in every column."""


class Voice(StrEnum):
    """Who speaks. A proxy's answers are never merged with those of the person."""

    ALONE = "alone"
    HELPED = "helped"
    PROXY = "proxy"
    UNKNOWN = "unknown"  # nobody said: taken as the person's own


class Reach(StrEnum):
    """Which associations were asked to take part: what an interval generalises to."""

    ALL = "all"  # every association of the territory: only persons are left to chance
    SAMPLE = "sample"  # some of them: the interval speaks of associations like these


@dataclass(frozen=True, slots=True)
class CodedChoice:
    """One answer of a closed question. Its code is its place."""

    name: str
    label: Texts
    favourable: bool = False


@dataclass(frozen=True, slots=True)
class CodedQuestion:
    """One question of the dataset, and the columns that hold it.

    A select_one has one column of codes; a select_multiple and a rank one a choice; a number has its values
    and, beside them, the reasons for their absence.
    """

    name: str
    kind: Kind
    label: Texts
    theme: Texts
    finding: Texts
    columns: tuple[str, ...]
    choices: tuple[CodedChoice, ...]
    ordered: bool

    @property
    def groups_people(self) -> bool:
        """Whether its answers sort people into groups that do not overlap."""
        return self.kind in (Kind.SELECT_ONE, Kind.ACKNOWLEDGE)


@dataclass(frozen=True, slots=True)
class CodedScale:
    """Several closed questions that measure one thing; its score is the numeric question of the same `name`.

    The first choice counts 1, the next 2…, and of two choices 0 and 1; `descending` when the first is the highest. `reversed` says, by item,
    whether a high answer says little of the thing. A score is the mean of the answers, or their sum when `summed`,
    of persons with at most `most_missing` questions unanswered.
    """

    name: str
    items: tuple[str, ...]
    reversed: tuple[bool, ...]
    choices: int
    descending: bool
    summed: bool
    most_missing: int

    @property
    def least(self) -> float:
        """The share of questions that a score asks for."""
        return 1 - self.most_missing / len(self.items)

    @property
    def lowest(self) -> int:
        """What the lowest choice counts."""
        return 0 if self.choices == 2 else 1

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest score."""
        times = len(self.items) if self.summed else 1
        return float(times * self.lowest), float(times * (self.lowest + self.choices - 1))


@dataclass(frozen=True, slots=True)
class Variable:
    """A breakdown that is not a question: region, association, age group… A value's code is its place."""

    name: str
    label: str
    values: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """People reached together: one association in one region, with its population when it is known."""

    region: str
    association: str
    population: int | None


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A column that says how an answer was given: no answer to a question, and never mixed with one.

    Its code is the place of the value; without values it is a count. −1: not asked, or not said.
    """

    column: str
    label: str
    values: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything needed to read the answers, without the questionnaire they came from."""

    title: Texts
    version: str
    audience: str
    editions: tuple[str, ...]
    rows: int
    weighted: bool  # each row came with a weight of its own
    clustered: bool  # people were reached through associations, or other clusters
    reach: Reach
    questions: tuple[CodedQuestion, ...]
    left_out: Mapping[str, str]  # question → kind: words and dates are not counted
    variables: tuple[Variable, ...]
    clusters: tuple[Cluster, ...]
    silent: tuple[str, ...]  # associations with a population and no answer
    margins: Mapping[str, Mapping[str, float]] = field(
        default_factory=dict
    )  # question → choice → its share or size in the population
    scales: tuple[CodedScale, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()

    def question(self, name: str) -> CodedQuestion | None:
        """The question of that name, if it is in the dataset."""
        return next((question for question in self.questions if question.name == name), None)

    def variable(self, name: str) -> Variable | None:
        """The breakdown variable of that name, if there is one."""
        return next((variable for variable in self.variables if variable.name == name), None)


def write(codebook: Codebook) -> bytes:
    """The same bytes for the same codebook."""
    content = {"missing": {reason.value: code for reason, code in REASON_CODES.items()}} | asdict(codebook)
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def read(content: bytes) -> Codebook:
    """What `write` wrote. Raises KeyError, TypeError or ValueError on anything else."""
    found = json.loads(content)
    found.pop("missing")
    return Codebook(
        **found
        | {
            "editions": tuple(found["editions"]),
            "reach": Reach(found["reach"]),
            "questions": tuple(_question(item) for item in found["questions"]),
            "variables": tuple(_variable(item) for item in found["variables"]),
            "silent": tuple(found["silent"]),
            "clusters": tuple(Cluster(**item) for item in found["clusters"]),
            "scales": tuple(_scale(item) for item in found.get("scales", ())),
            "circumstances": tuple(_circumstance(item) for item in found.get("circumstances", ())),
        }
    )


def _question(item: dict[str, object]) -> CodedQuestion:
    choices = item["choices"]
    columns = item["columns"]
    if not isinstance(choices, list) or not isinstance(columns, list):
        raise TypeError("choices and columns are lists")
    changed = {
        "kind": Kind(str(item["kind"])),
        "columns": tuple(columns),
        "choices": tuple(CodedChoice(**choice) for choice in choices),
    }
    return CodedQuestion(**item | changed)  # type: ignore[arg-type]


def _scale(item: dict[str, Any]) -> CodedScale:
    return CodedScale(**item | {"items": tuple(item["items"]), "reversed": tuple(item["reversed"])})


def _circumstance(item: dict[str, Any]) -> Circumstance:
    return Circumstance(**item | {"values": tuple(item["values"]), "labels": tuple(item["labels"])})


def _variable(item: dict[str, object]) -> Variable:
    values, labels = item["values"], item["labels"]
    if not isinstance(values, list) or not isinstance(labels, list):
        raise TypeError("values and labels are lists")
    return Variable(str(item["name"]), str(item["label"]), tuple(values), tuple(labels))
