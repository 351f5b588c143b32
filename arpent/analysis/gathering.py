"""From the responses of a campaign to the columns that a dataset freezes. The one reader of raw answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from arpent.accounts.models import User
from arpent.analysis.codebook import Circumstance, Voice
from arpent.analysis.coding import Column
from arpent.analysis.margins import margins_of
from arpent.analysis.measuring import declared_scales
from arpent.analysis.scoring import Declared
from arpent.analysis.topics.counted import Counted
from arpent.collection.models import Campaign, Link, Response
from arpent.instrument.answering import plain_reader, words_name
from arpent.instrument.values import Instrument, Kind, Value, text_in
from arpent.network.models import Organisation
from arpent.stats.verbatim import Content, content_of
from arpent.studies.models import Population, Study
from arpent.surveys.models import Version


@dataclass(frozen=True, slots=True)
class Gathered:
    """The kept answers to one version, column by column, in no order that matters."""

    instrument: Instrument
    answers: Mapping[str, Sequence[Value | None]]
    region: Sequence[str]
    association: Sequence[str]
    voice: Sequence[str]
    labels: Mapping[str, Mapping[str, str]]
    populations: Mapping[str, int]
    margins: Mapping[str, Mapping[str, float]]
    scales: Sequence[Declared]
    keys: Sequence[UUID] = ()  # of the responses: they never leave the gathering
    topics: Sequence[Counted] = ()
    beside: Mapping[str, Column] = field(default_factory=dict)  # columns that are no answer to a question
    circumstances: Sequence[Circumstance] = ()  # what those of `beside` mean that people read
    easy: int = 0  # of the persons themselves, how many read the easy words

    @property
    def count(self) -> int:
        return len(self.voice)

    @property
    def proxies(self) -> int:
        return sum(voice == Voice.PROXY for voice in self.voice)

    @property
    def population(self) -> int | None:
        """Of all the taking-part associations; unknown as soon as one of those heard has not said its own."""
        if set(self.association) - self.populations.keys():
            return None
        return sum(self.populations.values())


def campaigns_to_freeze(study: Study, user: User) -> QuerySet[Campaign]:
    """The campaigns of a study whose answers this person may freeze."""
    return Campaign.objects.run_by(user).filter(study=study)


def campaigns_followed(study: Study, user: User) -> QuerySet[Campaign]:
    """The campaigns of a study that this person may follow."""
    return Campaign.objects.visible_to(user).filter(study=study)


def gather(campaign: Campaign, version: Version) -> Gathered:
    """Read every kept response to a version. Memory grows with answers × questions, by one reference each."""
    instrument = version.instrument
    read = plain_reader(instrument)
    places = _places(campaign, version)
    columns: dict[str, list[Value | None]] = {question.name: [] for question in instrument.questions()}
    region, association, voice, keys = [], [], [], []
    rows = Response.objects.kept().filter(link__campaign=campaign, link__version=version)
    for key, plain, link, spoken in rows.values_list("pk", "answers", "link", "voice").iterator(2000):
        values = read(plain)
        for name, column in columns.items():
            column.append(values.get(name))
        region.append(places[link].region)
        association.append(places[link].association)
        voice.append(spoken)
        keys.append(key)
    return Gathered(
        instrument,
        columns,
        region,
        association,
        voice,
        _labels(places.values()),
        _populations(campaign, version),
        margins_of(version.questionnaire),
        declared_scales(version.questionnaire),
        keys,
    )


def open_questions(instrument: Instrument) -> Mapping[str, str]:
    """What is answered in one's own words: the name under which words are kept, and the question as asked."""
    found = {}
    for question in instrument.questions():
        asked = text_in(question.label, "fr", question.name)
        if question.kind is Kind.TEXT:
            found[question.name] = asked
        elif words := words_name(question):
            found[words] = asked
    return found


def open_answers(campaign: Campaign) -> Iterator[tuple[UUID, tuple[str, ...]]]:
    """Each kept response, with the questions to which it says something in words."""
    for version in campaign.versions.all():
        names = open_questions(version.instrument).keys()
        rows = kept_responses(campaign).filter(link__version=version)
        for response, answers in rows.values_list("pk", "answers").iterator(chunk_size=2000):
            yield response, tuple(name for name in names & answers.keys() if _has_words(answers[name]))


def kept_responses(campaign: Campaign) -> QuerySet[Response]:
    """The responses of a campaign that count."""
    return Response.objects.kept().filter(link__campaign=campaign)


def _has_words(answer: object) -> bool:
    return isinstance(answer, str) and content_of(answer) is Content.WORDS


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link stands: codes and words."""

    region: str
    association: str
    names: Mapping[str, str]


def _places(campaign: Campaign, version: Version) -> dict[int, Place]:
    links = Link.objects.filter(campaign=campaign, version=version).select_related(
        "participation__organisation"
    )
    return {link.pk: _place(link.participation.organisation) for link in links}


def _place(organisation: Organisation) -> Place:
    region = organisation.region()
    names = {str(node.pk): node.name for node in (organisation, region) if node}
    return Place(str(region.pk) if region else "", str(organisation.pk), names)


def _labels(places: Iterable[Place]) -> dict[str, dict[str, str]]:
    by_name = sorted(places, key=lambda place: place.names[place.association])
    return {
        "association": {"": "Association"} | {p.association: p.names[p.association] for p in by_name},
        "region": {"": "Région"} | {p.region: p.names[p.region] for p in by_name if p.region},
    }


def _populations(campaign: Campaign, version: Version) -> dict[str, int]:
    """People of this audience in each association that says how many."""
    known = Population.objects.filter(
        participation__study=campaign.study, audience=version.questionnaire.audience, size__gt=0
    )
    return {str(pk): size for pk, size in known.values_list("participation__organisation", "size")}
