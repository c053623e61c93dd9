"""What office files share: their typeface, how wide a text is in it, the corners of a line of steps."""

import unicodedata
from collections.abc import Iterable

OFFICE_FONT = "Microsoft YaHei"
"""What every computer with Office or WPS in Chinese has."""


def display_width(text: str) -> int:
    """Columns a text takes on screen: a Han character takes two."""
    return max(
        (sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) for line in text.split("\n")),
        default=0,
    )


def rising(points: Iterable[tuple[float, int]], first: float = float("-inf")) -> list[tuple[float, int]]:
    """The corners of a line that rises at once, from nought, at each of ``points``, none before ``first``."""
    corners: list[tuple[float, int]] = []
    for place, count in points:
        place = max(first, place)
        corners += [(place, corners[-1][1] if corners else 0), (place, count)]
    return corners
