"""The name of a language in a form's columns, and the BCP 47 tag of its edition.

`French (fr)`, `fr` and `Français` are all the edition `fr`. A name that says no known language keeps a
private tag (`x-…`) from which the name comes back whole.
"""

import base64
import re

UNSAID = "fr"  # the edition of a form whose columns name no language

_NAMES = {
    "fr": "Français",
    "fr-simple": "Français simple",
    "en": "English",
    "es": "Español",
    "de": "Deutsch",
    "it": "Italiano",
    "pt": "Português",
    "nl": "Nederlands",
    "ar": "العربية",
    "ru": "Русский",
    "uk": "Українська",
    "zh": "中文",
    "tr": "Türkçe",
    "pl": "Polski",
    "ro": "Română",
}
_SPELLINGS = {
    **{name.casefold(): tag for tag, name in _NAMES.items()},
    "francais": "fr",
    "french": "fr",
    "français falc": "fr-simple",
    "falc": "fr-simple",
    "facile à lire": "fr-simple",
    "facile à lire et à comprendre": "fr-simple",
    "anglais": "en",
    "spanish": "es",
    "espagnol": "es",
    "german": "de",
    "allemand": "de",
    "italian": "it",
    "italien": "it",
    "portuguese": "pt",
    "portugais": "pt",
    "dutch": "nl",
    "arabic": "ar",
    "arabe": "ar",
    "russian": "ru",
    "ukrainian": "uk",
    "chinese": "zh",
    "japanese": "ja",
    "macedonian": "mk",
    "turkish": "tr",
    "polish": "pl",
    "romanian": "ro",
}
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r".*\(([^()]+)\)\s*")
_PRIVATE_WORD = re.compile(r"(?!b32-)[a-z0-9]{1,8}")


def tag_of(name: str) -> str:
    """The tag of the edition that a column's language says."""
    name = " ".join(name.split())
    if (known := _SPELLINGS.get(name.casefold())) is not None:
        return known
    inside = _IN_PARENTHESES.fullmatch(name)
    said = inside.group(1).strip() if inside else name
    if _TAG.fullmatch(said) and (inside or len(said.split("-")[0]) == 2 or said.casefold() == "und"):
        return _cased(said)
    return said.lower() if _is_private(said) else _private(name)


def name_of(tag: str) -> str:
    """The name to write in a column for an edition: `tag_of` gives the tag back."""
    if tag in _NAMES:
        return f"{_NAMES[tag]} ({tag})"
    if tag.startswith("x-b32-"):
        letters = tag.removeprefix("x-b32-").replace("-", "").upper()
        return base64.b32decode(letters + "=" * (-len(letters) % 8)).decode()
    return tag.removeprefix("x-") if tag.startswith("x-") else tag


def _cased(tag: str) -> str:
    language, *rest = tag.split("-")
    return "-".join([language.lower(), *(part.upper() if len(part) == 2 else part.lower() for part in rest)])


def _is_private(said: str) -> bool:
    return re.fullmatch(r"x(-[a-z0-9]{1,8})+", said.lower()) is not None and tag_is_stable(said.lower())


def tag_is_stable(tag: str) -> bool:
    """Whether writing the edition's name and reading it gives the tag back."""
    try:
        return tag_of(name_of(tag)) == tag
    except (ValueError, RecursionError):
        return False


def _private(name: str) -> str:
    if _PRIVATE_WORD.fullmatch(name):
        return f"x-{name}"
    letters = base64.b32encode(name.encode()).decode().rstrip("=").lower()
    return "x-b32-" + "-".join(letters[i : i + 8] for i in range(0, len(letters), 8))
