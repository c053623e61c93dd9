"""The conclusion over each chart: one computed sentence of at most 40 characters, true under any filter (screens.md).

Every function takes the table that its chart draws, so that sentence and picture cannot part, and the filters that
left it: what is said is then said of 所选, of the chosen levels and years, never of all.
"""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pandas as pd

from .area import PARTIAL, area_text, shown_sum
from .columns import BLANK_DEPARTMENT, LABELS
from .contents import contents_of, count_text
from .filters import Filters
from .findings import ERROR, HINT, NOTE
from .plan import Plan
from .plaques import HELD, SOUGHT
from .targets import BY_READING, COVERED, GAP, NO_DATA, gap_words, verdict_of
from .timeline import FUTURE, NO_YEAR, PAST, THIS_YEAR

LIMIT = 40
NOTHING = "没有符合条件的载体"
_MOST_OF_COUNTED = 24
"""Longer words for which carriers are counted leave no room for what is said of them."""
_ALL = Filters()


def short(name: str, most: int = 14) -> str:
    """``name`` cut to ``most`` characters with ``…``: for sentences and bars; the full name stands in the table."""
    return name if len(name) <= most else name[: most - 1] + "…"


def first_fitting(*sentences: str) -> str:
    """The first sentence that keeps within the limit; the last one cut to it where none does."""
    return next((sentence for sentence in sentences if len(sentence) <= LIMIT), short(sentences[-1], LIMIT))


def share_text(share: float) -> str:
    """A share (0–1) to one decimal: ``26.4%``."""
    return f"{share * 100:.1f}%"


def _carriers(filters: Filters) -> str:
    """The carriers looked at."""
    return "所选载体" if filters.active else "全部载体"


def _all_of(count: int, filters: Filters) -> str:
    """Every one of ``count`` carriers looked at."""
    return f"{_carriers(filters)}都" if count > 1 else _counted(count, filters)


_BELONGING = {"leads": ("由", "牵头"), "operator": ("由", "运营"), "owner": ("是", "的物业")}
"""What a carrier has to do with one of these, before its name and behind it; others are what it belongs to."""


def _belong(count: int, by: str, name: str, filters: Filters) -> str:
    """``count`` carriers, all those looked at, are of ``name`` of dimension ``by``: ``所选载体都由区科技局牵头``."""
    before, behind = _BELONGING.get(by, ("属于", ""))
    return f"{_all_of(count, filters)}{before}{short(name)}{behind}"


def _years(filters: Filters) -> str:
    """The years that are filtered by: ``2023年、2024年``."""
    return "、".join(f"{year}年" for year in sorted(filters.year))


def _counted(count: int, filters: Filters) -> str:
    """A number of carriers, and which: ``有2023年到期节点的 3 个载体``."""
    if not filters.active:
        return f"{count} 个载体"
    due = f"所选有{_years(filters)}到期节点的 {count} 个载体" if filters.year else ""
    if not due or len(due) > _MOST_OF_COUNTED:
        return f"所选 {count} 个载体"
    return due if len(filters.active) > 1 else due.removeprefix("所选")


def _plaques(filters: Filters) -> str:
    """The plaques looked at: ``市级牌子``, ``市级科技孵化器``."""
    return "、".join(filters.level) + ("、".join(filters.type) or "牌子")


def _filled(area: float) -> str:
    """An area within a sentence."""
    return "面积未填" if pd.isna(area) else area_text(area)


def _held(count: int, filters: Filters) -> str:
    """Annex 2 has no column for plaques held: a blank is no zero."""
    return f"已有 {count} 块{_plaques(filters)}" if count else f"未列已有{_plaques(filters)}"


def _department(name: str) -> str:
    return f"未填{LABELS['leads']}" if name == BLANK_DEPARTMENT else name


def _most(counts: pd.Series, unit: str) -> tuple[str, ...]:
    """Which of ``counts`` (name → number) has most, ties said; with names, and without where these do not fit."""
    named = counts[counts.index != BLANK_DEPARTMENT]
    first = named[named == named.max()]
    names = "、".join(short(str(name), 8) for name in first.index)
    if len(first) == 1:
        return f"{names}最多，{first.iloc[0]} {unit}", f"最多的有 {first.iloc[0]} {unit}"
    tie = "" if len(first) == len(counts) else "并列最多，"
    return f"{names}{tie}各 {first.iloc[0]} {unit}", f"{len(first)} 个部门{tie}各 {first.iloc[0]} {unit}"


