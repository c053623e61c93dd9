"""What a report shows, written once: title, conclusion, picture, rows and notes of each view, for HTML and slides."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
import plotly.graph_objects as go

from analytics import (
    Filters,
    Plan,
    area_by,
    area_cross,
    area_text,
    describe,
    due_by_lead,
    due_by_year,
    due_in,
    findings_frame,
    plaque_matrix,
    plaque_schedule,
    target_gaps,
    timeline,
)
from analytics.columns import LABELS, UNDATED
from analytics.headlines import (
    area_headline,
    cross_headline,
    due_by_year_headline,
    due_headline,
    findings_headline,
    matrix_headline,
    schedule_headline,
    targets_headline,
    tasks_headline,
    timeline_headline,
)
from analytics.plaques import HELD
from analytics.targets import target_words, verdict_words
from dashboard.charts.area_bars import build_area_bars, describe_area, in_order
from dashboard.charts.due_bars import build_due_bars, describe_due
from dashboard.charts.gantt import build_gantt, describe_gantt, today_outside
from dashboard.charts.plaque_matrix import build_plaque_matrix, describe_matrix
from dashboard.charts.plaque_steps import build_plaque_steps, describe_steps
from dashboard.charts.stage_dots import build_stage_dots, describe_stages
from dashboard.charts.style import MOST_ROWS, Palette, Scale
from dashboard.charts.target_coverage import build_target_coverage, describe_targets
from dashboard.charts.task_grid import build_task_grid, describe_tasks

Rows = list[tuple[str, ...]]
Build = Callable[[Scale, Palette], go.Figure]

ONLY_A_PLAN = "方案安排，不是完成情况"
NOTHING = "—"
_BLANK = "未列"


@dataclass(frozen=True)
class Report:
    """What is taken away: ``shown`` is what ``filters`` leave of ``whole``, looked at from ``as_of``; ``made`` when."""

    shown: Plan
    whole: Plan
    filters: Filters
    as_of: date
    made: datetime

    @property
    def today(self) -> date:
        """The day on which the report was made."""
        return self.made.date()

    @property
    def filters_text(self) -> str:
        """The filters in words with their effect."""
        return describe(self.filters, self.shown, self.whole)

    @property
    def source_text(self) -> str:
        """Title, number and date of the document that every figure comes from."""
        facts = self.whole.meta.facts
        return f"《{facts.title}》（{facts.document_number}，{day_text(facts.issued)}）"


def day_text(day: date) -> str:
    """``2022年10月28日``"""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True)
class Room:
    """How many rows of each kind of picture one page holds; longer ones go on over several pages."""

    bars: int
    stages: int
    matrix: int
    targets: int
    gantt: int
    tasks: int


ON_PAPER = Room(bars=13, stages=11, matrix=20, targets=11, gantt=12, tasks=12)
"""An A4 page in landscape, with the charts in the size of the screen."""


@dataclass(frozen=True)
class ReportView:
    """One view. ``build`` draws its picture (None: there is nothing to draw); ``table`` is what the picture shows,
    for who draws it himself; ``rows`` are the rows behind it, as texts under ``headings``."""

    key: str
    title: str
    conclusion: str
    headings: tuple[str, ...]
    rows: Rows
    table: pd.DataFrame
    build: Build | None = None
    alt: str = ""
    notes: tuple[str, ...] = ()


def report_views(report: Report, room: Room = ON_PAPER) -> tuple[ReportView, ...]:
    """The views in order. One with more rows than ``room`` gives comes as several, numbered in their titles."""
    makers = (_areas, _stages, _matrix, _targets, _steps, _gantt, _due, _this_year, _tasks, _checks)
    return tuple(view for maker in makers for view in maker(report, room))


def _labels(*names: str) -> tuple[str, ...]:
    return tuple(LABELS[name] for name in names)


def _parts(names: list, most: int) -> list[list]:
    """``names`` in as few parts as hold at most ``most`` each, of even length; one empty part for none."""
    count = max(1, -(-len(names) // most))
    return [names[len(names) * part // count : len(names) * (part + 1) // count] for part in range(count)]


def _said(*notes: str) -> tuple[str, ...]:
    return tuple(note for note in notes if note)


def _numbered(title: str, parts: list[list], index: int) -> str:
    return title if len(parts) == 1 else f"{title}（{index + 1}/{len(parts)}）"


# 产业面积


def area_table(plan: Plan) -> pd.DataFrame:
    """``area_by`` industry in the order of the bars, with a column for each annex: its area, NaN where it has none."""
    carriers = plan.carriers
    table = in_order(area_by(carriers, "industry"), "industry", plan.meta.facts.unlisted_industry)
    parts = area_cross(carriers, "industry", "annex")
    for annex in plan.meta.annexes:
        areas = parts[parts["annex"] == annex.number].set_index("industry")["area"]
        table[annex.number] = table["industry"].map(areas).astype(float)
    return table


def carriers_by_industry(plan: Plan) -> pd.DataFrame:
    """The carriers in the order of the bars, the largest first within each."""
    order = list(area_table(plan)["industry"])
    return plan.carriers.sort_values(
        ["industry", "area"],
        key=lambda column: column.map(order.index) if column.name == "industry" else -column,
        kind="stable",
    ).reset_index(drop=True)


def _areas(report: Report, room: Room) -> Iterator[ReportView]:
    shown, facts = report.shown, report.whole.meta.facts
    table = area_table(shown)
    crossed = area_cross(shown.carriers, "industry", "annex")
    carriers = carriers_by_industry(shown)
    sentence = area_headline(
        area_by(shown.carriers, "industry"), "industry", facts.unlisted_industry, facts.industry_group
    )
    pages = _parts(list(table["industry"]), room.bars)
    for index, names in enumerate(pages):
        page = table[table["industry"].isin(names)]
        yield ReportView(
            key="area",
            title=_numbered("产业面积", pages, index),
            conclusion=sentence,
            headings=_labels("industry", "carrier_id", "name", "area", "stage", "positioning", "leads"),
            rows=[
                (
                    row.industry,
                    row.carrier_id,
                    row.name,
                    area_text(row.area, unit=False),
                    "、兼".join([row.stage, *row.other_stages]),
                    row.positioning or _BLANK,
                    "、".join(row.leads),
                )
                for row in carriers[carriers["industry"].isin(names)].itertuples()
            ],
            table=page,
            build=_area_builder(report, page, crossed) if len(page) else None,
            alt=f"{sentence}。{describe_area(page, 'industry')}",
            notes=("面积按载体相加，不按节点；没有填面积的不计入合计，也不当作 0。",),
        )


def _area_builder(report: Report, table: pd.DataFrame, crossed: pd.DataFrame) -> Build:
    meta = report.whole.meta
    return lambda scale, palette: build_area_bars(
        table,
        crossed,
        "industry",
        filter_name=None,
        groups={annex.number: annex.group for annex in meta.annexes},
        rest=meta.facts.unlisted_industry,
        scale=scale,
        palette=palette,
    )


# 孵化链条


def _stages(report: Report, room: Room) -> Iterator[ReportView]:
    carriers, facts = report.shown.carriers, report.whole.meta.facts
    table = area_cross(carriers, "industry", "stage")
    sentence = cross_headline(table, "industry", "stage")
    names = list(area_table(report.shown)["industry"])
    stages = list(dict.fromkeys((*report.whole.meta.stages, *carriers["stage"])))
    second = [f"{row.name}兼{'、'.join(row.other_stages)}" for row in carriers.itertuples() if row.other_stages]
    pages = _parts(names, room.stages)
    for index, industries in enumerate(pages):
        page = table[table["industry"].isin(industries)]
        page = page.sort_values(
            ["industry", "stage"],
            key=lambda column, order=industries: column.map((order if column.name == "industry" else stages).index),
        ).reset_index(drop=True)
        yield ReportView(
            key="stages",
            title=_numbered("孵化链条", pages, index),
            conclusion=sentence,
            headings=(*_labels("industry", "stage", "count", "area"), "载体"),
            rows=[
                (
                    row.industry,
                    row.stage,
                    str(row.count),
                    area_text(row.area, unit=False),
                    _names(carriers[(carriers["industry"] == row.industry) & (carriers["stage"] == row.stage)]),
                )
                for row in page.itertuples()
            ],
            table=page,
            build=_stage_builder(page, industries, stages, facts.unlisted_industry) if len(page) else None,
            alt=f"{sentence}。{describe_stages(page)}",
            notes=(f"面积只计在孵化定位写的第一个环节。{'；'.join(second)}{'。' if second else ''}",),
        )


def _stage_builder(table: pd.DataFrame, industries: list[str], stages: list[str], rest: str) -> Build:
    return lambda scale, palette: build_stage_dots(table, industries, stages, rest=rest, scale=scale, palette=palette)


def _names(carriers: pd.DataFrame) -> str:
    return "、".join(f"{row.carrier_id} {row.name}" for row in carriers.itertuples())


# 授牌


def plaque_columns(plan: Plan) -> list[tuple[str, str]]:
    """(level, type) of every plaque that occurs, highest level first: the columns of the matrix."""
    pairs = {(row.level, row.type) for row in plan.plaques.itertuples()}
    return sorted(pairs, key=lambda pair: (plan.meta.levels.index(pair[0]), pair[1]))


def plaque_words(status: str, year: object) -> str:
    """A cell of the matrix in words: ``●已有``, ``◆2024``, ``◇未列年份``."""
    if status == HELD:
        return "●已有"
    return f"◇{UNDATED}" if pd.isna(year) else f"◆{year}"


def _matrix(report: Report, room: Room) -> Iterator[ReportView]:
    shown = report.shown
    matrix = plaque_matrix(shown)
    sentence = matrix_headline(shown.plaques)
    carriers = list(dict.fromkeys(matrix["carrier_id"]))
    leads = dict(zip(shown.carriers["carrier_id"], shown.carriers["leads"], strict=True))
    pages = _parts(carriers[:MOST_ROWS], room.matrix)
    drawn_pages = len(pages)
    pages += [carriers[MOST_ROWS:]] if len(carriers) > MOST_ROWS else []
    for index, ids in enumerate(pages):
        page = matrix[matrix["carrier_id"].isin(ids)].reset_index(drop=True)
        cells = page[page["level"].notna()]
        drawn = index < drawn_pages and len(cells) > 0
        yield ReportView(
            key="matrix",
            title=_numbered("授牌矩阵", pages, index),
            conclusion=sentence,
            headings=(*_labels("carrier_id", "name"), "牌子", *_labels("status", "year", "leads", "source")),
            rows=[
                (
                    row.carrier_id,
                    row.name,
                    f"{row.level}{row.type}",
                    "●已有" if row.status == HELD else "◆争取" if pd.notna(row.year) else "◇争取",
                    NOTHING if row.status == HELD else UNDATED if pd.isna(row.year) else f"{row.year}年",
                    "、".join(leads[row.carrier_id]),
                    row.source,
                )
                for row in cells.itertuples()
            ],
            table=page,
            build=_matrix_builder(page, report.whole.meta.levels) if drawn else None,
            alt=f"{sentence}。{describe_matrix(page)}",
            notes=_said(
                "争取多的载体在前；◆ 后是争取的年份。",
                f"图上只画前 {MOST_ROWS} 个载体，其余列在表里。" if len(carriers) > MOST_ROWS else "",
            ),
        )


def _matrix_builder(matrix: pd.DataFrame, levels: tuple[str, ...]) -> Build:
    return lambda scale, palette: build_plaque_matrix(matrix, levels, scale=scale, palette=palette)


def _targets(report: Report, room: Room) -> Iterator[ReportView]:
    targets = target_gaps(report.whole)
    part = target_gaps(report.shown) if report.filters.active else None
    sentence = targets_headline(targets)
    notes = _said(
        "缺口＝目标－按期限计划安排（不小于 0）；未列年份的不计。",
        "“年前”既可读作到那一年底，也可读作那一年以前，两种都算，结论不同就写明。",
        "目标按全部载体计算，不随筛选变化。" if part is not None else "",
    )
    pages = _parts(list(targets["id"]), room.targets)
    for index, ids in enumerate(pages):
        page = targets[targets["id"].isin(ids)].reset_index(drop=True)
        of_part = None if part is None else part[part["id"].isin(ids)].reset_index(drop=True)
        yield ReportView(
            key="targets",
            title=_numbered("目标覆盖", pages, index),
            conclusion=sentence,
            headings=("目标", "要求", "计划安排", "结论", "计算口径", "条款", LABELS["source"]),
            rows=[
                (
                    row.label,
                    target_words(row),
                    NOTHING if pd.isna(row.scheduled) else f"{area_text(row.scheduled, unit=False)} {row.unit}",
                    verdict_words(row),
                    row.basis,
                    row.clause,
                    row.text,
                )
                for row in page.itertuples()
            ],
            table=page,
            build=_target_builder(page, of_part) if len(page) else None,
            alt=f"{sentence}。{describe_targets(page)}",
            notes=notes,
        )


def _target_builder(targets: pd.DataFrame, part: pd.DataFrame | None) -> Build:
    return lambda scale, palette: build_target_coverage(targets, part, scale=scale, palette=palette)


def _steps(report: Report, room: Room) -> Iterator[ReportView]:
    meta = report.whole.meta
    schedule = plaque_schedule(report.shown, ("level",))
    sentence = schedule_headline(schedule, meta.target_year)
    drawn = (schedule["sought"] > schedule["undated"]).any()
    detail = plaque_schedule(report.shown)
    yield ReportView(
        key="steps",
        title="逐年授牌",
        conclusion=sentence,
        headings=("牌子", "已有", *(f"到{year}年底" for year in meta.years), UNDATED, "争取合计"),
        rows=[
            (
                f"{row['level']}{row['type']}",
                *(str(int(row[column])) for column in ("held", *meta.years, "undated", "sought")),
            )
            for _, row in detail.iterrows()
        ],
        table=schedule,
        build=_step_builder(schedule, meta.years, meta.target_year) if drawn else None,
        alt=f"{sentence}。{describe_steps(schedule, meta.years)}",
        notes=(f"各年是累计争取的块数，不含已有的；{UNDATED}的不计入任何一年，图上不画。",),
    )


def _step_builder(schedule: pd.DataFrame, years: tuple[int, ...], target_year: int) -> Build:
    return lambda scale, palette: build_plaque_steps(schedule, years, target_year, scale=scale, palette=palette)


# 时间轴


def _gantt(report: Report, room: Room) -> Iterator[ReportView]:
    meta = report.whole.meta
    milestones = timeline(report.shown, report.as_of)
    sentence = timeline_headline(milestones, report.as_of)
    carriers = list(dict.fromkeys(milestones["carrier_id"]))
    pages = [carriers] if len(carriers) > MOST_ROWS else _parts(carriers, room.gantt)
    undated = int(milestones["deadline_year"].isna().sum())
    notes = _said(
        f"附件只写了完成时限，起点是推算的：从上一节点期限的次日起，第一个从印发日 {meta.facts.issued} 起。",
        "灰底＝已到期（不等于已完成，也不等于逾期），实色＝本年到期，浅色＝未到期；颜色＝工作类型，★＝带来牌子。",
        today_outside(milestones, meta, report.as_of) if len(milestones) else "",
        f"另有 {undated} 个节点未定年份，图上不画，列在表里。" if undated else "",
        f"共 {len(carriers)} 行，逐条画会看不清，请看各年到期和表。" if len(carriers) > MOST_ROWS else "",
    )
    for index, ids in enumerate(pages):
        page = milestones[milestones["carrier_id"].isin(ids)].reset_index(drop=True)
        drawn = len(ids) <= MOST_ROWS and page["end"].notna().any()
        yield ReportView(
            key="gantt",
            title=_numbered("时间轴", pages, index),
            conclusion=sentence,
            headings=(
                *_labels("carrier_id", "name", "step", "task", "deadline_text", "state", "kinds"),
                "争取牌子",
                LABELS["leads"],
            ),
            rows=[
                (
                    row.carrier_id,
                    row.name,
                    str(row.step),
                    row.task,
                    row.deadline_text or _BLANK,
                    row.state,
                    "、".join(row.kinds) or NOTHING,
                    row.plaques or NOTHING,
                    "、".join(row.leads),
                )
                for row in page.itertuples()
            ],
            table=page,
            build=_gantt_builder(report, page) if drawn else None,
            alt=f"{sentence}。{describe_gantt(page)}",
            notes=notes,
        )


def _gantt_builder(report: Report, milestones: pd.DataFrame) -> Build:
    return lambda scale, palette: build_gantt(
        milestones, report.whole.meta, report.as_of, report.today, scale=scale, palette=palette
    )


def _due(report: Report, room: Room) -> Iterator[ReportView]:
    table = due_by_year(report.shown)
    sentence = due_by_year_headline(table)
    carriers = report.shown.carriers
    milestones = report.shown.milestones
    yield ReportView(
        key="due",
        title="各年到期",
        conclusion=sentence,
        headings=("到期年份", "到期节点", "争取牌子", "载体"),
        rows=[
            (
                f"{row.year}年",
                str(row.count),
                str(row.plaques),
                _names(
                    carriers[
                        carriers["carrier_id"].isin(
                            milestones.loc[milestones["deadline_year"] == row.year, "carrier_id"]
                        )
                    ]
                )
                or NOTHING,
            )
            for row in table.itertuples()
        ],
        table=table,
        build=_due_builder(table, report.as_of.year) if table["count"].sum() else None,
        alt=f"{sentence}。{describe_due(table)}",
        notes=("节点在完成时限那一年的 12 月 31 日到期。",),
    )


def _due_builder(table: pd.DataFrame, year: int) -> Build:
    return lambda scale, palette: build_due_bars(table, year, scale=scale, palette=palette)


def _this_year(report: Report, room: Room) -> Iterator[ReportView]:
    """What is due in the as-of date's year; where nothing is, what is due next."""
    year = report.as_of.year
    due = due_in(report.shown, year)
    years = report.shown.milestones["deadline_year"].dropna()
    earlier, later = years[years < year], years[years > year]
    notes = []
    table = due
    if due.empty:
        notes += [f"上一次到期是 {earlier.max()}年。"] if len(earlier) else []
        notes += [f"下一次到期是 {later.min()}年，列在下面。"] if len(later) else []
        table = due_in(report.shown, int(later.min())) if len(later) else due
    yield ReportView(
        key="this_year",
        title="今年要做什么",
        conclusion=due_headline(due, year),
        headings=(*_labels("leads", "carrier_id", "name", "task", "deadline_text"), "争取牌子"),
        rows=[
            ("、".join(row.leads), row.carrier_id, row.name, row.task, row.deadline_text, row.plaques or NOTHING)
            for row in table.itertuples()
        ],
        table=table,
        notes=tuple(notes),
    )


