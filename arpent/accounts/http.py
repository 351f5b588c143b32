"""The request of someone who has signed in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from arpent.accounts.models import User


class PersonalRequest(HttpRequest):
    """What a page receives when it is not open to all: the middleware has sent the others to sign in."""

    user: User


def kept_by_no_browser(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """On a computer that several people use, a page seen by one who signed in stays with nobody."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if "Cache-Control" not in response and request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
        return response

    return answer