def _scope(by: str, group: str, filters: Filters) -> str:
    """Among which a rank is said: among all of ``group``, or those that the filters leave."""
    if not filters.active:
        return group
    return "所选方向" if by == "industry" else f"所选{LABELS[by]}"


def _unsure(table: pd.DataFrame, tied: pd.DataFrame) -> bool:
    """Whether areas that are blank might put others of ``table`` before ``tied``, its largest ones."""
    return bool((table if len(tied) > 1 else table.drop(tied.index))["blank"].any())


def _only_rest(table: pd.DataFrame, by: str, rest: str, filters: Filters) -> str:
    """Where ``by`` covers none of the carriers looked at, or there are none."""
    if table.empty:
        return NOTHING
    if by in PARTIAL:
        return f"{_carriers(filters)}没有列{LABELS[by]}"
    words = _department(rest) if rest == BLANK_DEPARTMENT else rest
    return first_fitting(f"{_counted(int(table['count'].sum()), filters)}{words}")


def area_headline(table: pd.DataFrame, by: str, rest: str, group: str, filters: Filters = _ALL) -> str:
    """For ``area_by`` tables. ``rest`` is the row of what ``by`` does not cover (``area.rest_of``), ``group`` what the
    others are together (七大方向): ``大健康生物医药 12.8 万m²，占 26.4%，居七大方向之首``."""
    named = table[table[by] != rest]
    if named.empty:
        return _only_rest(table, by, rest, filters)
    first = named.iloc[0]
    if pd.isna(first["area"]):
        names = "、".join(short(str(name)) for name in named[by])
        whose = "所选载体中 " if filters.active else ""
        return first_fitting(f"{whose}{names}的载体未填面积", f"{whose}{len(named)} 组载体都未填面积")
    what = f"{short(str(first[by]))} {area_text(first['area'])}"
    if len(table) == 1:
        belong = _belong(int(first["count"]), by, str(first[by]), filters)
        return first_fitting(f"{belong}，{area_text(first['area'])}", what)
    tied = named[named["area"] == first["area"]]
    scope = f"{'按已填面积' if _unsure(named, tied) else ''}{{}}{_scope(by, group, filters)}之首"
    if len(tied) > 1:
        names = "、".join(short(str(name), 8) for name in tied[by])
        words = f"{scope.format('并列')}，各 {area_text(first['area'])}"
        return first_fitting(f"{names}{words}", f"{len(tied)} 个{words}")
    share = f"{what}，占 {share_text(first['share'])}"
    return first_fitting(f"{share}，{scope.format('居')}" if len(named) > 1 else share, share, what)


def count_headline(table: pd.DataFrame, by: str, rest: str, group: str, filters: Filters = _ALL) -> str:
    """For ``area_by`` tables shown by number of carriers; ``rest`` and ``group`` as for ``area_headline``."""
    named = table[table[by] != rest]
    if named.empty:
        return _only_rest(table, by, rest, filters)
    if len(table) == 1:
        count = int(named["count"].iloc[0])
        return _belong(count, by, str(named[by].iloc[0]), filters) + (f"，共 {count} 个" if count > 1 else "")
    if len(named) == 1:
        others = int(table["count"].sum() - named["count"].sum())
        away = f"没有列{LABELS[by]}" if by in PARTIAL else _department(rest)
        return first_fitting(f"{short(str(named[by].iloc[0]))} {named['count'].iloc[0]} 个载体，另 {others} 个{away}")
    most = named["count"].max()
    tied = named[named["count"] == most]
    scope = _scope(by, group, filters)
    among = f"{scope}中" if filters.active or len(named) < len(table) else ""
    names = "、".join(short(str(name), 10) for name in tied[by])
    if len(tied) == 1:
        return first_fitting(f"{among}{names}最多，{most} 个载体")
    if len(tied) == len(named):
        return first_fitting(f"{among}{names}各 {most} 个载体", f"{scope}共 {len(tied)} 个，各 {most} 个载体")
    several = f"{among or scope + '中'}有 {len(tied)} 个并列最多，各 {most} 个载体"
    return first_fitting(f"{among}{names}并列最多，各 {most} 个载体", several)


