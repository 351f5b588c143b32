"""The shape of a text: one sentence a line, short paragraphs, lists, clear titles."""

import re
from collections.abc import Iterator, Sequence

from arpent.falc.layout.rules import DEEPEST_TITLE
from arpent.falc.rule import Hit, Rule, Setting
from arpent.falc.sentences import BULLETS, Sentence
from arpent.falc.text import Line, Text
from arpent.falc.tokens import Token
from arpent.falc.values import Fix, Level

HEADING = re.compile(r"(?m)^(?P<marks>#{1,6})[ \t]+(?P<title>[^\n]+)$")
NUMBERED = re.compile(
    r"(?m)^[ \t#]{0,20}(?P<number>\d{1,2}(?:\.\d{1,2}){1,4}\.?[a-z]?|\d{1,2}[a-z]?(?:[-.][a-z])\)?)[ \t]+(?=[^\W\d])"
)
BREAK = re.compile(r"\n[ \t]*\n")


def sentences_on_a_line(text: Text, setting: Setting) -> Iterator[Hit]:
    for before, after in zip(text.sentences, text.sentences[1:], strict=False):
        between = text.raw[before.end : after.start]
        if "\n" not in between and before.close and not inside_quotes(text, before):
            yield Hit(
                after.start, after.end, suggestion="Allez à la ligne.", fix=Fix(before.end, after.start, "\n")
            )
    for line, words in zip(text.lines, words_of_lines(text), strict=True):
        if words > setting.profile.long_line:
            yield Hit(line.start, line.end, suggestion="Coupez la ligne.")


def inside_quotes(text: Text, sentence: Sentence) -> bool:
    keys = [token.key for token in text.of(sentence)]
    return keys.count("«") > keys.count("»") or keys[-1] == "»"


def words_of_lines(text: Text) -> list[int]:
    counts = [0] * len(text.lines)
    at = 0
    for token in text.tokens:
        while at < len(text.lines) - 1 and token.start >= text.lines[at].end:
            at += 1
        counts[at] += token.kind in "wnu"
    return counts


def crowded(text: Text, setting: Setting) -> Iterator[Hit]:
    limit = setting.profile.sentences_together
    for group in paragraphs(text):
        full = [one for one in group if one.close]
        if len(full) > limit:
            yield Hit(full[limit].start, group[-1].end, str(len(full)))


def paragraphs(text: Text) -> Iterator[Sequence[Sentence]]:
    """Sentences without an empty line between them."""
    group: list[Sentence] = []
    for sentence in text.sentences:
        if group and BREAK.search(text.raw, group[-1].end, sentence.start):
            yield group
            group = []
        group.append(sentence)
    yield group


def long_titles(text: Text, setting: Setting) -> Iterator[Hit]:
    for sentence in titles(text):
        if sentence.words > 8:
            yield Hit(sentence.start, sentence.end, str(sentence.words))


def titles(text: Text) -> Iterator[Sentence]:
    """A line that no mark closes, at the top or after an empty line, with a text below."""
    for at, sentence in enumerate(text.sentences[:-1]):
        after = text.raw[sentence.end : text.sentences[at + 1].start]
        alone = at == 0 or "\n\n" in text.raw[text.sentences[at - 1].end : sentence.start]
        heading = text.tokens[sentence.first].key == "#"
        bullet = text.tokens[sentence.first].key in BULLETS and not heading
        if "\n" in after and not sentence.close and not bullet and (heading or alone):
            yield sentence


def has_title(text: Text, setting: Setting) -> bool:
    return any(True for _ in titles(text))


def deep_titles(text: Text, setting: Setting) -> Iterator[Hit]:
    for match in HEADING.finditer(text.raw):
        if len(match["marks"]) > DEEPEST_TITLE:
            yield Hit(match.start(), match.end(), match["title"].strip())
    for match in NUMBERED.finditer(text.raw):
        yield Hit(match.start("number"), match.end("number"), match["number"])


