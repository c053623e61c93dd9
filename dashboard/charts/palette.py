"""Colours by what they mean, one table for screen, slide, paper, XLSX and PPTX (screens.md, Colour means one thing).

On screen a figure carries colour *slots*, which the chart component fills in the browser from
``chartCategoricalColors`` and ``chartSequentialColors`` of ``.streamlit/config.toml``: one figure serves the light and
the dark theme (docs/decisions/0003). ``LIGHT`` and ``DARK`` are the same colours in plain hex, for exports and for the
test that holds them and the config together.
"""

from dataclasses import astuple, dataclass

from analytics.progress.states import (
    AWARDED_UNPROVEN,
    DISPUTED,
    DONE_UNDATED,
    GIVEN_UP,
    LATE,
    NO_REPORT,
    NOT_DUE,
    ON_TIME,
    OVERDUE,
    UNREPORTED,
)
from analytics.progress.words import APPLIED, AWARDED, LOST, NO_LONGER_SOUGHT, NOT_APPLIED, REFUSED, VALID


@dataclass(frozen=True)
class Palette:
    """A colour for each role; a word or a shape goes with every one of them.

    ``held`` is what is there and what the plan schedules, ``held_light`` the plan second to it (years to come, a part),
    ``added`` is 增量, ``sought`` is 争取, ``past`` is what is over (``past_fill`` under ``text``), ``gap`` is
    the gap and the line of a target; ``kinds`` are the kinds of work in plan.toml's order, the last one for work that
    names none. ``on_held`` is text on ``held``, ``on_fill`` text on the other fills.
    """

    held: str
    added: str
    sought: str
    past: str
    kinds: tuple[str, str, str, str, str, str]
    text: str
    muted: str
    gap: str
    band: str
    grid: str
    past_fill: str
    held_light: str
    on_held: str
    on_fill: str
    page: str

    @property
    def slots(self) -> tuple[str, ...]:
        """All twenty colours in the order of the slots: the first ten are chartCategoricalColors."""
        before, kinds, after = astuple(self)[:4], self.kinds, astuple(self)[5:]
        return (*before, *kinds, *after)

    def kind(self, index: int | None) -> str:
        """The colour of the kind of work at ``index`` of plan.toml; None: of work that names no kind."""
        return self.kinds[-1] if index is None else self.kinds[index % (len(self.kinds) - 1)]


LIGHT = Palette(
    held="#12436D",
    added="#279D8F",
    sought="#EA5B1A",
    past="#848D98",
    kinds=("#9B884D", "#A478B3", "#70925D", "#BD7284", "#7E83C5", "#978478"),
    text="#0D1117",
    muted="#57606A",
    gap="#B42318",
    band="#F3F5F7",
    grid="#D0D7DE",
    past_fill="#D8DEE4",
    held_light="#6889A6",
    on_held="#FFFFFF",
    on_fill="#11161D",
    page="#FFFFFF",
)
DARK = Palette(
    held="#56B4E9",
    added="#2FB3A6",
    sought="#F0803C",
    past="#7D8894",
    kinds=("#A89454", "#B088BD", "#799F65", "#C58494", "#8E93CE", "#A59386"),
    text="#E6EDF3",
    muted="#A3ADB8",
    gap="#FF8A80",
    band="#1B222C",
    grid="#3D444D",
    past_fill="#4A5460",
    held_light="#628AB0",
    on_held="#11161D",
    on_fill="#11161D",
    page="#11161D",
)
SCREEN = Palette(
    held="#000001",
    added="#000002",
    sought="#000003",
    past="#000004",
    kinds=("#000005", "#000006", "#000007", "#000008", "#000009", "#000010"),
    text="#000011",
    muted="#000012",
    gap="#000013",
    band="#000014",
    grid="#000015",
    past_fill="#000016",
    held_light="#000017",
    on_held="#000018",
    on_fill="#000019",
    page="#000020",
)
"""Slots: 1 to 10 are chartCategoricalColors, 11 to 20 chartSequentialColors."""


@dataclass(frozen=True)
class StateLook:
    """How a reported state is drawn: its ``sign`` in words, the ``symbol`` of its mark, and of which roles ``fill``,
    ``edge`` and the ``text`` on it are. The sign and the edge tell it apart where colours do not."""

    sign: str
    symbol: str
    fill: str
    edge: str
    text: str

    def colours(self, palette: Palette) -> tuple[str, str, str]:
        """Fill, edge and text in ``palette``."""
        return getattr(palette, self.fill), getattr(palette, self.edge), getattr(palette, self.text)


_DONE = StateLook("●", "circle", "held", "held", "on_held")
_WITHOUT_PROOF = StateLook("◇", "diamond-open", "page", "held", "text")
_GONE = StateLook("✕", "x", "text", "text", "page")
_OPEN = StateLook("△", "triangle-up-open", "page", "muted", "text")
_NOBODY_SAID = StateLook("○", "circle-open", "page", "muted", "text")
_CONTRADICTED = StateLook("≠", "square-x-open", "page", "text", "text")

STATE_LOOKS: dict[str, StateLook] = {
    ON_TIME: _DONE,
    LATE: StateLook("◐", "diamond", "held_light", "held_light", "on_fill"),
    DONE_UNDATED: StateLook("●", "circle-open-dot", "page", "held", "text"),
    OVERDUE: StateLook("▲", "triangle-up", "text", "text", "page"),
    UNREPORTED: _NOBODY_SAID,
    NOT_DUE: StateLook("◇", "diamond-open", "band", "past", "text"),
    GIVEN_UP: StateLook("–", "line-ew", "past", "past", "on_fill"),
    DISPUTED: _CONTRADICTED,
}
"""The states of milestones (progress.md §3): done is the colour of what is there, nothing is a traffic light."""

PLAQUE_LOOKS: dict[str, StateLook] = {
    VALID: _DONE,
    AWARDED: StateLook("◆", "diamond", "held", "held", "on_held"),
    AWARDED_UNPROVEN: _WITHOUT_PROOF,
    LOST: _GONE,
    REFUSED: _GONE,
    NO_LONGER_SOUGHT: _GONE,
    APPLIED: _OPEN,
    NOT_APPLIED: _OPEN,
    NO_REPORT: _NOBODY_SAID,
    DISPUTED: _CONTRADICTED,
}
"""The states of plaques (progress.md §4)."""


def year_colours(year: int, this_year: int, palette: Palette) -> tuple[str, str]:
    """The colour of what is due in ``year`` and of text on it: grey in the past, strong in ``this_year``."""
    if year == this_year:
        return palette.held, palette.on_held
    return (palette.past if year < this_year else palette.held_light), palette.on_fill