def cross_headline(table: pd.DataFrame, by: str, across: str, filters: Filters = _ALL) -> str:
    """For ``area_cross`` tables: the pair with the largest area."""
    filled = table[table["area"] > 0]
    if filled.empty:
        return NOTHING if table.empty else f"{_carriers(filters)}未填面积"
    tied = filled[filled["area"] == filled["area"].max()]
    first = tied.iloc[0]
    pair = f"{first[by]}·{first[across]}"
    what = f"{area_text(first['area'])}、{first['count']} 个载体"
    if len(table) == 1:
        whose = _all_of(int(first["count"]), filters)
        one = what if first["count"] > 1 else area_text(first["area"])
        return first_fitting(
            f"{whose}属于{pair}，{one}",
            f"{_carriers(filters)}属于{pair}，{one}",
            f"{_carriers(filters)}只有一格，{one}",
        )
    among = "所选载体中" if filters.active else ""
    largest = "按已填面积最大" if _unsure(table, tied) else "最大"
    if len(tied) > 1:
        names = "、".join(f"{row[by]}·{row[across]}" for _, row in tied.iterrows())
        each = f"并列{largest}，各 {area_text(first['area'])}"
        return first_fitting(f"{among}{names}{each}", f"{among}有 {len(tied)} 格{each}")
    one = area_text(first["area"])
    return first_fitting(
        f"{among}{pair}{largest}，{what}", f"{among}{pair}{largest}，{one}", f"{among}{largest}的一格 {one}"
    )


def matrix_headline(plaques: pd.DataFrame, filters: Filters = _ALL) -> str:
    """For the plaque matrix: plaques held and sought, and how many of those have no year."""
    held = int((plaques["status"] == HELD).sum())
    sought = plaques[plaques["status"] == SOUGHT]
    whose, years = "所选载体" if filters.active else "", _years(filters)
    if not held and sought.empty:
        return first_fitting(
            f"{_carriers(filters)}未列已有{_plaques(filters)}，也没有计划{f'在{years}' if years else ''}争取的",
            f"{_carriers(filters)}未列已有，也没有所选年份要争取的牌子",
        )
    undated = int(sought["year"].isna().sum())
    words = f"{whose}{_held(held, filters)}，{years}计划争取 {len(sought)} 块"
    dates = f"，{_undated(undated, len(sought))}" if undated else ""
    return first_fitting(words + dates, f"{whose}已有 {held} 块，计划争取 {len(sought)} 块")


def _undated(undated: int, sought: int) -> str:
    return "都未列年份" if undated == sought else f"其中 {undated} 块未列年份"


def holding_headline(matrix: pd.DataFrame, filters: Filters = _ALL) -> str:
    """For the carriers of ``plaque_matrix`` that seek no plaque: how many they are and what they hold."""
    held = int(matrix["level"].notna().sum())
    count = matrix["carrier_id"].nunique()
    whose = f"所选载体中 {count} 个" if filters.active else f"{count} 个载体"
    words = f"{whose}没有{_years(filters)}要争取的{_plaques(filters)}"
    return first_fitting(f"{words}，{_held(held, filters)}", words)


def targets_headline(targets: pd.DataFrame) -> str:
    """For ``target_gaps``: how many targets the plan covers, in one reading of 年前 only, or does not."""
    counts = Counter(map(verdict_of, targets.itertuples()))
    parts = [f"{counts[verdict]} 项{verdict}" for verdict in (COVERED, BY_READING, GAP, NO_DATA) if counts[verdict]]
    return f"{len(targets)} 项目标：{'，'.join(parts)}"


