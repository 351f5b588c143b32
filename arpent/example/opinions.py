"""What the invented respondents tend to answer: the numbers behind the example's answers, all made up.

They are chosen so that results look plausible, and mean nothing about any real person or association.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

type Drawn = Mapping[str, np.ndarray]


@dataclass(frozen=True, slots=True)
class Leaning:
    """How easily a favourable answer comes (on the logit scale), and how a person's mood pulls on it."""

    ease: float = 0.3
    pull: float = 1.0


LEANINGS: dict[str, Leaning] = {
    # Répit et entraide
    "repit_utilise": Leaning(-0.2, 0.4),
    "sejour": Leaning(0.1, 0.3),
    "sejour_vecu": Leaning(1.1),
    "sejour_choix": Leaning(0.5, 0.8),
    "sommeil": Leaning(0.5),
    "bien_chez_soi": Leaning(0.7),
    "rester": Leaning(0.9, 0.5),
    "changer": Leaning(-0.9, -0.5),
    "repos": Leaning(-0.7),
    "temps_pour_soi": Leaning(0.2),
    "fatigue": Leaning(-0.6),
    "rencontres": Leaning(0.4, 0.5),
    "soutien": Leaning(0.9),
    "a_l_ecart": Leaning(-0.1),
    "amis": Leaning(0.6),
    "parler": Leaning(1.0, 0.8),
    "voir_plus": Leaning(0.6, -0.6),
    "information": Leaning(0.7),
    "demarches": Leaning(-0.9),
    "ecoute": Leaning(0.6),
    # Choisir sa vie au quotidien
    "choix_repas": Leaning(0.3, 0.7),
    "choix_sorties": Leaning(0.6, 0.7),
    "choix_argent": Leaning(-0.2, 0.7),
    "decisions": Leaning(0.6),
    "inquietude": Leaning(-0.7),
    "logement_bien": Leaning(0.9),
    "cle": Leaning(0.3, 0.4),
    "voisins": Leaning(0.3),
    "demenager": Leaning(-0.7, -0.9),
    "place_famille": Leaning(0.2),
    "relation": Leaning(0.8),
    "avenir": Leaning(-0.4),
    "contact": Leaning(1.1, 0.5),
    "contact_utile": Leaning(0.8),
    "attentes": Leaning(0.8),
    # La place de chacun dans la commune
    "activite": Leaning(0.3, 0.5),
    "activite_vecu": Leaning(1.2),
    "activite_plus": Leaning(0.5, -0.5),
    "deplacements": Leaning(-0.1),
    "commerces": Leaning(0.6),
    "paroles": Leaning(0.4),
    "regard": Leaning(0.3),
    "remarques": Leaning(-0.3),
    "rendre_service": Leaning(0.1, 0.5),
    "vote": Leaning(-0.5, 0.3),
    "avis_commune": Leaning(-0.6),
    "adaptation": Leaning(0.3),
    # Partenaires
    "ensemble": Leaning(0.5),
    "charge": Leaning(-0.5),
    "difficultes": Leaning(-0.1),
}

TONES = {"familles": -0.25, "personnes": 0.35, "partenaires": 0.05}
"""Families are more reserved than people; partners stand between."""

THRESHOLDS = {3: (-1.4, 0.4), 4: (-1.7, -0.3, 1.5), 5: (-2.6, -1.5, 0.3, 2.1)}
"""Where a latent opinion passes from one answer of a scale to the next, by number of answers."""

SHARES: dict[str, tuple[float, ...]] = {
    "lien": (0.78, 0.15, 0.02),
    "age_proche": (0.22, 0.38, 0.30, 0.10),
    "logement": (0.42, 0.14, 0.09, 0.35),
    "age": (0.29, 0.41, 0.30),
    "envies": (0.56, 0.44),
    "reposant": (0.24, 0.14, 0.22, 0.19, 0.12, 0.09),
    "semaine": (0.17, 0.61, 0.22),
    "lieu": (0.21, 0.27, 0.12, 0.40),
    "structure": (0.24, 0.18, 0.23, 0.14, 0.16),
    "structure_logement": (0.27, 0.22, 0.18, 0.17, 0.12),
    "structure_commune": (0.30, 0.21, 0.18, 0.17, 0.09),
}
"""Shares of a list's choices; what remains goes to « other » where the question has it."""

PICKS: dict[str, tuple[float, ...]] = {
    "formes": (0.45, 0.52, 0.31, 0.12),
    "freins_repit": (0.24, 0.38, 0.22, 0.27, 0.33, 0.19),
    "aidants": (0.58, 0.27, 0.71, 0.09),
    "freins_partenaires": (0.52, 0.31, 0.44, 0.17, 0.16),
    "aides_manquantes": (0.23, 0.34, 0.29, 0.38, 0.41, 0.12),
    "transport": (0.46, 0.08, 0.34, 0.57, 0.25),
    "activites": (0.43, 0.33, 0.49, 0.11),
    "freins_activite": (0.47, 0.25, 0.29, 0.24, 0.30),
    "lieux": (0.72, 0.38, 0.29, 0.18),
}
"""How often each choice of a list is ticked."""

ALONE = frozenset({"aucun", "aucune", "pas_besoin"})
"""Choices that exclude the others of their list."""

OTHER_WORDS = {
    "lien": ("Sa tante", "Son cousin", "La compagne de son père", "Une amie de la famille"),
    "structure": ("Une entreprise", "Un cabinet de conseil", "Un théâtre", "Une mutuelle"),
}


def _between(values: np.ndarray, low: float, high: float) -> np.ndarray:
    return np.asarray(np.clip(values, low, high))


