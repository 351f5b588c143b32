"""The auditor: attacks a publication with all that it prints, and says which hidden counts it finds.

It shares nothing with suppression but the rules it holds it to: it reads the printed lines alone, writes down
what they and earlier releases say, and asks linear programming between which ends each hidden count lies; then
once more as a respondent, who knows one answer of a hidden group.
"""

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass

import numpy as np

from arpent.stats.columns import Bools, Floats
from arpent.stats.disclosure.knowledge import Knowledge, gather
from arpent.stats.disclosure.layout import Layout, lay_out
from arpent.stats.disclosure.publication import Publication
from arpent.stats.disclosure.rules import Rules, Shown, needs, primary
from arpent.stats.disclosure.solving import EPSILON, Ends, Question, ends_of, too_tight


@dataclass(frozen=True, slots=True)
class Leak:
    """A count that should be open by `need` and lies between `low` and `high` for whoever reads `through`."""

    table: str
    group: str
    low: float
    high: float
    need: float
    through: tuple[str, ...] = ()
    respondent: str = ""

    @property
    def words(self) -> str:
        """Fact, place and remedy in French."""
        where = f"Tableau « {self.table} », ligne « {self.group} »"
        if not self.through:
            return f"{where} : elle est montrée alors qu’elle doit être cachée. Masquez-la."
        who = f" par une personne de « {self.respondent} »" if self.respondent else ""
        lines = ", ".join(f"« {name} »" for name in self.through)
        return (
            f"{where} : son nombre caché se retrouve{who} entre {self.low:g} et {self.high:g}, il doit rester "
            f"ouvert de {self.need:g}, par les lignes {lines}. Masquez une de ces lignes."
        )


@dataclass(frozen=True, slots=True)
class Audit:
    """What was attacked, and what was found: `hidden` lines with people, `counts` asked about, the `leaks`."""

    hidden: int
    counts: int
    leaks: tuple[Leak, ...]


def audit(
    publication: Publication,
    shown: Bools,
    rules: Rules,
    *,
    respondents: bool = True,
    known: Collection[str] = (),
) -> Audit:
    """Attack what `shown` (T, G) prints. Sizes known from other tables are used in each; tables that share a
    hidden size are read one by one.

    `respondents`: also as each person of a hidden group, who knows one answer of it. `known` names tables that
    the attacker knows whole from elsewhere: someone who watched the answers come knows every size.
    """
    layout = lay_out(publication)
    seen = layout.out.copy()
    seen[:, : layout.printable] = shown
    for name in known:
        seen[publication.place(name)] = layout.exists[publication.place(name)]
    knowledge = gather(layout, seen, sheets=[_chain(layout, place) for place in range(len(layout.tables))])
    attack = _Attack(layout, knowledge, _questions(layout, seen, rules, knowledge))
    leaks = [*_bare(publication, shown, rules), *attack.outside()]
    if respondents:
        leaks += attack.inside(except_for={(leak.table, leak.group) for leak in leaks})
    hidden = len({(question.table, question.group) for question in attack.questions})
    return Audit(hidden, len(attack.questions), tuple(leaks))


def _chain(layout: Layout, table: int) -> list[int]:
    """A table and those that it lies inside."""
    chain = [table]
    while (above := layout.above(chain[-1])) is not None:
        chain.append(above[0])
    return chain


def _bare(publication: Publication, shown: Bools, rules: Rules) -> list[Leak]:
    """Lines that are shown and may not be."""
    return [
        Leak(
            table.name,
            publication.groups[group],
            float(table.n[group]),
            float(table.n[group]),
            float(rules.threshold),
        )
        for place, table in enumerate(publication.tables)
        for group, why in enumerate(primary(table, rules))
        if why is not Shown.YES and table.n[group] > 0 and shown[place, group]
    ]