def _tasks(report: Report, room: Room) -> Iterator[ReportView]:
    table = due_by_lead(report.shown)
    sentence = tasks_headline(table)
    milestones = timeline(report.shown, report.as_of).explode("leads")
    years = tuple(sorted({*report.whole.meta.years, *map(int, report.whole.milestones["deadline_year"].dropna())}))
    pages = _parts(list(dict.fromkeys(table["lead"])), room.tasks)
    for index, leads in enumerate(pages):
        page = table[table["lead"].isin(leads)].reset_index(drop=True)
        yield ReportView(
            key="tasks",
            title=_numbered("各部门任务", pages, index),
            conclusion=sentence,
            headings=(*_labels("leads", "deadline_year"), "节点数", "争取牌子", "任务"),
            rows=[
                (row.lead, f"{row.year}年", str(row.count), str(row.plaques), _tasks_of(milestones, row))
                for row in page.itertuples()
            ],
            table=page,
            build=_task_builder(page, years, report.as_of.year) if len(page) else None,
            alt=f"{sentence}。{describe_tasks(page)}",
            notes=("方块里是到期节点数，★ 后是这些节点要争取的牌子数；有两个牵头部门的载体，两边都计。",),
        )


def _tasks_of(milestones: pd.DataFrame, row) -> str:
    tasks = milestones[(milestones["leads"] == row.lead) & (milestones["deadline_year"] == row.year)]
    return "；".join(f"{task.name}（{task.carrier_id}）：{task.task.rstrip('。')}" for task in tasks.itertuples())


