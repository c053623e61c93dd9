"""授牌矩阵 of more carriers than can be read: numbers by lead department and plaque."""

from analytics import Plan, plaques_by_lead
from dashboard.charts.layout import pale_others
from dashboard.charts.palette import LIGHT
from dashboard.charts.plaque_matrix import build_plaque_sums, describe_sums


def test_every_number_stands_where_its_department_meets_its_plaque(plan: Plan):
    table = plaques_by_lead(plan)
    figure = build_plaque_sums(table, plan.meta.levels)

    (numbers,) = figure.data
    rows, columns = figure.layout.yaxis.ticktext, figure.layout.xaxis.ticktext
    cells = {
        (rows[y], level, columns[x]): text
        for x, y, text, (_, _, _, level) in zip(numbers.x, numbers.y, numbers.text, numbers.customdata, strict=True)
    }
    # 1-05 and 1-08 hold one, 2-09 seeks one in 2025
    assert cells["区经济信息委", "市级", "创业孵化基地"] == "●2 ◆1"
    # 1-09
    assert cells["区台办", "市级", "众创空间"] == "◇1"
    assert cells["区科技局", "国家级", "众创空间"] == "●1"
    assert len(cells) == len(table)


def test_a_click_filters_by_department_and_level(plan: Plan):
    (numbers,) = build_plaque_sums(plaques_by_lead(plan), plan.meta.levels).data

    assert ["lead", "区台办", "level", "区级"] in [list(data) for data in numbers.customdata]


def test_the_numbers_in_words(plan: Plan):
    words = describe_sums(plaques_by_lead(plan))

    assert "区台办 市级众创空间：争取（未列年份） 1 块" in words
    assert "区经济信息委 市级创业孵化基地：已有 2 块，争取（列了年份） 1 块" in words


def test_numbers_of_others_stay_and_step_back(plan: Plan):
    table = plaques_by_lead(plan)
    drawn = pale_others(build_plaque_sums(table, plan.meta.levels, palette=LIGHT), {"level": ("国家级",)}, LIGHT)

    (numbers,) = drawn.data
    looks = dict(zip([data[3] for data in numbers.customdata], numbers.textfont.color, strict=True))
    assert (looks["国家级"], looks["市级"]) == (LIGHT.text, LIGHT.muted)
    assert numbers.marker.opacity < 0.1  # What is under the numbers stays unseen.
