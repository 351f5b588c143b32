"""What changes several rows of a study at once."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from arpent.network.models import Organisation
from arpent.studies.models import Audience, Method, MethodStep, Participation, Population, Step, Study

STEP_WORDS = ("number", "title", "short_title", "question", "deliverable", "validated_by")


@transaction.atomic
def open_study(
    *,
    title: str,
    question: str,
    territory: Organisation,
    method: Method,
    starts_on: date,
    ends_on: date,
    subject: str = "",
    associations: Iterable[Organisation] = (),
) -> Study:
    """A study with the steps of its method, all ahead, and the associations that take part."""
    study = Study.objects.create(
        title=title,
        subject=subject,
        question=question,
        territory=territory,
        method=method,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    Step.objects.bulk_create(
        Step(study=study, **{word: getattr(step, word) for word in STEP_WORDS}) for step in method.steps.all()
    )
    add_associations(study=study, associations=associations)
    return study


def add_associations(*, study: Study, associations: Iterable[Organisation]) -> None:
    """Those that were already there stay as they are."""
    Participation.objects.bulk_create(
        (Participation(study=study, organisation=organisation) for organisation in associations),
        ignore_conflicts=True,
    )


@transaction.atomic
def count_populations(*, sizes: Mapping[tuple[Participation, Audience], int | None]) -> None:
    """Write how many people each association counts. None forgets the number."""
    for (participation, audience), size in sizes.items():
        if size is None:
            participation.populations.filter(audience=audience).delete()
        else:
            Population.objects.update_or_create(
                participation=participation, audience=audience, defaults={"size": size}
            )


@transaction.atomic
def copy_method(*, method: Method) -> Method:
    """The next version of a method, with the same steps, to be changed."""
    last = Method.objects.filter(name=method.name).order_by("-version").first() or method
    copy = Method.objects.create(name=method.name, version=last.version + 1)
    MethodStep.objects.bulk_create(
        MethodStep(method=copy, **{word: getattr(step, word) for word in STEP_WORDS})
        for step in method.steps.all()
    )
    return copy
