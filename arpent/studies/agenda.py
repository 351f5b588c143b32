"""What a study asks of those who run it, from what the study itself knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arpent.studies.models import Participation, Step, Study
from arpent.ui.drawings import Station
from arpent.ui.words import day

STATES = {Step.Status.DONE: "done", Step.Status.CURRENT: "here", Step.Status.AHEAD: "ahead"}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do now: what, where, why and when."""

    what: str
    url: str
    why: str = ""
    when: str = ""


def tasks(*, study: Study, steps: Sequence[Step], on: date) -> list[Task]:
    """What remains to be done on the side of the steps and of those who take part, most pressing first."""
    return [*_late(steps, on), *_participants(study), *_next(steps)]


def stations(steps: Sequence[Step]) -> list[Station]:
    """The steps as stations of the path. One station at most is where we stand."""
    here = next((step for step in steps if step.status == Step.Status.CURRENT), None)
    return [
        Station(
            number=step.number,
            name=step.title,
            url=_url(step),
            state="ahead"
            if step.status == Step.Status.CURRENT and step != here
            else STATES[Step.Status(step.status)],
            says=str(step.get_status_display()).capitalize(),
            facts=_facts(step),
        )
        for step in steps
    ]


def _facts(step: Step) -> tuple[str, ...]:
    if step.done_on:
        return (day(step.done_on), step.deliverable)
    if step.ends_on:
        return (_("jusqu’au %(day)s") % {"day": day(step.ends_on)}, step.deliverable)
    return (step.deliverable,)


def _late(steps: Sequence[Step], on: date) -> list[Task]:
    return [
        Task(
            what=_("Terminer « %(step)s », ou choisir une autre date") % {"step": step.title},
            url=_url(step),
            why=_("La fin prévue est passée."),
            when=_("prévue le %(day)s") % {"day": day(step.ends_on)},
        )
        for step in steps
        if step.ends_on and step.is_late(on)
    ]


def _participants(study: Study) -> list[Task]:
    url = reverse("studies:participants", args=[study.pk])
    taking_part = Participation.objects.filter(study=study)
    if not taking_part.exists():
        return [
            Task(
                _("Ajouter les associations qui participent"),
                reverse("studies:add_participants", args=[study.pk]),
                _("Sans elles, aucun lien de réponse ne peut être ouvert."),
            )
        ]
    uncounted = taking_part.filter(populations=None).count()
    if not uncounted:
        return []
    what = ngettext(
        "Compter les publics de %(uncounted)s association",
        "Compter les publics de %(uncounted)s associations",
        uncounted,
    )
    why = _("Le nombre de personnes concernées permet de savoir qui n’a pas encore été entendu.")
    return [Task(what % {"uncounted": uncounted}, url, why)]


def _next(steps: Sequence[Step]) -> list[Task]:
    undated = [
        Task(
            what=_("Fixer la fin de « %(step)s »") % {"step": step.title},
            url=_url(step),
            why=_("Une date aide chacun à s’organiser."),
        )
        for step in steps
        if step.status == Step.Status.CURRENT and not step.ends_on
    ]
    ahead = [step for step in steps if step.status == Step.Status.AHEAD]
    if ahead and not any(step.status == Step.Status.CURRENT for step in steps):
        undated.append(
            Task(_("Commencer « %(step)s »") % {"step": ahead[0].title}, _url(ahead[0]), ahead[0].question)
        )
    return undated


def _url(step: Step) -> str:
    return reverse("studies:step", args=[step.study_id, step.number])
