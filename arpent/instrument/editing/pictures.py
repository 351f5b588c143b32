"""The picture beside a question or a choice."""

from collections.abc import Mapping
from dataclasses import replace

from arpent.instrument.editing.items import changed
from arpent.instrument.editing.lists import choice_named, put_choice
from arpent.instrument.values import Instrument, Texts

type Media = Mapping[str, Texts]


def with_picture(instrument: Instrument, name: str, file: str) -> Instrument:
    """The same picture for every edition of a question or a section; no file takes it away."""
    return changed(instrument, name, lambda item: replace(item, media=_shown(instrument, item.media, file)))


def with_choice_picture(instrument: Instrument, list_name: str, code: str, file: str) -> Instrument:
    """The same for a choice."""
    choice = choice_named(instrument, list_name, code)
    media = _shown(instrument, choice.media, file)
    return put_choice(instrument, list_name, replace(choice, media=media))


def _shown(instrument: Instrument, media: Media, file: str) -> Media:
    others = {kind: texts for kind, texts in media.items() if kind not in ("image", "big-image")}
    return {**others, "image": dict.fromkeys(instrument.editions, file)} if file else others