def schedule_headline(schedule: pd.DataFrame, target_year: int, filters: Filters = _ALL) -> str:
    """For ``plaque_schedule`` by level: what is sought by the end of the target year, or in the years filtered by."""
    plaques, whose = _plaques(filters), "所选载体" if filters.active else ""
    sought = 0 if schedule.empty else int(schedule["sought"].sum())
    if not sought:
        return first_fitting(
            f"{_carriers(filters)}没有计划{f'在{_years(filters)}' if filters.year else ''}争取的{plaques}",
            f"{_carriers(filters)}没有计划在所选年份争取的{plaques}",
        )
    if filters.year:
        words = f"计划争取 {sought} 块{plaques}"
        return first_fitting(f"{whose}{_years(filters)}{words}", f"{whose}所选年份{words}")
    # The columns of years end with the plan, which may be before the target year.
    years = [column for column in schedule if isinstance(column, int) and column <= target_year]
    by_then = int(schedule[max(years)].sum()) if years else 0
    undated = int(schedule["undated"].sum())
    later = sought - undated - by_then
    parts = f"，之后 {later} 块" if later else ""
    parts += f"，未列年份 {undated} 块" if undated else ""
    words = f"到{target_year}年底计划争取 {by_then} 块"
    return first_fitting(f"{whose}{words}{plaques}{parts}", f"{whose}{words}{parts}")


def timeline_headline(milestones: pd.DataFrame, as_of: date, filters: Filters = _ALL) -> str:
    """For ``timeline``: how many milestones are past, due this year and to come on ``as_of``."""
    if milestones.empty:
        return _no_milestones(filters)
    counts = milestones["state"].value_counts()
    parts = [f"{state} {counts[state]} 个" for state in (PAST, THIS_YEAR, FUTURE, NO_YEAR) if counts.get(state)]
    which = "所选" if filters.active else ""
    return first_fitting(
        f"截至{as_of}：{which}节点{'，'.join(parts)}", f"{which} {len(milestones)} 个节点，{'，'.join(parts)}".strip()
    )


def _no_milestones(filters: Filters, which: str = "") -> str:
    return f"{_carriers(filters)}没有{which}节点" if filters.active else f"附件没有列{which}节点"


def due_headline(due: pd.DataFrame, year: int, filters: Filters = _ALL) -> str:
    """For ``due_in``: what is due in ``year`` and which department has most of it. A filter by year does not count:
    the year is said."""
    whose = "所选载体" if replace(filters, year=()).active else ""
    if due.empty:
        return f"{year}年{whose}没有节点到期"
    words = f"{year}年{whose} {len(due)} 个节点到期"
    leads = due["leads"].explode().value_counts(sort=False).sort_values(ascending=False, kind="stable")
    if len(leads) == 1:
        only = leads.index[0]
        lead = f"都{_department(only)}" if only == BLANK_DEPARTMENT else f"都由{only}牵头"
        return first_fitting(f"{words}，{lead if len(due) > 1 else lead.removeprefix('都')}", words)
    return first_fitting(*(f"{words}，{most}" for most in _most(leads, "个")), words)


def due_by_year_headline(table: pd.DataFrame, filters: Filters = _ALL, undated: int = 0) -> str:
    """For ``due_by_year``: the busiest year and those without any milestone. ``undated`` ones stand in no year."""
    whose = "所选载体" if filters.active else ""
    dated = "有年份的节点" if undated else "节点"
    if not table["count"].sum():
        return _no_milestones(filters, "写明年份的")
    busiest = table[table["count"] == table["count"].max()]
    most = busiest["count"].iloc[0]
    years = "、".join(f"{year}年" for year in busiest["year"])
    empty = "、".join(f"{year}年" for year in table[table["count"] == 0]["year"])
    if len(busiest) == (table["count"] > 0).sum():
        if len(table) == 1:
            return f"{whose}{years}到期 {most} 个节点"
        if len(busiest) == 1:
            return f"{whose} {most} 个{dated}都在{years}".strip() if most > 1 else f"{whose}只有{years} 1 个{dated}"
        return first_fitting(f"{whose}{years}各 {most} 个节点", f"{whose}{len(busiest)} 个年份各 {most} 个节点")
    tie = "并列最多，各" if len(busiest) > 1 else "最多，"
    words = f"{whose}{years}节点{tie}{'' if tie.endswith('，') else ' '}{most} 个"
    several = f"{whose}{len(busiest)} 个年份节点并列最多，各 {most} 个"
    return first_fitting(words + (f"；{empty}没有" if empty else ""), words, several)


