"""How a text is laid out: sizes, faces, alignment, contrast. A page, a PDF or a form fills in what it knows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from arpent.falc.rule import Rule
from arpent.falc.values import Finding, Findings, Level

SERIFS = (
    "times",
    "georgia",
    "garamond",
    "cambria",
    "palatino",
    "serif",
    "courier",
    "comic",
    "script",
    "book antiqua",
)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text in one style, from `start` to `end`. What is not known is None, and not tested."""

    start: int
    end: int
    points: float | None = None
    """Size in printer's points: 18.67 CSS pixels are 14 points."""
    family: str | None = None
    italic: bool | None = None
    underlined: bool | None = None
    link: bool = False
    capitals: bool | None = None
    """Shown in capitals by its style."""
    effects: bool | None = None
    """Shadow, outline, stretched or tightened letters."""
    align: str | None = None
    hyphens: bool | None = None
    """Words may be cut at the end of a line."""
    line_height: float | None = None
    """In times the size of the letters."""
    line_length: float | None = None
    """In characters."""
    contrast: float | None = None
    pattern: bool | None = None
    """An image or a pattern behind the text."""
    indent: float | None = None
    columns: int | None = None
    picture: bool | None = None
    """A picture stands beside it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a document, and what holds for its pages."""

    blocks: Sequence[Block]
    pages: int | None = None
    numbered: bool | None = None
    """Each page says « page 2 sur 6 »."""
    margin_cm: float | None = None
    questions_whole: bool | None = None
    moving: bool | None = None
    """Something moves, or time is limited."""
    smallest_target: float | None = None
    """In CSS pixels, the shorter side of the smallest thing to press."""
    smallest_gap: float | None = None
    table_headers: int | None = None


Answer = bool | None
"""True when the rule is broken, None when nobody knows."""


def over(value: float | None, limit: float) -> Answer:
    return None if value is None else value > limit


def under(value: float | None, limit: float) -> Answer:
    return None if value is None else value < limit


def denied(value: bool | None) -> Answer:
    return None if value is None else not value


def with_serifs(block: Block) -> Answer:
    if block.family is None:
        return None
    first = block.family.lower().split(",")[0].strip(" \"'")
    return "sans" not in first and first.startswith(SERIFS)


BLOCK_RULES: Mapping[str, Callable[[Block], Answer]] = {
    "L01": lambda block: under(block.points, 13.99),
    "L02": with_serifs,
    "L16": lambda block: block.italic,
    "L17": lambda block: None if block.underlined is None else block.underlined and not block.link,
    "L18": lambda block: block.capitals,
    "L04": lambda block: block.effects,
    "L05": lambda block: None if block.align is None else block.align not in {"left", "start"},
    "L19": lambda block: block.hyphens,
    "L07": lambda block: under(block.line_height, 1.49),
    "L08": lambda block: over(block.line_length, 70),
    "L09": lambda block: under(block.contrast, 7),
    "L20": lambda block: block.pattern,
    "L21": lambda block: over(block.indent, 0),
    "L11": lambda block: denied(block.picture),
    "L12": lambda block: None if block.columns is None else block.columns > 1,
}
PAGE_RULES: Mapping[str, Callable[[Layout], Answer]] = {
    "L13": lambda layout: denied(layout.numbered) if (layout.pages or 2) > 1 else False,
    "L22": lambda layout: denied(layout.questions_whole),
    "L14": lambda layout: under(layout.smallest_target, 64),
    "L23": lambda layout: under(layout.smallest_gap, 12),
    "L15": lambda layout: layout.moving,
    "L24": lambda layout: under(layout.margin_cm, 3),
    "L25": lambda layout: over(layout.table_headers, 5),
    "L26": lambda layout: over(len({block.family for block in layout.blocks if block.family}), 2),
    "L27": lambda layout: over(layout.pages, 20),
}


