"""What the gallery shows: invented examples of every component."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.paginator import Paginator

from arpent.ui.drawings import SETS, Level, Station
from arpent.ui.forms import DayInput
from arpent.ui.icons import ICONS
from arpent.ui.proofread import look

WAYS = [("link", "Lien et code QR"), ("tablet", "Tablette partagée"), ("paper", "Livret papier")]


class CampaignForm(forms.Form):
    """A form with each kind of field."""

    name = forms.CharField(label="Nom de la collecte", help_text="Il apparaît en haut du questionnaire.")
    closes_on = forms.DateField(label="Date de clôture", widget=DayInput)
    families = forms.IntegerField(label="Familles concernées", required=False)
    audience = forms.ChoiceField(label="Public", choices=[("families", "Familles"), ("people", "Personnes")])
    seen_by = forms.ChoiceField(
        label="Qui peut voir ce résultat\u202f?",
        choices=[("committee", "Le comité de l’étude"), ("network", "Tout le réseau")],
        widget=forms.RadioSelect,
        help_text="Le réseau voit le résultat après la validation de la région.",
    )
    ways = forms.MultipleChoiceField(
        label="Façons de répondre", choices=WAYS, widget=forms.CheckboxSelectMultiple
    )
    message = forms.CharField(label="Message d’accueil", widget=forms.Textarea, required=False)
    notice = forms.FileField(label="Notice", required=False, help_text="Un fichier PDF de 5 Mo au plus.")
    agreed = forms.BooleanField(label="J’ai relu les questions")


class RefusedForm(CampaignForm):
    """The same, sent with mistakes: its groups have names of their own, since both forms share a page."""

    seen_by = forms.ChoiceField(
        label="À qui montrer ce résultat\u202f?",
        choices=[("committee", "Le comité de l’étude"), ("network", "Tout le réseau")],
        widget=forms.RadioSelect,
        help_text="Le réseau voit le résultat après la validation de la région.",
    )
    ways = forms.MultipleChoiceField(
        label="Manières de répondre", choices=WAYS, widget=forms.CheckboxSelectMultiple
    )


FILLED = {
    "name": "Le répit et l’entraide",
    "closes_on": "2026-12-11",
    "families": 1150,
    "seen_by": "committee",
    "ways": ["link", "tablet"],
    "agreed": True,
}

STEPS = (
    ("Cadrer la démarche", ("16 février 2026", "Note de cadrage, validée")),
    ("Rassembler les personnes", ("27 mars", "21 sièges, dont 7 personnes accompagnées")),
    ("Dire les effets attendus", ("12 mai", "6 effets retenus sur 14")),
    ("Construire le référentiel", ("30 juin", "18 indicateurs")),
    ("Préparer les questionnaires", ("11 septembre", "3 questionnaires, relus")),
    ("Recueillir les réponses", ("jusqu’au 11 décembre", "763 réponses reçues")),
    ("Analyser et rendre compte", ("de janvier à juin 2027",)),
)

CLIMBING = (
    Level("Associations", "done", "9 sur 9", "du 2 au 16 juin"),
    Level("Région Val-de-Brume", "here", "à vous", "Alice Tanguy, avant le 30 juin"),
    Level("Réseau Les Passerelles", "ahead", "en attente", "Chloé Vasseur"),
)
REFUSED = (
    Level("Associations", "done", "9 sur 9", "du 2 au 16 juin"),
    Level("Région Val-de-Brume", "no", "refusé", "«\u202fDeux indicateurs mesurent la même chose.\u202f»"),
    Level("Réseau Les Passerelles", "ahead", "en attente", "Chloé Vasseur"),
)


OPINIONS = (
    "Pas du tout d’accord",
    "Plutôt pas d’accord",
    "Entre les deux",
    "Plutôt d’accord",
    "Tout à fait d’accord",
)
HELPED_BY = ("L’association", "D’autres familles", "Mes proches")
NAMES = {
    "faces": "Visages",
    "agreement": "Accord",
    "frequency": "Fréquence",
    "thermometer": "Thermomètre",
}
DRAWN = {
    "faces": {5: "Très bien", 4: "Bien", 3: "Moyen", 2: "Pas bien", 1: "Mal"},
    "agreement": {
        5: "Tout à fait d’accord",
        4: "D’accord",
        3: "Entre les deux",
        2: "Pas d’accord",
        1: "Pas du tout d’accord",
    },
    "frequency": {5: "Chaque jour", 4: "5 jours sur 7", 3: "3 jours sur 7", 2: "1 jour sur 7", 1: "Jamais"},
    "thermometer": {5: "Très fort", 4: "Fort", 3: "Moyen", 2: "Faible", 1: "Très faible"},
}


HARD = "Le questionnaire dure quinze minutes.\nLe dossier est à rendre le 12/03/2027 à la MDPH."


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer of a specimen."""

    name: str
    value: str
    label: str
    checked: bool = False
    drawing: str = ""
    level: int = 0

    @property
    def ident(self) -> str:
        return f"{self.name}-{self.value}"