def department_headline(table: pd.DataFrame, filters: Filters = _ALL, whole: Plan | None = None) -> str:
    """For ``department_table``: which department leads the most area of the carriers looked at; in a ``whole`` plan
    without areas, the most carriers or tasks."""
    leading = table[(table["leads"] > 0) & (table["department"] != BLANK_DEPARTMENT)]
    whose = "所选载体由" if filters.active else ""
    if whole is not None and not contents_of(whole).leads and table["guides"].any():
        guides = table[table["guides"] > 0].set_index("department")["guides"]
        words, several = _most(guides, "个载体")
        return first_fitting(f"{len(guides)} 个部门指导，{words}", f"{len(guides)} 个部门指导，{several}")
    if leading.empty:
        blank = table.loc[table["department"] == BLANK_DEPARTMENT, "leads"].sum()
        return f"{_carriers(filters)}{_department(BLANK_DEPARTMENT)}" if blank else NOTHING
    first = leading.iloc[0]
    area, name = first["area"], short(str(first["department"]))
    has = contents_of(whole) if whole is not None else None
    if has and not (has.areas and has.names):
        most = leading.sort_values("leads", ascending=False, kind="stable").iloc[0]
        words = f"{short(str(most['department']))}最多，{most['leads']} {'个载体' if has.names else '项任务'}"
        return first_fitting(f"{whose} {len(leading)} 个部门牵头，{words}".strip(), words)
    if pd.isna(area):
        return f"{whose} {len(leading)} 个部门牵头，载体都未填面积".strip()
    if len(leading) == 1:
        return first_fitting(f"{whose}{name}牵头：{first['leads']} 个、{area_text(area)}", f"{whose}{name}牵头")
    many = f"{whose} {len(leading)} 个部门牵头".strip()
    tied = leading[leading["area"] == area]
    areas = "已填面积" if _unsure(leading, tied) else "面积"
    if len(tied) > 1:
        names = "、".join(short(str(department), 8) for department in tied["department"])
        each = f"{areas}并列最大，各 {area_text(area)}"
        return first_fitting(f"{many}，{names}{each}", f"{many}，{len(tied)} 个{each}")
    return first_fitting(
        f"{many}，{name}{areas}最大：{first['leads']} 个、{area_text(area)}",
        f"{many}，{name}{areas}最大，{area_text(area)}",
    )


def one_department_headline(department: str, whole: pd.DataFrame, table: pd.DataFrame, filters: Filters = _ALL) -> str:
    """For the rows of one department in ``department_table``: of the ``whole`` plan and, in ``table``, of what the
    filters leave. What they hide is not said to be nothing."""
    name = short(department)
    leads, guides = (int(whole[role].sum()) for role in ("leads", "guides"))
    if not leads:
        return f"{name}不牵头载体，只作指导" if guides else f"{name}不牵头也不指导载体"
    if not table["leads"].sum():
        return f"所选载体中没有{name}牵头的（共牵头 {leads} 个）"
    row = table.iloc[0]
    # Nothing but this department chosen: all that it leads.
    is_all = not replace(filters, lead=()).active
    counted = f" {row['leads']} 个载体" if is_all else _counted(row["leads"], replace(filters, lead=()))
    if counted.startswith("所选"):
        sentence = f"所选载体中{name}牵头{counted.removeprefix('所选')}"
    else:
        sentence = f"{name}牵头{'' if is_all else '、'}{counted}"
    # 附件1 has no column for milestones: none is no zero.
    milestones = "" if filters.year or not row["milestones"] else f"，{row['milestones']} 个节点"
    return first_fitting(f"{sentence}、{_filled(row['area'])}{milestones}", sentence)


def department_roles_headline(row: NamedTuple, is_part: bool) -> str:
    """For one row of ``department_table`` that leads nothing: what the department guides and answers for.

    ``is_part``: said of a part of the plan, which may hide carriers of the department.
    """
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


def guides_headline(table: pd.DataFrame, part: bool) -> str:
    """For ``leads_with_guides``: the pair of departments with the most carriers in common, of those chosen where they
    are a ``part``."""
    if table.empty:
        return "所选载体没有同时写明牵头和指导部门"
    of = "所选载体中，" if part else ""
    most = table[table["count"] == table["count"].max()]
    first = most.iloc[0]
    if len(most) > 1:
        return f"{of}{len(most)} 对牵头和指导部门并列最多，各 {first['count']} 个载体"
    pair = f"{short(first['lead'], 10)}牵头、{short(first['guide'], 10)}指导"
    if first["lead"] == first["guide"]:
        pair = f"{short(first['lead'], 10)}自己牵头、自己指导"
    return first_fitting(
        f"{of}{pair}的最多，{first['count']} 个载体",
        f"{of}牵头和指导部门的组合里，最多的一对 {first['count']} 个载体",
    )


