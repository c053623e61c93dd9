"""dashboard/charts/palette.py: colours that can be read, each with one meaning, the same in two places."""

import tomllib
from pathlib import Path

import pytest

from analytics.progress.states import MILESTONE_STATES
from dashboard.charts.palette import DARK, LIGHT, PLAQUE_LOOKS, SCREEN, STATE_LOOKS, Palette, year_colours

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"
FILLS = ("added", "sought", "past", "held_light")

both_themes = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
both_grounds = pytest.mark.parametrize("ground", ["page", "band"])


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` (WCAG 2.2)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def blended(colour: str, page: str, opacity: float) -> str:
    channels = [(int(colour[place : place + 2], 16), int(page[place : place + 2], 16)) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(over * opacity + under * (1 - opacity)):02X}" for over, under in channels)


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def marks_of(palette: Palette) -> dict[str, str]:
    """Every colour that marks something, by its role."""
    kinds = {f"kind {index}": colour for index, colour in enumerate(palette.kinds)}
    return {role: getattr(palette, role) for role in ("held", "gap", *FILLS)} | kinds


@both_themes
@both_grounds
@pytest.mark.parametrize("role", ["text", "muted", "gap"])
def test_text_can_be_read_on_its_ground(palette: Palette, role: str, ground: str):
    assert contrast(getattr(palette, role), getattr(palette, ground)) >= 4.5


@both_themes
def test_text_can_be_read_on_fills(palette: Palette):
    assert contrast(palette.on_held, palette.held) >= 4.5
    assert contrast(palette.text, palette.past_fill) >= 4.5
    for fill in (*(getattr(palette, role) for role in FILLS), *palette.kinds):
        assert contrast(palette.on_fill, fill) >= 4.5, fill


@both_themes
@both_grounds
def test_text_can_be_read_on_light_bars_to_come(palette: Palette, ground: str):
    # The Gantt draws what is to come at 45 % over the page or a year's band.
    for kind in palette.kinds:
        assert contrast(palette.text, blended(kind, getattr(palette, ground), 0.45)) >= 4.5, kind


@both_themes
@both_grounds
def test_marks_can_be_seen_on_their_ground(palette: Palette, ground: str):
    for role, colour in marks_of(palette).items():
        assert contrast(colour, getattr(palette, ground)) >= 3, role


@both_themes
def test_no_two_roles_share_a_colour(palette: Palette):
    marks = marks_of(palette)

    assert len(set(marks.values())) == len(marks)


@both_themes
def test_kinds_of_work_are_quieter_than_the_roles(palette: Palette):
    def saturation(colour: str) -> float:
        channels = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
        return (max(channels) - min(channels)) / max(channels)

    strong = min(saturation(colour) for colour in (palette.held, palette.added, palette.sought))
    assert max(map(saturation, palette.kinds)) < strong


@both_themes
def test_a_year_before_is_grey_and_a_later_one_paler_than_this(palette: Palette):
    assert year_colours(2023, 2024, palette) == (palette.past, palette.on_fill)
    assert year_colours(2024, 2024, palette) == (palette.held, palette.on_held)
    assert year_colours(2025, 2024, palette) == (palette.held_light, palette.on_fill)


@pytest.mark.parametrize(("theme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_config_of_streamlit_has_the_same_colours_in_slot_order(theme: str, palette: Palette):
    config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][theme]

    assert [*config["chartCategoricalColors"], *config["chartSequentialColors"]] == list(palette.slots)
    # Streamlit takes ten sequential colours, no more and no fewer.
    assert len(config["chartSequentialColors"]) == 10
    assert config["primaryColor"] == palette.held
    assert config["backgroundColor"] == palette.page
    assert config["textColor"] == palette.text


def test_slots_are_those_that_the_browser_fills():
    assert list(SCREEN.slots) == [f"#0000{slot:02}" for slot in range(1, 21)]


@both_themes
@both_grounds
def test_reported_states_can_be_seen_and_read(palette: Palette, ground: str):
    for state, look in (STATE_LOOKS | PLAQUE_LOOKS).items():
        fill, edge, text = look.colours(palette)
        assert contrast(edge, getattr(palette, ground)) >= 3, state
        assert contrast(text, fill) >= 4.5, state


@both_themes
def test_reported_states_are_told_apart_without_colour(palette: Palette):
    assert set(STATE_LOOKS) == set(MILESTONE_STATES)
    assert [look.sign for look in STATE_LOOKS.values()] == ["●", "◐", "●", "▲", "○", "◇", "–", "≠"]
    # What has the same sign has another edge or fill: done without a date is hollow.
    assert len({(look.sign, look.fill) for look in STATE_LOOKS.values()}) == len(STATE_LOOKS)
    # No traffic lights: neither the red of a gap nor the green of what is added.
    for look in (*STATE_LOOKS.values(), *PLAQUE_LOOKS.values()):
        assert not {palette.gap, palette.added} & set(look.colours(palette))