def comma_lists(text: Text, setting: Setting) -> Iterator[Hit]:
    for sentence in text.sentences:
        words = text.of(sentence)
        places = [at for at, token in enumerate(words) if token.key == "," and token.kind == "p"]
        for first, second in zip(places, places[1:] or [len(words)], strict=False):
            if enumerates(words, first, second):
                yield Hit(
                    sentence.start,
                    sentence.end,
                    suggestion="Faites une liste avec un tiret devant chaque mot.",
                )
                break


def enumerates(words: Sequence[Token], first: int, second: int) -> bool:
    """« pommes, poires et noix », « pommes, poires, noix »: short pieces between the commas."""
    between = words[first + 1 : second]
    joints = [at for at, token in enumerate(between) if token.key in {"et", "ou"}]
    if second == len(words) or not joints:
        closed = (
            second < len(words)
            and len(between) <= 4
            and not any(token.word.tenses and token.word.parts[0] == "V" for token in between)
        )
        if closed and second < len(words) and told(words, second):
            return False
        return closed or bool(joints and 0 < joints[0] <= 4 and not has_verb(between))
    return 0 < joints[0] <= 4 and not has_verb(between)


def told(words: Sequence[Token], second: int) -> bool:
    """« Nadia, avec son frère, part »: what stands between the commas is set aside, and the sentence goes on."""
    rest = [token for token in words[second + 1 :] if token.kind != "p"]
    return words[second].key == "," and (
        has_verb(rest[:2]) or not {"et", "ou", ","} & {one.key for one in words[second + 1 :]}
    )


def has_verb(words: Sequence[Token]) -> bool:
    return any(
        token.word.parts.startswith("V") or token.key in {"je", "tu", "il", "vous", "nous"} for token in words
    )


def any_line(text: Text, setting: Setting) -> bool:
    return bool(text.sentences)


def line_of(text: Text, place: int) -> Line | None:
    return next((line for line in text.lines if line.start <= place < line.end), None)


RULES = (
    Rule(
        "P04",
        "IE ; RLS 1.7",
        Level.WARNING,
        "Chaque phrase commence sur une nouvelle ligne.",
        "Mettez une phrase par ligne. Coupez les longues lignes.",
        good="Nous partons demain.\nLe train est à midi.",
        bad="Nous partons demain. Le train est à midi.",
        find=sentences_on_a_line,
    ),
    Rule(
        "P07",
        "COGA ; RLS 1.12 et 1.13",
        Level.WARNING,
        "Il y a peu de phrases ensemble.",
        "Voici {} phrases ensemble. Laissez une ligne vide.",
        good="Marie lit.\nPaul dort.",
        bad="Marie lit.\nPaul dort.\nAnne joue.\nLuc mange.\nZoé chante.\nHugo part.",
        find=crowded,
    ),
    Rule(
        "S01",
        "IE ; RLS 6.6",
        Level.WARNING,
        "Les titres sont courts.",
        "Ce titre a {} mots. Écrivez 8 mots ou moins.",
        good="La fête du village\n\nNous dansons.",
        bad="La grande fête du village pour toutes les personnes qui aiment danser\n\nNous dansons.",
        find=long_titles,
        applies=has_title,
    ),
    Rule(
        "S09",
        "RLS 6.6.4 et 6.6.5",
        Level.WARNING,
        "Il y a peu de niveaux de titres.",
        "Ce titre est compliqué : {}. Gardez 2 niveaux de titres.",
        good="# La fête\n\nNous dansons.",
        bad="2.4.5 La fête\n\nNous dansons.",
        find=deep_titles,
        applies=has_title,
    ),
    Rule(
        "S03",
        "IE ; RLS 4.3",
        Level.WARNING,
        "Une suite de choses est une liste.",
        "Il y a beaucoup de choses dans la phrase. Faites une liste.",
        good="Apportez :\n- un pull\n- un short\n- une serviette",
        bad="Apportez un pull, un short et une serviette.",
        find=comma_lists,
    ),
)
