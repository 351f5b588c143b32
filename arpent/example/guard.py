"""The example's accounts share a password that everyone knows: they exist only where nobody else can come."""

import ipaddress

from django.conf import settings
from django.contrib.auth import get_user_model

from arpent.example.people import DOMAIN

_WHY = "Les comptes d’exemple n’y ont pas leur place\u202f: tout le monde connaît leur mot de passe."
_ELSEWHERE = "prenez un dossier sans l’exemple (ARPENT_HOME=autre-dossier ARPENT_EXAMPLE=0 make run)."


class Refused(Exception):
    """A sentence that says why the example network is not loaded, and the remedy."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def has_a_server_in_front() -> bool:
    """Whether the settings announce a web server that lets others come, whatever address it passes on."""
    return bool(settings.TLS or settings.BEHIND_PROXY)


def refuse_beyond_loopback() -> None:
    """Raises Refused when the site listens, answers to a name, or is placed behind a server, beyond this machine."""
    if has_a_server_in_front():
        raise Refused(
            "ARPENT_TLS ou ARPENT_BEHIND_PROXY annoncent un serveur web, par lequel d’autres machines viendront. "
            f"{_WHY}\nRetirez ces variables, ou {_ELSEWHERE}"
        )
    if not is_loopback(settings.LISTEN_HOST):
        raise Refused(
            f"Le site écoute sur {settings.LISTEN_HOST}, que d’autres machines peuvent joindre. {_WHY}\n"
            f"Lancez-le pour cette machine seule (HOST=127.0.0.1 make run), ou {_ELSEWHERE}"
        )
    for host in settings.ALLOWED_HOSTS:
        if not is_loopback(host):
            raise Refused(
                f"Le site répond au nom «\u202f{host}\u202f», que d’autres machines peuvent joindre. {_WHY}\n"
                f"Retirez ce nom de la variable ARPENT_HOSTS, ou {_ELSEWHERE}"
            )


def example_accounts_present() -> bool:
    """Whether someone could sign in with an account of the example network."""
    return get_user_model().objects.filter(email__endswith=f"@{DOMAIN}", is_active=True).exists()
