"""One question or one section: its words in every edition, and how it is answered."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arpent.instrument.editing.items import item_named
from arpent.instrument.editing.lists import LISTED
from arpent.instrument.editing.marks import mark_of_item, mark_of_whole
from arpent.instrument.editing.names import EditRefused
from arpent.instrument.editing.wording import add_edition, remove_edition
from arpent.instrument.values import Item, Kind, Question
from arpent.surveys.editor.desk import Desk, at_desk, told, unless_changed
from arpent.surveys.editor.drafts import Meanwhile
from arpent.surveys.editor.forms import ItemForm, WholeForm
from arpent.surveys.editor.outline import beside, files, places, said, title_of
from arpent.surveys.editor.phrases import in_words
from arpent.surveys.words import edition


@at_desk
def item(desk: Desk, item: str) -> HttpResponse:
    """Read and write one question or section; what somebody else wrote meanwhile is shown beside."""
    shown = item_named(desk.instrument, item)
    form = ItemForm(desk.request.POST or None, instrument=desk.instrument, item=shown)
    status, meanwhile = 200, False
    if desk.request.method == "POST" and form.is_bound:
        status, meanwhile = _written(desk, form, shown)
        if status == 302:
            return redirect("surveys:edit_item", desk.study.pk, desk.version.pk, form.cleaned_data["code"])
    context = _around(desk, shown) | {"form": form, "meanwhile": meanwhile}
    return render(desk.request, "surveys/editor/item.html", desk.page(**context), status=status)


def _written(desk: Desk, form: ItemForm, shown: Item) -> tuple[int, bool]:
    """The status to answer, and whether somebody else was there."""
    if not form.is_valid():
        return 422, False
    edit = unless_changed(lambda i: mark_of_item(i, shown.name), form.cleaned_data["seen"], form.edit)
    title = title_of(desk.instrument, shown)[:80]
    try:
        desk.write(edit, _("texte de « %(title)s »") % {"title": title}, place=shown.name)
    except EditRefused as refused:
        form.add_error(None, f"{refused}.")
        return 422, False
    except Meanwhile:
        form.beside(
            mark_of_item(desk.instrument, shown.name), {name: getattr(shown, name) for name in form.lines_of}
        )
        return 409, True
    return 302, False


def _around(desk: Desk, shown: Item) -> dict[str, object]:
    question = shown if isinstance(shown, Question) else None
    choices = desk.instrument.choices_of(question) if question else ()
    seen = question and (question.kind.is_asked or question.kind is Kind.NOTE)
    return {
        "item": shown,
        "question": question,
        "title": title_of(desk.instrument, shown),
        "condition": in_words(desk.instrument, shown.relevant) if shown.relevant else "",
        "choices": [title_of(desk.instrument, choice) for choice in choices],
        "lists_choices": bool(question and question.kind in LISTED),
        "picture": files(shown.media),
        "neighbours": beside(desk.instrument, shown.name),
        "preview": shown.name if seen else "",
        "places": [("", _("Au tout début")), *places(desk.instrument)],
        "remarks": [each for each in said(desk.instrument) if each.item == shown.name],
    }


@require_POST
@at_desk
def editions(desk: Desk) -> HttpResponse:
    """One more edition, or one less. Its texts go with it, and can come back."""
    tag, language = desk.request.POST.get("remove", ""), desk.request.POST.get("language", "")[:60]
    try:
        if tag:
            desk.write(
                lambda i: remove_edition(i, tag), _("édition « %(name)s » retirée") % {"name": edition(tag)}
            )
        else:
            desk.write(
                lambda i: add_edition(i, language), _("édition « %(name)s » ajoutée") % {"name": language}
            )
    except EditRefused as refused:
        told(desk.request, refused)
    return redirect("surveys:edit_whole", desk.study.pk, desk.version.pk)


@at_desk
def whole(desk: Desk) -> HttpResponse:
    """The title of the questionnaire and its editions."""
    form = WholeForm(desk.request.POST or None, instrument=desk.instrument)
    status, meanwhile = 200, False
    if desk.request.method == "POST" and form.is_bound:
        status, meanwhile = _retitled(desk, form)
        if status == 302:
            return redirect("surveys:edit_whole", desk.study.pk, desk.version.pk)
    context = desk.page(form=form, meanwhile=meanwhile, remarks=[], first=desk.instrument.default_edition)
    return render(desk.request, "surveys/editor/whole.html", context, status=status)


def _retitled(desk: Desk, form: WholeForm) -> tuple[int, bool]:
    if not form.is_valid():
        return 422, False
    edit = unless_changed(mark_of_whole, form.cleaned_data["seen"], form.edit)
    try:
        desk.write(edit, _("titre du questionnaire"), place=" titre")
    except EditRefused as refused:
        form.add_error(None, f"{refused}.")
        return 422, False
    except Meanwhile:
        form.beside(mark_of_whole(desk.instrument), {"title": desk.instrument.title})
        return 409, True
    return 302, False
