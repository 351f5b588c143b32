"""The method in seven steps and the six audiences that a new network starts from. All of it is data."""

from django.db import migrations

STEPS = [
    ("Cadrer la démarche", "Cadrer", "Pourquoi, pour qui, sur quoi et avec quels moyens ?", "Note de cadrage", "comité de pilotage"),
    ("Rassembler les personnes concernées", "Rassembler", "Qui agit, qui est touché, qui participe et comment ?", "Carte des parties prenantes", "comité de pilotage"),
    ("Dire les effets attendus", "Dire les effets", "Qu’est-ce qui devrait changer, pour qui, et quand ?", "Carte des effets", "comité de pilotage"),
    ("Construire le référentiel", "Construire", "Comment saurons-nous que cela change ?", "Référentiel : effets, critères, indicateurs", "comité de pilotage"),
    ("Préparer les questionnaires", "Préparer", "À qui demandons-nous, comment, sous quelle forme ?", "Questionnaires, en standard et en facile à lire", "groupe de travail"),
    ("Recueillir les réponses", "Recueillir", "Entendons-nous tout le monde ?", "Suivi de la collecte", "animation régionale"),
    ("Analyser et rendre compte", "Rendre compte", "Qu’apprenons-nous, que disons-nous, que changeons-nous ?", "Rapport, synthèse facile à lire, plan d’action", "comité de pilotage"),
]

AUDIENCES = [
    ("familles", "familles", True, "family", False),
    ("personnes", "personnes accompagnées", True, "people", True),
    ("partenaires", "partenaires", False, "partner", False),
    ("professionnels", "professionnels", False, "partner", False),
    ("benevoles", "bénévoles", False, "partner", False),
    ("elus", "élus", False, "partner", False),
]


def add(apps, schema_editor):
    method = apps.get_model("studies", "Method").objects.create(name="La démarche en sept étapes", version=1)
    step = apps.get_model("studies", "MethodStep")
    step.objects.bulk_create(
        step(method=method, number=number, title=title, short_title=short, question=question, deliverable=deliverable, validated_by=by)
        for number, (title, short, question, deliverable, by) in enumerate(STEPS, 1)
    )
    audience = apps.get_model("studies", "Audience")
    audience.objects.bulk_create(
        audience(code=code, name=name, feminine=feminine, mark=mark, rank=rank, easy_first=easy)
        for rank, (code, name, feminine, mark, easy) in enumerate(AUDIENCES, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("studies", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
