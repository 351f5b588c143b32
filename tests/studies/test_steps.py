"""Steps begin, end, and come back."""

from datetime import date

import pytest
from django.db import IntegrityError

from arpent.studies.actions import open_study
from arpent.studies.agenda import stations, tasks
from arpent.studies.models import Method, Population, Step, Study
from tests.cast import Cast

TODAY = date(2026, 11, 23)


@pytest.fixture
def study(cast: Cast) -> Study:
    return open_study(
        title="Le répit",
        question="?",
        territory=cast.region,
        method=Method.objects.get(),
        starts_on=date(2026, 1, 5),
        ends_on=date(2027, 6, 30),
    )


@pytest.fixture
def first(study: Study) -> Step:
    return study.steps.get(number=1)


def asked(study: Study) -> list[str]:
    return [task.what for task in tasks(study=study, steps=list(study.steps.all()), on=TODAY)]


def test_a_step_that_begins_has_its_day(first: Step):
    first.begin(TODAY)
    assert (first.status, first.starts_on) == (Step.Status.CURRENT, TODAY)


def test_a_step_planned_later_begins_when_it_begins(first: Step):
    first.starts_on = date(2027, 1, 1)
    first.begin(TODAY)
    assert first.starts_on == TODAY


def test_a_step_may_begin_after_its_planned_end(first: Step):
    first.ends_on = date(2026, 6, 1)
    first.begin(TODAY)
    assert first.starts_on <= first.ends_on


def test_finishing_twice_keeps_the_first_day(first: Step):
    first.begin(date(2026, 10, 1))
    first.finish(date(2026, 11, 1))
    first.finish(TODAY)
    assert first.done_on == date(2026, 11, 1)


def test_a_reopened_step_has_no_end(first: Step):
    first.finish(TODAY)
    first.reopen()
    assert (first.status, first.done_on) == (Step.Status.CURRENT, None)


def test_a_step_put_back_is_ahead(first: Step):
    first.begin(TODAY)
    first.put_back()
    assert first.status == Step.Status.AHEAD


def test_a_step_that_is_done_without_a_day_cannot_be_saved(first: Step):
    first.status = Step.Status.DONE
    with pytest.raises(IntegrityError):
        first.save()


def test_a_step_cannot_be_planned_to_end_before_it_starts(first: Step):
    first.starts_on, first.ends_on = date(2026, 3, 2), date(2026, 3, 1)
    with pytest.raises(IntegrityError):
        first.save()


def test_a_new_study_asks_who_takes_part_then_to_begin(study: Study):
    assert asked(study) == [
        "Ajouter les associations qui participent",
        "Commencer « Cadrer la démarche »",
    ]


def test_a_late_step_comes_first(study: Study, first: Step):
    first.begin(date(2026, 9, 1))
    Step.objects.filter(pk=first.pk).update(ends_on=date(2026, 10, 1))
    assert asked(study)[0].startswith("Terminer « Cadrer la démarche »")


def test_a_step_under_way_without_an_end_is_asked_for_one(study: Study, first: Step):
    first.begin(TODAY)
    assert "Fixer la fin de « Cadrer la démarche »" in asked(study)


def test_associations_that_have_counted_are_not_asked_again(study: Study, cast: Cast):
    taking_part = study.participations.create(organisation=cast.association)
    Population.objects.create(participation=taking_part, audience_id=1, size=12)
    assert not [what for what in asked(study) if "Compter" in what]


def test_a_finished_study_asks_nothing_of_its_steps(study: Study, cast: Cast):
    for step in study.steps.all():
        step.finish(TODAY)
    assert asked(study) == ["Ajouter les associations qui participent"]


def test_the_path_says_here_once_even_when_two_steps_are_under_way(study: Study):
    for step in study.steps.filter(number__in=[2, 3]):
        step.begin(TODAY)
    assert [station.state for station in stations(list(study.steps.all()))].count("here") == 1
