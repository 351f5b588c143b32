"""Signs on the page: letters and digits only, whole words, no reference to elsewhere."""

import re
from collections.abc import Iterator

from arpent.falc.rule import Hit, Rule, Setting, replaced
from arpent.falc.text import Text
from arpent.falc.values import Fix, Level

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s»”)]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
SPECIAL = re.compile(r"(?i:\bet/ou\b)|[&§<>#\\~@_|^{}=+]|(?<=\w)\s?/\s?(?=[^\W\d])|\*+|•")
WORDS_FOR = {"&": "et", "§": "paragraphe", "@": "arobase", "=": "égale", "+": "plus"}
BULLET_LINE = re.compile(r"[ \t]{0,20}(?:[•*▪◦+>·–—-]|#{1,6})[ \t]")
NOTE = re.compile(
    r"[¹²³⁴⁵⁶⁷⁸⁹†‡]|(?<=[\w ])\[\d{1,3}\]|(?<=[\w.])\*(?!\w)|(?<=[a-zéè.]) ?\(\d{1,2}\)"
    r"|\b(?i:(?:voir|reportez-vous à|allez à) (?:la |les |p\. ?\d|)(?:(?<=\d)|page|pages|annexe|chapitre|note|tableau|ci-dessous|ci-dessus|ci-après|plus haut)|cf\b|ibid\b|op\. ?cit"
    r"|plus haut(?= est\b| dans le texte)|supra\b|infra\b|ci-dessus\b|ci-dessous\b)"
)
SQUARED = re.compile(r"(?<=\b[mck]m)[²³]|(?<=\bm)[²³]")
MIDDLE = re.compile(
    r"[^\W\d_]{2,30}(?:[·•.‧∙][^\W\d_]{1,8}){1,3}(?![\w@])|[^\W\d_]{2,30}(?:\((?:e|es|s|ne|nes|x|le|les|trice|trices|euse|euses|ère|ères)\)){1,2}"
)
ENDINGS = frozenset(
    "e es s ne nes le les te tes trice trices euse euses rice rices ère ères ive ives fe ve se ses x nt lle lles".split()
)
SOFT = re.compile(r"[^\W\d_]{1,30}\u00ad[^\W\d_]{0,30}|[^\W\d_]{2,30}-\n[^\W\d_]{1,30}")


def special_signs(text: Text, setting: Setting) -> Iterator[Hit]:
    kept = addresses(text)
    for match in SPECIAL.finditer(text.raw):
        if (
            not within(kept, match.start())
            and not heads_a_line(text.raw, match.start())
            and not is_note(text.raw, match)
        ):
            shown = match.group().strip()
            written = WORDS_FOR.get(shown)
            said = f"Écrivez : {written}." if written else offer(shown)
            fix = Fix(match.start(), match.end(), "et") if shown == "&" else None
            yield Hit(match.start(), match.end(), shown, said, fix)


def offer(shown: str) -> str | None:
    if shown.lower() == "et/ou":
        return "Choisissez : et, ou."
    return "Écrivez : ou." if shown == "/" else None


def is_note(raw: str, match: re.Match[str]) -> bool:
    return match.group().startswith("*") and bool(raw[match.start() - 1 : match.start()].strip())


def addresses(text: Text) -> list[tuple[int, int]]:
    return [(token.start, token.end) for token in text.tokens if token.kind == "u"]


def within(spans: list[tuple[int, int]], place: int) -> bool:
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= place:
            low = middle + 1
        else:
            high = middle
    return low < len(spans) and spans[low][0] <= place


def heads_a_line(raw: str, place: int) -> bool:
    """A bullet or the mark of a heading: the shape of the text, and not a sign to read."""
    start = raw.rfind("\n", max(0, place - 30), place) + 1
    if start == 0 and place > 30:
        return False
    match = BULLET_LINE.match(raw, start)
    return match is not None and match.end() > place