def check_layout(layout: Layout, *, waived: Mapping[str, str] | None = None) -> Findings:
    """Look a layout over. Each rule is tested where something is known, and says so otherwise."""
    waived = waived or {}
    answers = [
        *(
            (rule, block.start, block.end, broken(block))
            for block in layout.blocks
            for rule, broken in BLOCK_RULES.items()
        ),
        *((rule, 0, 0, broken(layout)) for rule, broken in PAGE_RULES.items()),
    ]
    kept = [answer for answer in answers if answer[0] not in waived and answer[3] is not None]
    tested = frozenset(rule for rule, *_ in kept)
    found = (finding(LAYOUT[rule], start, end) for rule, start, end, broken in kept if broken)
    return Findings(tuple(sorted(found, key=place)), 0, 0, tested, tested, dict(waived))


def place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.rule


def finding(rule: Rule, start: int, end: int, about: str = "") -> Finding:
    return Finding(rule.id, rule.level, start, end, rule.message.format(about))


def rules(rows: Iterable[tuple[str, str, Level, str, str]]) -> tuple[Rule, ...]:
    return tuple(
        Rule(name, source, level, title, message, scope="document")
        for name, source, level, title, message in rows
    )


ERROR, WARNING = Level.ERROR, Level.WARNING
RULES = rules(
    (
        ("L01", "IE ; RLS 1.1", ERROR, "Les lettres sont grandes.", "Les lettres sont petites. Choisissez la taille 14 ou plus."),
        ("L02", "IE ; RLS 1.2", ERROR, "Les lettres sont simples.", "Les lettres ont des pieds. Choisissez Arial."),
        ("L26", "IE ; RLS 1.3", ERROR, "Il y a une ou 2 formes de lettres.", "Les lettres changent trop de forme. Gardez une seule forme."),
        ("L16", "IE ; RLS 1.2.4", ERROR, "Les lettres sont droites.", "Les lettres penchent. Écrivez avec des lettres droites."),
        ("L17", "IE ; RLS 1.2.5", ERROR, "Seuls les liens sont soulignés.", "Un trait est sous les mots. Mettez les mots en gras."),
        ("L18", "IE ; RLS 1.6", ERROR, "Le texte est en petites lettres.", "Le texte est en grandes lettres. Écrivez en petites lettres."),
        ("L04", "IE ; RLS 1.2.5", ERROR, "Les lettres sont sans ombre.", "Les lettres ont une ombre ou un effet. Supprimez cet effet."),
        ("L05", "IE ; RLS 1.14", ERROR, "Le texte commence à gauche.", "Mettez le texte à gauche."),
        ("L19", "IE ; RLS 1.8", ERROR, "Les mots restent entiers.", "Un mot peut changer de ligne au milieu. Gardez les mots entiers."),
        ("L07", "IE ; RLS 1.13", WARNING, "Les lignes sont loin les unes des autres.", "Les lignes se touchent presque. Mettez plus de place."),
        ("L08", "IE", WARNING, "Les lignes sont courtes.", "La ligne est longue. Coupez la ligne."),
        ("L09", "IE ; RLS 1.4", ERROR, "Le texte se voit bien.", "Le texte se voit mal. Choisissez du noir sur du blanc."),
        ("L20", "IE ; RLS 1.4", ERROR, "Le fond est d’une seule couleur.", "Une image est sous le texte. Supprimez cette image."),
        ("L21", "IE ; RLS 1.9", WARNING, "La première ligne commence comme les autres.", "La première ligne est plus à droite. Mettez la ligne à gauche."),
        ("L12", "IE ; RLS 1.5", ERROR, "Le texte a une seule colonne.", "Le texte a 2 colonnes. Gardez une colonne."),
        ("L11", "IE ; RLS 3.1 ; COGA", WARNING, "Chaque idée a son image.", "Il manque une image. Ajoutez une image à gauche."),
        ("L25", "IE ; RLS 3.6", ERROR, "Les tableaux sont petits.", "Le tableau est grand. Faites une liste."),
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
