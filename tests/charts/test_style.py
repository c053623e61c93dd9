"""dashboard/charts/style.py: colours that can be read, one palette in two places, and texts shown as they are."""

import tomllib
from pathlib import Path

import plotly.graph_objects as go
import pytest

from dashboard.charts.style import (
    DARK,
    IN_MEETING,
    LIGHT,
    MODEBAR_CHINESE,
    ON_PHONE,
    ON_SCREEN,
    SCREEN,
    Palette,
    chart_config,
    figure,
    literal,
    row_axis,
    wrapped,
    years_text,
)

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"
ROLES = ("text", "muted", "rest", "target", "band", "grid", "past", "on_dark", "on_light", "page")

both_themes = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


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


@both_themes
@pytest.mark.parametrize("role", ["text", "muted", "target"])
@pytest.mark.parametrize("ground", ["page", "band"])
def test_text_can_be_read_on_its_ground(palette: Palette, role: str, ground: str):
    assert contrast(getattr(palette, role), getattr(palette, ground)) >= 4.5


@both_themes
@pytest.mark.parametrize("index", range(5))
def test_text_can_be_read_on_bars(palette: Palette, index: int):
    assert contrast(palette.on_category(index), palette.categories[index]) >= 4.5


@both_themes
def test_text_can_be_read_on_grey_bars(palette: Palette):
    assert contrast(palette.on_light, palette.rest) >= 4.5
    assert contrast(palette.text, palette.past) >= 4.5


@both_themes
@pytest.mark.parametrize("ground", ["page", "band"])
@pytest.mark.parametrize("index", range(5))
def test_text_can_be_read_on_light_bars_to_come(palette: Palette, ground: str, index: int):
    # The Gantt draws what is to come at 45 % over the page or a year's band.
    bar = blended(palette.categories[index], getattr(palette, ground), 0.45)

    assert contrast(palette.text, bar) >= 4.5


@both_themes
def test_marks_can_be_seen_on_the_page(palette: Palette):
    for colour in (*palette.categories, palette.rest, palette.target):
        assert contrast(colour, palette.page) >= 3, colour


@both_themes
def test_categories_differ(palette: Palette):
    assert len(set(palette.categories)) == 5


@pytest.mark.parametrize(("theme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_config_of_streamlit_has_the_same_colours_in_slot_order(theme: str, palette: Palette):
    config = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][theme]

    assert config["chartCategoricalColors"] == list(palette.categories)
    assert config["chartSequentialColors"] == [getattr(palette, role) for role in ROLES]
    assert config["backgroundColor"] == palette.page
    assert config["textColor"] == palette.text


def test_slots_are_those_that_streamlit_fills():
    # streamlit's plotly theme replaces #000001 … #000010 by categories and #000011 … #000020 by sequential colours.
    assert SCREEN.categories == ("#000001", "#000002", "#000003", "#000004", "#000005")
    assert [getattr(SCREEN, role) for role in ROLES] == [f"#0000{slot}" for slot in range(11, 21)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>粗</b>", "&lt;b&gt;粗&lt;/b&gt;"),
        ("甲&乙", "甲&amp;乙"),
        ("色#000001", "色&#35;000001"),
        ('<script>alert("1")</script>', '&lt;script&gt;alert("1")&lt;/script&gt;'),
        ("天安T+SPACE众创空间", "天安T+SPACE众创空间"),
        (2024, "2024"),
    ],
)
def test_texts_are_shown_as_they_are(text: object, shown: str):
    assert literal(text) == shown


def test_long_text_is_wrapped_and_then_cut_with_a_sign():
    assert wrapped("一二三四五六七八", 4) == "一二三四<br>五六七八"
    assert wrapped("一二三四五六七八九", 4, 2) == "一二三四<br>五六七…"
    assert wrapped("<b>甲</b>", 20) == "&lt;b&gt;甲&lt;/b&gt;"
    assert wrapped("", 4) == ""


def test_meeting_has_type_for_the_back_row():
    assert min(IN_MEETING.font, IN_MEETING.small) >= 22
    assert ON_SCREEN.small < IN_MEETING.small


def test_figure_uses_fonts_of_the_machine_and_keeps_its_axes():
    built = figure([go.Bar(x=[1], y=[1])], ON_SCREEN, LIGHT)

    assert "http" not in built.to_json()
    assert built.layout.font.family == '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif'
    assert built.layout.xaxis.fixedrange
    assert built.layout.yaxis.fixedrange


def test_toolbar_speaks_chinese():
    config = chart_config("时间轴")

    assert config["locale"] == "zh-CN"
    assert config["toImageButtonOptions"] == {"filename": "时间轴", "scale": 2, "format": "png"}
    assert not [words for words in MODEBAR_CHINESE.values() if not any("一" <= sign <= "鿿" for sign in words)]


def test_on_a_phone_the_names_of_rows_stand_over_them():
    axis, over = row_axis(["甲", "乙大厦<br>（二期）"], ON_PHONE, LIGHT)
    beside, nothing = row_axis(["甲", "乙大厦"], ON_SCREEN, LIGHT)

    assert not axis["showticklabels"]
    assert [(name["text"], name["y"], name["xref"]) for name in over] == [
        ("甲", 0, "paper"),
        ("乙大厦（二期）", 1, "paper"),
    ]
    assert (beside["ticktext"], nothing) == (["甲", "乙大厦"], [])
    assert years_text([2022, 2023], 2023, ON_PHONE) == ["22年", "<b>23年</b>"]


def test_a_single_row_does_not_fill_a_slide():
    axis, _ = row_axis(["皖新大厦"], IN_MEETING, LIGHT)
    low, high = axis["range"]

    # The row takes a fifth of the height, in the middle.
    assert (low - high, (low + high) / 2) == (5, 0)
