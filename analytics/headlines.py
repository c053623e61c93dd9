"""The conclusion over each chart: one computed sentence of at most 40 characters, true under any filter (screens.md).

Every function takes the table that its chart draws, so that sentence and picture cannot part.
"""

from datetime import date
from typing import NamedTuple

import pandas as pd

from .area import PARTIAL, area_text, shown_sum
from .columns import LABELS, NO_STAGE
from .findings import ERROR, HINT, NOTE
from .plan import Plan
from .plaques import HELD, SOUGHT
from .targets import COVERED, GAP, NO_DATA
from .timeline import FUTURE, NO_YEAR, PAST, THIS_YEAR

LIMIT = 40
NOTHING = "没有符合条件的载体"
_BY_READING = "看怎么读"


def short(name: str, most: int = 14) -> str:
    """``name`` cut to ``most`` characters with ``…``: for sentences and bars; the full name stands in the table."""
    return name if len(name) <= most else name[: most - 1] + "…"


def first_fitting(*sentences: str) -> str:
    """The first sentence that keeps within the limit; the last one cut to it where none does."""
    return next((sentence for sentence in sentences if len(sentence) <= LIMIT), short(sentences[-1], LIMIT))


def share_text(share: float) -> str:
    """A share (0–1) to one decimal: ``26.4%``."""
    return f"{share * 100:.1f}%"


def _no_groups(by: str) -> str:
    """For an empty ``area_by`` table: no carriers, or none that has an operator (or an owner)."""
    return f"所选载体没有{LABELS[by]}" if by in PARTIAL else NOTHING


def _filled(area: float) -> str:
    """An area within a sentence."""
    return "面积未填" if pd.isna(area) else area_text(area)


def _held(count: int) -> str:
    """Annex 2 has no column for plaques held: a blank is no zero. 所选范围, as a filter may leave listed ones out."""
    return f"已有 {count} 块牌子" if count else "所选范围未列已有牌子"


def area_headline(table: pd.DataFrame, by: str, rest: str, group: str) -> str:
    """For ``area_by`` tables. ``rest`` is the value that is no direction of its own (未列入七大方向, 未列环节),
    ``group`` what the others are together (七大方向): ``大健康生物医药 12.8 万m²，占 26.4%，居七大方向之首``."""
    if table.empty:
        return _no_groups(by)
    named = table[~table[by].isin([rest, NO_STAGE])]
    if named.empty:
        return first_fitting(f"所选 {int(table['count'].sum())} 个载体{table[by].iloc[0]}")
    first = named.iloc[0]
    if pd.isna(first["area"]):
        names = "、".join(short(str(name)) for name in named[by])
        return first_fitting(f"{names}的载体未填面积", f"{len(named)} 组载体都未填面积")
    what = f"{short(str(first[by]))} {area_text(first['area'])}"
    if len(table) == 1 and by not in PARTIAL:
        return first_fitting(f"所选载体都属于{what}", what)
    tied = named[named["area"] == first["area"]]
    if len(tied) > 1:
        names = "、".join(short(str(name), 8) for name in tied[by])
        return first_fitting(
            f"{names}并列，各 {area_text(first['area'])}", f"{len(tied)} 个并列，各 {area_text(first['area'])}"
        )
    share = share_text(first["share"])
    place = f"，居{group}之首" if len(named) > 1 else ""
    return first_fitting(f"{what}，占 {share}{place}", f"{what}，占 {share}", what)


def count_headline(table: pd.DataFrame, by: str, rest: str) -> str:
    """For ``area_by`` tables shown by number of carriers."""
    if table.empty:
        return _no_groups(by)
    named = table[~table[by].isin([rest, NO_STAGE])]
    if named.empty:
        return first_fitting(f"所选 {int(table['count'].sum())} 个载体{table[by].iloc[0]}")
    most = named["count"].max()
    tied = named[named["count"] == most]
    names = "、".join(short(str(name), 10) for name in tied[by])
    return first_fitting(
        f"{names}{'各 ' if len(tied) > 1 else '最多，'}{most} 个载体", f"{len(tied)} 个并列最多，各 {most} 个载体"
    )


def cross_headline(table: pd.DataFrame, by: str, across: str) -> str:
    """For ``area_cross`` tables: the pair with the largest area."""
    filled = table[table["area"] > 0]
    if filled.empty:
        return NOTHING if table.empty else "所选载体未填面积"
    first = filled.sort_values("area", ascending=False, kind="stable").iloc[0]
    if len(table) == 1:
        only = f"{area_text(first['area'])}、{first['count']} 个载体"
        return first_fitting(f"所选载体都属于{first[by]}·{first[across]}，{only}", f"所选载体只有一格，{only}")
    most = f"{first[by]}·{first[across]}最大，{area_text(first['area'])}、{first['count']} 个载体"
    return first_fitting(most, f"最大一格 {area_text(first['area'])}、{first['count']} 个载体")


