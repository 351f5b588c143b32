"""What a device sends of the agreement and the help that went with an answer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from arpent.collection.care.explaining import MOST, explainable
from arpent.collection.care.outcomes import Assent, Guardian, Understood
from arpent.collection.care.receiving import reception_of
from arpent.collection.hearing import hear
from arpent.collection.models import Campaign, Response
from arpent.collection.offline.shapes import NotCounted, Reason, form_of, forms_of, one_of
from arpent.collection.sittings import Sitting
from arpent.instrument.answering import to_plain
from arpent.instrument.looks import judges
from arpent.instrument.values import Instrument


def around(content: Mapping[str, Any], sitting: Sitting, campaign: Campaign, voice: str) -> dict[str, Any]:
    """The fields of `Around`. What only concerns a proxy is dropped for everyone else. Raises NotCounted."""
    is_proxy = voice == Response.Voice.PROXY
    assent = one_of(content, "assent", ["", *Assent.values])
    return {
        "understood": one_of(content, "understood", ["", *Understood.values]),
        "assent": assent if is_proxy else "",
        "guardian": one_of(content, "guardian", ["", *Guardian.values]),
        "helped_later": content.get("helped_later") is True,
        "clarified": _clarified(content, sitting.instrument),
        "would_say": _would_say(content, sitting, campaign) if is_proxy and "said_other" in content else {},
    }


def _clarified(content: Mapping[str, Any], instrument: Instrument) -> dict[str, int]:
    """How many times each explanation was opened; what has no explanation counts nothing."""
    told = content.get("clarified", {})
    if not isinstance(told, dict):
        raise NotCounted(Reason.SHAPE)
    counts = {each.name: told.get(each.name) for each in explainable(instrument)} if told else {}
    return {name: min(count, MOST) for name, count in counts.items() if type(count) is int and count > 0}


def _would_say(content: Mapping[str, Any], sitting: Sitting, campaign: Campaign) -> dict[str, Any]:
    """What a proxy tells that the person would say, heard as the pages hear it: none of it is obligatory."""
    forms = forms_of(content, "said_other")
    if not reception_of(campaign).proxies_answer_twice:
        return {}
    found: dict[str, Any] = {}
    for question in sitting.screens():
        if question.name not in forms or not judges(sitting.instrument, question):
            continue
        others = {name: value for name, value in sitting.answers.items() if name != question.name}
        sent = form_of(forms[question.name])
        heard = hear(replace(sitting, answers=others), replace(question, required=""), sent)
        if heard.refusal:
            raise NotCounted(Reason.ANSWER, question.name)
        found |= to_plain(heard.answers)
    return found
