"""Sigles, abbreviations and words in capitals: a sigle is written out the first time."""

import re
from collections.abc import Iterator

from arpent.falc.lexicon import spelling, word
from arpent.falc.phrases import listed
from arpent.falc.rule import Hit, Rule, Setting, replaced
from arpent.falc.text import Text
from arpent.falc.tokens import Token
from arpent.falc.values import Fix, Level

SHORT = re.compile(
    r"(?<![\w.])(?:etc\.{1,3}|etc(?![\w.])|p\. ?ex\.|ex\. ?:|[Cc]f\.?(?= )|c\.-à-d\.|càd|n[°º](?= ?\d)|art\.(?= ?\d)|env\.(?= ?\d)|"
    r"(?:M\.|MM\.|Mr|Mme|Mmes|Mlle|Dr|Pr)(?= [A-ZÉÈ])|(?:RDV|rdv|tél|tel)\b\.?|Tél\b\.?|St-|av\.(?= )|bd\.?(?= [A-Z])|min\.(?= ?\d)|bd(?= des? )|[Cc]hap\.(?= ?\d)|p\.(?= ?\d)|tlj\b|bcp\b|qqun\b|qqch\b|qq\b|pdt\b|pb\b|WE\b|ds(?= l[ae]s?\b)|"
    r"(?<=\d )(?:km|kg|cm|min|mn)\b|nb\b|NB(?= ?:)|svp\b|SVP\b|stp\b|asap\b)"
)
WRITTEN = {
    "mr": "Monsieur",
    "m.": "Monsieur",
    "mm.": "Messieurs",
    "mme": "Madame",
    "mmes": "Mesdames",
    "mlle": "Madame",
    "dr": "docteur",
    "pr": "professeur",
    "rdv": "rendez-vous",
    "tél": "téléphone",
    "tel": "téléphone",
    "tél.": "téléphone",
    "tel.": "téléphone",
    "n°": "numéro",
    "nº": "numéro",
    "art.": "article",
    "env.": "environ",
    "km": "kilomètres",
    "kg": "kilos",
    "cm": "centimètres",
    "min": "minutes",
    "mn": "minutes",
    "p. ex.": "par exemple",
    "p.ex.": "par exemple",
    "ex. :": "exemple :",
    "c.-à-d.": "c’est-à-dire",
    "càd": "c’est-à-dire",
    "svp": "s’il vous plaît",
    "stp": "s’il te plaît",
    "bd": "boulevard",
    "av.": "avenue",
    "nb": "nombre",
    "chap.": "chapitre",
    "tlj": "tous les jours",
    "bcp": "beaucoup",
    "qqun": "quelqu’un",
    "qqch": "quelque chose",
    "qq": "quelques",
    "pdt": "président",
    "pb": "problème",
    "we": "week-end",
    "ds": "dans",
}
COMMON = frozenset("OK CD DVD TV SMS WC PDF USB GPS SOS TGV RER BD XL XXL XS".split())
"""Sigles that are words of every day."""
ROMAN = re.compile(r"[IVXLCDM]+")


def abbreviations(text: Text, setting: Setting) -> Iterator[Hit]:
    for match in SHORT.finditer(text.raw):
        shown = match.group()
        written = WRITTEN.get(shown.lower())
        if spelling(shown.strip(". ")) in setting.glossary:
            continue
        if written is None:
            yield Hit(match.start(), match.end(), shown, offer(shown))
        else:
            hit = replaced(match.start(), match.end(), written, shown)
            yield hit._replace(suggestion=f"Écrivez : {written}.")


def offer(shown: str) -> str:
    return "Supprimez ce mot." if shown.startswith("etc") else "Écrivez le mot en entier."


def sigles(text: Text, setting: Setting) -> Iterator[Hit]:
    """Each sigle once, where it first stands, unless the text or the glossary says what it means."""
    seen = text.explained | setting.glossary | developed(text)
    for token in text.tokens:
        if token.kind == "w" and is_sigle(text, token) and token.key not in seen:
            seen |= {token.key}
            known = listed("sigles").get(text.shown(token), "")
            said = f"{known} ({text.shown(token)})"
            fix = Fix(token.start, token.end, said) if known else None
            yield Hit(token.start, token.end, text.shown(token), f"Écrivez : {said}." if known else None, fix)


