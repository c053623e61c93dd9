"""PPTX: a slide a view, with native charts and tables (python-pptx, docs/decisions/0011).

``deck`` puts the slides together; ``template`` and ``frame`` are what stands around a picture; ``drawing``, ``charts``
and ``tables`` are what pictures are made of; the other files draw one theme each. python-pptx is imported where it is
used: most sessions never make slides.
"""

from .deck import presentation

__all__ = ["presentation"]
