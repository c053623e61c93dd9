"""Every sentence over a chart is true under any filter: recomputed in plain Python from the table copied by hand."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import (
    Filters,
    Plan,
    apply_filters,
    area_cross,
    department_table,
    due_by_lead,
    due_by_year,
    due_in,
    findings_frame,
    highest_held,
    plaque_schedule,
    sought_by_year,
    timeline,
)
from analytics.headlines import (
    carrier_headline,
    cross_headline,
    department_headline,
    due_by_department,
    due_by_year_headline,
    due_headline,
    findings_headline,
    lowest_level_headline,
    matrix_headline,
    overview_headline,
    schedule_headline,
    sought_by_year_headline,
    tasks_headline,
    timeline_headline,
    total_headline,
)

from .. import expected
from ..test_headlines import REST, area_sentence, count_sentence

# Under any filter: at most 40 characters, and every number as plain Python counts it over the truth table.


class Truth(NamedTuple):
    """What is left of the truth table."""

    carriers: list[expected.Carrier]
    milestones: list[expected.Milestone]
    held: list[expected.Held]
    sought: list[expected.Sought]


def annex_of(carrier_id: str) -> int:
    return int(carrier_id[0])


def truth(filters: Filters) -> Truth:
    """The rows of the truth table that ``filters`` leave, by the words of ``Filters``' documentation."""
    held = [plaque for plaque in expected.HELD if not filters.level or plaque.level in filters.level]
    sought = [plaque for plaque in expected.SOUGHT if not filters.level or plaque.level in filters.level]
    milestones = [row for row in expected.MILESTONES if not filters.year or row.deadline_year in filters.year]
    of_level = {plaque.carrier_id for plaque in (*held, *sought)}
    of_year = {milestone.carrier_id for milestone in milestones}
    carriers = [
        carrier
        for carrier in expected.CARRIERS
        if (not filters.lead or set(carrier.leads) & set(filters.lead))
        and (not filters.guide or set(carrier.guides) & set(filters.guide))
        and (not filters.industry or carrier.industry in filters.industry)
        and (not filters.stage or carrier.stage in filters.stage)
        and (not filters.annex or annex_of(carrier.carrier_id) in filters.annex)
        and (not filters.level or carrier.carrier_id in of_level)
        and (not filters.year or carrier.carrier_id in of_year)
    ]
    ids = {carrier.carrier_id for carrier in carriers}
    return Truth(
        carriers,
        [milestone for milestone in milestones if milestone.carrier_id in ids],
        [plaque for plaque in held if plaque.carrier_id in ids],
        [plaque for plaque in sought if plaque.carrier_id in ids and (not filters.year or plaque.year in filters.year)],
    )


OPTIONS = {
    "lead": list(expected.AREA_BY_LEAD),
    "guide": ["区科技局", "区人力社保局"],
    "industry": list(expected.AREA_BY_INDUSTRY),
    "stage": ["创业苗圃", "孵化器", "加速器"],
    "annex": [1, 2],
    "level": ["国家级", "市级", "区级"],
    "year": [2022, 2023, 2024, 2025, 2026, 2027],
}


@st.composite
def any_filters(draw) -> Filters:
    """Up to three filters of up to three values each: more leave nothing nearly always."""
    names = draw(st.lists(st.sampled_from(list(OPTIONS)), max_size=3, unique=True))
    chosen = {
        name: tuple(draw(st.lists(st.sampled_from(OPTIONS[name]), min_size=1, max_size=3, unique=True)))
        for name in names
    }
    return Filters(**chosen)


under_any_filter = settings(max_examples=100, deadline=None)


def match(pattern: str, sentence: str) -> re.Match[str]:
    """The whole sentence as ``pattern``, at most 40 characters: no number in it stays unread."""
    assert len(sentence) <= 40, sentence
    found = re.fullmatch(pattern, sentence)
    assert found, f"“{sentence}”不是认识的句式"
    return found


def total(carriers: Iterable[expected.Carrier]) -> Decimal:
    return sum((Decimal(carrier.area) for carrier in carriers), Decimal(0))


def groups(carriers: list[expected.Carrier], by: str) -> dict[str, list[expected.Carrier]]:
    """value → its carriers, blank values left out."""
    found: dict[str, list[expected.Carrier]] = {}
    for carrier in carriers:
        value = getattr(carrier, by)
        for name in value if isinstance(value, tuple) else (value,):
            if name:
                found.setdefault(name, []).append(carrier)
    return found


