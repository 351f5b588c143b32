"""What no program can judge: questions that people tick, first of all those who will read the text."""

from arpent.falc.rule import Rule
from arpent.falc.values import Level

QUESTIONS = (
    ("R01", "IE ; RLS 2.1", Level.ERROR, "Des personnes avec un handicap intellectuel ont relu le texte ?"),
    ("R02", "IE ; RLS 6.5", Level.WARNING, "Vous savez qui va lire le texte ?"),
    ("R03", "IE", Level.WARNING, "Le papier, le son ou la vidéo : vous avez choisi le plus facile ?"),
    ("R04", "IE ; RLS 6.3", Level.WARNING, "Le début du texte dit de quoi on parle ?"),
    ("R05", "IE ; RLS 6.1", Level.WARNING, "Les idées sont dans un ordre facile à suivre ?"),
    ("S02", "IE ; RLS 6.2", Level.WARNING, "Le plus important est au début ?"),
    ("R06", "IE ; RLS 6.9", Level.INFO, "Les choses importantes sont dites plusieurs fois ?"),
    ("R07", "IE ; RLS 6.8", Level.INFO, "Il y a des exemples de la vie de tous les jours ?"),
    ("R08", "IE ; RLS 6.10", Level.INFO, "Les mots difficiles sont expliqués plusieurs fois ?"),
    ("R09", "IE", Level.WARNING, "Le texte parle à des adultes, avec respect ?"),
    ("R10", "IE ; RLS 6.4", Level.WARNING, "Il n’y a pas d’images dans les mots ?"),
    ("R11", "IE ; RLS 3.1", Level.WARNING, "Chaque image aide à comprendre le texte ?"),
    ("R12", "IE ; RLS 3.3", Level.WARNING, "Les images sont nettes, et faites pour des adultes ?"),
    ("R13", "IE ; RLS 3.5", Level.WARNING, "La même chose a toujours la même image ?"),
    ("R14", "IE", Level.INFO, "Le plus important est en gras ou dans un cadre ?"),
    ("R15", "IE", Level.INFO, "On peut écouter le texte ?"),
    ("R16", "RGAA 3.1 ; IE", Level.WARNING, "On comprend aussi sans les couleurs ?"),
)

RULES = tuple(Rule(name, source, level, title) for name, source, level, title in QUESTIONS)
