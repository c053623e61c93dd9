"""A page on paper: what stands on every sheet of it, and its charts as wide as the sheet: paper.js, nothing to be seen.

What is left out and how the rest breaks into sheets says dashboard/server/paper.css.
"""

from typing import TypedDict

from .. import own_component

_mount = own_component("paper")


class PaperPayload(TypedDict):
    """The words in the margins of each sheet, ``title`` and ``filters`` above, ``source`` below beside the number of
    the page; and the ``colours`` that slots of charts get there, in their order (dashboard/charts/palette.py)."""

    title: str
    filters: str
    source: str
    colours: tuple[str, ...]


def put_on_paper(payload: PaperPayload) -> None:
    """Lets the browser print the page so."""
    _mount(key="paper", data=payload)
