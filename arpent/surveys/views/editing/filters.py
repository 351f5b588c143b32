"""Choices shown according to another answer: made by ticking, never by typing an expression."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from arpent.instrument.editing.filters import deciding, filter_of, without_filter
from arpent.instrument.editing.items import NotThere, question_named
from arpent.instrument.editing.lists import LISTED
from arpent.instrument.editing.marks import mark_of_item
from arpent.instrument.editing.names import EditRefused
from arpent.instrument.values import Question
from arpent.surveys.editor.desk import Desk, at_desk, unless_changed
from arpent.surveys.editor.drafts import Edit, Meanwhile
from arpent.surveys.editor.filter_forms import FilterForm
from arpent.surveys.editor.outline import title_of
from arpent.surveys.editor.phrases import in_words


@at_desk
def choice_filter(desk: Desk, item: str) -> HttpResponse:
    """Choose the question that decides, then tick its answers, choice by choice."""
    question = question_named(desk.instrument, item)
    if question.kind not in LISTED:
        raise NotThere(item)
    form, status = _form(desk, question), 200
    if desk.request.method == "POST":
        status = _kept(desk, question, form)
        if status == 302:
            return redirect("surveys:edit_choices", desk.study.pk, desk.version.pk, item)
    return render(
        desk.request, "surveys/editor/filter.html", desk.page(**_around(desk, question, form)), status=status
    )


def _form(desk: Desk, question: Question) -> FilterForm | None:
    """The boxes of the question that was chosen, or decides now, or alone can; none before one is chosen."""
    now, able = filter_of(desk.instrument, question), deciding(desk.instrument, question)
    alone = able[0].name if len(able) == 1 else ""
    name = desk.request.POST.get("on") or desk.request.GET.get("question") or (now.on if now else alone)
    chosen = {each.name: each for each in able}.get(name)
    if chosen is None:
        return None
    return FilterForm(desk.request.POST or None, instrument=desk.instrument, question=question, on=chosen)


def _kept(desk: Desk, question: Question, form: FilterForm | None) -> int:
    """The status to answer: the page again, or on to the choices."""
    leaves = desk.request.POST.get("go") == "always"
    if not leaves and (form is None or not form.is_valid()):
        return 422
    edit: Edit = (lambda i: without_filter(i, question.name)) if leaves or form is None else form.edit
    seen, title = desk.request.POST.get("seen", ""), title_of(desk.instrument, question)[:80]
    what = _("choix montrés de « %(title)s »") % {"title": title}
    try:
        desk.write(unless_changed(lambda i: mark_of_item(i, question.name), seen, edit), what)
    except EditRefused as refused:
        return _said(form, f"{refused}.", 422)
    except Meanwhile:
        return _said(
            form, _("Quelqu’un a changé cette question pendant ce temps : rien n’est enregistré."), 409
        )
    return 302


def _said(form: FilterForm | None, error: str, status: int) -> int:
    if form is not None and form.is_bound and form.is_valid():
        form.add_error(None, error)
    return status


def _around(desk: Desk, question: Question, form: FilterForm | None) -> dict[str, object]:
    written = question.choice_filter
    known = [
        (each.name, title_of(desk.instrument, each)[:90]) for each in deciding(desk.instrument, question)
    ]
    return {
        "question": question,
        "title": title_of(desk.instrument, question),
        "form": form,
        "on": form.deciding.name if form else "",
        "asked": title_of(desk.instrument, form.deciding) if form else "",
        "deciding": known,
        "seen": mark_of_item(desk.instrument, question.name),
        "filtered": bool(written),
        "otherwise": in_words(desk.instrument, written)
        if written and not filter_of(desk.instrument, question)
        else "",
    }