def _task_builder(table: pd.DataFrame, years: tuple[int, ...], year: int) -> Build:
    return lambda scale, palette: build_task_grid(table, years, year, scale=scale, palette=palette)


# 需要核对


def shown_findings(report: Report) -> pd.DataFrame:
    """Findings of the carriers shown, and those that concern no single carrier."""
    findings = findings_frame(report.whole.findings)
    return findings[findings["carrier_id"].isin(["", *report.shown.carriers["carrier_id"]])].reset_index(drop=True)


def _checks(report: Report, room: Room) -> Iterator[ReportView]:
    findings = shown_findings(report)
    names = dict(zip(report.whole.carriers["carrier_id"], report.whole.carriers["name"], strict=True))
    yield ReportView(
        key="checks",
        title="需要核对",
        conclusion=findings_headline(findings),
        headings=("级别", "载体", "说明", "怎么改", "现值", "位置"),
        rows=[
            (
                row.severity,
                f"{row.carrier_id} {names.get(row.carrier_id, '')}".strip() or "（整个方案）",
                row.message,
                row.advice or NOTHING,
                row.value or NOTHING,
                f"{row.file} {f'第 {row.row} 行 ' if row.row else ''}{row.column}".strip(),
            )
            for row in findings.itertuples()
        ],
        table=findings,
        notes=("提示：已采用，请核对。说明：已采用，供了解。",),
    )


