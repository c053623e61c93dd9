"""The typeface of office files, and how wide a text is in it."""

import unicodedata

FONT = "Microsoft YaHei"
"""What every computer with Office or WPS in Chinese has."""


def display_width(text: str) -> int:
    """Columns a text takes on screen: a Han character takes two."""
    return max(
        (sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) for line in text.split("\n")),
        default=0,
    )