def matrix_headline(plaques: pd.DataFrame) -> str:
    """For the plaque matrix: plaques held and sought, and how many of those have no year."""
    held = int((plaques["status"] == HELD).sum())
    sought = plaques[plaques["status"] == SOUGHT]
    if not held and sought.empty:
        return "所选载体没有已有或争取的牌子"
    undated = int(sought["year"].isna().sum())
    words = f"{_held(held)}，计划争取 {len(sought)} 块"
    return words + (f"，其中 {undated} 块未列年份" if undated else "")


def holding_headline(matrix: pd.DataFrame) -> str:
    """For the carriers of ``plaque_matrix`` that seek no plaque: how many they are and what they hold."""
    held = int(matrix["level"].notna().sum())
    words = f"{matrix['carrier_id'].nunique()} 个载体没有要争取的牌子"
    return f"{words}，{_held(held)}"


def targets_headline(targets: pd.DataFrame) -> str:
    """For ``target_gaps``: how many targets the plan covers, in one reading of 年前 only, or does not."""
    differ = targets["readings_differ"].astype(bool)
    counts = targets["verdict"].mask(differ, _BY_READING).value_counts()
    parts = [
        f"{counts[verdict]} 项{words}"
        for verdict, words in (
            (COVERED, "计划已覆盖"),
            (_BY_READING, _BY_READING),
            (GAP, "有缺口"),
            (NO_DATA, "附件无数据"),
        )
        if counts.get(verdict)
    ]
    return f"{len(targets)} 项目标：{'，'.join(parts)}"


def schedule_headline(schedule: pd.DataFrame, target_year: int) -> str:
    """For ``plaque_schedule`` by level: what is sought by the end of the target year."""
    if schedule.empty or not schedule["sought"].sum():
        return "所选载体没有计划争取的牌子"
    # The columns of years end with the plan, which may be before the target year.
    years = [column for column in schedule if isinstance(column, int) and column <= target_year]
    by_then = int(schedule[max(years)].sum()) if years else 0
    later = int(schedule["sought"].sum() - schedule["undated"].sum() - by_then)
    undated = int(schedule["undated"].sum())
    parts = [f"到{target_year}年底计划争取 {by_then} 块牌子"]
    parts += [f"之后 {later} 块"] if later else []
    parts += [f"未列年份 {undated} 块"] if undated else []
    return "，".join(parts)


def timeline_headline(milestones: pd.DataFrame, as_of: date) -> str:
    """For ``timeline``: how many milestones are past, due this year and to come on ``as_of``."""
    if milestones.empty:
        return "所选载体没有节点"
    counts = milestones["state"].value_counts()
    parts = [f"{state} {counts[state]} 个" for state in (PAST, THIS_YEAR, FUTURE, NO_YEAR) if counts.get(state)]
    return first_fitting(f"截至{as_of}：节点{'，'.join(parts)}", f"{len(milestones)} 个节点，{'，'.join(parts)}")


def due_headline(due: pd.DataFrame, year: int) -> str:
    """For ``due_in``: what is due in ``year`` and which department has most of it."""
    if due.empty:
        return f"{year}年没有节点到期"
    leads = due["leads"].explode().value_counts()
    most = leads[leads == leads.max()]
    if len(leads) == 1:
        return first_fitting(
            f"{year}年 {len(due)} 个节点到期，都由{leads.index[0]}牵头", f"{year}年 {len(due)} 个节点到期"
        )
    names = "、".join(short(name, 8) for name in most.index)
    return first_fitting(
        f"{year}年 {len(due)} 个节点到期，{names}{'各 ' if len(most) > 1 else '最多，'}{most.iloc[0]} 个",
        f"{year}年 {len(due)} 个节点到期，涉及 {len(leads)} 个部门",
    )


def due_by_year_headline(table: pd.DataFrame) -> str:
    """For ``due_by_year``: the busiest year and the years without any milestone."""
    if not table["count"].sum():
        return "所选载体没有写明年份的节点"
    busiest = table[table["count"] == table["count"].max()]
    years = "、".join(f"{year}年" for year in busiest["year"])
    empty = "、".join(f"{year}年" for year in table[table["count"] == 0]["year"])
    if len(busiest) == (table["count"] > 0).sum():
        several = f"{len(busiest)} 个年份各 {busiest['count'].iloc[0]} 个节点"
        if len(busiest) == 1:
            return f"{busiest['count'].iloc[0]} 个节点都在{years}"
        return first_fitting(f"{years}各 {busiest['count'].iloc[0]} 个节点", several)
    words = f"{years}节点最多，{'各 ' if len(busiest) > 1 else ''}{busiest['count'].iloc[0]} 个"
    several = f"{len(busiest)} 个年份节点并列最多，各 {busiest['count'].iloc[0]} 个"
    return first_fitting(words + (f"；{empty}没有" if empty else ""), words, several)


