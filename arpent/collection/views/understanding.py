"""The questions that show whether the agreement was understood."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from arpent.collection.cards import Card, plain_cards
from arpent.collection.care.models import Check
from arpent.collection.care.receiving import asks_understanding, reception_of
from arpent.collection.care.understanding import Progress, checks_of, read, right_place, written
from arpent.collection.doors import Elsewhere, entry, page, respondent, see, wished_edition
from arpent.collection.models import Link
from arpent.collection.sittings import instrument_of, offered_editions
from arpent.collection.words import reason_in, words_in
from arpent.instrument.values import Missing

STATE = "etat"
UNSURE = "unsure"


def at(link: Link, view: str, edition: str, progress: Progress | None = None) -> str:
    """The address of a page before the questions, in that edition, with how far one is."""
    said = {"edition": edition} | ({STATE: written(progress, link)} if progress else {})
    return f"{reverse(f'runner:{view}', args=[link.token])}?{urlencode(said)}"


@respondent
def understand(request: HttpRequest, token: str) -> HttpResponse:
    """One question, once or twice. A wrong answer is explained again; it never closes the way."""
    link = entry(token)
    edition = wished_edition(request, link, offered_editions(instrument_of(link.version)))
    reception = reception_of(link.campaign)
    if not asks_understanding(reception, edition):
        raise Elsewhere(at(link, "consent", edition))
    progress = read(request.GET.get(STATE, ""), link)
    if progress is None:
        raise Elsewhere(at(link, "understand", edition, Progress.new()))
    checks = checks_of(reception)
    if progress.place >= len(checks):
        raise Elsewhere(at(link, "consent", edition, progress))
    check, right = checks[progress.place], right_place(progress.place)
    said = request.POST.get("answer", "")
    if said in ("0", "1", UNSURE):
        after = progress.after(right=said == str(right))
        return see(at(link, "understand" if after.place < len(checks) else "consent", edition, after))
    missed, words = request.method == "POST", words_in(edition)
    return page(
        request,
        "runner/check.html",
        link,
        edition,
        status=422 if missed else 200,
        check=check,
        again=progress.again,
        error=words["nothing_chosen"] if missed else "",
        cards=check_cards(check, progress.place, edition),
        back=at(link, "consent", edition),
    )


def check_cards(check: Check, place: int, edition: str) -> list[Card]:
    """The two answers, the right one now second, now first, and « I don't know »."""
    answers = [check.wrong, check.right] if right_place(place) else [check.right, check.wrong]
    offered = {"0": answers[0], "1": answers[1], UNSURE: reason_in(Missing.DONT_KNOW, edition)}
    return plain_cards("answer", offered, [])
