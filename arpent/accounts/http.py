"""The request of someone who has signed in."""

from django.http import HttpRequest

from arpent.accounts.models import User


class PersonalRequest(HttpRequest):
    """What a page receives when it is not open to all: the middleware has sent the others to sign in."""

    user: User
