"""The guide: its contents, its pages, its words; and who may write it in the network's own words."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.guide.actions import return_to_shipped, take_up, write_page
from arpent.guide.forms import WordingForm
from arpent.guide.models import Wording
from arpent.guide.pages_shown import Page, all_pages, around, parts
from arpent.guide.proofreading import page_document
from arpent.guide.rendering import rendered
from arpent.guide.searching import search
from arpent.guide.shipped import pages, terms
from arpent.network.models import Organisation
from arpent.network.rights import Right
from arpent.proofreading.subjects import Subject

PREVIEW = "preview"


def contents(request: PersonalRequest) -> HttpResponse:
    """The parts and their pages, or those where some words stand."""
    shown, asked = all_pages(), request.GET.get("q", "").strip()
    found = search(shown, asked)
    context = {"parts": {} if found else parts(shown), "asked": asked, "found": found}
    return render(request, "guide/contents.html", context)


def page(request: PersonalRequest, slug: str) -> HttpResponse:
    before, here, after = _around(slug)
    context = {
        "page": here,
        "rendered": rendered(here.body),
        "before": before,
        "after": after,
        "parts": parts(all_pages()),
        "writes": _writes(request),
    }
    return render(request, "guide/page.html", context)


def text_of_page(request: PersonalRequest, *, slug: str) -> Subject:
    """The page as it is read, to be summed up by rule. Raises Http404."""
    _before, here, _after = _around(slug)
    return Subject(
        document=page_document(here),
        label=_("Page du guide"),
        address=reverse("guide:text", args=[slug]),
        above=(
            (_("Le guide"), reverse("guide:contents")),
            (here.title, reverse("guide:page", args=[slug])),
        ),
        judges=_writes(request),
    )


def words(request: PersonalRequest) -> HttpResponse:
    """The words of the field, in plain French."""
    return render(request, "guide/words.html", {"terms": terms()})


def edit(request: PersonalRequest, slug: str) -> HttpResponse:
    """Write the page in the network's words: looked over while it is typed, shown before it is kept."""
    _must_write(request)
    _before, here, _after = _around(slug)
    form = WordingForm(request.POST or None, initial=_words_of(here))
    preview = None
    if request.method == "POST" and form.is_valid():
        if PREVIEW not in request.POST:
            write_page(slug=slug, by=request.user, **form.cleaned_data)
            messages.success(request, _("La page est enregistrée. Tout le réseau la lit ainsi."))
            return redirect("guide:page", slug)
        preview = form.cleaned_data | {"rendered": rendered(form.cleaned_data["body"])}
    context = {"page": here, "form": form, "preview": preview}
    return render(request, "guide/edit.html", context)


def history(request: PersonalRequest, slug: str) -> HttpResponse:
    """What the network wrote of this page, and when."""
    _before, here, _after = _around(slug)
    context = {"page": here, "wordings": Wording.objects.of(slug), "writes": _writes(request)}
    return render(request, "guide/history.html", context)


@require_POST
def take_up_wording(request: PersonalRequest, slug: str, wording_id: int) -> HttpResponse:
    _must_write(request)
    take_up(wording=get_object_or_404(Wording, slug=slug, pk=wording_id, shipped=False), by=request.user)
    messages.success(request, _("Cette version est reprise. Les autres restent dans l’historique."))
    return redirect("guide:page", slug)


@require_POST
def give_back(request: PersonalRequest, slug: str) -> HttpResponse:
    """Return to the text that comes with Arpent."""
    _must_write(request)
    if slug not in pages():
        raise Http404
    return_to_shipped(slug=slug, by=request.user)
    messages.success(
        request, _("La page dit de nouveau le texte d’Arpent. Le vôtre reste dans l’historique.")
    )
    return redirect("guide:page", slug)


def _around(slug: str) -> tuple[Page | None, Page, Page | None]:
    if slug not in pages():
        raise Http404
    return around(all_pages(), slug)


def _words_of(here: Page) -> dict[str, str]:
    return {"title": here.title, "lead": here.lead, "body": here.body}


def _writes(request: PersonalRequest) -> bool:
    return Organisation.objects.allowing(request.user, Right.SET_METHOD).exists()


def _must_write(request: PersonalRequest) -> None:
    if not _writes(request):
        raise Http404
