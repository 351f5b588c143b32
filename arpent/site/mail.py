"""How mail leaves."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

CONSOLE = "django.core.mail.backends.console.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mailer(server: str | None) -> dict[str, Any]:
    """Django's description of a server written as an address; without one, letters are printed in the console.

    Raises ImproperlyConfigured when the address names no server.
    """
    if not server:
        return {"BACKEND": CONSOLE}
    parts = urlsplit(server)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured(
            "ARPENT_SMTP ne se lit pas. Écrivez : smtp+tls://compte:mot-de-passe@serveur:587 "
            "(ou smtps:// pour TLS dès la connexion, smtp:// pour un serveur de cette machine)."
        )
    options = {
        "host": parts.hostname,
        "port": parts.port or PORTS[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_tls": parts.scheme == "smtp+tls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 20,
    }
    return {"BACKEND": SMTP, "OPTIONS": options}