def hours(rng: np.random.Generator, drawn: Drawn) -> np.ndarray:
    """Hours of help a week: many when the person lives at home, few otherwise."""
    at_home = drawn["logement"] == "avec_vous"
    typical = np.where(at_home, np.log(26), np.log(5))
    return _between(np.round(np.exp(rng.normal(typical, 0.7))), 0, 168).astype(int)


def visits(rng: np.random.Generator, drawn: Drawn) -> np.ndarray:
    """Days of the month on which they met."""
    size = len(drawn["logement"])
    return _between(rng.poisson(rng.gamma(2.0, 2.8, size)), 0, 31)


def years(rng: np.random.Generator, drawn: Drawn) -> np.ndarray:
    return _between(rng.gamma(1.8, 3.4, len(drawn["structure"])).astype(int), 0, 60)


def welcomed(rng: np.random.Generator, drawn: Drawn) -> np.ndarray:
    """People welcomed in a year: often a handful, now and then a crowd."""
    return _between(np.exp(rng.normal(2.1, 0.9, len(drawn["structure"]))).astype(int), 1, 500)


def kilometres(rng: np.random.Generator, drawn: Drawn) -> np.ndarray:
    distance = _between(np.exp(rng.normal(1.7, 0.9, len(drawn["lien"]))), 0.1, 200)
    return np.array([Decimal(f"{value:.1f}") for value in distance], dtype=object)


NUMBERS: dict[str, Callable[[np.random.Generator, Drawn], np.ndarray]] = {
    "heures": hours,
    "visites": visits,
    "anciennete": years,
    "accueillies": welcomed,
    "distance": kilometres,
}

SILENCE: dict[str, dict[str, float]] = {
    "familles": {"no_answer": 0.030, "dont_know": 0.020, "prefer_not": 0.015, "not_concerned": 0.035},
    "personnes": {
        "no_answer": 0.020,
        "dont_know": 0.060,
        "prefer_not": 0.020,
        "not_concerned": 0.030,
        "not_understood": 0.040,
    },
    "partenaires": {"no_answer": 0.020, "dont_know": 0.070, "prefer_not": 0.010, "not_concerned": 0.040},
}
"""How often each reason replaces an answer, by audience. A reason that a question does not offer never does."""

RETICENCE = {
    **dict.fromkeys(("lien", "age_proche", "logement", "structure", "age", "lieu", "anciennete"), 0.35),
    "remarques": 2.0,
    "fatigue": 1.4,
    "choix_argent": 1.3,
    "vote": 1.8,
    "heures": 1.5,
}
"""Questions that people leave aside more often than others, or less: facts come easily."""

WRITES = {"familles": 0.30, "personnes": 0.42, "partenaires": 0.36}
"""How often someone writes in the last question."""

SAYINGS: dict[str, tuple[str, ...]] = {
    "repit-familles": (
        "Nous avons enfin passé un week-end à deux.",
        "Je dors mieux pendant les séjours.",
        "Les cafés du samedi me font du bien : on se comprend.",
        "Trop de papiers, toujours les mêmes.",
        "Il y a un an d’attente pour l’accueil temporaire.",
        "Je sais maintenant à qui téléphoner.",
        "Rien n’a changé pour nous cette année.",
        "La fatigue reste la même, mais je me sens moins à l’écart.",
    ),
    "repit-personnes": (
        "Partir plus souvent à la mer.",
        "Choisir avec qui je dors en séjour.",
        "Voir mes amis le dimanche.",
        "Un séjour plus long.",
        "Moins de bruit le soir.",
        "Tout va bien.",
    ),
    "repit-partenaires": (
        "Prévoir les séjours plus tôt dans l’année.",
        "Une fiche simple sur chaque personne accueillie.",
        "Se réunir une fois par trimestre.",
        "Former nos saisonniers.",
    ),
    "quotidien-familles": (
        "Il fait ses courses, je n’y croyais pas.",
        "Elle décide, et j’apprends à laisser faire.",
        "Les équipes changent trop souvent.",
        "J’ai peur le soir, quand il rentre tard.",
        "Nous nous voyons moins, mais mieux.",
        "On nous demande notre avis, c’est nouveau.",
        "Il manque une aide le week-end.",
    ),
    "quotidien-personnes": (
        "Avoir ma clé.",
        "Manger ce que je veux le vendredi.",
        "Vivre avec mon ami.",
        "Un chat.",
        "Sortir plus tard.",
        "Tout va bien chez moi.",
    ),
    "quotidien-partenaires": (
        "Un seul numéro à appeler, même le samedi.",
        "Faire visiter les logements ensemble.",
        "Expliquer le bail avec des mots simples.",
        "Prévenir quand l’équipe change.",
    ),
    "commune-familles": (
        "Le club l’a accueilli comme les autres.",
        "Le bus s’arrête à 18 heures : plus de sorties le soir.",
        "La boulangère connaît son prénom.",
        "Certaines remarques nous blessent encore.",
        "Il a tenu un stand à la fête du village.",
        "Nous n’osons pas toujours demander.",
    ),
    "commune-personnes": (
        "Un bus le soir.",
        "Faire du foot avec les autres.",
        "Aider à la bibliothèque.",
        "Que les gens parlent moins vite.",
        "Voter aussi pour le maire.",
        "Tout me va.",
    ),
    "commune-partenaires": (
        "Une formation courte pour nos bénévoles.",
        "Des panneaux faciles à lire dans la mairie.",
        "Un temps d’accueil au début de chaque saison.",
        "Savoir vers qui se tourner en cas de difficulté.",
    ),
}
"""What is written in the last question, by form."""