AREA_WORDS = (
    r"(?P<nothing>没有符合条件的载体)"
    r"|所选载体没有(?P<lacking>运营机构|物业业主)"
    r"|所选 (?P<unlisted>\d+) 个载体未列入七大方向"
    r"|所选载体都属于(?P<only>\S+) (?P<only_area>[\d.]+) 万m²"
    r"|(?P<tied>\S+)并列，各 (?P<tied_area>[\d.]+) 万m²"
    r"|(?P<many>\d+) 个并列，各 (?P<many_area>[\d.]+) 万m²"
    r"|(?P<first>\S+) (?P<area>[\d.]+) 万m²，占 (?P<share>[\d.]+)%(?P<place>，居(七大方向|各组)之首)?"
)


@given(filters=any_filters(), by=st.sampled_from(["industry", "stage", "leads", "operator", "owner"]))
@under_any_filter
def test_area_sentence_is_true(plan: Plan, filters: Filters, by: str):
    carriers = truth(filters).carriers
    said = match(AREA_WORDS, area_sentence(plan, filters, by)).groupdict()
    areas = {name: total(members) for name, members in groups(carriers, by).items()}
    named = {name: area for name, area in areas.items() if name != REST}
    largest = max(named.values(), default=None)

    if said["nothing"]:
        assert not carriers
    elif said["lacking"]:
        assert not areas
        assert {"运营机构": "operator", "物业业主": "owner"}[said["lacking"]] == by
    elif said["unlisted"]:
        assert not named
        assert int(said["unlisted"]) == len(carriers)
    elif said["only"]:
        assert groups(carriers, by)[said["only"]] == carriers
        assert Decimal(said["only_area"]) == total(carriers)
    elif said["tied"] or said["many"]:
        tied = {name for name, area in named.items() if area == largest}
        assert len(tied) > 1
        assert Decimal(said["tied_area"] or said["many_area"]) == largest
        assert set(said["tied"].split("、")) == tied if said["tied"] else int(said["many"]) == len(tied)
    else:
        assert named[said["first"]] == largest == Decimal(said["area"])
        assert list(named.values()).count(largest) == 1
        assert abs(Decimal(said["share"]) - largest / total(carriers) * 100) <= Decimal("0.0500001")
        assert bool(said["place"]) == (len(named) > 1)


COUNT_WORDS = (
    r"(?P<nothing>没有符合条件的载体)"
    r"|所选载体没有(?P<lacking>运营机构|物业业主)"
    r"|所选 (?P<unlisted>\d+) 个载体未列入七大方向"
    r"|(?P<many>\d+) 个并列最多，各 (?P<many_count>\d+) 个载体"
    r"|(?P<tied>\S+)各 (?P<tied_count>\d+) 个载体"
    r"|(?P<first>\S+)最多，(?P<count>\d+) 个载体"
)


@given(filters=any_filters(), by=st.sampled_from(["industry", "stage", "leads", "operator", "owner"]))
@under_any_filter
def test_count_sentence_is_true(plan: Plan, filters: Filters, by: str):
    carriers = truth(filters).carriers
    said = match(COUNT_WORDS, count_sentence(plan, filters, by)).groupdict()
    counts = {name: len(members) for name, members in groups(carriers, by).items()}
    named = {name: count for name, count in counts.items() if name != REST}
    most = {name for name, count in named.items() if count == max(named.values())}

    if said["nothing"]:
        assert not carriers
    elif said["lacking"]:
        assert not counts
    elif said["unlisted"]:
        assert not named
        assert int(said["unlisted"]) == len(carriers)
    else:
        assert int(said["many_count"] or said["tied_count"] or said["count"]) == max(named.values())
        if said["many"]:
            assert int(said["many"]) == len(most) > 1
        else:
            assert set((said["tied"] or said["first"]).split("、")) == most
            assert bool(said["tied"]) == (len(most) > 1)


@given(filters=any_filters())
@under_any_filter
def test_cross_sentence_is_true(plan: Plan, filters: Filters):
    carriers = truth(filters).carriers
    table = area_cross(apply_filters(plan, filters).carriers, "industry", "stage")
    pattern = (
        r"没有符合条件的载体"
        r"|(?P<only>所选载体都属于)?(?P<industry>\S+)·(?P<stage>\S+?)(?:最大)?，"
        r"(?P<area>[\d.]+) 万m²、(?P<count>\d+) 个载体"
    )
    said = match(pattern, cross_headline(table, "industry", "stage")).groupdict()

    if said["industry"] is None:
        assert not carriers
        return
    pairs: dict[tuple[str, str], list[expected.Carrier]] = {}
    for carrier in carriers:
        pairs.setdefault((carrier.industry, carrier.stage), []).append(carrier)
    assert bool(said["only"]) == (len(pairs) == 1)
    members = pairs[said["industry"], said["stage"]]
    assert total(members) == max(total(others) for others in pairs.values()) == Decimal(said["area"])
    assert int(said["count"]) == len(members)


