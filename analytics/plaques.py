"""Plaques held and sought: read from the columns and the tasks, as a matrix and as a schedule (domain.md §2)."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from .columns import ANNEX_SHAPES, PLAQUE_COLUMNS, header_of
from .findings import Finding, finding_of
from .meta import PlanMeta, PlaqueType
from .plan import Plan
from .words import comparable, words_in

HELD = "held"
SOUGHT = "sought"

# Keeping or re-assessing a plaque seeks none: 通过国家级众创空间评估, 维持好现有牌子.
_KEEPING = re.compile("维持|保持|保留|巩固|评估|评审|复核|复评|复审|现有牌子")
# 已获批 says that it is held by now, which its own column should say; 不再申报 that it is not sought.
_DONE = re.compile("(?:已(?:经|被)?(?:获得?|通过)?|不再?|未|停止|暂[停缓]|取消|放弃)$")
_LIKE_PLAQUE = "空间|器|基地|园区?|中心|示范|称号|牌子"
"""How the names of plaques end, whatever types plan.toml lists."""
_TASK_COLUMNS = ("carrier_id", "task", "deadline_year", "row")
_CLAUSE = re.compile("[，,。；;！!？?\n]+")


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=8)
def _plaque_pattern(levels: tuple[str, ...], types: tuple[PlaqueType, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Level, or several (国家级、市级), followed at once by a type or an alias: a name without a level is no plaque.
    And each name → its type."""
    names = {name: kind.name for kind in types for name in (kind.name, *kind.aliases)}
    level, name = _either(levels), _either(names)
    pattern = f"((?:{level})(?:(?:[、,/和及与]|以及)(?:{level}))*)({name})" if levels and types else "(?!)()()"
    return re.compile(pattern), names


def _plaques_in(text: str, meta: PlanMeta) -> list[tuple[str, str]]:
    """(level, type) of each plaque named in ``text``, aliases resolved, each once."""
    pattern, types = _plaque_pattern(meta.levels, meta.plaque_types)
    found = pattern.findall(comparable(text))
    named = ((level, types[name]) for levels, name in found for level in words_in(levels, meta.levels))
    return list(dict.fromkeys(named))


def plaque_of(value: str, meta: PlanMeta) -> tuple[str, str] | None:
    """One value of 已有授牌 / 争取授牌 as (level, type); None where it is not exactly a known plaque."""
    pattern, _ = _plaque_pattern(meta.levels, meta.plaque_types)
    return _plaques_in(value, meta)[0] if pattern.fullmatch(comparable(value)) else None


