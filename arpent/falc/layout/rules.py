"""The rules of layout: one table, whatever the document. Thresholds are here, and nowhere else."""

from collections.abc import Callable, Iterable, Mapping

from arpent.falc.layout.facts import Layout, Look
from arpent.falc.rule import Rule
from arpent.falc.values import Level

SMALLEST_POINTS = 14
TIGHTEST_LINES = 1.5
LONGEST_LINE = 70
"""Characters."""
LEAST_CONTRAST = 7
THINNEST = 400
DEEPEST_TITLE = 3
"""A title, then two levels below it."""
WIDEST_TABLE = 5
MOST_FAMILIES = 2
MOST_PAGES = 20
SMALLEST_TARGET = 64
SMALLEST_GAP = 12
NARROWEST_MARGIN = 3
"""Centimetres."""
ROUNDING = 0.01
"""Measures come from pixels, points and twentieths of a point."""

SERIFS = tuple(
    "times georgia garamond cambria bookman palatino century baskerville book serif courier comic script "
    "liberationserif dejavuserif nimbusroman notoserif libertinus newcomputermodern cmr".split()
)
"""How the names of letters with feet begin, and of those that imitate a hand, without spaces."""

Answer = bool | Level | None
"""True when the rule is broken, a level when it is not the rule's own, None when nobody knows."""


def over(value: float | None, limit: float) -> Answer:
    return None if value is None else value > limit + ROUNDING


def under(value: float | None, limit: float) -> Answer:
    return None if value is None else value < limit - ROUNDING


def denied(value: bool | None) -> Answer:
    return None if value is None else not value


def face(family: str) -> str:
    """The first name of a list, without its quotation marks: « "Atkinson Hyperlegible", sans-serif »."""
    return family.lower().split(",")[0].strip(" \"'")


def with_feet(look: Look) -> Answer:
    if look.family is None:
        return None
    name = face(look.family).replace(" ", "")
    return "sans" not in name and "gothic" not in name and name.startswith(SERIFS)


def underlined(look: Look) -> Answer:
    return None if look.underlined is None else look.underlined and not look.link


def in_a_table(look: Look) -> Answer:
    """A small table is a warning: the State's criteria allow it, the European guide advises against it."""
    if look.table is None:
        return None
    return look.table > 0 and (Level.ERROR if look.table > WIDEST_TABLE else Level.WARNING)


def too_many_families(layout: Layout) -> Answer:
    families = {face(block.look.family) for block in layout.blocks if block.look.family}
    return over(len(families), MOST_FAMILIES) if families else None


def unnumbered(layout: Layout) -> Answer:
    """One page alone needs no number."""
    return denied(layout.numbered) if layout.pages is not None and layout.pages > 1 else None


OF_LOOKS: Mapping[str, Callable[[Look], Answer]] = {
    "L01": lambda look: under(look.points, SMALLEST_POINTS),
    "L02": with_feet,
    "L28": lambda look: under(look.weight, THINNEST),
    "L16": lambda look: look.italic,
    "L17": underlined,
    "L18": lambda look: look.capitals,
    "L04": lambda look: look.effects,
    "L05": lambda look: None if look.align is None else look.align not in {"left", "start"},
    "L19": lambda look: look.hyphens,
    "L07": lambda look: under(look.line_height, TIGHTEST_LINES),
    "L08": lambda look: over(look.line_length, LONGEST_LINE),
    "L09": lambda look: under(look.contrast, LEAST_CONTRAST),
    "L20": lambda look: look.pattern,
    "L21": lambda look: over(look.indent, 0),
    "L12": lambda look: over(look.columns, 1),
    "L25": in_a_table,
    "L29": lambda look: over(look.heading, DEEPEST_TITLE),
    "L11": lambda look: denied(look.picture),
}
OF_PAGES: Mapping[str, Callable[[Layout], Answer]] = {
    "L26": too_many_families,
    "L30": lambda layout: None if layout.titles is None else layout.titles != 1,
    "L31": lambda layout: layout.notes,
    "L13": unnumbered,
    "L22": lambda layout: denied(layout.questions_whole),
    "L24": lambda layout: under(layout.margin_cm, NARROWEST_MARGIN),
    "L27": lambda layout: over(layout.pages, MOST_PAGES),
    "L14": lambda layout: under(layout.smallest_target, SMALLEST_TARGET),
    "L23": lambda layout: under(layout.smallest_gap, SMALLEST_GAP),
    "L15": lambda layout: layout.moving,
}


def table(rows: Iterable[tuple[str, str, Level, str, str]]) -> tuple[Rule, ...]:
    return tuple(
        Rule(name, source, level, title, message, scope="document")
        for name, source, level, title, message in rows
    )


