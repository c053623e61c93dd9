"""How wide a text is."""

import unicodedata


def display_width(text: str) -> int:
    """Columns a text takes on screen: a Han character takes two."""
    return max(
        (sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) for line in text.split("\n")),
        default=0,
    )
