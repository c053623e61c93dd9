"""What is shown, told once for screen, 会议模式, brief, PPTX and workbook: a file a theme, and here the one list.

A new view is a file that makes it and a line in ``VIEWS`` (docs/adding.md).
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from inspect import signature

import plotly.graph_objects as go

from analytics.contents import contents_of, in_words_of
from analytics.filters import FILTER_LABELS
from dashboard.charts.layout import Scale, pale_others
from dashboard.charts.palette import Palette
from dashboard.selection import Selection

from .areas import (
    DIMENSIONS,
    MEASURES,
    area_table,
    area_views,
    carriers_by_industry,
    dimensions_of,
    stage_views,
    unlisted_views,
)
from .carriers import (
    carrier_clause_views,
    carrier_finding_views,
    carrier_list_views,
    carrier_milestone_views,
    carrier_plaque_views,
    carrier_rank_views,
    carrier_views,
    only,
)
from .changes import history_view, plan_change_view, record_view, version_change_view
from .checks import check_views, consequence_views, findings_view, total_views
from .departments import (
    ROLES,
    department_carrier_views,
    department_target_views,
    department_views,
    guide_views,
    guided_views,
    measure_views,
    of_department,
    unscheduled_task_views,
)
from .meeting import point_views, settle_views
from .overview import overview_views
from .plaques import (
    level_views,
    matrix_views,
    plaque_columns,
    plaque_list_views,
    plaque_words,
    plaques_to_sum,
    step_views,
    yearly_views,
)
from .progress import (
    actual_views,
    cumulative_views,
    lead_progress_views,
    outstanding_views,
    progress_views,
    report_views,
    unreported_plaque_views,
)
from .rules import rules_of
from .targets import clause_words, target_rule_views, target_views, verdict_views
from .tasks import board_year, due_views, strip_views, task_views, this_year_views
from .timeline import ORDERS, gantt_views, milestone_views
from .view import NOTHING, ON_PAPER, Listing, Make, PageRows, View, as_the_plan_has_it, cut_cell, left_out, on_one_page


@dataclass(frozen=True)
class ViewEntry:
    """A view in the list: ``key`` in code and addresses, ``title`` on every screen and paper, ``make`` makes it.

    ``section`` of the meeting it belongs to ("": one of its own); ``slide`` False: it is on pages and papers only.
    ``needs`` is what a plan must have (``analytics.contents``) to be offered it; ``whole``: it is of the whole plan, so
    that filters leave it the same one.
    """

    key: str
    title: str
    make: Make
    section: str = ""
    slide: bool = True
    needs: tuple[str, ...] = ()
    whole: bool = False


VIEWS = [
    ViewEntry("overview", "总览", overview_views, slide=False),
    ViewEntry("points", "要点", point_views),
    ViewEntry("targets", "目标覆盖", target_views, "目标", needs=("targets",)),
    ViewEntry("area", "产业面积", area_views, "面积", needs=("areas",)),
    ViewEntry("stages", "孵化链条", stage_views, slide=False, needs=("areas", "stages", "industries")),
    ViewEntry("matrix", "授牌矩阵", matrix_views, "牌子", needs=("plaques",)),
    ViewEntry("steps", "逐年授牌", step_views, "牌子", needs=("plaques", "deadlines")),
    ViewEntry("gantt", "时间轴", gantt_views, "进度", needs=("milestones",)),
    ViewEntry("due", "各年到期", due_views, slide=False, needs=("deadlines",)),
    ViewEntry("this_year", "今年要做什么", this_year_views, "进度", needs=("deadlines",)),
    ViewEntry("tasks", "各部门任务", task_views, "进度", needs=("deadlines", "leads")),
    ViewEntry("unscheduled_tasks", "未写期限的任务", unscheduled_task_views, slide=False),
    ViewEntry("guides", "牵头与指导", guide_views, slide=False, needs=("leads", "guides")),
    ViewEntry("guided", "指导的载体", guided_views, slide=False, needs=("guides",)),
    ViewEntry("measures", "保障措施", measure_views, slide=False, needs=("measures",)),
    ViewEntry("progress", "进展", progress_views, "进展", needs=("milestones",)),
    ViewEntry("reports", "填报记录", report_views, slide=False),
    ViewEntry("lead_progress", "谁没有报", lead_progress_views, "进展", needs=("milestones", "leads")),
    ViewEntry("cumulative", "计划与实际累计", cumulative_views, "进展", needs=("deadlines",)),
    ViewEntry("actuals", "目标与实际", actual_views, "进展", needs=("targets",)),
    ViewEntry("settle", "请会议议定", settle_views, "议定"),
    ViewEntry("checks", "需要核对", check_views, slide=False),
]
"""Every view that slides, papers and sheets show, in their order."""

ON_PAGES = [
    ViewEntry("verdicts", "目标结论", verdict_views, needs=("targets",), whole=True),
    ViewEntry("strip", "各年节点", strip_views, needs=("deadlines",)),
    ViewEntry("unlisted", "未列入方向", unlisted_views, needs=("industries",)),
    ViewEntry("carriers", "载体明细", carrier_list_views),
    ViewEntry("yearly", "各年争取的牌子", yearly_views, needs=("plaques", "deadlines")),
    ViewEntry("levels", "已有最高级别", level_views, needs=("plaques",)),
    ViewEntry("target_rules", "目标怎么算", target_rule_views, needs=("targets",), whole=True),
    ViewEntry("plaques", "牌子明细", plaque_list_views, needs=("plaques",)),
    ViewEntry("milestones", "节点明细", milestone_views, needs=("milestones",)),
    ViewEntry("departments", "部门", department_views),
    ViewEntry("department_carriers", "部门的载体", department_carrier_views),
    ViewEntry("department_targets", "负责的目标", department_target_views, needs=("targets",)),
    ViewEntry("carrier", "载体档案", carrier_views),
    ViewEntry("carrier_rank", "面积排位", carrier_rank_views, needs=("areas",)),
    ViewEntry("carrier_clauses", "方案怎么说", carrier_clause_views, needs=("notice",)),
    ViewEntry("carrier_plaques", "牌子与缺口", carrier_plaque_views, needs=("plaques",)),
    ViewEntry("carrier_findings", "需要核对", carrier_finding_views),
    ViewEntry("carrier_milestones", "各节点", carrier_milestone_views),
    ViewEntry("outstanding", "到期未报", outstanding_views),
    ViewEntry("unreported_plaques", "未报的牌子", unreported_plaque_views),
    ViewEntry("findings", "校核结果", consequence_views),
    ViewEntry("totals", "合计", total_views),
]
"""What pages show besides: the rows in full."""


def views_of(key: str, selection: Selection, page_rows: PageRows = ON_PAPER, **choices: object) -> tuple[View, ...]:
    """The view ``key`` of ``selection``: one, several with numbered titles where a page has no room for it, none where
    the plan has nothing for it.

    ``choices`` are those of its own function, each with a default, such as ``by`` and ``measure`` of ``area``.
    """
    entry = next(entry for entry in (*VIEWS, *ON_PAGES) if entry.key == key)
    if not contents_of(selection.whole).has(*entry.needs):
        return ()
    # Without those that are the default anyway, so that the view is the one that others have made already.
    usual = signature(entry.make).parameters
    chosen = {name: choice for name, choice in choices.items() if choice != usual[name].default}
    return _made(entry, selection.without(*FILTER_LABELS) if entry.whole else selection, page_rows, **chosen)


def offered_views(selection: Selection) -> list[ViewEntry]:
    """The entries of ``VIEWS`` that the plan has something for."""
    has = contents_of(selection.whole)
    return [entry for entry in VIEWS if has.has(*entry.needs)]


def every_view(selection: Selection, page_rows: PageRows = ON_PAPER) -> tuple[View, ...]:
    """All views that the plan has something for, in the order of the list."""
    return tuple(view for entry in offered_views(selection) for view in _made(entry, selection, page_rows))


@lru_cache(maxsize=512)
def _made(entry: ViewEntry, selection: Selection, page_rows: PageRows, **choices: object) -> tuple[View, ...]:
    """Made once for a selection, whoever asks for it (docs/speed.md)."""
    plan = selection.whole
    views = tuple(as_the_plan_has_it(view, plan) for view in entry.make(selection, page_rows, **choices))
    own = in_words_of(plan, entry.title)
    if page_rows.one_page:
        views = tuple(_in_context(view, entry, selection, page_rows, **choices) for view in views)
    return tuple(
        replace(
            view,
            key=entry.key,
            title=view.title or (own if len(views) == 1 else f"{own}（{number}/{len(views)}）"),
        )
        for number, view in enumerate(views, start=1)
    )


def _in_context(view: View, entry: ViewEntry, selection: Selection, page_rows: PageRows, **choices: object) -> View:
    """``view`` drawn within what it would show without the filters that its own marks set; words and rows stay."""
    chosen = {name: values for name, values in selection.filters.active.items() if name in view.keeps}
    if not chosen or view.build is None:
        return view

    def build(scale: Scale, palette: Palette) -> go.Figure:
        (whole,) = _made(entry, selection.without(*chosen), page_rows, **choices)
        return pale_others(whole.build(scale, palette), chosen, palette)

    return replace(view, build=build)
