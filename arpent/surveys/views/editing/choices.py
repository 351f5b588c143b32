"""The choices of a question: words, order, the list that several questions share."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from arpent.instrument.editing import lists
from arpent.instrument.editing.filters import filter_of
from arpent.instrument.editing.items import NotThere, question_named
from arpent.instrument.editing.marks import mark_of_item
from arpent.instrument.editing.names import EditRefused
from arpent.instrument.values import Instrument, Question
from arpent.surveys.editor.choice_forms import ChoicesForm
from arpent.surveys.editor.desk import Desk, at_desk, told, unless_changed
from arpent.surveys.editor.drafts import Edit, Meanwhile
from arpent.surveys.editor.outline import said, title_of
from arpent.surveys.editor.phrases import in_words
from arpent.surveys.editor.sharing import lists_in_words, others_sharing

type Gesture = Callable[[Question, str], Edit]


@at_desk
def choices(desk: Desk, item: str) -> HttpResponse:
    """Read and write the choices. A button moves or deletes one, once the words are kept."""
    question = question_named(desk.instrument, item)
    if question.kind not in lists.LISTED:
        raise NotThere(item)
    form = ChoicesForm(desk.request.POST or None, instrument=desk.instrument, question=question)
    status, meanwhile = 200, False
    if desk.request.method == "POST" and form.is_bound:
        status, meanwhile = _written(desk, form)
        if status == 302:
            return _back(desk, item)
    context = _around(desk, question) | {
        "form": form,
        "meanwhile": meanwhile,
        "lost": form.lost() if meanwhile else [],
    }
    return render(desk.request, "surveys/editor/choices.html", desk.page(**context), status=status)


def _back(desk: Desk, item: str) -> HttpResponse:
    answer = redirect("surveys:edit_choices", desk.study.pk, desk.version.pk, item)
    gesture = desk.request.POST.get("gesture", "")
    answer["Location"] += f"#{gesture}" if gesture.startswith(("up:", "down:")) else ""
    return answer


def _around(desk: Desk, question: Question) -> dict[str, object]:
    return {
        "question": question,
        "title": title_of(desk.instrument, question),
        "others": others_sharing(desk.instrument, question.list_name, question.name),
        "lists": [each for each in lists_in_words(desk.instrument) if each[0] != question.list_name],
        "filter": _filtered(desk, question),
        "preview": question.name,
        "remarks": [each for each in said(desk.instrument) if each.item == question.name],
    }


def _filtered(desk: Desk, question: Question) -> str:
    """According to which question choices are shown; its words, or those of a rule from a file."""
    now = filter_of(desk.instrument, question)
    if now is None:
        return in_words(desk.instrument, question.choice_filter) if question.choice_filter else ""
    return title_of(desk.instrument, question_named(desk.instrument, now.on))


def _written(desk: Desk, form: ChoicesForm) -> tuple[int, bool]:
    if not form.is_valid():
        return 422, False
    name, gesture = form.question.name, _gesture(desk, form.question)
    words = unless_changed(lambda i: mark_of_item(i, name), form.cleaned_data["seen"], form.edit)
    what = _("choix de « %(title)s »") % {"title": title_of(desk.instrument, form.question)[:80]}
    try:
        desk.write(
            lambda i: gesture(words(i)), what, place="" if "gesture" in desk.request.POST else f"{name} choix"
        )
    except EditRefused as refused:
        form.add_error(None, f"{refused}.")
        return 422, False
    except Meanwhile:
        form.beside(mark_of_item(desk.instrument, name), form.labels_now())
        return 409, True
    return 302, False


def _gesture(desk: Desk, question: Question) -> Edit:
    """What the button that was pressed does besides keeping the words."""
    verb, _colon, code = desk.request.POST.get("gesture", "").partition(":")
    return _GESTURES[verb](question, code) if verb in _GESTURES else _nothing


def _nothing(instrument: Instrument) -> Instrument:
    return instrument


_GESTURES: dict[str, Gesture] = {
    "up": lambda question, code: lambda i: lists.move_choice(i, question.list_name, code, down=False),
    "down": lambda question, code: lambda i: lists.move_choice(i, question.list_name, code, down=True),
    "delete": lambda question, code: lambda i: lists.delete_choice(i, question.list_name, code),
    "own": lambda question, _code: lambda i: lists.own_list(i, question.name),
}


@at_desk
def share(desk: Desk, item: str) -> HttpResponse:
    """The question takes the choices of another list."""
    name = desk.request.POST.get("list_name", "")
    if desk.request.method == "POST" and name in desk.instrument.choices:
        title = title_of(desk.instrument, question_named(desk.instrument, item))[:80]
        try:
            desk.write(
                lambda i: lists.share_list(i, item, name), _("choix de « %(title)s »") % {"title": title}
            )
        except EditRefused as refused:
            told(desk.request, refused)
    return redirect("surveys:edit_choices", desk.study.pk, desk.version.pk, item)
