"""What changes several rows at once."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from arpent.accounts.models import User
from arpent.falc.lexicon import spelling
from arpent.falc.vocabulary import Entry
from arpent.proofreading.documents import Document
from arpent.proofreading.models import Judgement, NetworkWord, Session, SessionChange


@transaction.atomic
def keep_words(*, entries: Iterable[Entry]) -> None:
    """Add the network's words; one that was there already takes what is said of it now."""
    for entry in entries:
        NetworkWord.objects.update_or_create(
            key=spelling(entry.word),
            defaults={"word": entry.word, "instead": entry.instead, "known": entry.known},
        )


def judge(*, document: Document, rule: str, verdict: Judgement.Verdict, by: User, reason: str = "") -> None:
    """What this person says of a rule, for exactly these words. Saying it twice is saying it once."""
    last = Judgement.objects.of(document).filter(rule=rule).first()
    if last and (last.verdict, last.reason, last.by_id) == (verdict, reason, by.pk):
        return
    Judgement.objects.create(
        document=document.key,
        fingerprint=document.fingerprint,
        rule=rule,
        verdict=verdict,
        reason=reason,
        by=by,
    )


def take_back(*, document: Document, rule: str, by: User) -> None:
    """Undo a judgement: the rule is again what the program says of it, or not tested. What was said stays written."""
    if rule in Judgement.objects.of(document).by_rule():
        judge(document=document, rule=rule, verdict=Judgement.Verdict.TAKEN_BACK, by=by)


@transaction.atomic
def judge_as_before(*, document: Document, before: str, by: User) -> int:
    """Take up the judgements made on the words that this document had before; how many."""
    former = Judgement.objects.filter(document=document.key, fingerprint=before).by_rule()
    here = Judgement.objects.of(document).by_rule()
    missing = [one for rule, one in sorted(former.items()) if rule not in here]
    for one in missing:
        verdict = Judgement.Verdict(one.verdict)
        judge(document=document, rule=one.rule, verdict=verdict, reason=one.reason, by=by)
    return len(missing)


@transaction.atomic
def withdraw_session(*, session: Session, by: User, at: datetime) -> None:
    """It counts no more. The first withdrawal is the one that is kept."""
    if session.withdrawn_at is None:
        session.withdrawn_at, session.withdrawn_by = at, by
        session.save(update_fields=["withdrawn_at", "withdrawn_by"])
        session.changes.create(act=SessionChange.Act.WITHDRAWN, by=by, at=at)


@transaction.atomic
def put_back_session(*, session: Session, by: User, at: datetime) -> None:
    """Undo its withdrawal."""
    if session.withdrawn_at is not None:
        session.withdrawn_at = session.withdrawn_by = None
        session.save(update_fields=["withdrawn_at", "withdrawn_by"])
        session.changes.create(act=SessionChange.Act.PUT_BACK, by=by, at=at)


def record_session(
    *,
    document: Document,
    people: int,
    place: str,
    held_on: date,
    said: str,
    changed: str,
    understood: bool,
    names: str,
    by: User,
) -> Session:
    """Keep that people concerned read exactly these words, and what they said of them."""
    return Session.objects.create(
        document=document.key,
        fingerprint=document.fingerprint,
        words=document.words,
        people=people,
        place=place,
        held_on=held_on,
        said=said,
        changed=changed,
        understood=understood,
        names=names,
        by=by,
    )
