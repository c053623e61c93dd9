"""What every view says is true under any filter, of the notice's plan and of small districts with ties and blanks.

The rows are filtered and counted here in plain Python, by the words of ``Filters``' documentation and of screens.md,
Truth under filters; never by the functions under test. Those of the notice are the ones typed by hand
(tests/expected.py), so that what is read wrongly from the files is seen, too.
"""

import re
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pandas as pd
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from analytics import Filters, Plan, load_plan
from analytics.loading import plan_with_annex
from dashboard.selection import Selection, select
from dashboard.views import DIMENSIONS, VIEWS, View, every_view, of_department, only, views_of

from .. import expected
from ..conftest import DATA, annex_bytes, carrier_rows

NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
NOTICE = load_plan(DATA)
BLANK = "（未填）"
# A case says all in one line: making it smaller takes minutes and tells no more.
many = settings(max_examples=20, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
more = settings(many, max_examples=50)

LEADS = ["区科技局", "区商务委", "区残联", "区科技局、区商务委", ""]
POSITIONINGS = ["新材料产业孵化器", "小面产业加速器", "文创产业创业苗圃", "综合性孵化器", "小面产业"]
TASKS = ["招商。", "争取授牌市级众创空间。", "争取授牌区级创业孵化基地。"]


@st.composite
def districts(draw) -> Plan:
    """One to three carriers an annex: equal areas, blank ones, blank and double leads, undated milestones."""

    def carrier(number: int, held: bool) -> dict[str, str]:
        plaques = ["", "市级众创空间", "区级创业孵化基地"]
        return {
            "序号": str(number),
            "载体名称" if held else "物业名称": f"{'甲乙丙'[number - 1]}{'园' if held else '楼'}",
            "面积（万m2）": draw(st.sampled_from(["", "0.2", "0.2", "1.5"])),
            "运营机构" if held else "物业业主": draw(st.sampled_from(["子公司", "丑公司"])),
            "牵头部门": draw(st.sampled_from(LEADS)),
            "孵化定位": draw(st.sampled_from(POSITIONINGS)),
            "已有授牌" if held else "争取授牌": draw(st.sampled_from(plaques)),
        }

    first = [carrier(number, True) for number in range(1, draw(st.integers(1, 3)) + 1)]
    second = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        steps = [
            {"工作任务": task, "完成时限": draw(st.sampled_from(["2023年", "2024年", "2025年", "长期"]))}
            for task in draw(st.lists(st.sampled_from(TASKS), min_size=1, max_size=3, unique=True))
        ]
        second += [carrier(number, False) | steps[0], *steps[1:]]
    plan = plan_with_annex(NOTICE, 1, annex_bytes(1, carrier_rows(1, *first)), "annex1.csv")
    return plan_with_annex(plan, 2, annex_bytes(2, carrier_rows(2, *second)), "annex2.csv")


OPTIONS = {
    "lead": ["区科技局", "区经济信息委", "区商务委", "区残联", "区台办", BLANK],
    "guide": ["区科技局", "区人力社保局"],
    "industry": ["重庆小面", "生态环保", "新材料", "大健康生物医药", "未列入七大方向"],
    "stage": ["创业苗圃", "孵化器", "加速器"],
    "annex": [1, 2],
    "level": ["国家级", "市级", "区级"],
    "year": [2022, 2023, 2024, 2025, 2026, 2027],
}


@st.composite
def selections(draw) -> "Case":
    """The notice's plan, or a small district, under up to three filters of one or two values, from any day."""
    plan = draw(st.one_of(st.just(NOTICE), districts()))
    names = draw(st.lists(st.sampled_from(list(OPTIONS)), max_size=3, unique=True))
    chosen = {
        name: tuple(draw(st.lists(st.sampled_from(OPTIONS[name]), min_size=1, max_size=2, unique=True)))
        for name in names
    }
    as_of = draw(st.one_of(st.none(), st.dates(date(2021, 1, 1), date(2029, 12, 31))))
    return Case(select(plan, Filters(**chosen, asof=as_of), NOW))


class Case:
    """A selection, told in few words where a test fails."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection

    def __repr__(self) -> str:
        names = [(row.carrier_id, row.area, row.leads) for row in self.selection.whole.carriers.itertuples()]
        where = "notice" if self.selection.whole is NOTICE else names
        return f"{self.selection.filters} {self.selection.as_of} {where}"


class Carrier(NamedTuple):
    carrier_id: str
    name: str
    annex: int
    area: Decimal | None
    leads: tuple[str, ...]
    guides: tuple[str, ...]
    industry: str
    stage: str
    operator: str
    owner: str


class Milestone(NamedTuple):
    carrier_id: str
    year: int | None


class Plaque(NamedTuple):
    carrier_id: str
    held: bool
    level: str
    type: str
    year: int | None


class Left(NamedTuple):
    """What the filters leave, as plain rows."""

    carriers: list[Carrier]
    milestones: list[Milestone]
    held: list[Plaque]
    sought: list[Plaque]


def whole_number(value: float) -> int | None:
    return None if pd.isna(value) else int(value)


def rows_of(plan: Plan) -> tuple[list[Carrier], list[Milestone], list[Plaque]]:
    """Everything: of the notice as typed by hand, of a drawn district as read."""
    if plan is NOTICE:
        carriers = [(row, int(row.carrier_id[0]), Decimal(row.area)) for row in expected.CARRIERS]
        milestones = [Milestone(row.carrier_id, row.deadline_year) for row in expected.MILESTONES]
        plaques = [Plaque(row.carrier_id, True, row.level, row.type, None) for row in expected.HELD]
        plaques += [Plaque(row.carrier_id, False, row.level, row.type, row.year) for row in expected.SOUGHT]
    else:
        carriers = [
            (row, row.annex, None if pd.isna(row.area) else Decimal(repr(float(row.area))))
            for row in plan.carriers.itertuples()
        ]
        milestones = [
            Milestone(row.carrier_id, whole_number(row.deadline_year)) for row in plan.milestones.itertuples()
        ]
        plaques = [
            Plaque(row.carrier_id, row.status == "held", row.level, row.type, whole_number(row.year))
            for row in plan.plaques.itertuples()
        ]
    of = ("leads", "guides", "industry", "stage", "operator", "owner")
    listed = [
        Carrier(row.carrier_id, row.name, annex, size, *(getattr(row, name) for name in of))
        for row, annex, size in carriers
    ]
    return listed, milestones, plaques


def left(selection: Selection, filters: Filters | None = None) -> Left:
    """The rows that ``filters`` (those of the selection) leave of the whole plan."""
    filters = filters or selection.filters
    carriers, milestones, plaques = rows_of(selection.whole)
    milestones = [row for row in milestones if not filters.year or row.year in filters.year]
    plaques = [row for row in plaques if not filters.level or row.level in filters.level]
    held = [row for row in plaques if row.held]
    sought = [row for row in plaques if not row.held and (not filters.year or row.year in filters.year)]
    due = {row.carrier_id for row in milestones}
    # Filters on the same thing go together: a plaque of the level in the year.
    named = {row.carrier_id for row in (sought if filters.year else plaques)}
    carriers = [
        row
        for row in carriers
        if (not filters.lead or set(row.leads) & set(filters.lead))
        and (not filters.guide or set(row.guides) & set(filters.guide))
        and (not filters.industry or row.industry in filters.industry)
        and (not filters.stage or row.stage in filters.stage)
        and (not filters.annex or row.annex in filters.annex)
        and (not filters.level or row.carrier_id in named)
        and (not filters.year or row.carrier_id in due)
    ]
    ids = {row.carrier_id for row in carriers}
    return Left(carriers, *([row for row in rows if row.carrier_id in ids] for rows in (milestones, held, sought)))


def area(carriers: list[Carrier]) -> Decimal | None:
    """Sum of the areas filled in; None where none is."""
    filled = [row.area for row in carriers if row.area is not None]
    return sum(filled, Decimal(0)) if filled else None


def number(pattern: str, sentence: str) -> list[int]:
    return [int(found) for found in re.findall(pattern, sentence)]


def has_no_areas(selection: Selection) -> bool:
    """What the whole plan does not have is not offered (inputs.md row 60)."""
    return all(row.area is None for row in rows_of(selection.whole)[0])


def has_no_deadlines(selection: Selection) -> bool:
    return all(row.year is None for row in rows_of(selection.whole)[1])


def one(selection: Selection, key: str, **choices: object) -> View:
    (view, *_) = views_of(key, selection, **choices)
    return view


@given(case=selections())
@example(case=Case(select(NOTICE, Filters(lead=(BLANK,), guide=("区商务委",)), NOW)))  # It guides nobody.
@many
def test_what_is_said_keeps_to_its_form_in_every_view(case: Case):
    selection = case.selection
    views = every_view(selection)
    missing = {entry.key for entry in VIEWS} - {view.key for view in views}
    carriers, milestones, _ = rows_of(selection.whole)
    expected_missing = {"progress", "reports", "lead_progress", "cumulative", "actuals"}  # Nobody has reported.
    if all(row.area is None for row in carriers):
        expected_missing |= {"area", "stages"}
    if all(row.year is None for row in milestones):
        expected_missing |= {"due", "this_year", "tasks", "steps"}
    assert missing >= expected_missing
    if selection.whole is NOTICE and not selection.filters.active:
        assert missing == expected_missing | {"guided"}  # It is of the department filtered by.
    for view in views:
        assert len(view.conclusion) <= 40, view.conclusion
        for text in (view.title, view.conclusion, view.alt, *view.notes):
            assert not re.search(r"<NA>|nan|None|NaT", text), text
            if not selection.filters.active:
                assert "所选" not in text, text
        ranked = re.search("之首|最大|最多|没有|都|并列", view.conclusion)
        # Targets are those of the whole plan, and say so; a year alone leaves everybody who has something due in it.
        if ranked and selection.filters.active and view.key != "targets":
            alone = list(selection.filters.active) == ["year"]
            # The departments filtered by are what it speaks of.
            named = {"lead", "guide"}.issuperset(selection.filters.active) and selection.filters.lead != (BLANK,)
            assert (
                "所选" in view.conclusion
                or view.conclusion == "没有符合条件的载体"
                or (alone and view.key in ("overview", "this_year"))
                or (named and view.key == "guided")
            ), view.conclusion
        assert not re.search("其中 (\\d+) 块未列年份", view.conclusion) or "都未列" not in view.conclusion


@given(case=selections(), by=st.sampled_from(list(DIMENSIONS)), measure=st.sampled_from(["area", "count"]))
@example(case=Case(select(NOTICE, Filters(), NOW)), by="industry", measure="count")  # Two with three each.
@example(case=Case(select(NOTICE, Filters(lead=("区商务委", "区残联")), NOW)), by="leads", measure="area")
@more
def test_ranks_of_a_dimension(case: Case, by: str, measure: str):
    selection = case.selection
    carriers = left(selection).carriers
    if has_no_areas(selection):
        assert not views_of("area", selection, by=by, measure=measure)
        return
    view = one(selection, "area", by=by, measure=measure)
    said = view.conclusion
    groups: dict[str, list] = {}
    for row in carriers:
        value = getattr(row, by)
        for name in value if isinstance(value, tuple) else (value,):
            groups.setdefault(name, []).append(row)
    rest = {"", BLANK, "未列环节", selection.whole.meta.facts.unlisted_industry}
    named = {name: rows for name, rows in groups.items() if name not in rest}
    # Bars add up to the total: what the dimension does not cover has one too.
    if all(len(row.leads) == 1 for row in carriers):
        assert int(view.table["count"].sum()) == len(carriers)
    assert [name for name in view.table[by] if name in named] == list(view.table[by])[: len(named)]
    if measure == "count":
        counts = list(view.table["count"])[: len(named)]
        assert counts == sorted(counts, reverse=True)
    if not named:
        return
    if measure == "count":
        most = max(map(len, named.values()))
        winners = {name for name, rows in named.items() if len(rows) == most}
        if "最多" in said:
            assert len(named) > 1
            assert number(r"(\d+) 个载体", said) == [most]
            assert ("并列" in said) == (len(winners) > 1)
            assert all(name[:7] in said for name in winners) or number(r"(\d+) 个并列", said) == [len(winners)]
        assert ("都" in said) <= (len(groups) == 1 and len(carriers) > 1)
        return
    areas = {name: area(rows) for name, rows in named.items()}
    filled = [size for size in areas.values() if size is not None]
    if not filled:
        assert "未填面积" in said
        return
    winners = {name for name, size in areas.items() if size == max(filled)}
    if "之首" in said:
        assert len(named) > 1
        assert ("所选" in said) == bool(selection.filters.active)
        assert ("并列" in said) == (len(winners) > 1)
        others = [row for name, rows in named.items() if len(winners) > 1 or name not in winners for row in rows]
        assert ("按已填面积" in said) == any(row.area is None for row in others)
    assert all(name[:7] in said for name in winners) or number(r"^(\d+) 个", said) == [len(winners)]
    assert Decimal(re.search(r"([\d.]+) 万m²", said)[1]) == max(filled)
    assert ("都" in said) <= (len(groups) == 1 and len(carriers) > 1)
    if share := re.search(r"占 ([\d.]+)%", said):
        assert abs(Decimal(share[1]) - max(filled) / area(carriers) * 100) <= Decimal("0.0501")


@given(case=selections())
@example(case=Case(select(NOTICE, Filters(lead=("区商务委", "区残联")), NOW)))  # 0.2 each
@more
def test_pairs_of_direction_and_stage(case: Case):
    selection = case.selection
    if not views_of("stages", selection):
        assert has_no_areas(selection)
        return
    pairs: dict[tuple[str, str], list] = {}
    for row in left(selection).carriers:
        pairs.setdefault((row.industry, row.stage), []).append(row)
    said = one(selection, "stages").conclusion
    filled = {pair: area(rows) for pair, rows in pairs.items() if area(rows) is not None}
    if not filled:
        assert ("未填面积" in said) == bool(pairs)
        return
    largest = {pair for pair, size in filled.items() if size == max(filled.values())}
    assert Decimal(re.search(r"([\d.]+) 万m²", said)[1]) == max(filled.values())
    assert ("最大" in said) == (len(pairs) > 1)
    assert ("并列" in said) == (len(largest) > 1)
    assert ("都" in said) == (len(pairs) == 1 and len(next(iter(pairs.values()))) > 1)


@given(case=selections())
@example(case=Case(select(NOTICE, Filters(year=(2023,)), NOW)))
@example(case=Case(select(NOTICE, Filters(level=("市级",), year=(2025,)), NOW)))
@more
def test_numbers_of_carriers_and_plaques(case: Case):
    selection = case.selection
    rows, filters = left(selection), selection.filters
    shown = one(selection, "overview").conclusion
    listed = one(selection, "carriers").conclusion
    for said in (shown, listed):
        assert number(r"(\d+) 个载体", said) == ([len(rows.carriers)] if rows.carriers else [])
        if rows.carriers and (size := re.search(r"([\d.]+) 万m²", said)):
            assert Decimal(size[1]) == area(rows.carriers)
        for year in re.findall(r"有([\d年、]+)到期节点的", said):
            assert set(number(r"\d{4}", year)) == set(filters.year)
    matrix = one(selection, "matrix").conclusion
    if rows.held or rows.sought:
        assert number(r"已有 (\d+) 块", matrix) == ([len(rows.held)] if rows.held else [])
        assert number(r"计划争取 (\d+) 块", matrix) == [len(rows.sought)]
    else:
        assert "未列已有" in matrix
        assert "没有" in matrix
    undated = sum(row.year is None for row in rows.sought)
    assert number(r"其中 (\d+) 块未列", matrix) == ([undated] if 0 < undated < len(rows.sought) else [])
    if has_no_deadlines(selection):
        assert not views_of("steps", selection)
        return
    steps = one(selection, "steps").conclusion
    if not rows.sought:
        assert "没有计划" in steps
        assert all(f"{year}年" in steps or "所选年份" in steps for year in filters.year)
        assert all(level in steps for level in filters.level)
    elif filters.year:
        assert number(r"计划争取 (\d+) 块", steps) == [len(rows.sought)]
    else:
        target = selection.whole.meta.target_year
        by_then = sum(row.year <= target for row in rows.sought if row.year is not None)
        assert number(r"计划争取 (\d+) 块", steps) == [by_then]
        assert sum(number(r"(\d+) 块", steps)) == len(rows.sought)


@given(case=selections(), year=st.sampled_from([None, 2022, 2023, 2025, 2026]))
@many
def test_milestones_of_years(case: Case, year: int | None):
    selection = case.selection
    rows = left(selection)
    years = Counter(row.year for row in rows.milestones if row.year is not None)
    gantt = one(selection, "gantt").conclusion
    if rows.milestones:
        past = sum(count for due, count in years.items() if due < selection.as_of.year)
        assert sum(number(r"已到期 (\d+) 个", gantt)) == past
        assert sum(number(r"本年到期 (\d+) 个", gantt)) == years[selection.as_of.year]
    else:
        assert "没有" in gantt
    if has_no_deadlines(selection):
        assert not views_of("due", selection)
        assert sum(number(r"未[列定]年份 (\d+) 个", gantt)) == len(rows.milestones)  # 未定: 长期 and the like.
        return
    due = one(selection, "due").conclusion
    if years:
        assert number(r"(\d+) 个", re.sub(r"\d+ 个年份", "", due))[:1] == [max(years.values())]
        if "最多" in due:
            busiest = {each for each, count in years.items() if count == max(years.values())}
            assert set(number(r"(\d{4})年", due.split("；")[0])) in (busiest, set())
            assert ("并列" in due) == (len(busiest) > 1)
        assert all(not years[empty] for empty in number(r"(\d{4})年", due.partition("；")[2]))
    board = one(selection, "this_year", year=year)
    looked = int(re.match(r"(\d{4})年", board.conclusion)[1])
    wanted = year or (looked if not selection.filters.year else None)
    assert looked == wanted if wanted else looked in selection.filters.year
    if not year and not selection.filters.year:
        assert looked == selection.as_of.year
    others = {name: values for name, values in selection.filters.active.items() if name != "year"}
    everyone = left(selection, Filters(**others) if looked not in selection.filters.year else None)
    here = [row for row in everyone.milestones if row.year == looked]
    assert number(r"(\d+) 个节点到期", board.conclusion) == ([len(here)] if here else [])
    around = [row.year for row in left(selection, Filters(**others)).milestones if row.year is not None]
    for note in board.notes:
        if "上一次" in note:
            assert number(r"(\d{4})年", note) == [max(each for each in around if each < looked)]
        if "下一次" in note:
            assert number(r"(\d{4})年", note) == [min(each for each in around if each > looked)]


@given(case=selections())
@many
def test_what_departments_do(case: Case):
    selection = case.selection
    rows = left(selection)
    led = {name: [row for row in rows.carriers if name in row.leads] for row in rows.carriers for name in row.leads}
    named = {name: carriers for name, carriers in led.items() if name != BLANK}
    said = one(selection, "departments").conclusion
    areas = {name: area(carriers) for name, carriers in named.items() if area(carriers) is not None}
    if len(named) > 1 and areas:
        largest = {name for name, size in areas.items() if size == max(areas.values())}
        assert number(r"(\d+) 个部门", said) == [len(named)]
        assert ("并列" in said) == (len(largest) > 1)
        assert all(name in said for name in largest) or f"{len(largest)} 个面积" in said or "已填" in said
    lead_of = {row.carrier_id: row.leads for row in rows.carriers}
    counts = Counter(lead for row in rows.milestones if row.year is not None for lead in lead_of[row.carrier_id])
    counts = Counter({name: count for name, count in counts.items() if name != BLANK})
    everyone, _, _ = rows_of(selection.whole)
    is_led = any({*row.leads} - {BLANK} for row in everyone) and not has_no_deadlines(selection)
    tasks = one(selection, "tasks").conclusion if is_led else ""
    assert is_led or not views_of("tasks", selection)
    if "最多" in tasks and counts:
        most = {name for name, count in counts.items() if count == max(counts.values())}
        assert all(name in tasks for name in most) or number(r"(\d+) 个部门并列", tasks) == [len(most)]
        assert ("并列" in tasks) == (len(most) > 1)
        assert BLANK not in tasks
    # One department: of what it leads in the whole plan, what the filters leave; those by department give way to it.
    others = left(of_department(selection, "")).carriers
    for department in {name for row in everyone for name in (*row.leads, *row.guides)}:
        whole = [row for row in everyone if department in row.leads]
        of_it = [row for row in others if department in row.leads]
        guided = [row for row in others if department in row.guides]
        sentence = one(selection, "departments", department=department).conclusion
        if of_it:
            assert number(r"(\d+) 个载体", sentence) == [len(of_it)]
        elif whole:
            assert sentence == f"所选载体中没有{department}牵头的（共牵头 {len(whole)} 个）"
        else:
            assert number(r"指导载体 (\d+) 个", sentence) == ([len(guided)] if guided else []), sentence
            assert "个载体、" not in sentence


@given(case=selections())
@many
def test_levels_and_every_carrier(case: Case):
    selection = case.selection
    rows = left(selection)
    levels: dict[str, set[str]] = {}
    _, _, plaques = rows_of(selection.whole)
    for row in plaques:
        if row.held:
            levels.setdefault(row.carrier_id, set()).add(row.level)
    lowest = [row.name for row in rows.carriers if levels.get(row.carrier_id) == {"区级"}]
    said = one(selection, "levels").conclusion
    assert number(r"(\d+) 个", said) == ([len(lowest)] if lowest else [])
    assert ("没有" in said) == (not lowest)
    assert ("所选" in said) == bool(selection.filters.active)
    for row in rows.carriers:
        single = only(selection, row.carrier_id)
        own = [plaque for plaque in plaques if plaque.carrier_id == row.carrier_id]
        sentence = one(single, "carrier").conclusion
        held = sum(plaque.held for plaque in own)
        assert number(r"已有 (\d+) 块", sentence) == ([held] if held else [])
        assert number(r"争取 (\d+) 块", sentence) == ([len(own) - held] if len(own) > held else [])
        findings = [finding for finding in selection.whole.findings if finding.carrier_id == row.carrier_id]
        assert number(r"核对 (\d+) 处", one(single, "carrier_findings").conclusion) == (
            [len(findings)] if findings else []
        )


@given(case=selections())
@many
def test_rows_that_are_only_counted(case: Case):
    selection = case.selection
    rows = left(selection)
    ids = {row.carrier_id for row in rows.carriers}
    # Findings of the carriers left, and of the plan as a whole.
    findings = [each for each in selection.whole.findings if not each.carrier_id or each.carrier_id in ids]
    checks = one(selection, "checks")
    counts = Counter(finding.severity for finding in findings)
    for severity in ("错误", "提示", "说明"):
        assert number(rf"(\d+) 处{severity}", checks.conclusion) == ([counts[severity]] if counts[severity] else [])
    assert len(checks.rows) == len(findings)
    plaques = one(selection, "plaques")
    assert len(plaques.rows) == len(rows.held) + len(rows.sought)
    assert plaques.conclusion == one(selection, "matrix").conclusion
    for view in views_of("milestones", selection):
        assert number(r"(\d+) 个", view.conclusion) == [len(view.rows)] == [len(rows.milestones)]
    unlisted = [row for row in rows.carriers if row.industry == selection.whole.meta.facts.unlisted_industry]
    said = [view.conclusion for view in views_of("unlisted", selection)]
    assert [number(r"(\d+) 个载体", sentence) for sentence in said] == ([[len(unlisted)]] if unlisted else [])
    # Measures and printed totals are those of the whole plan.
    assert number(r"(\d+) 项", one(selection, "measures").conclusion) == [len(selection.whole.meta.measures)]
    carriers, _, _ = rows_of(selection.whole)
    for annex, row in zip(selection.whole.meta.annexes, one(selection, "totals").table.to_dict("records"), strict=True):
        members = [carrier for carrier in carriers if carrier.annex == annex.number]
        total = area(members)
        assert row["count"] == len(members)
        assert ("无从核对" in row["verdict"]) == (total is None)
        assert (row["verdict"] == "一致") == (total == Decimal(str(annex.printed_total)))


@given(case=selections())
@many
def test_targets_are_those_of_the_whole_plan_whatever_is_filtered(case: Case):
    selection = case.selection
    view = one(selection, "targets")
    verdicts = Counter(
        "看怎么读" if each.verdict_before not in (None, each.verdict) else each.verdict for each in expected.TARGETS
    )
    if selection.whole is NOTICE:
        assert view.conclusion.startswith(f"{len(expected.TARGETS)} 项目标：")
        for verdict, words in (("计划已覆盖", "计划已覆盖"), ("看怎么读", "看怎么读"), ("有缺口", "有缺口")):
            assert number(rf"(\d+) 项{words}", view.conclusion) == [verdicts[verdict]]
        assert number(r"(\d+) 项附件无数据", view.conclusion) == [verdicts["附件无数据"]]
        assert any("国家级载体，缺 1 个" in note for note in view.notes)
    carriers, _, _ = rows_of(selection.whole)
    assert number(r"建成各类孵化载体 目标≥20 个，安排 (\d+) 个", view.alt) == [len(carriers)]
    assert ("不随筛选变化" in "".join(view.notes)) == bool(selection.filters.active)


@given(case=selections(), by=st.sampled_from(list(DIMENSIONS)))
@many
def test_areas_told_to_those_who_cannot_see_the_chart(case: Case, by: str):
    selection = case.selection
    rows = left(selection)
    if not rows.carriers or has_no_areas(selection):
        return  # Not offered: ranks and pairs above.
    groups: dict[str, list[Carrier]] = {}
    pairs: dict[str, list[Carrier]] = {}
    for row in rows.carriers:
        value = getattr(row, by)
        for name in value if isinstance(value, tuple) else (value,):
            groups.setdefault(name, []).append(row)
        pairs.setdefault(f"{row.industry}·{row.stage}", []).append(row)

    def told(members: list[Carrier]) -> str:
        size = area(members)
        return f"{'未填' if size is None else f'{size.normalize():f} 万m²'}、{len(members)} 个"

    bars = one(selection, "area", by=by).alt.split("：", 1)[1]
    for name, members in groups.items():
        if name and name != BLANK:
            assert f"{name} {told(members)}" in bars
    assert sum(number(r"、(\d+) 个", bars)) == sum(map(len, groups.values()))
    dots = one(selection, "stages").alt.partition("交叉图：")[2].split("；")
    assert sorted(dots) == sorted(f"{pair} {told(members)}" for pair, members in pairs.items())


@given(case=selections())
@many
def test_plaques_told_to_those_who_cannot_see_the_chart(case: Case):
    selection = case.selection
    rows = left(selection)
    name_of = {row.carrier_id: row.name for row in rows.carriers}
    words = Counter(
        (name_of[row.carrier_id], f"{row.level}{row.type}（{'已有' if row.held else seeking(row.year)}）")
        for row in [*rows.held, *rows.sought]
    )
    told = one(selection, "matrix").alt.partition("授牌矩阵。")[2]
    lines = [line.partition("：") for line in told.split("；") if line]
    assert Counter((name, cell) for name, _, cells in lines for cell in cells.split("、")) == words
    if not rows.sought or has_no_deadlines(selection):
        return
    levels = one(selection, "steps").alt.partition("累计计划争取牌子数：")[2].split("；")
    for level, _, counts in (line.partition(" ") for line in levels):
        years = [row.year for row in rows.sought if row.level == level]
        for year, count in re.findall(r"(\d{4})年 (\d+)", counts):
            assert int(count) == sum(each is not None and each <= int(year) for each in years)
        assert number(r"未列年份 (\d+)", counts) == [years.count(None)]
    assert {row.level for row in rows.sought} <= {line.partition(" ")[0] for line in levels}


def seeking(year: int | None) -> str:
    return "未列年份" if year is None else f"争取 {year}"


@given(case=selections())
@many
def test_milestones_told_to_those_who_cannot_see_the_chart(case: Case):
    selection = case.selection
    rows = left(selection)
    name_of = {row.carrier_id: row.name for row in rows.carriers}
    told = one(selection, "gantt").alt.partition("时间轴（起点为推算）。")[2]
    lines = [line.partition("：") for line in told.split("；") if line]
    assert Counter(
        (name, year) for name, _, steps in lines for year in number(r"(?:^|、)(\d{4})年 ", steps)
    ) == Counter((name_of[row.carrier_id], row.year) for row in rows.milestones if row.year is not None)
    assert {name for name, _, _ in lines} == {name_of[row.carrier_id] for row in rows.milestones}
    if not rows.carriers or has_no_deadlines(selection):
        return
    due = Counter(row.year for row in rows.milestones if row.year is not None)
    told = re.findall(r"(\d{4})年 (\d+) 个", one(selection, "due").alt.partition("各年到期节点数")[2])
    assert {int(year): int(count) for year, count in told if int(count)} == due
    lead_of = {row.carrier_id: row.leads for row in rows.carriers}
    grid = Counter(
        (lead, row.year) for row in rows.milestones if row.year is not None for lead in lead_of[row.carrier_id]
    )
    told = re.findall(
        r"(\S+) (\d{4})年 (\d+) 个", one(selection, "tasks").alt.partition("各部门各年到期节点：")[2].replace("；", " ")
    )
    assert {(lead, int(year)): int(count) for lead, year, count in told} == grid
    board = one(selection, "this_year")
    for note in board.notes:
        if note.startswith("谁来做"):
            counts = [int(count) for count in re.findall(r" (\d+) 个", note)]
            assert counts == sorted(counts, reverse=True)
            shown = Counter(lead for leads in board.table["leads"] for lead in leads)
            assert {lead: int(count) for lead, count in re.findall(r"([^：、]+) (\d+) 个", note)} == {
                "未填牵头部门" if lead == BLANK else lead: count for lead, count in shown.items()
            }