@given(filters=any_filters())
@under_any_filter
def test_plaque_sentences_are_true(plan: Plan, filters: Filters):
    left, shown = truth(filters), apply_filters(plan, filters)
    undated = [plaque for plaque in left.sought if plaque.year is None]
    dated = [plaque.year for plaque in left.sought if plaque.year is not None]

    pattern = (
        r"所选载体没有已有或争取的牌子"
        r"|(?:已有 (\d+) 块牌子|所选范围未列已有牌子)，计划争取 (\d+) 块(?:，其中 (\d+) 块未列年份)?"
    )
    matrix = match(pattern, matrix_headline(shown.plaques))
    held, sought, without_year = (int(number or 0) for number in matrix.groups())
    assert (held, sought, without_year) == (len(left.held), len(left.sought), len(undated))

    pattern = r"所选载体没有计划争取的牌子|到2025年底计划争取 (\d+) 块牌子(?:，之后 (\d+) 块)?(?:，未列年份 (\d+) 块)?"
    schedule = match(pattern, schedule_headline(plaque_schedule(shown, ("level",)), 2025))
    by_then, later, without_year = (int(number or 0) for number in schedule.groups())
    assert by_then == len([year for year in dated if year <= 2025])
    assert later == len([year for year in dated if year > 2025])
    assert without_year == len(undated)


@given(filters=any_filters(), as_of=st.dates(date(2021, 1, 1), date(2029, 12, 31)))
@under_any_filter
def test_timeline_sentence_is_true(plan: Plan, filters: Filters, as_of: date):
    years = [milestone.deadline_year for milestone in truth(filters).milestones]
    state = r"(?:已到期 (\d+) 个)?，?(?:本年到期 (\d+) 个)?，?(?:未到期 (\d+) 个)?"
    sentence = timeline_headline(timeline(apply_filters(plan, filters), as_of), as_of)
    said = match(rf"所选载体没有节点|(?:截至(?P<day>[\d-]+)：节点|(?P<all>\d+) 个节点，){state}", sentence)

    day, everything, *counts = said.groups()
    assert [int(count or 0) for count in counts] == [
        len([year for year in years if date(year, 12, 31) < as_of]),
        len([year for year in years if year == as_of.year]),
        len([year for year in years if year > as_of.year]),
    ]
    assert day in (None, as_of.isoformat())
    assert everything is None or int(everything) == len(years)


def names_of_years(words: str | None) -> list[int]:
    return [int(year) for year in re.findall(r"\d{4}", words or "")]


@given(filters=any_filters(), year=st.integers(2021, 2028))
@under_any_filter
def test_due_sentences_are_true(plan: Plan, filters: Filters, year: int):
    shown, milestones = apply_filters(plan, filters), truth(filters).milestones
    due = [milestone for milestone in milestones if milestone.deadline_year == year]
    lead_of = {carrier.carrier_id: carrier.leads[0] for carrier in expected.CARRIERS}
    leads: dict[str, int] = {}
    for milestone in due:
        leads[lead_of[milestone.carrier_id]] = leads.get(lead_of[milestone.carrier_id], 0) + 1

    pattern = (
        r"(?P<year>\d+)年(?:(?P<none>没有节点到期)| (?P<count>\d+) 个节点到期"
        r"(?:，都由(?P<all>\S+)牵头|，(?P<tied>\S+)各 (?P<each>\d+) 个|，(?P<first>\S+)最多，(?P<most>\d+) 个"
        r"|，涉及 (?P<leads>\d+) 个部门)?)"
    )
    said = match(pattern, due_headline(due_in(shown, year), year)).groupdict()
    assert int(said["year"]) == year
    assert bool(said["none"]) == (not due)
    if due:
        assert int(said["count"]) == len(due)
        if said["all"]:
            assert list(leads) == [said["all"]]
        elif said["leads"]:
            assert int(said["leads"]) == len(leads)
        else:
            most = {name for name, count in leads.items() if count == max(leads.values())}
            assert set((said["tied"] or said["first"]).split("、")) == most
            assert int(said["each"] or said["most"]) == max(leads.values())

    pattern = (
        r"所选载体没有写明年份的节点"
        r"|(?P<alone>\d+) 个节点都在(?P<alone_in>\d+)年"
        r"|(?P<all>[\d年、]+)各 (?P<each>\d+) 个节点"
        r"|(?P<busiest>[\d年、]+)节点最多，(?:各 )?(?P<most>\d+) 个(?:；(?P<empty>[\d年、]+)没有)?"
    )
    said = match(pattern, due_by_year_headline(due_by_year(shown))).groupdict()
    per_year = {wanted: len([m for m in milestones if m.deadline_year == wanted]) for wanted in range(2022, 2028)}
    if said["alone"]:
        assert {wanted: count for wanted, count in per_year.items() if count} == {
            int(said["alone_in"]): int(said["alone"])
        }
    elif said["all"]:
        assert {wanted: count for wanted, count in per_year.items() if count} == dict.fromkeys(
            names_of_years(said["all"]), int(said["each"])
        )
    elif said["busiest"] is None:
        assert not milestones
    else:
        assert int(said["most"]) == max(per_year.values())
        assert names_of_years(said["busiest"]) == [y for y, n in per_year.items() if n == max(per_year.values())]
        assert names_of_years(said["empty"]) in ([], [y for y, n in per_year.items() if not n])