def plaques_of_task(task: str, meta: PlanMeta) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(level, type) of the plaques that a 工作任务 seeks: those named behind one of the plan's verbs (争取, 授牌, 创建)
    in the same clause, or before it where none is behind it, and in the clauses that go on with the list. Clauses that
    keep or re-assess a plaque seek nothing (domain.md §2). And of those that it names without saying either."""
    sought: list[tuple[str, str]] = []
    unclear: list[tuple[str, str]] = []
    verbs = re.compile(_either(meta.plaque_verbs))
    seeking = False
    for clause in _CLAUSE.split(task):
        verb = next((found for found in verbs.finditer(clause) if not _DONE.search(clause[: found.start()])), None)
        named = (_plaques_in(clause[verb.end() :], meta) if verb else []) or _plaques_in(clause, meta)
        if _KEEPING.search(clause):
            seeking = False
            continue
        seeking = bool(verb) or (seeking and comparable(clause).startswith(meta.levels))
        (sought if seeking else unclear).extend(named)
    return list(dict.fromkeys(sought)), [plaque for plaque in dict.fromkeys(unclear) if plaque not in sought]


def has_unread_plaque(task: str, meta: PlanMeta) -> bool:
    """Whether ``task`` seeks something like a plaque that is not told as one: a level or a type that stands alone."""
    pattern, types = _plaque_pattern(meta.levels, meta.plaque_types)
    verbs, levels, names = map(_either, (meta.plaque_verbs, meta.levels, types))
    like = f"(?:{levels}).{{0,12}}(?:{_LIKE_PLAQUE})|(?:(?:{verbs})[0-9一二两三]*[家个块]?|[和及与级])(?:{names})"
    clauses = (clause for clause in _CLAUSE.split(task) if re.search(verbs, clause) and not _KEEPING.search(clause))
    return any(re.search(like, pattern.sub("", comparable(clause))) for clause in clauses)


def is_bare_award(task: str, meta: PlanMeta) -> bool:
    """Whether a task only says 授牌 or the like, and so means the plaques of 争取授牌 that no other task names."""
    verbs = _either(meta.plaque_verbs)
    return bool(re.fullmatch(f"(?:完成|实现|获得)?(?:{verbs}){{1,2}}", "".join(_CLAUSE.split(comparable(task)))))


def _listed(carrier: NamedTuple, meta: PlanMeta) -> tuple[dict[tuple[str, str], str], list[str]]:
    """The plaques of a carrier's cell → their printed words, and the values that are none.

    A level alone belongs to the type of the next value (国家级、市级众创空间); of two lines that are no plaques and
    together one, the line break stands within the name (inputs.md rows 53, 66).
    """
    listed: dict[tuple[str, str], str] = {}
    unknown: list[str] = []
    levels: list[str] = []
    values = list(carrier.plaque_values)
    while values:
        value = values.pop(0)
        if values and "\n" in carrier.plaque_text and not plaque_of(value, meta) and plaque_of(value + values[0], meta):
            value += values.pop(0)
        if value in meta.levels:
            levels.append(value)
        elif plaque := plaque_of(value, meta):
            for level in (*levels, plaque[0]):
                listed.setdefault((level, plaque[1]), "、".join((*levels, value)))
            levels = []
        else:
            unknown += [*levels, value]
            levels = []
    return listed, unknown + levels


def read_plaques(
    carriers: pd.DataFrame, milestones: pd.DataFrame, files: dict[int, str], meta: PlanMeta
) -> tuple[pd.DataFrame, list[Finding]]:
    """Every plaque of every carrier, a row each (``PLAQUE_COLUMNS``), and what could not be read.

    Takes ``carriers`` with ``plaque_values`` (the split cell) and ``task``, ``milestones`` with ``task`` and
    ``deadline_year``. ``year`` is Int64, NA where no milestone dates the plaque; ``source`` the printed words.
    """

    def finding(code: str, carrier: NamedTuple, column: str, row: int, value: str, **words: object) -> Finding:
        place = {"column": header_of(carrier.annex, column), "carrier_id": carrier.carrier_id}
        return finding_of(code, files[carrier.annex], row=row, value=value, **place, **words)

    findings: list[Finding] = []
    rows: list[dict] = []
    tasks_of: dict[str, list[tuple]] = {}
    for carrier_id, *step in zip(*(milestones[name] for name in _TASK_COLUMNS), strict=True):
        tasks_of.setdefault(carrier_id, []).append(step)
    if not meta.levels or not meta.plaque_types:
        # Nothing to read them by: told once a file, not cell by cell.
        listing = carriers[carriers["plaque_values"].map(len) > 0].drop_duplicates("annex")
        for carrier in listing.itertuples():
            findings.append(finding("plaques-not-read", carrier, "plaques", carrier.row, carrier.plaque_text))
        carriers = carriers[:0]
    for carrier in carriers.itertuples():
        column = header_of(carrier.annex, "plaques")
        listed, unknown = _listed(carrier, meta)
        known = {"levels": "、".join(meta.levels), "types": "、".join(kind.name for kind in meta.plaque_types)}
        for value in unknown:
            findings.append(finding("plaque-unknown", carrier, "plaques", carrier.row, value, **known))
        held = listed if ANNEX_SHAPES[carrier.annex].plaques_held else {}
        rows += [_row(carrier, plaque, HELD, pd.NA, "column", f"{column}：{words}") for plaque, words in held.items()]
        own = [(carrier.task, pd.NA, carrier.row)] if carrier.task else []
        steps = [(*step, *plaques_of_task(step[0], meta)) for step in own + tasks_of.get(carrier.carrier_id, [])]
        named = {plaque for *_, plaques, _ in steps for plaque in plaques}
        sought: dict[tuple[str, str], dict] = {}
        for task, year, row, plaques, unclear in steps:
            for level, kind in unclear:
                if (level, kind) not in held:
                    words = {"plaque": f"{level}{kind}", "verbs": "、".join(meta.plaque_verbs)}
                    findings.append(finding("plaque-verb-unknown", carrier, "task", row, task, **words))
            if has_unread_plaque(task, meta):
                findings.append(finding("plaque-unknown", carrier, "task", row, task, **known))
            if is_bare_award(task, meta):
                plaques = [plaque for plaque in listed if plaque not in named and plaque not in held]
                meant = "、".join(level + kind for level, kind in plaques)
                code = "plaque-bare-award" if meant else "plaque-bare-award-empty"
                findings.append(finding(code, carrier, "task", row, task, plaques=meant, verb=task.rstrip("。")))
            for plaque in plaques:
                origin = "both" if plaque in listed and plaque not in held else "task"
                words = f"{header_of(carrier.annex, 'task')}：{task}"
                if origin == "both":
                    words = f"{column}：{listed[plaque]}；{words}"
                if plaque in held:
                    findings.append(finding("plaque-held-and-sought", carrier, "task", row, task))
                # A plaque named in two milestones counts once, in the earlier year.
                elif plaque not in sought or _earlier(year, sought[plaque]["year"]):
                    sought[plaque] = _row(carrier, plaque, SOUGHT, year, origin, words, row)
        for plaque, words in ({} if held else listed).items():
            sought.setdefault(plaque, _row(carrier, plaque, SOUGHT, pd.NA, "column", f"{column}：{words}"))
        rows += sought.values()
    frame = pd.DataFrame(rows, columns=list(PLAQUE_COLUMNS))
    frame["year"] = frame["year"].astype("Int64")
    return frame, findings


def _earlier(year: object, than: object) -> bool:
    return not pd.isna(year) and (pd.isna(than) or year < than)


def _row(
    carrier: NamedTuple, plaque: tuple[str, str], status: str, year: object, origin: str, source: str, row: int = 0
) -> dict:
    cells = (carrier.carrier_id, *plaque, status, year, origin, source, row or carrier.row)
    return dict(zip(PLAQUE_COLUMNS, cells, strict=True))


def plaque_matrix(plan: Plan) -> pd.DataFrame:
    """Carrier × plaque, a row for each pair with a plaque, carriers with the most sought plaques first.

    Columns: carrier_id, name, annex, level, type, status, year, origin, source, sought (of the carrier).
    Carriers without any plaque have one row with blank level, so that none is dropped.
    """
    sought = plan.plaques[plan.plaques["status"] == SOUGHT].groupby("carrier_id").size()
    carriers = plan.carriers[["carrier_id", "name", "annex"]].assign(
        sought=lambda frame: frame["carrier_id"].map(sought).fillna(0).astype(int)
    )
    carriers = carriers.sort_values("sought", ascending=False, kind="stable")
    return carriers.merge(plan.plaques, on="carrier_id", how="left").reset_index(drop=True)


def plaque_schedule(plan: Plan, by: tuple[str, ...] = ("level", "type")) -> pd.DataFrame:
    """Plaques by level (and type): ``held``, cumulative sought by the end of each year (columns named by the year),
    ``undated`` (sought without a year) and ``sought`` in all; levels from the highest down."""
    by = list(by)
    plaques = plan.plaques
    counted = plaques.assign(
        held=(plaques["status"] == HELD).astype(int),
        sought=(plaques["status"] == SOUGHT).astype(int),
        undated=((plaques["status"] == SOUGHT) & plaques["year"].isna()).astype(int),
    )
    for year in plan.meta.years:
        counted[year] = ((plaques["status"] == SOUGHT) & (plaques["year"] <= year).fillna(False)).astype(int)
    table = counted.groupby(by, sort=False)[["held", *plan.meta.years, "undated", "sought"]].sum().reset_index()
    order = {level: index for index, level in enumerate(plan.meta.levels)}
    return table.sort_values("level", key=lambda levels: levels.map(order), kind="stable").reset_index(drop=True)


def highest_held(plan: Plan, carriers: pd.DataFrame) -> pd.DataFrame:
    """``carriers`` by the highest level of plaque that they hold in the whole ``plan``, from the highest level down,
    those that hold none last: ``level`` ("" for none), ``count``, ``names``, ``carrier_ids`` (tuples).

    Plaques that a filter hides count: who holds a 市级 plaque has not only 区级 ones, whatever is looked at.
    """
    held = plan.plaques[plan.plaques["status"] == HELD]
    levels = [*plan.meta.levels, ""]
    ranks = held["level"].map(levels.index).groupby(held["carrier_id"]).min()
    rank = carriers["carrier_id"].map(ranks).fillna(len(levels) - 1).astype(int)
    rows = []
    for index, level in enumerate(levels):
        holders = carriers[rank == index]
        rows.append((level, len(holders), tuple(holders["name"]), tuple(holders["carrier_id"])))
    return pd.DataFrame(rows, columns=["level", "count", "names", "carrier_ids"])


def sought_by_year(plan: Plan) -> pd.DataFrame:
    """Plaques sought in each year of the plan, also in those with none, then those without a year: ``year`` (NA for
    these), ``level``, ``type``, ``count``, ``names`` of their carriers; a row for each year and plaque that occurs,
    one with blank level where a year has none."""
    carriers, levels = plan.carriers, plan.meta.levels
    called = dict(zip(carriers["carrier_id"], carriers["name"], strict=True))
    groups: dict[int | None, dict[tuple[str, str], list[str]]] = {year: {} for year in plan.meta.years}
    for plaque in plan.plaques[plan.plaques["status"] == SOUGHT].itertuples():
        if plaque.carrier_id in called:
            of_year = groups.setdefault(None if pd.isna(plaque.year) else int(plaque.year), {})
            of_year.setdefault((plaque.level, plaque.type), []).append(called[plaque.carrier_id])
    undated, rows = groups.pop(None, {}), []
    for year, of_year in (*sorted(groups.items()), (pd.NA, undated)):
        kinds = sorted(of_year, key=lambda kind: levels.index(kind[0]))
        rows += [(year, *kind, len(of_year[kind]), tuple(of_year[kind])) for kind in kinds]
        if not of_year and year is not pd.NA:
            rows.append((year, "", "", 0, ()))
    return pd.DataFrame(rows, columns=["year", "level", "type", "count", "names"]).astype({"year": "Int64"})


def plaques_by_lead(plan: Plan) -> pd.DataFrame:
    """``lead``, ``level``, ``type``, ``held``, ``dated`` (sought with a year), ``undated``: a row for each pair of lead
    department and plaque that occurs; departments with the most sought plaques first. A carrier with two leads counts
    for both."""
    plaques = plan.plaques.merge(plan.carriers[["carrier_id", "leads"]], on="carrier_id").explode("leads")
    sought = plaques["status"] == SOUGHT
    plaques = plaques.assign(
        held=~sought, dated=sought & plaques["year"].notna(), undated=sought & plaques["year"].isna()
    )
    table = plaques.groupby(["leads", "level", "type"], sort=False)[["held", "dated", "undated"]].sum().reset_index()
    table = table.rename(columns={"leads": "lead"})
    most = (table["dated"] + table["undated"]).groupby(table["lead"]).transform("sum")
    return table.loc[most.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)