def department_headline(table: pd.DataFrame) -> str:
    """For ``department_table``: one department in full, or which one leads the most area."""
    leading = table[table["leads"] > 0]
    if leading.empty:
        return NOTHING
    first = leading.iloc[0]
    name = short(str(first["department"]))
    if len(table) == 1:
        return first_fitting(
            f"{name}牵头 {first['leads']} 个载体、{_filled(first['area'])}，{first['milestones']} 个节点",
            f"{name}牵头 {first['leads']} 个载体",
        )
    if pd.isna(first["area"]):
        return f"{len(leading)} 个部门牵头的载体都未填面积"
    return first_fitting(
        f"{len(leading)} 个部门牵头，{name}面积最大：{first['leads']} 个、{area_text(first['area'])}",
        f"{name}牵头面积最大，{area_text(first['area'])}",
    )


def department_headline_of(row: NamedTuple, is_part: bool) -> str:
    """For one row of ``department_table``: what the department leads, guides and answers for, the roles it has.

    ``is_part``: said of a part of the plan, which may hide carriers of the department.
    """
    if row.leads:
        return department_headline(pd.DataFrame([row._asdict()]))
    roles = [
        f"{words} {number} {unit}"
        for number, words, unit in (
            (row.guides, "指导载体", "个"),
            (row.measures, "牵头保障措施", "项"),
            (row.targets, "负责目标", "项"),
        )
        if number
    ]
    if not roles:
        return f"{row.department}：所选范围内没有它的载体" if is_part else f"{row.department}：方案没有写它的任务"
    return first_fitting(f"{row.department}{'、'.join(roles)}", "、".join(roles))


def guides_headline(table: pd.DataFrame) -> str:
    """For ``leads_with_guides``: the pair of departments with the most carriers in common."""
    if table.empty:
        return "所选载体没有写明指导部门"
    most = table[table["count"] == table["count"].max()]
    first = most.iloc[0]
    if len(most) > 1:
        return f"{len(most)} 对牵头和指导部门并列最多，各 {first['count']} 个载体"
    pair = f"{short(first['lead'], 10)}牵头、{short(first['guide'], 10)}指导"
    if first["lead"] == first["guide"]:
        pair = f"{short(first['lead'], 10)}自己牵头、自己指导"
    return first_fitting(
        f"{pair}的最多，{first['count']} 个载体",
        f"牵头和指导部门的组合里，最多的一对 {first['count']} 个载体",
    )


def tasks_without_deadline_headline(carriers: pd.DataFrame) -> str:
    """For ``unscheduled_tasks``: how many carriers have a task that no deadline dates."""
    return f"{len(carriers)} 个载体的工作任务没有写完成时限" if len(carriers) else "没有不写完成时限的工作任务"


def carrier_headline(carrier: NamedTuple, plaques: pd.DataFrame, milestones: pd.DataFrame) -> str:
    """For one carrier (a row of ``carriers``): area, plaques held and sought, last deadline."""
    held = int((plaques["status"] == HELD).sum())
    sought = int((plaques["status"] == SOUGHT).sum())
    parts = [_filled(carrier.area)]
    parts += [f"已有 {held} 块牌子"] if held else []
    parts += [f"争取 {sought} 块"] if sought else []
    last = milestones["deadline_year"].max()
    parts += [] if milestones.empty or pd.isna(last) else [f"最后节点{last}年"]
    words = "，".join(parts)
    # The name stands in the selector above: rather none than half of it.
    return first_fitting(f"{carrier.name}：{words}", words)


def area_rank_headline(carriers: pd.DataFrame, carrier_id: str) -> str:
    """The place of a carrier's area among ``carriers``, all of the plan: ``面积 3.8 万m²，在 20 个载体里排第 4``; ties
    are ties, and where areas are blank only those filled in are counted."""
    area = carriers.loc[carriers["carrier_id"] == carrier_id, "area"].iloc[0]
    if pd.isna(area):
        return "面积未填，不排名"
    filled = carriers["area"].dropna()
    place = int((filled > area).sum()) + 1
    tied = int((filled == area).sum()) > 1
    among = f"{len(filled)} 个{'载体' if len(filled) == len(carriers) else '填了面积的载体'}"
    return f"面积 {area_text(area)}，在 {among}里{'并列' if tied else '排'}第 {place}"