@given(filters=any_filters())
@under_any_filter
def test_department_and_total_sentences_are_true(plan: Plan, filters: Filters):
    left, shown = truth(filters), apply_filters(plan, filters)
    led = groups(left.carriers, "leads")

    said = match(r"没有符合条件的载体|(?P<count>\d+) 个载体，(?P<area>[\d.]+) 万m²", total_headline(shown.carriers))
    assert int(said["count"] or 0) == len(left.carriers)
    assert Decimal(said["area"] or 0) == total(left.carriers)

    table = department_table(shown)
    pattern = (
        r"没有符合条件的载体|(?P<many>\d+) 个部门牵头，(?P<first>\S+)面积最大：(?P<count>\d+) 个、(?P<area>[\d.]+) 万m²"
    )
    said = match(pattern, department_headline(table)).groupdict()
    assert int(said["many"] or 0) == len(led)
    if led:
        assert Decimal(said["area"]) == max(total(members) for members in led.values()) == total(led[said["first"]])
        assert int(said["count"]) == len(led[said["first"]])

    for name, members in led.items():
        ids = {carrier.carrier_id for carrier in members}
        sentence = department_headline(table[table["department"] == name])
        said = match(r"(\S+)牵头 (\d+) 个载体、([\d.]+) 万m²，(\d+) 个节点", sentence)
        milestones = [milestone for milestone in left.milestones if milestone.carrier_id in ids]
        assert said.group(1) == name
        assert (int(said[2]), Decimal(said[3]), int(said[4])) == (len(members), total(members), len(milestones))


LEAD_OF = {carrier.carrier_id: carrier.leads[0] for carrier in expected.CARRIERS}


@given(filters=any_filters(), year=st.integers(2022, 2027))
@under_any_filter
def test_task_sentences_are_true(plan: Plan, filters: Filters, year: int):
    shown, milestones = apply_filters(plan, filters), truth(filters).milestones
    counts = Counter(LEAD_OF[milestone.carrier_id] for milestone in milestones)
    pattern = (
        r"所选载体没有节点|节点都由(?P<all>\S+)牵头，共 (?P<sum>\d+) 个"
        r"|(?P<many>\d+) 个部门有节点，(?:(?P<tied>\S+)各 (?P<each>\d+) 个|(?P<first>\S+)最多，(?P<most>\d+) 个)"
    )
    said = match(pattern, tasks_headline(due_by_lead(shown))).groupdict()

    if said["all"]:
        assert counts == {said["all"]: int(said["sum"])}
    elif said["many"]:
        assert int(said["many"]) == len(counts) > 1
        most = {name for name, count in counts.items() if count == max(counts.values())}
        assert set((said["tied"] or said["first"]).split("、")) == most
        assert int(said["each"] or said["most"]) == max(counts.values())
    else:
        assert not counts

    due = Counter(LEAD_OF[m.carrier_id] for m in milestones if m.deadline_year == year)
    parts = re.findall(r"([^、]+) (\d+) 个", due_by_department(due_in(shown, year)))
    assert {name: int(count) for name, count in parts} == due
    assert [int(count) for _, count in parts] == sorted(due.values(), reverse=True)