def is_sigle(text: Text, token: Token) -> bool:
    shown = text.shown(token)
    if shown in listed("sigles"):
        return True
    if not text.shouted(token) or shown in COMMON or ROMAN.fullmatch(shown):
        return False
    return (
        not capitals(text, token)
        and not shouting(text, token)
        and shown not in WRITTEN
        and shown.lower() not in WRITTEN
    )


def shouting(text: Text, token: Token) -> bool:
    """In a line that is all in capitals, no word can be told from a sigle."""
    start = text.raw.rfind("\n", 0, token.start) + 1
    end = text.raw.find("\n", token.end)
    line = text.raw[max(start, token.start - 60) : min(end if end >= 0 else len(text.raw), token.end + 60)]
    return line.isupper() and len(line.split()) > 2


def developed(text: Text) -> set[str]:
    """Sigles between brackets after their words, or followed by them: « maison (MDPH) », « MDPH (maison…) »."""
    found = set()
    for at, token in enumerate(text.tokens):
        if token.kind == "w" and text.shouted(token):
            before = text.tokens[at - 1].key if at else ""
            after = text.tokens[at + 1].key if at + 1 < len(text.tokens) else ""
            if before == "(" or after in {"(", ":", "="} or defined(text, at):
                found.add(token.key)
    return found


def defined(text: Text, at: int) -> bool:
    """« La MDPH est la maison départementale des personnes handicapées »: the first letters of what follows."""
    following = text.tokens[at + 1 : at + 13]
    if [token.key for token in following[:1]] not in (["est"], ["signifie"]):
        return False
    letters = "".join(token.key[0] for token in following[2:] if token.kind == "w" and len(token.key) > 3)
    return len(letters) > 1 and letters.startswith(spelling(text.shown(text.tokens[at])))


def capitals(text: Text, token: Token) -> bool:
    """A known word written in capitals, and not a sigle: « IMPORTANT »."""
    shown = text.shown(token)
    known = word(spelling(shown))
    common = known.known and known.zipf > (2.5 if len(shown) > 3 else 4.5)
    return text.shouted(token) and common and shown not in listed("sigles") and shown not in COMMON


def capital_words(text: Text, setting: Setting) -> Iterator[Hit]:
    for token in text.tokens:
        if token.kind == "w" and capitals(text, token):
            shown = text.shown(token)
            written = shown.capitalize() if opens(text, token) else shown.lower()
            yield Hit(
                token.start, token.end, shown, f"Écrivez : {written}.", Fix(token.start, token.end, written)
            )


def opens(text: Text, token: Token) -> bool:
    return not text.raw[max(0, token.start - 3) : token.start].strip() or text.raw[token.start - 2] in ".!?"


def has_sigle(text: Text, setting: Setting) -> bool:
    return any(token.kind == "w" and is_sigle(text, token) for token in text.tokens)


RULES = (
    Rule(
        "M06",
        "IE ; RLS 6.4",
        Level.ERROR,
        "Les mots sont écrits en entier.",
        "Écrivez ce mot en entier : « {} ».",
        good="Vous avez rendez-vous avec Madame Dupont.",
        bad="Vous avez RDV avec Mme Dupont.",
        find=abbreviations,
    ),
    Rule(
        "M07",
        "IE ; RLS 1.6 et 6.4",
        Level.ERROR,
        "Un sigle est expliqué.",
        "Expliquez ce que veut dire « {} ».",
        good="La maison départementale des personnes handicapées (MDPH) vous répond.",
        bad="La MDPH vous répond.",
        find=sigles,
        applies=has_sigle,
    ),
    Rule(
        "L03",
        "IE ; RLS 1.6",
        Level.ERROR,
        "Les mots sont écrits en petites lettres.",
        "« {} » est en grandes lettres. Écrivez en petites lettres.",
        good="Cette réunion est importante.",
        bad="Cette réunion est IMPORTANTE.",
        find=capital_words,
    ),
)
