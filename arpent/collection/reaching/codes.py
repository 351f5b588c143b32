"""The code of an invitation: ten signs, that open one answer once.

Nothing of a code is stored in the clear. Its digest finds the invitation; its mark, made under another key, is
what is written down once it has been used; the identifier of the answer in progress is made from it under a third.
None of the three gives another without the key. See docs/decisions.
"""

from uuid import UUID

from arpent.collection.reaching.sealed import digest

MARK = 32
"""Hexadecimal signs of a mark: 128 bits."""
IN_PROGRESS = 8
"""The version that the identifier of an invited answer says while it is in progress; a sent one is a usual 4."""


def code_digest(code: str) -> str:
    return digest("invitation code", code)


def mark_of(code: str) -> str:
    """What is written when a code has been used."""
    return digest("used code", code)[:MARK]


def answer_of(code: str) -> UUID:
    """The identifier of the answer in progress of that code: made again each time, stored nowhere else."""
    bits = int(digest("answer in progress", code)[:32], 16)
    bits = bits & ~(0xF << 76) | IN_PROGRESS << 76  # the version
    return UUID(int=bits & ~(0b11 << 62) | 0b10 << 62)  # the variant of RFC 9562


def is_invited(response_id: UUID) -> bool:
    """Whether this is the answer in progress of a code."""
    return response_id.version == IN_PROGRESS


def typed(words: str) -> str:
    """A code as it was typed: spaces, hyphens and capitals do not matter."""
    return "".join(words.split()).replace("-", "").lower()


def spaced(code: str) -> str:
    """« k7qm3 xpd9r », as it is printed and said aloud."""
    return f"{code[:5]} {code[5:]}"
