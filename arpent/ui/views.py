"""The gallery of components, and the pages that say what went wrong and how to go on."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from arpent.ui.gallery import questions, specimens

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in each of its states: what is not here does not exist yet."""
    return render(request, "ui/gallery.html", specimens())


@login_not_required
def gallery_respond(request: HttpRequest) -> HttpResponse:
    """What a respondent meets: faces, scales, choices, the walk and the bar."""
    return render(request, "ui/gallery_respond.html", questions())


@login_not_required
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read what is published, never the doors of respondents."""
    return render(request, "ui/robots.txt", content_type="text/plain")


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that is too large has its own page and status: sending it again would not help."""
    status = 413 if isinstance(exception, TOO_MUCH) else 400
    return render(request, f"ui/errors/{status}.html", status=status)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/errors/403.html", status=403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request: what failed may be the database that the page's head asks."""
    return HttpResponseServerError(render_to_string("ui/errors/500.html"))


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "ui/errors/csrf.html", status=403)
