"""analytics/stated.py: what no mark says, by hand from the notice."""

from analytics import Filters, Plan, apply_filters
from analytics.stated import area_figures, seeking_figures


def test_areas_of_the_whole_plan(plan: Plan):
    # 33.8 / 14.72 = 2.296; 48.52 / 20 = 2.426; 2-09 has 9 万m², 1-06 0.1.
    assert area_figures(plan) == (
        "存量:增量＝14.72:33.8（1:2.3）；平均每个载体 2.43 万m²；最大 重庆小面产业园 9 万m²；最小 重研新材 0.1 万m²。"
    )


def test_one_annex_has_no_ratio_and_one_carrier_no_ends(plan: Plan):
    existing = area_figures(apply_filters(plan, Filters(annex=(1,))))
    assert existing.startswith("平均每个载体 1.47 万m²；")  # 14.72 / 10
    assert area_figures(apply_filters(plan, Filters(lead=("区残联",)))) == ""


def test_who_seeks_most_and_what_comes_after_the_target_year(plan: Plan):
    # 2-08 alone seeks three; the two of 2-10 are due in 2027.
    assert seeking_figures(plan) == "争取最多的是元石国际，3 块；2025年以后争取的 2 块。"
    # 1-06: held plaques only.
    assert seeking_figures(apply_filters(plan, Filters(level=("国家级",)))) == ""
    # 1-02, 1-07 seek nothing; of 区科技局 2-08 seeks three, all by 2025.
    assert seeking_figures(apply_filters(plan, Filters(lead=("区科技局",)))).endswith("没有排在2025年以后的。")
