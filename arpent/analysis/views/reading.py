"""Reading what people wrote, before anyone local does: each text is cleared, masked in part, or set aside."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from arpent.accounts.http import PersonalRequest
from arpent.analysis.masking import MasksForm
from arpent.analysis.models import OpenAnswer, OpenAnswerQuerySet
from arpent.analysis.reading import Asked, campaigns_read, parts_of, progress
from arpent.analysis.topics.asking import ask_for_texts, last_work
from arpent.collection.models import Campaign
from arpent.stats.verbatim import clues_in

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
def questions(request: PersonalRequest, study_id: int, campaign_id: int) -> HttpResponse:
    """The questions answered in words and how far their reading is; a POST asks for the answers since then."""
    campaign = _campaign(request, study_id, campaign_id)
    if request.method == "POST":
        ask_for_texts(campaign=campaign, by=request.user)
        return redirect("analysis:texts", study_id, campaign_id)
    context = {"study": campaign.study, "campaign": campaign, "asked": progress(campaign)}
    return render(request, "analysis/texts.html", context | {"work": last_work(campaign, None)})


@require_GET
def following(
    request: PersonalRequest, study_id: int, campaign_id: int, version_id: int, question: str
) -> HttpResponse:
    """The next text to read, in an order that says nothing; `apres` passes over one."""
    campaign = _campaign(request, study_id, campaign_id)
    asked = _asked(campaign, version_id, question)
    waiting = OpenAnswer.objects.asked_in(campaign, version_id, question).waiting()
    text = waiting.filter(pk__gt=_key(request.GET.get("apres", ""))).first() or waiting.first()
    if text is None:
        context = {"study": campaign.study, "campaign": campaign, "asked": asked}
        return render(
            request, "analysis/texts_done.html", context | {"last": _last(request, campaign, asked)}
        )
    return _page(request, campaign, asked, text, MasksForm(text=text.words))


@require_http_methods(["GET", "POST"])
def decide(request: PersonalRequest, study_id: int, campaign_id: int, text_id: uuid.UUID) -> HttpResponse:
    """One text: to be cleared, less what is masked, or set aside."""
    campaign = _campaign(request, study_id, campaign_id)
    text = get_object_or_404(_texts(campaign), pk=text_id)
    asked = _asked(campaign, text.response.link.version_id, text.question)
    masks = text.masks if text.state == OpenAnswer.State.CLEARED else None
    form = MasksForm(request.POST or None, text=text.words, masks=masks)
    aside = "aside" in request.POST
    if request.method != "POST" or not (aside or form.is_valid()):
        return _page(request, campaign, asked, text, form)
    state = OpenAnswer.State.ASIDE if aside else OpenAnswer.State.CLEARED
    kept = text.decide(
        state,
        masks=() if aside else form.masks,
        by=request.user,
        at=timezone.now(),
        known=request.POST.get("known", OpenAnswer.State.WAITING),
    )
    if not kept:
        messages.warning(request, _("Une autre personne vient de lire ce texte. Sa décision est gardée."))
    return redirect("analysis:next_text", study_id, campaign_id, asked.version_id, asked.question)


@require_POST
def put_back(request: PersonalRequest, study_id: int, campaign_id: int, text_id: uuid.UUID) -> HttpResponse:
    """Undo: the text is to be read again."""
    campaign = _campaign(request, study_id, campaign_id)
    text = get_object_or_404(_texts(campaign), pk=text_id)
    text.put_back()
    messages.success(request, _("La décision est annulée. Ce texte est de nouveau à lire."))
    return redirect("analysis:decide_text", study_id, campaign_id, text.pk)


@require_GET
def decided(
    request: PersonalRequest, study_id: int, campaign_id: int, version_id: int, question: str
) -> HttpResponse:
    """What was read, and what was decided."""
    campaign = _campaign(request, study_id, campaign_id)
    texts = OpenAnswer.objects.asked_in(campaign, version_id, question).exclude(
        state=OpenAnswer.State.WAITING
    )
    page = Paginator(texts, PER_PAGE).get_page(request.GET.get("page"))
    context = {"study": campaign.study, "campaign": campaign, "page": page}
    return render(
        request, "analysis/texts_read.html", context | {"asked": _asked(campaign, version_id, question)}
    )


def _campaign(request: PersonalRequest, study_id: int, campaign_id: int) -> Campaign:
    campaigns = campaigns_read(request.user).filter(study=study_id).select_related("study__territory")
    return get_object_or_404(campaigns, pk=campaign_id)


def _asked(campaign: Campaign, version_id: int, question: str) -> Asked:
    found = progress(campaign, version_id, question)
    if not found:
        raise Http404
    return found[0]


def _texts(campaign: Campaign) -> OpenAnswerQuerySet:
    return OpenAnswer.objects.filter(response__link__campaign=campaign).select_related("response__link")


def _key(typed: str) -> uuid.UUID:
    try:
        return uuid.UUID(typed)
    except ValueError:
        return uuid.UUID(int=0)


def _last(request: PersonalRequest, campaign: Campaign, asked: Asked) -> OpenAnswer | None:
    """What this person decided last on that question: what they may want to undo."""
    texts = OpenAnswer.objects.asked_in(campaign, asked.version_id, asked.question)
    return texts.filter(reader=request.user).order_by("-read_at").first()


def _page(
    request: PersonalRequest, campaign: Campaign, asked: Asked, text: OpenAnswer, form: MasksForm
) -> HttpResponse:
    parts = parts_of(text.words, clues_in(text.words))
    context = {
        "study": campaign.study,
        "campaign": campaign,
        "asked": asked,
        "text": text,
        "form": form,
        "parts": parts,
        "worries": any(part.worry for part in parts),
        "last": _last(request, campaign, asked),
    }
    return render(request, "analysis/text.html", context)