def findings_headline(findings: pd.DataFrame) -> str:
    """For the findings: how many of each severity."""
    counts = findings["severity"].value_counts()
    parts = [f"{counts[severity]} 处{severity}" for severity in (ERROR, HINT, NOTE) if counts.get(severity)]
    return f"共 {'、'.join(parts)}" if parts else "没有发现需要核对的地方"


def total_headline(carriers: pd.DataFrame) -> str:
    """Number and area of the carriers shown."""
    return f"{len(carriers)} 个载体，{_filled(shown_sum(carriers['area']))}" if len(carriers) else NOTHING


def tasks_headline(table: pd.DataFrame) -> str:
    """For ``due_by_lead``: which department has the most milestones."""
    if table.empty:
        return "所选载体没有节点"
    counts = table.groupby("lead", sort=False)["count"].sum()
    most = counts[counts == counts.max()]
    if len(counts) == 1:
        return first_fitting(f"节点都由{counts.index[0]}牵头，共 {counts.iloc[0]} 个", f"共 {counts.iloc[0]} 个节点")
    names = "、".join(short(str(name), 8) for name in most.index)
    return first_fitting(
        f"{len(counts)} 个部门有节点，{names}{'各 ' if len(most) > 1 else '最多，'}{most.iloc[0]} 个",
        f"{len(counts)} 个部门有节点，最多 {most.iloc[0]} 个",
    )


def overview_headline(shown: Plan) -> str:
    """For the first slide: carriers, area, plaques held and sought of a (filtered) plan."""
    if shown.carriers.empty:
        return NOTHING
    held = int((shown.plaques["status"] == HELD).sum())
    sought = int((shown.plaques["status"] == SOUGHT).sum())
    carriers = f"{len(shown.carriers)} 个载体、{_filled(shown_sum(shown.carriers['area']))}"
    return f"{carriers}，{_held(held)}，争取 {sought} 块"


def lowest_level_headline(table: pd.DataFrame, level: str) -> str:
    """For ``highest_held``: who holds plaques of ``level``, the lowest one, and none above it."""
    row = table[table["level"] == level].iloc[0]
    if not row["count"]:
        return f"没有哪个载体只有{level}牌子"
    words = f"只有{level}牌子的载体 {row['count']} 个"
    return first_fitting(f"{words}：{'、'.join(short(name) for name in row['names'])}", words)


def sought_by_year_headline(table: pd.DataFrame) -> str:
    """For ``sought_by_year``: in which year most plaques are sought, and how many have no year."""
    counts = table[table["year"].notna()].groupby("year")["count"].sum()
    undated = int(table[table["year"].isna()]["count"].sum())
    if not counts.sum():
        return f"{undated} 块要争取的牌子都未列年份" if undated else "所选载体没有计划争取的牌子"
    busiest = counts[counts == counts.max()]
    years = "、".join(f"{year}年" for year in busiest.index)
    if (counts > 0).sum() == 1:
        return f"{counts.max()} 块牌子都在{years}争取" + (f"；另有 {undated} 块未列年份" if undated else "")
    words = f"{years}争取牌子最多，{'各 ' if len(busiest) > 1 else ''}{counts.max()} 块"
    several = f"{len(busiest)} 个年份并列最多，各争取 {counts.max()} 块牌子"
    return first_fitting(words + (f"；{undated} 块未列年份" if undated else ""), words, several)


def due_by_department(due: pd.DataFrame) -> str:
    """For ``due_in``: every lead department with its number of milestones, most first, in as many words as it takes:
    ``区经济信息委 3 个、区科技局 1 个``. A carrier with two leads counts for both."""
    counts = due["leads"].explode().value_counts()
    return "、".join(f"{lead} {count} 个" for lead, count in counts.items())


def open_targets(targets: pd.DataFrame) -> str:
    """For ``target_gaps``: which targets the plan does not cover, by how much, in as many words as it takes; "" if
    there is none."""
    gaps = targets[targets["verdict"] == GAP]
    return "；".join(f"{row.label}，缺 {area_text(row.gap, unit=False)} {row.unit}" for row in gaps.itertuples())


def targets_by_reading(targets: pd.DataFrame) -> str:
    """For ``target_gaps``: which targets the plan covers only if 年前 means by the end of that year; "" if none."""
    differ = targets[targets["readings_differ"].astype(bool)]
    return "；".join(
        f"{row.label}，到{row.by}年底已覆盖，{row.by}年以前缺 {area_text(row.gap_before, unit=False)} {row.unit}"
        for row in differ.itertuples()
    )