def tasks_without_deadline_headline(carriers: pd.DataFrame, filters: Filters = _ALL) -> str:
    """For ``unscheduled_tasks``, which are not empty: how many carriers have a task that no deadline dates."""
    whose = f"所选载体中 {len(carriers)} 个" if filters.active else f"{len(carriers)} 个载体"
    return f"{whose}的工作任务没有写完成时限"


def carrier_headline(carrier: NamedTuple, plaques: pd.DataFrame, milestones: pd.DataFrame, areas: bool = True) -> str:
    """For one carrier (a row of ``carriers``): area (where the plan has ``areas``), plaques held and sought, last
    deadline."""
    held = int((plaques["status"] == HELD).sum())
    sought = int((plaques["status"] == SOUGHT).sum())
    parts = [_filled(carrier.area)] if areas else []
    parts += [f"已有 {held} 块牌子"] if held else []
    parts += [f"争取 {sought} 块"] if sought else []
    last = milestones["deadline_year"].max()
    parts += [] if milestones.empty or pd.isna(last) else [f"最后节点{last}年"]
    words = "，".join(parts)
    if not parts:
        return short(carrier.name, LIMIT)
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


def findings_headline(findings: pd.DataFrame, filters: Filters = _ALL) -> str:
    """For the findings: how many of each severity; under a filter those of its carriers and of the plan as a whole."""
    counts = findings["severity"].value_counts()
    parts = [f"{counts[severity]} 处{severity}" for severity in (ERROR, HINT, NOTE) if counts.get(severity)]
    whose = "所选载体和方案整体" if filters.active else ""
    return f"{whose}共 {'、'.join(parts)}" if parts else f"{whose}没有发现需要核对的地方"


def total_headline(carriers: pd.DataFrame, filters: Filters = _ALL, areas: bool = True) -> str:
    """Number of the carriers shown, and their area where the plan has ``areas``."""
    if carriers.empty:
        return NOTHING
    return _number_of(carriers, filters) + (f"，{_filled(shown_sum(carriers['area']))}" if areas else "")


def _number_of(carriers: pd.DataFrame, filters: Filters) -> str:
    """``_counted`` of carriers; tasks without a carrier's name are counted apart."""
    if carriers["named"].all():
        return _counted(len(carriers), filters)
    return f"所选 {count_text(carriers)}" if filters.active else count_text(carriers)


def tasks_headline(table: pd.DataFrame, filters: Filters = _ALL, undated: int = 0) -> str:
    """For ``due_by_lead``: which department has the most milestones. ``undated`` ones stand in no year and in none of
    its rows."""
    dated = "有年份的节点" if undated else "节点"
    whose = "所选载体中 " if filters.active else ""
    if table.empty:
        return _no_milestones(filters, "写明年份的" if undated else "")
    counts = table.groupby("lead", sort=False)["count"].sum()
    if len(counts) == 1:
        only, count = counts.index[0], counts.iloc[0]
        which = "所选" if filters.active else ""
        lead = _department(only) if only == BLANK_DEPARTMENT else f"由{only}牵头"
        every = "都" if count > 1 else ""
        return first_fitting(f"{which}{dated}{every}{lead}，共 {count} 个", f"{which}共 {count} 个{dated}")
    many = f"{whose}{int((counts.index != BLANK_DEPARTMENT).sum())} 个部门有{'写明年份的' if undated else ''}节点"
    return first_fitting(*(f"{many}，{most}" for most in _most(counts, "个")), many)


