"""What only the meeting room shows: key figures as tiles, lines of large type."""

from datetime import date

from analytics import Filters, Plan
from analytics.answers import points
from analytics.indicators import indicators
from dashboard.charts.layout import IN_MEETING, ON_PHONE, meeting_scale, most_rows_on_slide
from dashboard.charts.number_tiles import build_number_tiles, describe_numbers
from dashboard.charts.points import build_points
from dashboard.charts.text_rows import build_text_rows, describe_rows


def texts_of(figure) -> list[str]:
    return [annotation.text for annotation in figure.layout.annotations]


def test_a_tile_shows_name_value_and_measure_of_each_key_figure(plan: Plan):
    numbers = indicators(plan, plan, date(2026, 11, 23))
    figure = build_number_tiles(numbers)

    label, value, note = texts_of(figure)[:3]
    assert (label, note) == ("载体", "方案目标 ≥20 个")
    assert value.startswith("<b>20</b>")
    assert figure.layout.annotations[1].font.size == 30
    assert figure.layout.height == 96
    # On a phone two in a row, with the gaps between the rows.
    assert build_number_tiles(numbers, scale=ON_PHONE).layout.height == 3 * 96 + 2 * 8
    assert [mark[1] for mark in figure.data[0].customdata] == [figure.page for figure in numbers]
    assert "国家级缺口 1 个（目标 ≥1，安排 0）" in describe_numbers(numbers)


def test_points_have_numbers_of_72_px_on_a_projector(plan: Plan):
    figure = build_points(points(plan, plan, date(2026, 11, 23), Filters()), scale=IN_MEETING)

    large = [note for note in figure.layout.annotations if note.font.size == 72]
    assert [note.text.split("</b>")[0] for note in large] == ["<b>1", "<b>1", "<b>48.52"]


def test_lines_are_wrapped_and_those_beyond_the_slide_are_counted():
    rows = [(f"区科技局{number}", "元石国际：" + "争取授牌" * 20) for number in range(30)]
    figure = build_text_rows(rows, scale=IN_MEETING)

    *drawn, last = texts_of(figure)
    # Two lines and a gap each: seven of them fill eighteen lines.
    assert last == f"另有 {30 - len(drawn)} 条，见各页"
    assert 5 <= len(drawn) <= 8
    assert all(text.startswith("<b>区科技局") and text.count("<br>") == 1 for text in drawn)


def test_a_few_lines_are_all_there_and_literal():
    rows = [("“<b>天空之湖</b>”", "正文与附件名称不同"), ("整个方案", "目标没有安排")]
    figure = build_text_rows(rows)

    assert texts_of(figure)[0] == "<b>“&lt;b&gt;天空之湖&lt;/b&gt;”</b>　正文与附件名称不同"
    assert describe_rows(rows) == "“<b>天空之湖</b>” 正文与附件名称不同；整个方案 目标没有安排"


def test_the_smaller_side_of_the_window_sets_the_size():
    assert meeting_scale(1920, 1080) == IN_MEETING
    assert meeting_scale(3840, 2160).small == 44
    assert meeting_scale(1366, 768).small == meeting_scale(1366, 1080).small == 16
    assert meeting_scale(800, 600).small == meeting_scale(640, 480).small == 12


def test_a_low_slide_holds_fewer_rows():
    assert most_rows_on_slide(1080, meeting_scale(1920, 1080)) == 24
    # 1366 × 768 at 200 %: 384 px less 19 lines of 13 for words, axis and legend, in rows of 14.
    assert most_rows_on_slide(384, meeting_scale(683, 384)) == 9
