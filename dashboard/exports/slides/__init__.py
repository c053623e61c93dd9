"""PPTX: a slide a view, with native charts and tables (python-pptx, docs/decisions/0011).

``deck`` puts the slides together; ``template`` and ``frame`` are what stands around a picture; ``drawing``, ``charts``
and ``tables`` are what pictures are made of; the other files draw one theme each.
"""

from dashboard.selection import Selection


def presentation(selection: Selection) -> bytes:
    """The views of ``selection`` as slides, after a cover and the key figures."""
    # Imported on first use, and python-pptx with it: most sessions never make slides.
    from .deck import deck_bytes

    return deck_bytes(selection)