# 口径

RULES = (
    ("面积", "单位万m²，按载体相加，不按节点；空着的不计入，写“未填”，不当作 0。"),
    ("孵化环节", "取孵化定位里写的第一个；另写的列为“兼”，面积不重复计。"),
    ("产业方向", "按 plan.toml 的关键词从孵化定位里认，长的先认；认不出的单列一组，照样计入总数。"),
    ("已有牌子", "附件1 授牌栏所列。"),
    (
        "争取的牌子",
        "附件2 授牌栏所列，或工作任务里写在“争取”“授牌”之后的；只写“授牌。”的，指该载体授牌栏里其他任务没有点名的各块。"
        "通过评估、维持现有牌子不是争取。",
    ),
    ("牌子的年份", f"点名这块牌子的节点的年份；没有这样的节点就是“{UNDATED}”，不猜，也不计入任何一年。"),
    (
        "缺口",
        "目标 − 按期限计划安排，不小于 0。按载体计的目标数载体，不数牌子。“某年前”既可读作到那一年底，也可读作那一年"
        "以前，两种都算，结论不同就写明。附件没有数据的目标写“附件无数据”，不推算。",
    ),
    ("节点", "在完成时限那一年的 12 月 31 日到期；起点是推算的。“已到期”不等于“已完成”，也不等于“逾期”。"),
)
"""The rules by which everything is counted, (name, rule): the same as in README, 口径."""
