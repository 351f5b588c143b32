"""The language of the words around the questions: that of the edition where Arpent speaks it, else French."""

from collections.abc import Callable
from functools import wraps

from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext

from arpent.instrument.answering import REFUSALS, Refusal
from arpent.voice.sentences import language_of

SPOKEN = ("fr", "en")


def language_around(edition: str) -> str:
    """The language of the words around the questions of an edition."""
    language = language_of(edition)
    return language if language in SPOKEN else "fr"


def in_its_language[**P, R: HttpResponseBase](view: Callable[P, R]) -> Callable[P, R]:
    """A view that speaks the language of an edition once it knows which; who comes after speaks ours again."""

    @wraps(view)
    def spoken(*args: P.args, **kwargs: P.kwargs) -> R:
        with translation.override(translation.get_language()):
            response = view(*args, **kwargs)
            response.headers.setdefault("Content-Language", translation.get_language() or "fr")
            return response

    return spoken


def speak(edition: str) -> None:
    """From here on, until the page is ready (`in_its_language`), words around are in the language of that edition."""
    translation.activate(language_around(edition))


def speaking(edition: str) -> translation.override:
    """The same for the length of a `with`."""
    return translation.override(language_around(edition))


def said(refusal: Refusal) -> str:
    """The sentence of a refusal: the questionnaire's own, or ours in the language that is spoken."""
    if refusal.blanks is None:
        return refusal.message
    return gettext(REFUSALS[refusal.code]).format(**refusal.blanks)