def _questions(layout: Layout, seen: Bools, rules: Rules, knowledge: Knowledge) -> list[Question]:
    """What must stay open of each line that cannot be seen."""
    hidden = _sensitive(layout, seen, rules)
    found = []
    for place, table in enumerate(layout.tables):
        above = _chain(layout, place)[1:]
        for group in np.flatnonzero(hidden[place]):
            at = knowledge.where[place, place, int(group)]
            size = np.inf  # a line whose size is known cannot be more open than that
            if above and seen[above[0], group] and table.people is None:
                size = float(table.counts[group].sum())
            found += [
                Question(
                    place, int(group), tuple(at + column for column in need.columns), min(need.width, size)
                )
                for need in needs(table, int(group), rules)
                if not need.people or hidden[above, group].all()  # else its size is said elsewhere
            ]
    return found


def _sensitive(layout: Layout, seen: Bools, rules: Rules) -> Bools:
    """(T, G) lines with people that were hidden, and those nobody prints that the rules would hide."""
    alone = np.array([primary(table, rules) for table in layout.tables]) != Shown.YES
    alone[:, : layout.printable] = True
    people = np.array([table.n for table in layout.tables]) > 0
    return np.asarray(layout.exists & ~seen & people & (alone | layout.kept))


@dataclass(frozen=True, slots=True)
class _Attack:
    layout: Layout
    knowledge: Knowledge
    questions: Sequence[Question]

    def outside(self) -> list[Leak]:
        """What anyone finds who only reads."""
        nobody = np.zeros(self.knowledge.truth.size)
        return [self._leak(ends, 0.0) for ends in too_tight(self.knowledge, self.questions, nobody, 0.0)]

    def inside(self, except_for: Set[tuple[str, str]]) -> list[Leak]:
        """What a person of a hidden group finds, who is spared one unit: they know that they exist.

        All of them together know more than each: what they cannot find, nobody can.
        """
        told = self._told()
        together = np.minimum(told, 1.0)
        leaks = []
        for ends in too_tight(self.knowledge, self.questions, together, 1.0):
            table, group = ends.question.table, ends.question.group
            if (self.layout.tables[table].name, self.layout.groups[group]) not in except_for:
                leaks += self._alone(ends.question, told)
        return leaks

    def _told(self) -> Floats:
        """(V,) the answers of printable hidden lines, each known to those who gave it."""
        told = np.zeros(self.knowledge.truth.size)
        for (sheet, place, group), at in self.knowledge.where.items():
            table = self.layout.tables[place]
            if group < self.layout.printable and sheet == place and table.people is None:
                told[at : at + table.answers] = table.counts[group, : table.answers]
        return told

    def _alone(self, question: Question, told: Floats) -> list[Leak]:
        """The first person who finds the answer to a question by themselves."""
        parts = np.unique(self.knowledge.part[list(question.unknowns)])
        states = list(ends_of(self.knowledge, question, np.zeros(told.size)).states)
        for own in np.flatnonzero((told >= 1) & np.isin(self.knowledge.part, parts)):
            answers = [state[list(question.unknowns)].sum() for state in states if state[own] >= 1]
            if answers and max(answers) - min(answers) >= question.width - 1 - EPSILON:
                continue  # states already met allow for this person
            least = np.zeros(told.size)
            least[own] = 1
            ends = ends_of(self.knowledge, question, least)
            states += ends.states
            if ends.high - ends.low < question.width - 1 - EPSILON:
                return [self._leak(ends, 1.0, self._owner(int(own)))]
        return []

    def _owner(self, unknown: int) -> str:
        _, _, group = max(
            (at, place, group) for (_, place, group), at in self.knowledge.where.items() if at <= unknown
        )
        return self.layout.groups[group]

    def _leak(self, ends: Ends, spared: float, respondent: str = "") -> Leak:
        question, names = ends.question, self.layout.groups
        lines = [line for row in ends.by for line in self.knowledge.cites[row][1]]
        return Leak(
            self.layout.tables[question.table].name,
            names[question.group],
            round(ends.low, 3),
            round(ends.high, 3),
            question.width - spared,
            tuple(dict.fromkeys(names[line] for line in lines if line != question.group))
            or (names[question.group],),
            respondent,
        )
