"""The picture beside a question, a section or a choice: found by a French word, or from a pack."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from arpent.instrument.editing.items import item_named, question_named
from arpent.instrument.editing.lists import choice_named
from arpent.instrument.editing.pictures import with_choice_picture, with_picture
from arpent.instrument.values import Choice, Group, Instrument, Question
from arpent.surveys.attachments import ending_of
from arpent.surveys.editor.desk import Desk, at_desk
from arpent.surveys.editor.drafts import Edit
from arpent.surveys.editor.outline import files, title_of
from arpent.surveys.editor.pictures import IMAGES, attach_picture
from arpent.surveys.models import Picture, PicturePack
from arpent.ui.pictos import found, named, suggested


@at_desk
def picture(desk: Desk, item: str) -> HttpResponse:
    """Look for a picture by its words; choosing one keeps it."""
    code = desk.request.GET.get("choix", "")
    shown, put = _shown(desk.instrument, item, code)
    if desk.request.method == "POST":
        return _chosen(desk, item, code, shown, put)
    words = desk.request.GET.get("mot", "").strip()[:60]
    packs = PicturePack.objects.of(desk.study)
    context = {
        "item": item_named(desk.instrument, item),
        "code": code,
        "title": title_of(desk.instrument, shown),
        "now": files(shown.media),
        "words": words,
        "pictos": found(words),
        "suggested": () if words else suggested(title_of(desk.instrument, shown)),
        "attached": [each for each in desk.version.attachments.all() if ending_of(each.name) in IMAGES],
        "pictures": Picture.objects.filter(pack__in=packs).found(words),
    }
    return render(desk.request, "surveys/editor/picture.html", desk.page(**context))


def _shown(
    instrument: Instrument, item: str, code: str
) -> tuple[Choice | Question | Group, Callable[[str], Edit]]:
    """What takes the picture, and how a file becomes its picture."""
    if not code:
        return item_named(instrument, item), lambda file: lambda i: with_picture(i, item, file)
    list_name = question_named(instrument, item).list_name
    choice = choice_named(instrument, list_name, code)
    return choice, lambda file: lambda i: with_choice_picture(i, list_name, code, file)


def _chosen(
    desk: Desk, item: str, code: str, shown: Choice | Question | Group, put: Callable[[str], Edit]
) -> HttpResponse:
    title = title_of(desk.instrument, shown)[:80]
    desk.write(put(_file(desk)), _("image de « %(title)s »") % {"title": title})
    where = "surveys:edit_choices" if code else "surveys:edit_item"
    return redirect(where, desk.study.pk, desk.version.pk, item)


def _file(desk: Desk) -> str:
    """The name of what was chosen: a pictogram's, or that of a copy kept with the version; none to take it away."""
    chosen = desk.request.POST.get("picture", "")
    if chosen.startswith("pack:"):
        mine = Picture.objects.filter(pack__in=PicturePack.objects.of(desk.study))
        number = chosen.removeprefix("pack:")
        picture = get_object_or_404(mine, pk=int(number) if number.isdecimal() else 0)
        return attach_picture(version=desk.version, picture=picture)
    if chosen.startswith("own:"):
        return get_object_or_404(desk.version.attachments, name=chosen.removeprefix("own:")).name
    picto = named(chosen)
    return picto.name if picto else ""
