"""A document by rule and by status: what the checker found, what people judged, what was waived and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from arpent.falc import RULES, ItemFinding, Rule, RuleStatus, Status, Words, check_questionnaire, summary
from arpent.falc.questionnaire import QUESTIONNAIRE
from arpent.proofreading.documents import Document, Passage
from arpent.proofreading.models import Judgement, Session
from arpent.ui.proofread import Look, look, typeset

READ_BY_PEOPLE = "R01"
"""The rule that only a proofreading record answers."""

STATUSES = {
    Judgement.Verdict.CONFORMS: Status.CONFORMS,
    Judgement.Verdict.FAILS: Status.FAILS,
    Judgement.Verdict.NOT_APPLICABLE: Status.NOT_APPLICABLE,
    Judgement.Verdict.WAIVED: Status.WAIVED,
}


GROUPS = (
    (Status.FAILS, _("Non conformes"), _("À changer")),
    (Status.NOT_TESTED, _("Non testées"), _("À vous de dire : un programme ne peut pas")),
    (Status.WAIVED, _("Écartées"), _("Écartées, avec leur raison")),
    (Status.CONFORMS, _("Conformes"), _("Règles suivies")),
    (Status.NOT_APPLICABLE, _("Sans objet"), _("Règles sans objet dans ce texte")),
)
LAYOUT_TITLE = _("La mise en page : à regarder sur la page ou sur le papier")
OPEN = frozenset((Status.FAILS, Status.NOT_TESTED, Status.WAIVED))
ANSWERED = (Judgement.Verdict.CONFORMS, Judgement.Verdict.FAILS, Judgement.Verdict.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Line:
    """One rule for the whole document."""

    rule: Rule
    status: Status
    count: int = 0
    judgement: Judgement | None = None
    open: bool = False
    """A person may say whether it is followed: the program cannot."""

    @property
    def title(self) -> str:
        return typeset(self.rule.title)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """What a person may answer; a waiver asks for its reason apart."""
        return [(verdict.value, str(verdict.label)) for verdict in ANSWERED]


@dataclass(frozen=True, slots=True)
class Group:
    """The rules that have one status. Those that ask nothing of anyone are folded."""

    title: str | Promise
    lines: Sequence[Line]
    folded: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """One text of the document, looked over."""

    passage: Passage
    look: Look


@dataclass(frozen=True, slots=True)
class Proof:
    """The whole document: its texts, and each rule with its status."""

    texts: Sequence[Looked]
    lines: Sequence[Line]
    mark: Session | None = None
    """The proofreading that opens the mark for exactly these words."""
    whole: Sequence[tuple[str, str]] = ()
    """Of a questionnaire: the question, or nothing for all of it, and what is said of it as a whole."""

    @property
    def hard(self) -> list[Looked]:
        return [one for one in self.texts if one.look.remarks]

    def of(self, status: Status) -> list[Line]:
        return [line for line in self.lines if line.status is status]

    @property
    def failing(self) -> list[Line]:
        return self.of(Status.FAILS)

    @property
    def asked(self) -> list[Line]:
        """What waits for a person's answer."""
        return self.of(Status.NOT_TESTED)

    @property
    def open(self) -> list[Line]:
        """Of those, what only a person can say."""
        return [line for line in self.asked if line.rule.by == "person"]

    @property
    def groups(self) -> list[Group]:
        """The five statuses; of what is not tested, the layout stands apart: it is seen on a page, not in words."""
        layout = [line for line in self.asked if line.rule.by != "person"]
        found = [Group(title, self.of(status), status not in OPEN) for status, _label, title in GROUPS]
        found[1] = replace(found[1], lines=self.open)
        return [*found[:2], Group(LAYOUT_TITLE, layout, folded=True), *found[2:]]

    @property
    def tally(self) -> list[tuple[str | Promise, int]]:
        """How many rules have each status."""
        return [(label, len(self.of(status))) for status, label, _title in GROUPS]


def proof(
    document: Document,
    *,
    words: Words,
    judgements: Mapping[str, Judgement],
    mark: Session | None,
) -> Proof:
    """Look every text over, by every rule that is not waived; people's judgements answer what no program can."""
    waived = {rule: one.reason for rule, one in judgements.items() if one.is_waiver}
    texts = [Looked(one, _look(one, document, words, waived)) for one in document.passages]
    told_of_items, of_whole = check_questionnaire(document.questions, progress=True, waived=waived)
    found = [one.look.findings for one in texts] + ([of_whole] if document.questions else [])
    told = summary(*found) if document.questions else [_without_questions(one) for one in summary(*found)]
    lines = [_line(one, judgements.get(one.rule), mark) for one in told]
    return Proof(texts, lines, mark, [_said(one, document) for one in told_of_items])


def _look(one: Passage, document: Document, words: Words, waived: Mapping[str, str]) -> Look:
    return look(
        one.words,
        profile=one.profile,
        words=words,
        waived=waived,
        explained=document.explained,
        markdown=one.markdown,
    )


def _said(one: ItemFinding, document: Document) -> tuple[str, str]:
    if one.item is None:
        return "", typeset(one.finding.message)
    asked = document.questions[one.item]
    words = asked.text if one.choice is None else f"{asked.text} {asked.choices[one.choice]}"
    return words, typeset(one.finding.message)


def _without_questions(found: RuleStatus) -> RuleStatus:
    """What is asked of whole questionnaires is without object for other texts."""
    return replace(found, status=Status.NOT_APPLICABLE) if found.rule in QUESTIONNAIRE else found


def _line(found: RuleStatus, judgement: Judgement | None, mark: Session | None) -> Line:
    rule = RULES[found.rule]
    if rule.id == READ_BY_PEOPLE:
        return Line(rule, Status.CONFORMS if mark else Status.NOT_TESTED)
    asks = found.status is Status.NOT_TESTED
    if judgement and (judgement.is_waiver or asks):
        return Line(rule, STATUSES[Judgement.Verdict(judgement.verdict)], 0, judgement, asks)
    return Line(rule, found.status, found.count, None, asks)
