"""How a document is laid out: facts that any reader of files or browser fills in, and the rules that judge them."""

from arpent.falc.layout.checking import check_layout
from arpent.falc.layout.facts import Block, Layout, Look
from arpent.falc.layout.rules import LAYOUT, RULES

__all__ = ["LAYOUT", "RULES", "Block", "Layout", "Look", "check_layout"]
