"""When something fails, the page says what, and how to go on."""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.test import Client, RequestFactory

from arpent.ui import views

pytestmark = pytest.mark.django_db


def request():
    request = RequestFactory().get("/")
    request.user = type("Nobody", (), {"is_authenticated": False})()
    return request


def test_an_unknown_address_has_a_way_back(client: Client):
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    assert "Cette page n’existe pas" in response.text
    assert 'href="/"' in response.text


def test_a_refused_page_names_whom_to_ask():
    response = views.forbidden(request(), PermissionDenied())
    assert response.status_code == 403
    assert "la personne qui anime votre région" in response.text


def test_a_request_that_is_too_large_says_so():
    response = views.bad_request(request(), RequestDataTooBig())
    assert response.status_code == 413
    assert "trop lourd" in response.text


def test_any_other_bad_request_is_a_400():
    assert views.bad_request(request(), SuspiciousOperation()).status_code == 400


def test_a_stale_form_says_that_nothing_was_kept():
    response = Client(enforce_csrf_checks=True).post("/galerie/")
    assert response.status_code == 403
    assert "Le formulaire a expiré" in response.text


def test_the_page_of_a_failure_asks_nothing_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = views.server_error(request())
    assert response.status_code == 500
    assert "Ce n’est pas votre faute" in response.text
