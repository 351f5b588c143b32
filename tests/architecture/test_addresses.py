"""Every address of the site, tried by each member of the cast and by a passer-by.

An address that is not in one of the three tables below fails the suite: a new page must say who may open it.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = {
    "home:front",
    "ui:gallery",
    "publications:read",
    "publications:download",
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_email",
    "account_email_verification_sent",
    "mfa_authenticate",
    "mfa_trust",
}
"""Addresses that anyone may open. The runner's, under /r/, are public by their whole prefix."""

OWN = {"home:workplace", "network:tree", "studies:list"}
"""Addresses that every person with an account may open: they show what that person may see."""


def patterns(
    resolver: URLResolver, namespace: str = "", route: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Every named address: its full name, its route and its pattern."""
    for entry in resolver.url_patterns:
        where = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from patterns(entry, inner, where)
        else:
            yield f"{namespace}{entry.name}", where, entry


ADDRESSES = list(patterns(get_resolver()))