ERROR, WARNING = Level.ERROR, Level.WARNING
RULES = table(
    (
        ("L01", "IE ; RLS 1.1", ERROR, "Les lettres sont grandes.", "Les lettres sont petites. Choisissez la taille 14 ou plus."),
        ("L02", "IE ; RLS 1.2", ERROR, "Les lettres sont simples.", "Les lettres ont des pieds. Choisissez Arial."),
        ("L28", "IE ; RLS 1.2", ERROR, "Les lettres sont assez épaisses.", "Les lettres sont trop fines. Choisissez des lettres plus épaisses."),
        ("L26", "IE ; RLS 1.3", ERROR, "Il y a une ou 2 formes de lettres.", "Les lettres changent trop de forme. Gardez une seule forme."),
        ("L16", "IE ; RLS 1.2.4", ERROR, "Les lettres sont droites.", "Les lettres penchent. Écrivez avec des lettres droites."),
        ("L17", "IE ; RLS 1.2.5", ERROR, "Seuls les liens sont soulignés.", "Un trait est sous les mots. Mettez les mots en gras."),
        ("L18", "IE ; RLS 1.6", ERROR, "Le texte est en petites lettres.", "Le texte est en grandes lettres. Écrivez en petites lettres."),
        ("L04", "IE ; RLS 1.2.3 et 1.2.5", ERROR, "Les lettres sont sans ombre.", "Les lettres ont une ombre ou un effet. Supprimez cet effet."),
        ("L05", "IE ; RLS 1.14", ERROR, "Le texte commence à gauche.", "Mettez le texte à gauche."),
        ("L19", "IE ; RLS 1.8", ERROR, "Les mots restent entiers.", "Un mot peut changer de ligne au milieu. Gardez les mots entiers."),
        ("L07", "IE ; RLS 1.13", WARNING, "Les lignes sont loin les unes des autres.", "Les lignes se touchent presque. Mettez plus de place."),
        ("L08", "IE", WARNING, "Les lignes sont courtes.", "La ligne est longue. Coupez la ligne."),
        ("L09", "IE ; RLS 1.4", ERROR, "Le texte se voit bien.", "Le texte se voit mal. Choisissez du noir sur du blanc."),
        ("L20", "IE ; RLS 1.4", ERROR, "Le fond est d’une seule couleur.", "Une image est sous le texte. Supprimez cette image."),
        ("L21", "IE ; RLS 1.9", WARNING, "La première ligne commence comme les autres.", "La première ligne est plus à droite. Mettez la ligne à gauche."),
        ("L12", "IE ; RLS 1.5", ERROR, "Le texte a une seule colonne.", "Le texte a 2 colonnes. Gardez une colonne."),
        ("L25", "IE ; RLS 3.6", ERROR, "Le texte est sans tableau.", "Le texte est dans un tableau. Faites une liste."),
        ("L29", "IE ; RLS 6.6", ERROR, "Il y a peu de niveaux de titres.", "Les titres ont trop de niveaux. Gardez 2 niveaux de titres."),
        ("L30", "IE ; RLS 6.6", ERROR, "Il y a un seul grand titre.", "Donnez un grand titre, et un seul."),
        ("L31", "IE ; RLS 4.4", ERROR, "Le texte est sans note.", "Il y a des notes à la fin ou en bas. Dites tout dans le texte."),
        ("L11", "IE ; RLS 3.1 ; COGA", WARNING, "Chaque idée a son image.", "Il manque une image. Ajoutez une image à gauche."),
        ("L13", "IE ; RLS 2.3", ERROR, "Chaque page a un numéro.", "Écrivez sur chaque page, par exemple : page 2 sur 6."),
        ("L22", "IE", ERROR, "Une question reste sur une seule page.", "La question est sur 2 pages. Gardez la question sur une page."),
        ("L24", "RLS 1.11", WARNING, "Il y a de la place autour du texte.", "Laissez 3 centimètres de blanc autour du texte."),
        ("L27", "IE ; RLS 1.12", WARNING, "Le document est court.", "Le document est long. Faites plusieurs petits documents."),
        ("L14", "WCAG 2.5.5", ERROR, "Les boutons sont grands.", "Le bouton est petit. Faites un grand bouton."),
        ("L23", "WCAG 2.5.8", ERROR, "Les boutons sont loin les uns des autres.", "Les boutons se touchent presque. Mettez plus de place."),
        ("L15", "COGA ; RGAA 13.1", ERROR, "Rien ne bouge et le temps est libre.", "Une chose bouge. Ou le temps est trop court."),
    )
)  # fmt: skip
LAYOUT: Mapping[str, Rule] = {rule.id: rule for rule in RULES}
