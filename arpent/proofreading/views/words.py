"""The network's own words: seen by all, changed by those who set the method."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from arpent.accounts.http import PersonalRequest
from arpent.falc.vocabulary import HEADINGS, Entry, VocabularyRefused, read_vocabulary, write_vocabulary
from arpent.network.forms import TableForm
from arpent.network.models import Organisation
from arpent.network.rights import Right
from arpent.proofreading.actions import keep_words
from arpent.proofreading.forms import WordForm
from arpent.proofreading.models import NetworkWord


def words(request: PersonalRequest) -> HttpResponse:
    """The words, and a line to add one."""
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _must_set(request)
        keep_words(entries=[Entry(**form.cleaned_data)])
        messages.success(request, _("Le mot est enregistré. Les relectures le suivent dès maintenant."))
        return redirect("proofreading:words")
    context = {"words": NetworkWord.objects.all(), "form": form, "sets": _sets(request)}
    return render(request, "proofreading/words.html", context)


@require_POST
def forget_word(request: PersonalRequest, word_id: int) -> HttpResponse:
    _must_set(request)
    word = get_object_or_404(NetworkWord, pk=word_id)
    word.delete()
    messages.success(
        request, _("« %(word)s » n’est plus dans la liste. Vous pouvez l’ajouter à nouveau.") % {"word": word}
    )
    return redirect("proofreading:words")


def import_words(request: PersonalRequest) -> HttpResponse:
    """Words from a table: all of them, or none with the reason of each refusal."""
    _must_set(request)
    form = TableForm(request.POST or None, request.FILES or None)
    plan = None
    if request.method == "POST" and form.is_valid():
        try:
            entries = read_vocabulary(form.text())
        except VocabularyRefused as refused:
            plan = {"refusals": refused.wrong}
        else:
            keep_words(entries=entries)
            text = ngettext("%(n)s mot importé.", "%(n)s mots importés.", len(entries))
            messages.success(request, text % {"n": len(entries)})
            return redirect("proofreading:words")
    context = {"form": form, "plan": plan, "headings": HEADINGS}
    return render(request, "proofreading/import_words.html", context)


def export_words(request: PersonalRequest) -> HttpResponse:
    """The same table, for a spreadsheet and for `arpent falc --words`."""
    table = "\ufeff" + write_vocabulary(NetworkWord.objects.entries())
    answer = HttpResponse(table, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="mots-du-reseau.csv"'
    return answer


def _sets(request: PersonalRequest) -> bool:
    return Organisation.objects.allowing(request.user, Right.SET_METHOD).exists()


def _must_set(request: PersonalRequest) -> None:
    if not _sets(request):
        raise Http404
