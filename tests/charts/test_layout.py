"""dashboard/charts/layout.py: what every chart is laid out of, and texts shown as they are."""

import plotly.graph_objects as go
import pytest

from dashboard.charts.layout import (
    IN_MEETING,
    MODEBAR_CHINESE,
    ON_PHONE,
    ON_SCREEN,
    chart_config,
    figure,
    plain_text,
    row_axis,
    wrapped,
    years_text,
)
from dashboard.charts.palette import LIGHT


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
    assert plain_text(text) == shown


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
