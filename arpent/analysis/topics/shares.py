"""The share of each topic, where a machine coded part of the texts: its errors corrected by those coded by hand.

Protection has already decided what is hidden, from what people and machine decided; here the numbers that are
shown become those of the two-phase estimator, and say so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from arpent.analysis.codebook import Codebook, CodedQuestion, Voice
from arpent.analysis.counting import Breakdown, breakdowns
from arpent.analysis.dataset import CLUSTER, VOICE, WEIGHT, Dataset
from arpent.analysis.figures import Figure, Number, Panel, Suppression
from arpent.analysis.plan import NARROW, Plan, plan
from arpent.analysis.raking import Raking, counted, questions_known, raking
from arpent.analysis.topics.counted import Counted
from arpent.analysis.topics.freezing import chance_column, score_column
from arpent.analysis.words import hidden_line
from arpent.stats import Batch, Design, Sums, partial
from arpent.stats.columns import Floats, Ints
from arpent.stats.verbatim import Coding, Content, Mark, topic_shares

type Columns = dict[str, npt.NDArray[np.generic]]
type Ends = Floats
"""(groups, topics, 3): value, low, high."""

TWO_PHASES = (
    "textes codés à la main sur un échantillon tiré au hasard, les autres par la machine, dont l’échantillon "
    "corrige les erreurs (deux phases)"
)


@dataclass(frozen=True, slots=True)
class _Survey:
    """The rows of some voices, with what their estimates rest on."""

    columns: Columns
    clusters: Ints
    weights: Floats
    chosen: Plan
    sums_of: Callable[[Batch], Sums]


def with_topic_shares(
    found: Sequence[Figure],
    dataset: Dataset,
    topics: Sequence[Counted],
    *,
    by: Sequence[str],
    voices: frozenset[Voice],
) -> tuple[Figure, ...]:
    """The same figures, those of topics with their shares and how they were coded."""
    known = {one.item: one for one in topics}
    return tuple(
        _told(figure, dataset, known[figure.question], by=by, voices=voices)
        if figure.question in known
        else figure
        for figure in found
    )


def _told(
    figure: Figure, dataset: Dataset, one: Counted, *, by: Sequence[str], voices: frozenset[Voice]
) -> Figure:
    notes = (*figure.notes, *how_coded(one))
    question = dataset.codebook.question(one.item)
    if one.is_whole or question is None:
        return replace(figure, topics=True, notes=notes)
    groupings = breakdowns(dataset, by)
    survey = _survey(dataset, question, groupings, voices)
    whole, *others = [
        _ends(survey, question, grouping, level=figure.level) for grouping in (None, *groupings)
    ]
    shown = figure.overall.suppressed is Suppression.NONE
    interval = f"{NARROW}; intervalle logit à {_percent(figure.level)}" if shown else ""
    return replace(
        figure,
        topics=True,
        notes=notes,
        method=f"{hidden_line(survey.chosen, mean=False)}{NARROW}; {TWO_PHASES}{interval}",
        overall=_panel(figure.overall, whole[0]),
        breakdowns=tuple(
            tuple(_panel(panel, ends) for panel, ends in zip(panels, found, strict=True))
            for panels, found in zip(figure.breakdowns, others, strict=True)
        ),
        dependences=(),
        census=False,
    )


def how_coded(one: Counted) -> tuple[str, ...]:
    """What a careful reader must know of the coding."""
    notes = []
    if one.is_whole:
        notes.append("Chaque texte a été lu et codé par une personne.")
    else:
        notes.append(
            f"{one.by_hand} textes sur {one.texts}, tirés au hasard, ont été lus et codés par une personne ; "
            "les autres l’ont été par un calcul, dont les erreurs sont corrigées."
        )
    if one.accords and one.accords.overall.is_known:
        kappa, word = one.accords.overall.kappa, one.accords.overall.word
        notes.append(
            f"Deux personnes ont codé {one.accords.texts} textes chacune de leur côté : au-delà du hasard, leur "
            f"accord est {word} (kappa {_two(kappa.value)}, entre {_two(kappa.low)} et {_two(kappa.high)})."
        )
    if one.late:
        notes.append(f"{one.late} textes venus après le tirage sont supposés semblables aux autres.")
    return tuple(notes)


def _survey(
    dataset: Dataset, question: CodedQuestion, groupings: Sequence[Breakdown], voices: frozenset[Voice]
) -> _Survey:
    columns = _columns(dataset, question, groupings, voices)
    clusters = columns[CLUSTER].astype(np.int64)
    chosen = plan(dataset.codebook, np.bincount(clusters, minlength=len(dataset.codebook.clusters)))
    base = columns[WEIGHT].astype(np.float64) * chosen.factor[clusters]
    fit, notes = _raked(dataset.codebook, columns, clusters, chosen, voices)
    if fit is None:
        return _Survey(columns, clusters, base, chosen.raked("", notes), partial)
    cells = fit.cells.of_rows(columns, clusters)

    def raked(batch: Batch) -> Sums:
        return fit.of(partial(replace(batch, weights=base, calibration=cells)))

    weights = base * fit.factors[cells.codes]
    return _Survey(columns, clusters, weights, chosen.raked(fit.words, notes), raked)


def _columns(
    dataset: Dataset, question: CodedQuestion, groupings: Sequence[Breakdown], voices: frozenset[Voice]
) -> Columns:
    """Every row of these voices, whole columns at once: topics are few."""
    names = {CLUSTER, VOICE, WEIGHT, chance_column(question.name), *question.columns}
    names |= {score_column(question.name, choice.name) for choice in question.choices}
    names |= {grouping.column for grouping in groupings}
    names |= {one.columns[0] for one in questions_known(dataset.codebook)}
    parts = list(dataset.batches(sorted(names)))
    columns = {name: np.concatenate([part[name] for part in parts]) for name in names}
    kept = np.isin(columns[VOICE], [place for place, voice in enumerate(Voice) if voice in voices])
    return {name: values[kept] for name, values in columns.items()}


def _raked(
    codebook: Codebook, columns: Columns, clusters: Ints, chosen: Plan, voices: frozenset[Voice]
) -> tuple[Raking | None, tuple[str, ...]]:
    questions = questions_known(codebook)
    if not questions or Voice.PROXY in voices:
        return None, ()
    cells = counted(questions, columns, clusters, columns[WEIGHT].astype(np.float64))
    return raking(codebook, cells, chosen.factor, people=chosen.people)


def _ends(survey: _Survey, question: CodedQuestion, grouping: Breakdown | None, *, level: float) -> Ends:
    """Each group of a breakdown, or everyone."""
    codes = None if grouping is None else survey.columns[grouping.column].astype(np.int64)
    size = 1 if grouping is None else len(grouping.values)
    chance = survey.columns[chance_column(question.name)].astype(np.float64)
    found = np.full((size, len(question.choices), 3), np.nan)
    for place, (choice, column) in enumerate(zip(question.choices, question.columns, strict=True)):
        shares = topic_shares(
            _coding(survey.columns, column, score_column(question.name, choice.name), chance),
            0,
            chance=np.where(chance > 0, chance, 1.0),
            design=_design(survey, codes),
            clusters=survey.clusters,
            weights=survey.weights,
            by=codes,
            level=level,
            sums_of=survey.sums_of,
        ).shares
        told = np.stack([shares.value[:, 0], shares.low[:, 0], shares.high[:, 0]], axis=-1)
        found[: len(told), place] = told
    return found


def _coding(columns: Columns, column: str, score: str, chance: Floats) -> Coding:
    """One topic: what people said of the texts drawn, what the machine scored of all."""
    said = columns[column].astype(np.int64)
    by_hand = chance > 0
    marks = np.where(by_hand, said, int(Mark.UNDECIDED))[:, None]
    content = tuple(Content.EMPTY if code < 0 else Content.WORDS for code in said)
    return Coding(columns[score].astype(np.float64)[:, None], marks, by_hand, content, ())


def _design(survey: _Survey, codes: Ints | None) -> Design:
    """Inside a single cluster, persons are what varies."""
    design = survey.chosen.design
    if codes is None or not design.drawn:
        return design
    inside = codes >= 0
    pairs = np.unique(np.column_stack([codes[inside], survey.clusters[inside]]), axis=0)
    alone = int(codes.max(initial=0)) > 0 and np.unique(pairs[:, 0]).size == len(pairs)
    return design.within_clusters() if alone else design


def _panel(panel: Panel, ends: Floats) -> Panel:
    """What is hidden stays so."""
    numbers = tuple(_number(number, *one) for number, one in zip(panel.numbers, ends, strict=True))
    return replace(panel, numbers=numbers)


def _number(number: Number, value: float, low: float, high: float) -> Number:
    if number.suppressed is not Suppression.NONE or number.value is None:
        return number
    known = [float(end) if np.isfinite(end) else None for end in (value, low, high)]
    return replace(number, value=known[0], low=known[1], high=known[2])


def _percent(level: float) -> str:
    return f"{100 * level:g}".replace(".", ",") + f"{NARROW}%"


def _two(value: float) -> str:
    return f"{value:.2f}".replace(".", ",").replace("-", "−")
