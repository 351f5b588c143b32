"""The words of messages and letters: the usual ones, and those that a campaign has chosen instead.

What the law and kindness ask for is added around them and cannot be taken away: how to answer, until when, whom to
ask, that the code serves once, where the address comes from, and how to be left in peace.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from arpent.collection.models import Campaign, Link
from arpent.collection.reaching.models import Correspondence, Wording

PLACES = ("{association}", "{territoire}", "{étude}")
"""What a text may name: each is replaced by the name that it says."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is written to one person, before what is added for everyone."""

    subject: str
    body: str

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in self.body.replace("\r\n", "\n").split("\n\n") if part.strip()]


def text_of(campaign: Campaign, kind: str, *, easy: bool) -> Text:
    """The text as it is edited, its places still open."""
    chosen = Wording.objects.filter(campaign=campaign, kind=kind, easy=easy).first()
    return Text(chosen.subject, chosen.body) if chosen else usual(kind, easy=easy)


def text_for(link: Link, kind: str, *, easy: bool) -> Text:
    """The text as the people of a place read it."""
    text = text_of(link.campaign, kind, easy=easy)
    return Text(_filled(text.subject, link), _filled(text.body, link))


def _filled(words: str, link: Link) -> str:
    study = link.campaign.study
    names = (link.participation.organisation.name, study.territory.name, study.title)
    for place, name in zip(PLACES, names, strict=True):
        words = words.replace(place, name)
    return words


def usual(kind: str, *, easy: bool) -> Text:
    """What is said when nobody wrote anything else."""
    if kind == Wording.Kind.REMINDER:
        return _usual_reminder(easy)
    if easy:
        return Text(
            _("Donnez votre avis"),
            _(
                "Bonjour,\n\nNous voulons savoir ce que vous pensez.\nNous vous posons des questions.\n\n"
                "Il n’y a pas de bonne réponse.\nIl n’y a pas de mauvaise réponse.\n\n"
                "Vous pouvez dire non.\nVous pouvez demander de l’aide.\n\nMerci."
            ),
        )
    return Text(
        _("Votre avis compte : {étude}"),
        _(
            "Bonjour,\n\n{association} participe à une étude : « {étude} ». {territoire} la conduit.\n\n"
            "Nous vous proposons de répondre à un questionnaire. Répondre n’est pas obligatoire. "
            "Vos réponses, avec celles des autres, diront ce qui va bien et ce qui doit changer.\n\n"
            "Merci de votre aide."
        ),
    )


def _usual_reminder(easy: bool) -> Text:
    if easy:
        return Text(
            _("Vous pouvez encore donner votre avis"),
            _(
                "Bonjour,\n\nNous vous avons écrit.\nVous pouvez encore répondre.\n\n"
                "Vous pouvez dire non.\nVous pouvez demander de l’aide.\n\nMerci."
            ),
        )
    return Text(
        _("Il est encore temps de répondre : {étude}"),
        _(
            "Bonjour,\n\nIl y a quelque temps, nous vous avons proposé de répondre à un questionnaire "
            "de l’étude « {étude} ».\n\nVous pouvez encore répondre. Ce n’est pas obligatoire. "
            "Si vous êtes en train de répondre, continuez avec le même code.\n\nMerci de votre aide."
        ),
    )


def correspondence_of(campaign: Campaign) -> Correspondence:
    """In whose name a campaign writes; unsaved when nobody chose."""
    chosen = Correspondence.objects.filter(campaign=campaign).first()
    return chosen or Correspondence(campaign=campaign, sender=campaign.study.territory.name[:80])
