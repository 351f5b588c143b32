"""The columns of a questionnaire that hold expressions, and the words that stand for yes and no there."""

from arpent.instrument.values import Group, Item

EXPRESSIONS = ("relevant", "constraint", "required", "calculation", "choice_filter", "read_only")

_WORDS = {
    **dict.fromkeys(("yes", "Yes", "YES", "true", "True", "TRUE"), "true()"),
    **dict.fromkeys(("no", "No", "NO", "false", "False", "FALSE"), "false()"),
}


def as_expression(written: str) -> str:
    """The expression that a cell stands for: `yes` is `true()`. Empty stays empty."""
    return _WORDS.get(written, written)


def expressions_of(item: Item) -> dict[str, str]:
    """The expressions of a question or a group, by column, without the empty ones."""
    if isinstance(item, Group):
        return {"relevant": as_expression(item.relevant)} if item.relevant else {}
    written = {column: str(getattr(item, column)) for column in EXPRESSIONS}
    return {column: as_expression(text) for column, text in written.items() if text}
