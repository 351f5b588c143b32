"""Contrast between two colours, as WCAG 2 counts it: 1 for the same, 21 for black on white."""

Colour = tuple[float, float, float]
"""Red, green, blue, from 0 to 255."""
WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)


def contrast(one: Colour, other: Colour) -> float:
    """Relative luminances compared (WCAG 2.2, « contrast ratio »)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: Colour) -> float:
    red, green, blue = (linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def mixed(over: Colour, under: Colour, share: float) -> Colour:
    """What is seen of a colour that lets `1 - share` of what lies under it through."""
    red, green, blue = (share * above + (1 - share) * below for above, below in zip(over, under, strict=True))
    return red, green, blue


def hexadecimal(words: str) -> Colour | None:
    """« #1a2b3c », « 1A2B3C » or « #abc »; None for anything else, « auto » for one."""
    digits = words.strip().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    try:
        value = int(digits, 16)
    except ValueError:
        return None
    return (value >> 16, value >> 8 & 255, value & 255) if len(digits) == 6 else None
