"""The scores and the crossed views that the example's studies declare before they freeze."""

from arpent.analysis.actions import declare_scale
from arpent.analysis.crossed.actions import cross_questions
from arpent.analysis.models import Scale
from arpent.example.plans import Plan
from arpent.studies.models import Study
from arpent.surveys.models import Questionnaire

SCORES = {
    ("quotidien", "personnes"): ("Choisir au quotidien", ("choix_repas", "choix_sorties", "choix_argent")),
    ("quotidien", "familles"): ("Choisir au quotidien", ("choix_repas", "choix_sorties", "choix_argent")),
}
"""By study and audience: the title of a score and its questions, whose good answer comes first."""
VIEWS = {
    "quotidien": {
        "Choisir ses sorties": "choix_sorties",
        "Se sentir bien chez soi": "logement_bien",
        "Être bien écouté par l’association": "ecoute",
    },
    "commune": {
        "Se déplacer facilement": "deplacements",
        "Être bien accueilli dans les commerces": "commerces",
    },
}
"""By study: what is compared from one audience to another, through questions of one code."""


def declare(study: Study, plan: Plan) -> None:
    """Once its questionnaires are published."""
    asked = list(study.questionnaires.select_related("audience"))
    for questionnaire in asked:
        _score(questionnaire, plan)
    for title, question in VIEWS.get(plan.code, {}).items():
        chosen = {one: question for one in asked if _asks(one, question)}
        cross_questions(study=study, title=title, questions=chosen)


def _score(questionnaire: Questionnaire, plan: Plan) -> None:
    found = SCORES.get((plan.code, questionnaire.audience.code))
    if found is not None:
        title, questions = found
        declare_scale(
            questionnaire=questionnaire,
            title=title,
            items=dict.fromkeys(questions, False),
            rule=Scale.Rule.SUM,
            most_missing=1,
            descending=True,
        )


def _asks(questionnaire: Questionnaire, question: str) -> bool:
    instrument = questionnaire.versions.get().instrument
    return any(one.name == question for one in instrument.questions())
