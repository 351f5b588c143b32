"""The protected results that leave `analysis`: what a report, a table or an export is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Suppression(StrEnum):
    """Why a number is hidden."""

    NONE = ""
    TOO_FEW = "too_few"  # fewer answers than the threshold
    COMPLEMENT = "complement"  # hidden because it would give another hidden number away
    FEW_ASSOCIATIONS = "few_associations"  # too few of them, or one that holds nearly all the answers
    ALL_ALIKE = "all_alike"  # 0 % or 100 % of a small group; released as COMPLEMENT: the word would tell


class Measure(StrEnum):
    """What is estimated for a question."""

    SHARES = "shares"  # select_one, select_multiple, acknowledge: one estimate a choice
    MEAN = "mean"  # integer, decimal, range, and one estimate a choice for rank (mean rank)


NO_TOPIC = "aucun"
"""Among topics, the choice of those who wrote something that speaks of none."""


@dataclass(frozen=True, slots=True)
class Number:
    """One estimate: a share between 0 and 1, or a mean in the question's unit.

    `choice` is None for a mean. Hidden numbers have `suppressed` set and nothing else: None is not zero.
    A value without `low` and `high` is one whose uncertainty cannot be known (a single cluster, one person).
    """

    choice: str | None
    label: str
    value: float | None
    low: float | None
    high: float | None
    suppressed: Suppression = Suppression.NONE
    favourable: bool = False
    se: float | None = None  # standard error, of those released since it is kept


@dataclass(frozen=True, slots=True)
class Panel:
    """The numbers of one group of respondents: everyone (`by` is None), or one value of a breakdown."""

    by: str | None  # code of the breakdown variable
    by_label: str
    group: str | None  # code of its value
    group_label: str
    n: int | None  # answers that count in the denominator; None when hidden
    missing: Mapping[str, int] | None  # by reason (values of instrument.Missing); None when hidden
    numbers: tuple[Number, ...]
    favourable: Number | None = None  # the share of the favourable choices together, when any is marked
    suppressed: Suppression = Suppression.NONE
    missing_shares: Mapping[str, float] | None = (
        None  # weighted, among those asked; None when hidden or unknown
    )


@dataclass(frozen=True, slots=True)
class Dependence:
    """Whether answers depend on a breakdown, among the groups that are shown: a second-order F of Rao and Scott.

    `p` is adjusted for all the tests of the questionnaire (Holm). Of shares, `v` is Cramér's V and `w` Cohen's
    w: V times the root of one less than the smaller side of the table, which compares across tables. Of means,
    `eta2` is η², the part of the spread that lies between groups, and `w` Cohen's f. `choice` is what is tested
    of a question with several answers, or of a rank.
    """

    by: str
    by_label: str
    f: float
    ndf: float
    ddf: float
    p: float
    v: float | None
    w: float
    n: int
    eta2: float | None = None
    choice: str | None = None
    choice_label: str = ""


class Mechanical(StrEnum):
    """A way of answering that may say more about the form than about the person."""

    YES_TO_ALL = "yes_to_all"  # agrees with a thing and with its opposite
    SAME = "same"  # one answer all along
    LAST = "last"  # nearly always the last choice


@dataclass(frozen=True, slots=True)
class Flag:
    """How many people with a score answer so, and the mean score without them, whose other fields are as in `Number`.

    `change` is `without` less the mean of everyone, whose interval knows that both come from the same people.
    All None when it may not be shown.
    """

    kind: Mechanical
    count: int | None = None
    without: Number | None = None
    change: Number | None = None


@dataclass(frozen=True, slots=True)
class Consistency:
    """Whether the questions of a scale hang together, on people who answered them all.

    `alpha` is Cronbach's with its interval, `omega` McDonald's; None for two questions, or where one factor
    explains a question entirely. `against` are the questions that go against the others.
    """

    alpha: float
    low: float | None
    high: float | None
    omega: float | None
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScaleReading:
    """What must be known of a score: its questions in words, each with whether it is turned; its two ends.

    `least` is how many questions a score asks for. `consistency` is None, and `flags` have no count, where they may
    not be shown or cannot be known.
    """

    items: tuple[tuple[str, bool], ...]
    ends: tuple[float, float]
    summed: bool
    least: int
    consistency: Consistency | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether tenths would hide what sets groups apart."""
        return self.ends[1] - self.ends[0] <= 10


@dataclass(frozen=True, slots=True)
class Figure:
    """One question answered by one audience in one voice: the whole, then each breakdown, all protected."""

    question: str  # code
    label: str
    theme: str  # label of the top-level group; "" when there is none
    measure: Measure
    ordered: bool  # the choices are a scale, to be drawn as one
    finding: str  # end of the plain sentence; "" when the form gives none
    level: float  # of the intervals, as 0.95
    method: (
        str  # one line for a reader: "part pondérée ; intervalle logit à 95 %, 12 grappes, population finie"
    )
    overall: Panel
    breakdowns: tuple[tuple[Panel, ...], ...] = ()
    dependences: tuple[Dependence, ...] = ()  # where they can be tested
    unweighted: bool = False
    census: bool = False  # everyone was asked and answered: nothing was left to chance
    notes: tuple[str, ...] = field(default_factory=tuple)  # limits said in words
    audience: str = ""
    scale: ScaleReading | None = None  # of a score made of several questions
    voice: str = "self"  # "self": people themselves, alone or helped; "proxy": someone else for them
    topics: bool = False  # its choices are topics that people speak of in their own words
