"""What a reader prefers on their own screen: theme, size of letters, pictures, calm, voice, scanning.

The device keeps it (`preferences.js`). Where no script runs, the address carries it from page to page instead.
The server stores nothing of it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponseBase, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Wish:
    """One preference: its name in addresses and in `data-*`, and its values; the empty one is the default."""

    name: str
    title: Promise
    values: Sequence[tuple[str, Promise]]


WISHES = (
    Wish(
        "size",
        _("Taille des lettres"),
        (
            ("", _("Normale")),
            ("125", _("Plus grande")),
            ("150", _("Grande")),
            ("175", _("Très grande")),
            ("200", _("La plus grande")),
        ),
    ),
    Wish(
        "theme",
        _("Couleurs"),
        (
            ("", _("Comme l’appareil")),
            ("light", _("Claires")),
            ("cream", _("Crème")),
            ("dark", _("Sombres")),
            ("contrast", _("Jaune sur noir")),
        ),
    ),
    Wish(
        "typeface",
        _("Forme des lettres"),
        (("", _("Atkinson")), ("dyslexic", _("Dyslexic")), ("device", _("Comme l’appareil"))),
    ),
    Wish("pictures", _("Images"), (("", _("Avec images")), ("off", _("Sans image")))),
    Wish("calm", _("Calme"), (("", _("Avec dessins et couleurs")), ("on", _("Page très simple")))),
    Wish("aloud", _("Lecture à voix haute"), (("", _("Quand j’appuie")), ("auto", _("Lire tout seul")))),
    Wish("pace", _("Vitesse de la voix"), (("", _("Normale")), ("slow", _("Lente")))),
    Wish("keys", _("Touches 1 à 9"), (("", _("Choisir avec 1, 2, 3")), ("off", _("Ne rien faire")))),
    Wish(
        "scan",
        _("Répondre avec une seule touche"),
        (("", _("Éteint")), ("slow", _("Lentement")), ("medium", _("Un peu vite")), ("fast", _("Vite"))),
    ),
)
OF_THE_VOICE = ("aloud", "pace")
"""Those that say nothing where nothing can be heard."""
NAMES = tuple(wish.name for wish in WISHES)
_ACCEPTED = {wish.name: {value for value, _label in wish.values if value} for wish in WISHES}
_LINK = re.compile(rb'(?<=\shref=")(?P<path>/r/[^"?#]*|(?=\?))(?P<query>\?[^"#]*)?(?=["#])')


def wished(sent: QueryDict) -> dict[str, str]:
    """The preferences that an address or a form says; what is not one of ours is as if it were not there."""
    return {name: str(sent[name]) for name in NAMES if sent.get(name) in _ACCEPTED[name]}


def carry(response: HttpResponseBase, wishes: Mapping[str, str]) -> None:
    """Write the preferences into every link of a respondent's page, or into where it sends the browser.

    Done to the page once it is drawn, so that no template can forget it; a form without action keeps its
    page's address, hence its preferences.
    """
    if not wishes:
        return
    if location := response.headers.get("Location"):
        response["Location"] = with_wishes(location, wishes)
    elif response.headers.get("Content-Type", "").startswith("text/html"):
        page = response.content  # type: ignore[attr-defined]
        said = urlencode(wishes).replace("&", "&amp;").encode()
        response.content = _LINK.sub(  # type: ignore[attr-defined]
            lambda link: link["path"] + (link["query"] + b"&amp;" if link["query"] else b"?") + said, page
        )


def with_wishes(address: str, wishes: Mapping[str, str]) -> str:
    """An address that says them too."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(wishes)}" if wishes else address
