"""Fictional answers whose topics are known, for they were planted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

TOPICS = {
    "transport": "bus transport trajet taxi voiture déplacement horaires train route retard",
    "écoute": "écoute équipe éducateurs respect parole accueil professionnels confiance dialogue attention",
    "logement": "logement chambre appartement maison studio voisins cuisine clés intimité loyer",
    "travail": "travail atelier emploi salaire collègues stage métier entreprise contrat horaires",
    "santé": "santé médecin dentiste soins hôpital douleur psychologue médicaments infirmière rendez-vous",
}
AROUND = (
    "je",
    "mon",
    "il",
    "faut",
    "manque",
    "famille",
    "jour",
    "semaine",
    "année",
    "choses",
    "temps",
    "frère",
)


@dataclass(frozen=True, slots=True)
class Planted:
    """n answers and the topics (n, 5) that each speaks of."""

    texts: list[str]
    marks: npt.NDArray[np.int64]


def planted(count: int, rng: np.random.Generator) -> Planted:
    """Answers on one topic, sometimes two, with words that say nothing and rare words around."""
    named = [words.split() for words in TOPICS.values()]
    marks = np.zeros((count, len(named)), dtype=np.int64)
    texts = []
    for row in range(count):
        about = rng.choice(len(named), size=rng.choice([1, 1, 2]), replace=False)
        marks[row, about] = 1
        words = [word for topic in about for word in rng.choice(named[topic], rng.integers(2, 5))]
        words += [*rng.choice(AROUND, rng.integers(2, 7)), f"mot{chr(97 + int(rng.integers(26)))}a"]
        texts.append(sentence(words, rng))
    return Planted(texts, marks)


def sentence(words: Sequence[str], rng: np.random.Generator) -> str:
    return " ".join(str(word) for word in rng.permutation(np.array(words, dtype=object))).capitalize() + "."
