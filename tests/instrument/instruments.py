"""Questionnaires of every shape, for hypothesis."""

from hypothesis import strategies as st

from arpent.instrument.survey_sheet import OFFERABLE
from arpent.instrument.values import OFFERED_BY_DEFAULT, Choice, Group, Instrument, Item, Kind, Question

EDITIONS = ("fr", "fr-simple", "en", "x-klingon", "pt-BR", "und", "x-b32-o5xwy33g-ebshkidt-ovsa")

words = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=12
    )
    .map(lambda text: " ".join(text.replace("$", "€").split()))
    .filter(bool)
)
rules = st.sampled_from(["", "", "1 = 1", "today() > date('2026-01-01')", "string-length('é') = 1"])


def texts(editions: tuple[str, ...], *, empty: bool = True) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(
        st.sampled_from(editions), words, min_size=0 if empty else 1, max_size=len(editions)
    )


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    editions = tuple(draw(st.lists(st.sampled_from(EDITIONS), min_size=1, max_size=3, unique=True)))
    default = draw(st.sampled_from(editions))
    lists = {
        name: tuple(
            draw(choice(editions, code))
            for code in draw(st.lists(st.sampled_from("abcd"), min_size=1, unique=True))
        )
        for name in ("l1", "l2")
    }
    names = iter(f"q{number}" for number in range(1_000))
    items = tuple(draw(item(editions, names, depth=2)) for _ in range(draw(st.integers(1, 4))))
    return Instrument(
        name=draw(words),
        title={default: draw(words), **draw(texts(editions))},
        version=draw(st.sampled_from(["", "3", "2026-11"])),
        editions=editions,
        default_edition=default,
        items=items,
        choices=lists,
        settings=draw(st.dictionaries(st.sampled_from(["style", "instance_name"]), st.just("pages"))),
    )


@st.composite
def choice(draw: st.DrawFn, editions: tuple[str, ...], code: str) -> Choice:
    return Choice(
        name=code,
        label=draw(texts(editions, empty=False)),
        media=draw(media_of(editions)),
        extra=draw(st.dictionaries(st.sampled_from(["region", "note interne"]), words)),
        favourable=draw(st.booleans()),
    )


def media_of(editions: tuple[str, ...]) -> st.SearchStrategy[dict[str, dict[str, str]]]:
    file = st.dictionaries(st.sampled_from(editions), st.sampled_from(["a.png", "b c.mp3"]), min_size=1)
    return st.dictionaries(st.sampled_from(["image", "audio"]), file, max_size=2)


@st.composite
def item(draw: st.DrawFn, editions: tuple[str, ...], names: object, depth: int) -> Item:
    name = next(names)  # type: ignore[call-overload]
    if depth and draw(st.integers(0, 3)) == 0:
        return Group(
            name=name,
            label=draw(texts(editions)),
            items=tuple(draw(item(editions, names, depth - 1)) for _ in range(draw(st.integers(1, 3)))),
            relevant=draw(rules),
            appearance=draw(st.sampled_from(["", "field-list"])),
            media=draw(media_of(editions)),
            extra=draw(st.dictionaries(st.sampled_from(["commentaire", "intent"]), words)),
        )
    return draw(question(editions, name))


@st.composite
def question(draw: st.DrawFn, editions: tuple[str, ...], name: str) -> Question:
    kind = draw(st.sampled_from(list(Kind)))
    select = kind in (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE)
    listed = select or kind is Kind.RANK
    other = select and draw(st.booleans())
    return Question(
        name=name,
        kind=kind,
        label=draw(texts(editions, empty=False)),
        hint=draw(texts(editions)),
        list_name=draw(st.sampled_from(["l1", "l2"])) if listed else "",
        or_other=other,
        relevant=draw(rules),
        constraint=draw(st.sampled_from(["", ". != 3"])),
        constraint_message=draw(texts(editions)),
        required=draw(st.sampled_from(["", "yes", "true()"])),
        required_message=draw(texts(editions)),
        calculation="1 + 1" if kind is Kind.CALCULATE else "",
        choice_filter="region = 'a'" if listed and not other and draw(st.booleans()) else "",
        default=draw(st.sampled_from(["", "x"])) if kind is Kind.TEXT else "",
        appearance=draw(st.sampled_from(["", "minimal"])),
        parameters={"start": "1", "end": "5", "step": "0.5"} if kind is Kind.RANGE else {},
        media=draw(media_of(editions)),
        missing=draw(st.sampled_from([OFFERED_BY_DEFAULT, (), OFFERABLE])),
        finding=draw(texts(editions)),
        read_only=draw(st.sampled_from(["", "true()"])),
        extra=draw(
            st.dictionaries(st.sampled_from(["commentaire", "rows", "alias"]), st.sampled_from(["4", "12"]))
        ),
    )
