"""What changes several rows at once."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from arpent.accounts.models import User
from arpent.falc.lexicon import spelling
from arpent.falc.vocabulary import Entry
from arpent.proofreading.documents import Document
from arpent.proofreading.models import Judgement, NetworkWord, Session


@transaction.atomic
def keep_words(*, entries: Iterable[Entry]) -> None:
    """Add the network's words; one that was there already takes what is said of it now."""
    for entry in entries:
        NetworkWord.objects.update_or_create(
            key=spelling(entry.word),
            defaults={"word": entry.word, "instead": entry.instead, "known": entry.known},
        )


def judge(*, document: Document, rule: str, verdict: Judgement.Verdict, by: User, reason: str = "") -> None:
    """What this person says of a rule, for exactly these words. A new verdict takes the place of the former."""
    Judgement.objects.update_or_create(
        document=document.key,
        fingerprint=document.fingerprint,
        rule=rule,
        defaults={"verdict": verdict, "reason": reason, "by": by},
    )


def take_back(*, document: Document, rule: str) -> None:
    """Undo a judgement: the rule is again what the program says of it, or not tested."""
    Judgement.objects.of(document).filter(rule=rule).delete()


@transaction.atomic
def judge_as_before(*, document: Document, before: str, by: User) -> int:
    """Take up the judgements made on the words that this document had before; how many."""
    former = Judgement.objects.filter(document=document.key, fingerprint=before)
    here = set(Judgement.objects.of(document).values_list("rule", flat=True))
    missing = [one for one in former if one.rule not in here]
    for one in missing:
        verdict = Judgement.Verdict(one.verdict)
        judge(document=document, rule=one.rule, verdict=verdict, reason=one.reason, by=by)
    return len(missing)


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