SECTIONS = {
    "couleurs": "Couleurs",
    "lettres": "Lettres",
    "boutons": "Boutons",
    "champs": "Champs et erreurs",
    "relecture": "Texte relu",
    "avis": "Avis",
    "etats": "États et étiquettes",
    "tableaux": "Tableaux",
    "onglets": "Onglets",
    "dialogues": "Dialogues et menus",
    "fiches": "Fiches et faits",
    "chemin": "Chemin",
    "regards": "Trois regards",
    "avancement": "Avancement",
    "vide": "Vide",
    "validation": "Validation",
}
COLOURS = (
    *("paper", "sheet", "wood", "water", "ink", "ink-soft", "act", "act-wash", "stake", "contour"),
    *("good", "wait", "stop", "info", "focus"),
)


def _answers(name: str, labels: tuple[str, ...], chosen: int) -> list[Shown]:
    return [Shown(name, str(n), label, checked=n == chosen) for n, label in enumerate(labels, start=1)]


def _drawn(drawing: str, count: int) -> list[Shown]:
    """The answers of one drawn scale, from the most to the least."""
    return [
        Shown(f"{drawing}-{count}", str(n), DRAWN[drawing][n], n == SETS[count][0], drawing, n)
        for n in SETS[count]
    ]


def _stations(count: int, here: int) -> list[Station]:
    words = {"done": "Terminée", "here": "En cours", "ahead": "À venir"}
    chosen = [STEPS[i % len(STEPS)] for i in range(count)]
    states = ["done" if n < here else "here" if n == here else "ahead" for n in range(1, count + 1)]
    return [
        Station(n, name, "#chemin", state, words[state], facts)
        for n, ((name, facts), state) in enumerate(zip(chosen, states, strict=True), start=1)
    ]


def _looked() -> dict[str, object]:
    """A text field with its remarks, after one of them was followed."""
    widget = {"name": "looked", "value": HARD, "attrs": {"id": "id_looked", "rows": 3}}
    return {"widget": widget, "look": look(HARD), "before": HARD}


def specimens() -> dict[str, object]:
    """The context of the gallery page."""
    return {
        "sections": SECTIONS,
        "colours": COLOURS,
        "icons": ICONS,
        "looked": _looked(),
        "today": date(2026, 11, 23),
        "form": RefusedForm({"wrong-families": "beaucoup"}, prefix="wrong"),
        "filled": CampaignForm(initial=FILLED),
        "page": Paginator(range(180), 20).page(4),
        "how": ["410 réponses exprimées", "11 ne savent pas", "Intervalle à 95\u202f%"],
        "paths": {
            f"Chemin en {count} étapes": _stations(count, here) for count, here in ((7, 6), (5, 2), (9, 4))
        },
        "climbing": CLIMBING,
        "refused": REFUSED,
    }


def questions() -> dict[str, object]:
    """The context of the gallery of respondents' pages."""
    return {
        "scales": {
            f"{NAMES[drawing]}, {count} réponses": _drawn(drawing, count)
            for drawing in DRAWN
            for count in SETS
        },
        "lines": {NAMES[drawing]: [(drawing, level) for level in SETS[5]] for drawing in DRAWN},
        "opinions": _answers("avis", OPINIONS, chosen=4),
        "helped_by": _answers("aide", HELPED_BY, chosen=1),
        "others": _answers("avis-autre", ("Je ne sais pas", "Je ne veux pas répondre"), chosen=0),
    }
