"""When a question or a section is asked: made by picking, never by typing an expression."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from arpent.instrument.editing.items import item_named
from arpent.instrument.editing.marks import mark_of_item
from arpent.instrument.editing.names import EditRefused
from arpent.instrument.editing.picks import Picks, picks_of, with_condition
from arpent.instrument.values import Item
from arpent.surveys.editor.condition_forms import MOST, askable, joints, pick_rows, picks_sent
from arpent.surveys.editor.desk import Desk, at_desk, unless_changed
from arpent.surveys.editor.drafts import Meanwhile
from arpent.surveys.editor.outline import title_of
from arpent.surveys.editor.phrases import in_words


@at_desk
def condition(desk: Desk, item: str) -> HttpResponse:
    """Pick questions, tests and answers. « Ajouter » and « Choisir » redraw the page; only « Enregistrer » keeps."""
    shown = item_named(desk.instrument, item)
    post, error, status = desk.request.POST, "", 200
    picks = picks_sent(post) if desk.request.method == "POST" else picks_of(desk.instrument, shown.relevant)
    if post.get("go") == "save" and picks is not None:
        error, status = _kept(desk, shown, picks)
        if not error:
            return redirect("surveys:edit_item", desk.study.pk, desk.version.pk, item)
    context = _around(desk, shown, picks) | {"error": error}
    return render(desk.request, "surveys/editor/condition.html", desk.page(**context), status=status)


def _kept(desk: Desk, shown: Item, picks: Picks) -> tuple[str, int]:
    """Nothing when it is kept, else why not."""
    edit = unless_changed(
        lambda i: mark_of_item(i, shown.name),
        desk.request.POST.get("seen", ""),
        lambda i: with_condition(i, shown.name, picks),
    )
    title = title_of(desk.instrument, shown)[:80]
    try:
        desk.write(edit, _("condition de « %(title)s »") % {"title": title})
    except EditRefused as refused:
        return f"{refused}.", 422
    except Meanwhile:
        return _meanwhile(), 409
    return "", 302


def _meanwhile() -> str:
    return _(
        "Quelqu’un a changé cette question pendant ce temps. Vos lignes sont ci-dessous, et ce qui est écrit "
        "maintenant est rappelé au-dessus. Enregistrez à nouveau pour garder vos lignes."
    )


def _around(desk: Desk, shown: Item, picks: Picks | None) -> dict[str, object]:
    rows = pick_rows(desk.instrument, picks.picks) if picks else []
    more = desk.request.POST.get("go") == "add" or not rows
    return {
        "item": shown,
        "title": title_of(desk.instrument, shown),
        "now": in_words(desk.instrument, shown.relevant) if shown.relevant else "",
        "written": shown.relevant,
        "can_pick": picks is not None,
        "rows": rows,
        "spare": len(rows) if more and len(rows) < MOST else None,
        "every": picks.every if picks else True,
        "joints": joints(),
        "askable": askable(desk.instrument, shown),
        "seen": mark_of_item(desk.instrument, shown.name),
    }
