"""The places of the example network. All of them are invented, and so are the people who live there."""

from collections.abc import Mapping
from dataclasses import dataclass

HEAD = "Les Passerelles"
HEAD_PLACE = "Pontenville"


@dataclass(frozen=True, slots=True)
class Association:
    """An association, and how many people of each audience it counts."""

    name: str
    place: str
    populations: Mapping[str, int]  # by code of audience


@dataclass(frozen=True, slots=True)
class Region:
    """A region, its associations, and the partner it works with."""

    name: str
    place: str
    partner: str
    associations: tuple[Association, ...]


def _association(name: str, place: str, families: int, people: int, partners: int) -> Association:
    return Association(name, place, {"familles": families, "personnes": people, "partenaires": partners})


REGIONS = (
    Region(
        "Val-de-Brume",
        "Brumeval",
        "Commune de Brumeval",
        (
            _association("La Clairière", "Brumeval", 412, 468, 46),
            _association("Le Gué", "Gué-l’Aune", 168, 190, 22),
            _association("Les Lanternes", "Lanternay", 655, 702, 58),
            _association("Le Chemin Bleu", "Azurac-sur-Brume", 240, 281, 27),
            _association("Fougère et Compagnie", "Fougèremont", 96, 104, 12),
            _association("Les Sept Marches", "Septmarches", 310, 344, 31),
            _association("L’Écluse Verte", "Vertécluse", 74, 88, 11),
            _association("La Ruche Claire", "Ruchemont", 133, 120, 15),
            _association("Le Moulin d’Encre", "Encreville", 52, 61, 8),
            _association("Les Tisserands du Soir", "Soirmont", 11, 14, 4),
        ),
    ),
    Region(
        "Plaine-d’Orme",
        "Hautblé",
        "Bailleur Toits d’Orme",
        (
            _association("Les Grands Ormes", "Orme-la-Plaine", 704, 812, 61),
            _association("Le Sillon d’Argent", "Sillonville", 381, 420, 40),
            _association("La Grange aux Mots", "Motgrange", 265, 297, 33),
            _association("Les Blés Hauts", "Hautblé", 212, 208, 26),
            _association("Le Banc Rouge", "Bancrouge", 147, 171, 21),
            _association("La Halte du Coquelicot", "Coquelières", 88, 101, 13),
            _association("Les Quatre Saules", "Saulepont", 46, 58, 9),
            _association("La Petite Charrue", "Charrusson", 13, 17, 5),
        ),
    ),
    Region(
        "Côte-de-Sel",
        "Marésel",
        "Club nautique de Marésel",
        (
            _association("Le Phare Discret", "Phare-en-Sel", 498, 541, 44),
            _association("La Cabane à Sel", "Cabanesel", 322, 360, 37),
            _association("L’Anse aux Étoiles", "Anse-Étoilée", 230, 246, 29),
            _association("Les Filets d’Or", "Filedor", 161, 155, 20),
            _association("La Dune Bavarde", "Dunebelle", 109, 118, 16),
            _association("Le Quai des Voix", "Quaivoix", 64, 70, 12),
            _association("Les Marées Lentes", "Marésel", 15, 19, 5),
        ),
    ),
)

EXPERTS = (("Atelier Mesure Claire", "Pontenville"), ("Cabinet Loupe et Jardin", "Lanternay"))
SERVICES = {
    "La Clairière": ("Foyer des Tilleuls", "Service à domicile de Brumeval"),
    "Les Grands Ormes": ("Résidence du Verger", "Ateliers de la Plaine"),
    "Le Phare Discret": ("Maison du Port",),
}