def overview_headline(shown: Plan, filters: Filters = _ALL, whole: Plan | None = None) -> str:
    """For the first slide: carriers, area, plaques held and sought of a (filtered) plan, each where the ``whole`` plan
    has it."""
    if shown.carriers.empty:
        return NOTHING
    has = contents_of(whole or shown)
    if not (has.names and has.areas and has.plaques):
        return total_headline(shown.carriers, filters, has.areas)
    held = int((shown.plaques["status"] == HELD).sum())
    sought = int((shown.plaques["status"] == SOUGHT).sum())
    area = _filled(shown_sum(shown.carriers["area"]))
    words = f"{_counted(len(shown.carriers), filters)}、{area}"
    if not filters.active:
        return first_fitting(f"{words}，{_held(held, filters)}，争取 {sought} 块", words)
    seeking = f"{_years(filters)}争取 {sought} 块{_plaques(filters)}"
    chosen = f"所选 {len(shown.carriers)} 个载体、{area}"
    return first_fitting(
        f"{words}，{_held(held, filters)}，{seeking}", f"{words}，{seeking}", f"{chosen}，{seeking}", words
    )


def lowest_level_headline(table: pd.DataFrame, level: str, filters: Filters = _ALL) -> str:
    """For ``highest_held``: who holds plaques of ``level``, the lowest one, and none above it."""
    row = table[table["level"] == level].iloc[0]
    if not row["count"]:
        return f"所选载体中没有只有{level}牌子的" if filters.active else f"没有哪个载体只有{level}牌子"
    those = f"所选载体中只有{level}牌子的" if filters.active else f"只有{level}牌子的载体"
    words = f"{those} {row['count']} 个"
    return first_fitting(f"{words}：{'、'.join(short(name) for name in row['names'])}", words)


def sought_by_year_headline(table: pd.DataFrame, filters: Filters = _ALL) -> str:
    """For ``sought_by_year``: in which year most plaques are sought, and how many have no year."""
    counts = table[table["year"].notna()].groupby("year")["count"].sum()
    undated = int(table[table["year"].isna()]["count"].sum())
    whose, plaques = "所选载体" if filters.active else "", _plaques(filters)
    if not counts.sum():
        if undated:
            return f"{whose} {undated} 块要争取的{plaques}{'都' if undated > 1 else ''}未列年份".strip()
        return f"{_carriers(filters)}没有计划争取的{plaques}"
    busiest = counts[counts == counts.max()]
    years = "、".join(f"{year}年" for year in busiest.index)
    if len(counts) == 1:
        return f"{whose}{years}计划争取 {counts.max()} 块{plaques}"
    if (counts > 0).sum() == 1:
        every = "都" if counts.max() > 1 else ""
        words = f"{whose} {counts.max()} 块{plaques}{every}在{years}争取".strip()
        return first_fitting(words + (f"；另有 {undated} 块未列年份" if undated else ""), words)
    tie = "并列最多，各 " if len(busiest) > 1 else "最多，"
    words = f"{whose}{years}争取{plaques}{tie}{counts.max()} 块"
    several = f"{whose}{len(busiest)} 个年份并列最多，各争取 {counts.max()} 块{plaques}"
    return first_fitting(words + (f"；{undated} 块未列年份" if undated else ""), words, several)


def due_by_department(due: pd.DataFrame) -> str:
    """For ``due_in``: every lead department with its number of milestones, most first, in as many words as it takes:
    ``区经济信息委 3 个、区科技局 1 个``. A carrier with two leads counts for both."""
    counts = due["leads"].explode().value_counts()
    return "、".join(f"{_department(lead)} {count} 个" for lead, count in counts.items())


def open_targets(targets: pd.DataFrame) -> str:
    """For ``target_gaps``: which targets the plan does not cover, by how much, in as many words as it takes; "" if
    there is none."""
    gaps = targets[targets["verdict"] == GAP].itertuples()
    # Alone, a target that is part of another one is part of nothing.
    return "；".join(f"{row.label.removeprefix('其中')}，{gap_words(row)}" for row in gaps)


def targets_by_reading(targets: pd.DataFrame) -> str:
    """For ``target_gaps``: which targets the plan covers only if 年前 means by the end of that year; "" if none."""
    differ = targets[targets["readings_differ"].astype(bool)]
    return "；".join(
        f"{row.label}，到{row.by}年底已覆盖，{row.by}年以前缺 {area_text(row.gap_before, unit=False)} {row.unit}"
        for row in differ.itertuples()
    )


def settle_headline(table: pd.DataFrame) -> str:
    """For ``to_settle``: how much there is to settle."""
    return f"请会议议定 {len(table)} 件事"
