"""What happened to a text: who said what of its rules, who recorded that people read it, and when."""

from dataclasses import dataclass
from datetime import datetime

from arpent.accounts.models import User
from arpent.falc import RULES, Rule
from arpent.proofreading.documents import Document
from arpent.proofreading.models import Judgement, Session, SessionChange


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a word on a rule, or a proofreading recorded, withdrawn, put back."""

    at: datetime
    by: User | None
    today: bool
    """Whether it is about the words that the text has now."""
    judgement: Judgement | None = None
    session: Session | None = None
    change: SessionChange | None = None

    @property
    def rule(self) -> Rule | None:
        """None when the rule has gone since."""
        return RULES.get(self.judgement.rule) if self.judgement else None


def history(document: Document) -> list[Entry]:
    """All of it, through every state of the words, the newest first."""
    entries = [*_judged(document), *_sessions(document)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _judged(document: Document) -> list[Entry]:
    said = Judgement.objects.filter(document=document.key).select_related("by")
    return [Entry(one.at, one.by, one.fingerprint == document.fingerprint, judgement=one) for one in said]


def _sessions(document: Document) -> list[Entry]:
    entries = []
    for session in Session.objects.about(document.key).select_related("by").prefetch_related("changes__by"):
        today = session.fingerprint == document.fingerprint
        entries += [
            Entry(one.at, one.by, today, session=session, change=one) for one in session.changes.all()
        ]
        entries.append(Entry(session.at, session.by, today, session=session))
    return entries
