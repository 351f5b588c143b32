"""When two texts are the same for someone who reads an export: case, accents' form, quotes and spaces aside."""

import re
import unicodedata

from arpent.instrument.values import Missing, Question

_QUOTES = str.maketrans({"’": "'", "‘": "'", "?": "'", "“": '"', "”": '"', "«": '"', "»": '"'})

BLANK = frozenset({"", "na", "n/a", "#n/a", "null", "nan"})
TICKED = frozenset(
    {"1", "true", "vrai", "yes", "oui", "y", "o", "x", "selected", "checked", "coché", "ok", "1.0"}
)
NOT_TICKED = frozenset(
    {
        "0",
        "false",
        "faux",
        "no",
        "non",
        "n",
        "not selected",
        "unchecked",
        "non coché",
        "non sélectionné",
        "0.0",
        "-",
    }
)

_REASONS = {
    Missing.NO_ANSWER: ("no answer", "no_answer", "sans réponse", "pas de réponse", "non-réponse", "nr"),
    Missing.DONT_KNOW: (
        "dont_know",
        "don't know",
        "do not know",
        "dk",
        "ne sait pas",
        "je ne sais pas",
        "nsp",
    ),
    Missing.PREFER_NOT: (
        "prefer_not",
        "prefer not to answer",
        "prefer not to say",
        "refused",
        "ne souhaite pas répondre",
        "je préfère ne pas répondre",
        "je ne veux pas répondre",
    ),
    Missing.NOT_CONCERNED: ("not_concerned", "not applicable", "non concerné", "non concernée", "sans objet"),
    Missing.NOT_UNDERSTOOD: ("not_understood", "did not understand", "pas compris", "je n'ai pas compris"),
    Missing.NOT_ASKED: ("not_asked", "not asked", "non posée"),
}
REASONS = {spelling: reason for reason, spellings in _REASONS.items() for spelling in spellings}


def folded(text: str) -> str:
    """The text as it is compared. `?` stands for a quote: old exports lose them."""
    composed = unicodedata.normalize("NFKC", text)
    return " ".join(composed.translate(_QUOTES).casefold().split())


def aliases(extra: str) -> list[str]:
    """The other names that a column `alias` gives, separated by spaces, commas or semicolons."""
    return [name for name in re.split(r"[\s,;]+", extra) if name]


def names_of(question: Question) -> list[str]:
    """The name of a question and its aliases."""
    return [question.name, *aliases(question.extra.get("alias", ""))]
