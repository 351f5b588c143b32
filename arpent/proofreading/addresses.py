"""The addresses of one text, below its own, in whichever room it is written."""

from collections.abc import Callable, Mapping

from django.http import HttpResponse
from django.urls import URLPattern, path

from arpent.proofreading.subjects import Find
from arpent.proofreading.views import judging

PAGES: Mapping[str, Callable[..., HttpResponse]] = {
    "": judging.text,
    "historique/": judging.text_history,
    "regles/reprendre/": judging.judge_again,
    "regles/<str:rule>/": judging.judge_rule,
    "relecture/": judging.record,
    "relecture/<int:session_id>/retirer/": judging.withdraw_record,
    "relecture/<int:session_id>/remettre/": judging.restore_record,
}


def of_a_text(at: str, find: Find) -> list[URLPattern]:
    """The page that sums it up at `at`, and what is said of it below; `find` is given what `at` captures."""
    return [path(f"{at}{below}", page, {"find": find}, name=page.__name__) for below, page in PAGES.items()]
