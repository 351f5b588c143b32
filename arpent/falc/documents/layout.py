"""What a page should look like: the rules that a program can see in a document, not in its words."""

from arpent.falc.rule import Rule, by_id
from arpent.falc.values import Level

GUIDE, STATE = "IE", "RLS"

LAYOUT = by_id(
    [
        Rule(
            "L01", f"{GUIDE} ; {STATE} 1.1", Level.ERROR, "Les lettres sont grandes.",
            "Ces lettres sont petites. Choisissez la taille 14, ou plus.", scope="document",
        ),
        Rule(
            "L02", f"{GUIDE} ; {STATE} 1.2, 1.3", Level.ERROR, "L’écriture est simple.",
            "Choisissez une seule écriture, sans petits traits. Par exemple : Arial.", scope="document",
        ),
        Rule(
            "L03", f"{GUIDE} ; {STATE} 1.2.4", Level.ERROR, "Les mots sont droits.",
            "Ces mots sont penchés, soulignés ou en capitales. Écrivez ces mots en gras.", scope="document",
        ),
        Rule(
            "L04", f"{GUIDE} ; {STATE} 1.2.5", Level.ERROR, "Les lettres sont sans ombre.",
            "Enlevez l’ombre ou le contour de ces lettres.", scope="document",
        ),
        Rule(
            "L05", f"{GUIDE} ; {STATE} 1.14", Level.ERROR, "Le texte commence à gauche.",
            "Mettez ce texte à gauche.", scope="document",
        ),
        Rule(
            "L06", f"{GUIDE} ; {STATE} 1.8", Level.ERROR, "Les mots sont entiers.",
            "Ce document coupe les mots en fin de ligne. Changez ce réglage.", scope="document",
        ),
        Rule(
            "L07", f"{GUIDE} ; {STATE} 1.13", Level.WARNING, "Les lignes sont loin l’une de l’autre.",
            "Les lignes sont trop serrées. Choisissez un espace de 1 ligne et demie.", scope="document",
        ),
        Rule(
            "L12", f"{GUIDE} ; {STATE} 1.5", Level.ERROR, "Le texte a une seule colonne.",
            "Ce document a des colonnes ou un tableau. Écrivez les phrases l’une sous l’autre.", scope="document",
        ),
        Rule(
            "L15", "COGA ; RGAA 13.1", Level.ERROR, "Rien ne bouge.",
            "Quelque chose bouge sur cette page. Enlevez ce mouvement.", scope="document",
        ),
        Rule(
            "S01", f"{GUIDE} ; {STATE} 6.6", Level.ERROR, "La page a un titre clair.",
            "Donnez un seul grand titre à la page. Gardez 2 niveaux de titres.", scope="document",
        ),
        Rule(
            "C09", f"{GUIDE} ; {STATE} 4.4", Level.ERROR, "Le texte est sans note.",
            "Ce document a des notes en bas de page. Mettez la note dans le texte.", scope="document",
        ),
    ]
)  # fmt: skip
"""Some share their number with a rule on words: S01 is about titles, in words as on the page."""
