"""The colours of charts by role. Each role has a hexadecimal code of its own, so that it can be read back
from a finished drawing: two whites differ by one unit, which no eye sees."""

INK = "#14261f"
SOFT = "#43534b"
GRID = "#cfd6c8"
AXIS = "#14261e"
RANGE = "#14261d"  # intervals
DOT = "#14261c"  # the estimate
HATCH = "#8a968f"
HIDDEN = "#fefefe"  # the fill of what is suppressed; becomes a hatching

SCALE = ("#95410b", "#e5ae80", "#d8d8cc", "#9bc3de", "#135a8c")  # opinion, from earth to water
ON_SCALE = ("#fffffe", "#2b1503", "#14261b", "#06263d", "#fffeff")  # the label on each

FILL_CLASSES = {
    SOFT: "c-soft",
    DOT: "c-dot",
    RANGE: "c-dot",
    HIDDEN: "c-hidden",
    **{fill: f"c-s{step}" for step, fill in enumerate(SCALE, 1)},
    **{fill: f"c-on{step}" for step, fill in enumerate(ON_SCALE, 1)},
}
STROKE_CLASSES = {
    GRID: "c-grid",
    AXIS: "c-axis",
    RANGE: "c-dot c-range",
    HATCH: "c-hatchbox",
}

STEPS = {2: (1, 5), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
"""Which of the five fills a scale of so many answers takes: an even scale has no middle."""


def fills(answers: int) -> list[tuple[str, str]]:
    """The fill of each answer of a scale, and the colour of the label that it carries."""
    return [(SCALE[step - 1], ON_SCALE[step - 1]) for step in STEPS[answers]]
