"""The outline of a draft: its sections and questions, what is to be finished, undo and redo."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arpent.instrument.editing import items
from arpent.instrument.editing.lists import LISTED, new_list
from arpent.instrument.editing.names import EditRefused
from arpent.instrument.values import Instrument, Kind
from arpent.surveys.editor import drafts
from arpent.surveys.editor.desk import Desk, at_desk, told
from arpent.surveys.editor.forms import NewItemForm, NewSectionForm
from arpent.surveys.editor.outline import places, rows, said, title_of
from arpent.surveys.editor.sharing import lists_in_words


@at_desk
def outline(desk: Desk) -> HttpResponse:
    """The whole questionnaire, line by line."""
    remarks = said(desk.instrument)
    shown = rows(desk.instrument, remarks)
    first = next((row.name for row in shown if row.number), "")
    context = desk.page(rows=shown, remarks=remarks, blocks=any(r.blocks for r in remarks), preview=first)
    return render(desk.request, "surveys/editor/outline.html", context)


@at_desk
def add(desk: Desk) -> HttpResponse:
    """A new question or section, where it was asked for."""
    form = _to_add(desk)
    if desk.request.method == "POST" and form.is_valid():
        try:
            name = _added(desk, form)
        except EditRefused as refused:
            form.add_error(None, f"{refused}.")
        else:
            return redirect("surveys:edit_item", desk.study.pk, desk.version.pk, name)
    status = 422 if form.errors else 200
    context = desk.page(form=form, section=isinstance(form, NewSectionForm))
    return render(desk.request, "surveys/editor/add.html", context, status=status)


def _to_add(desk: Desk) -> NewItemForm | NewSectionForm:
    """What a section asks, or what a question does."""
    asked, data, known = desk.request.GET, desk.request.POST or None, places(desk.instrument)
    after, kind = asked.get("apres", ""), asked.get("type", Kind.SELECT_ONE.value)
    if desk.request.POST.get("kind", kind) == "section":
        return NewSectionForm(data, places=known, initial={"after": after})
    lists = lists_in_words(desk.instrument)
    return NewItemForm(data, known=lists, places=known, initial={"after": after, "kind": kind})


def _added(desk: Desk, form: NewItemForm | NewSectionForm) -> str:
    data, names = form.cleaned_data, []
    label = {desk.instrument.default_edition: data["label"]}

    def edit(instrument: Instrument) -> Instrument:
        if data["kind"] == "section":
            after, name = items.add_section(instrument, label, after=data["after"])
        else:
            after, name = _with_question(instrument, label, data)
        names.append(name)
        return after

    desk.write(edit, _("« %(title)s » ajoutée") % {"title": data["label"][:80]})
    return names[-1]


def _with_question(
    instrument: Instrument, label: dict[str, str], data: dict[str, str]
) -> tuple[Instrument, str]:
    kind, list_name = Kind(data["kind"]), data["list_name"]
    if kind not in LISTED:
        list_name = ""
    elif not list_name:
        edition = instrument.default_edition
        said = [{edition: line} for line in data["choices"].splitlines()]
        instrument, list_name = new_list(instrument, data["label"], said)
    return items.add_question(instrument, label, kind=kind, list_name=list_name, after=data["after"])


@require_POST
@at_desk
def act(desk: Desk, item: str) -> HttpResponse:
    """Move, duplicate or delete one line. What was done can be undone."""
    title = title_of(desk.instrument, items.item_named(desk.instrument, item))
    gesture = desk.request.POST.get("gesture", "")
    ident = f"{item}-{gesture}"
    try:
        _GESTURES.get(gesture, _nothing)(desk, item, title[:80])
    except EditRefused as refused:
        told(desk.request, refused)
    return desk.outline("" if gesture == "delete" else ident)


def _nothing(desk: Desk, item: str, title: str) -> None:
    """A gesture that no page offers."""


def _up(desk: Desk, item: str, title: str) -> None:
    desk.write(lambda i: items.move(i, item, down=False), _("« %(title)s » montée") % {"title": title})


def _down(desk: Desk, item: str, title: str) -> None:
    desk.write(lambda i: items.move(i, item, down=True), _("« %(title)s » descendue") % {"title": title})


def _duplicate(desk: Desk, item: str, title: str) -> None:
    desk.write(lambda i: items.duplicate(i, item)[0], _("« %(title)s » dupliquée") % {"title": title})


def _delete(desk: Desk, item: str, title: str) -> None:
    desk.write(lambda i: items.delete(i, item), _("« %(title)s » supprimée") % {"title": title})
    messages.success(desk.request, _("« %(title)s » est supprimée. Vous pouvez annuler.") % {"title": title})


def _place(desk: Desk, item: str, title: str) -> None:
    target = desk.request.POST.get("after", "")
    desk.write(lambda i: items.move_after(i, item, target), _("« %(title)s » déplacée") % {"title": title})


_GESTURES = {"up": _up, "down": _down, "duplicate": _duplicate, "delete": _delete, "place": _place}


@require_POST
@at_desk
def undo(desk: Desk) -> HttpResponse:
    """Show the state before."""
    return _gone(desk, drafts.undo, _("Annulé : %(what)s."))


@require_POST
@at_desk
def redo(desk: Desk) -> HttpResponse:
    """Show again what was undone."""
    return _gone(desk, drafts.redo, _("Rétabli : %(what)s."))


def _gone(desk: Desk, go: drafts.Go, says: str) -> HttpResponse:
    seen = desk.request.POST.get("changes", "")
    try:
        what = go(version=desk.version, seen=int(seen) if seen.isdecimal() else -1, at=timezone.now())
    except drafts.Meanwhile:
        messages.error(
            desk.request,
            _(
                "Quelqu’un a changé ce questionnaire pendant ce temps. Relisez-le avant d’annuler ou de rétablir."
            ),
        )
    else:
        if what:
            messages.success(desk.request, says % {"what": what})
    return desk.outline()