@given(filters=any_filters())
@under_any_filter
def test_overview_and_yearly_plaque_sentences_are_true(plan: Plan, filters: Filters):
    left, shown = truth(filters), apply_filters(plan, filters)
    pattern = (
        r"没有符合条件的载体|(\d+) 个载体、([\d.]+) 万m²，(?:已有 (\d+) 块牌子|所选范围未列已有牌子)，争取 (\d+) 块"
    )
    numbers = match(pattern, overview_headline(shown)).groups(default="0")
    assert (int(numbers[0]), Decimal(numbers[1])) == (len(left.carriers), total(left.carriers))
    assert (int(numbers[2]), int(numbers[3])) == (len(left.held), len(left.sought))

    years = Counter(plaque.year for plaque in left.sought if plaque.year is not None)
    undated = len([plaque for plaque in left.sought if plaque.year is None])
    pattern = (
        r"所选载体没有计划争取的牌子|(?P<only>\d+) 块要争取的牌子都未列年份"
        r"|(?P<many>\d+) 个年份并列最多，各争取 (?P<each>\d+) 块牌子"
        r"|(?P<alone>\d+) 块牌子都在(?P<alone_in>\d+)年争取(?:；另有 (?P<besides>\d+) 块未列年份)?"
        r"|(?P<years>[\d年、]+)争取牌子最多，(?:各 )?(?P<most>\d+) 块(?:；(?P<undated>\d+) 块未列年份)?"
    )
    said = match(pattern, sought_by_year_headline(sought_by_year(shown))).groupdict()
    if said["only"]:
        assert (int(said["only"]), len(years)) == (undated, 0)
    elif said["alone"]:
        assert years == {int(said["alone_in"]): int(said["alone"])}
        assert int(said["besides"] or 0) == undated
    elif said["most"] or said["each"]:
        busiest = [year for year, count in sorted(years.items()) if count == max(years.values())]
        assert int(said["most"] or said["each"]) == max(years.values())
        assert int(said["many"] or len(busiest)) == len(busiest)
        assert names_of_years(said["years"]) in ([], busiest)
        assert said["undated"] is None or int(said["undated"]) == undated
    else:
        assert not left.sought


@given(filters=any_filters())
@under_any_filter
def test_sentence_on_the_lowest_level_is_true(plan: Plan, filters: Filters):
    levels: dict[str, set[str]] = {}
    for plaque in expected.HELD:
        levels.setdefault(plaque.carrier_id, set()).add(plaque.level)
    only = [carrier.name for carrier in truth(filters).carriers if levels.get(carrier.carrier_id) == {"区级"}]
    shown = apply_filters(plan, filters)

    pattern = r"没有哪个载体只有区级牌子|只有区级牌子的载体 (?P<count>\d+) 个：(?P<names>\S+)"
    said = match(pattern, lowest_level_headline(highest_held(plan, shown.carriers), "区级")).groupdict()
    assert int(said["count"] or 0) == len(only)
    assert (said["names"] or "").split("、") == (only or [""])


@given(filters=any_filters())
@under_any_filter
def test_findings_sentence_is_true(plan: Plan, filters: Filters):
    ids = {"", *(carrier.carrier_id for carrier in truth(filters).carriers)}
    findings = [finding for finding in plan.findings if finding.carrier_id in ids]
    pattern = r"没有发现需要核对的地方|共 (?:(\d+) 处错误)?、?(?:(\d+) 处提示)?、?(?:(\d+) 处说明)?"
    said = match(pattern, findings_headline(findings_frame(findings)))

    counts = Counter(finding.severity for finding in findings)
    assert [int(number or 0) for number in said.groups()] == [counts[name] for name in ("错误", "提示", "说明")]


def test_the_sentence_of_every_carrier_is_true(plan: Plan):
    rows = {row.carrier_id: row for row in plan.carriers.itertuples()}
    for carrier in expected.CARRIERS:
        plaques, milestones = (
            frame[frame["carrier_id"] == carrier.carrier_id] for frame in (plan.plaques, plan.milestones)
        )
        pattern = (
            r"(?:(?P<name>\S+)：)?(?P<area>[\d.]+) 万m²(?:，已有 (?P<held>\d+) 块牌子)?(?:，争取 (?P<sought>\d+) 块)?"
            r"(?:，最后节点(?P<last>\d+)年)?"
        )
        said = match(pattern, carrier_headline(rows[carrier.carrier_id], plaques, milestones)).groupdict()
        years = [m.deadline_year for m in expected.MILESTONES if m.carrier_id == carrier.carrier_id]
        assert said["name"] in (carrier.name, None if len(carrier.name) > 20 else carrier.name)
        assert Decimal(said["area"]) == Decimal(carrier.area)
        assert int(said["held"] or 0) == len([p for p in expected.HELD if p.carrier_id == carrier.carrier_id])
        assert int(said["sought"] or 0) == len([p for p in expected.SOUGHT if p.carrier_id == carrier.carrier_id])
        assert int(said["last"] or 0) == max(years, default=0)