def notes(text: Text, setting: Setting) -> Iterator[Hit]:
    units = {match.start() for match in SQUARED.finditer(text.raw)}
    for match in NOTE.finditer(text.raw):
        if match.start() not in units and not (match.group() == "*" and bold(text.raw, match.start())):
            yield Hit(match.start(), match.end(), match.group().strip(), "Écrivez l’explication ici.")


def bold(raw: str, place: int) -> bool:
    """The star that closes « *word* » or « **word** »."""
    return raw.count("*", max(0, place - 200), place) % 2 == 1 or raw[place - 1 : place] == "*"


def middle_dots(text: Text, setting: Setting) -> Iterator[Hit]:
    kept = addresses(text)
    for match in MIDDLE.finditer(text.raw):
        shown = match.group()
        pieces = [piece for piece in re.split(r"[·•.‧∙()]", shown) if piece]
        dotted = "." in shown and not any(sign in shown for sign in "·•‧∙(")
        gendered = all(piece in ENDINGS for piece in pieces[1:]) and not (dotted and len(pieces) < 3)
        if gendered and not within(kept, match.start()):
            yield Hit(match.start(), match.end(), shown, both(pieces))


def both(pieces: list[str]) -> str | None:
    """« habitant·e·s » gives « habitants et habitantes »; other endings are left to the writer."""
    stem, endings = pieces[0], pieces[1:]
    if endings == ["e", "s"] or endings == ["es"]:
        return f"Écrivez : {stem}s et {stem}es."
    return f"Écrivez : {stem} ou {stem}e." if endings == ["e"] else None


def web_addresses(text: Text, setting: Setting) -> Iterator[Hit]:
    for sentence in text.sentences:
        for token in text.of(sentence):
            if token.kind == "u" and "@" not in token.key and sentence.words > 1:
                yield Hit(token.start, token.end, suggestion="Mettez un bouton ou un lien avec des mots.")


def cut_words(text: Text, setting: Setting) -> Iterator[Hit]:
    for match in SOFT.finditer(text.raw):
        whole = match.group().replace("\u00ad", "").replace("-\n", "")
        if "\u00ad" in match.group():
            yield replaced(match.start(), match.end(), whole, whole)._replace(
                suggestion=f"Écrivez : {whole}."
            )
        else:
            yield Hit(match.start(), match.end(), whole, f"Écrivez : {whole}.")


RULES = (
    Rule(
        "C08",
        "IE ; RLS 5.4",
        Level.ERROR,
        "Il y a des lettres et des chiffres, sans signes difficiles.",
        "Ce signe est difficile : « {} ».",
        good="Venez avec Paul ou Marie.",
        bad="Venez avec Paul & Marie.",
        find=special_signs,
    ),
    Rule(
        "C09",
        "IE ; RLS 4.4",
        Level.ERROR,
        "Le texte n’envoie pas ailleurs.",
        "« {} » envoie ailleurs. Dites tout ici.",
        good="Vous pouvez voter à 18 ans.",
        bad="Vous pouvez voter, voir page 12.",
        find=notes,
    ),
    Rule(
        "C10",
        "IE ; RLS 5.4",
        Level.WARNING,
        "Les mots n’ont pas de point au milieu.",
        "Un signe coupe ce mot : « {} ». Écrivez 2 mots.",
        good="Les habitants et les habitantes votent.",
        bad="Les habitant·e·s votent.",
        find=middle_dots,
    ),
    Rule(
        "C11",
        "IE",
        Level.WARNING,
        "Les adresses de sites sont à part.",
        "Cette phrase a une adresse de site. Mettez l’adresse à part.",
        good="Regardez le site du club.",
        bad="Regardez le site https://www.club.example/accueil demain.",
        find=web_addresses,
    ),
    Rule(
        "L06",
        "IE ; RLS 1.8",
        Level.ERROR,
        "Les mots ne sont pas coupés.",
        "Écrivez ce mot sur une seule ligne : « {} ».",
        good="Nous partons demain.",
        bad="Nous partons de\u00admain.",
        find=cut_words,
    ),
)
