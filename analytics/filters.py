"""What the viewer has chosen to see: one frozen object, applied to the plan and described in words."""

from dataclasses import dataclass, fields, replace
from datetime import date

import pandas as pd

from .area import area_text, shown_sum
from .columns import BLANK_DEPARTMENT, LABELS
from .contents import contents_of, count_text
from .loading import today_of
from .plan import Plan
from .plaques import HELD, SOUGHT
from .progress.figures import has_reports
from .progress.states import MILESTONE_STATES, milestone_states
from .progress.words import BEYOND_PLAN, PLAQUE

FILTER_LABELS = {
    "lead": "牵头部门",
    "guide": "指导部门",
    "industry": "产业方向",
    "stage": "孵化环节",
    "annex": "附件",
    "level": "牌子级别",
    "type": "牌子类型",
    "year": "到期年份",
    "state": "进展状态",
    "operator": LABELS["operator"],
    "owner": LABELS["owner"],
}
"""The filters in the order in which they stand in the sidebar and in the URL."""


@dataclass(frozen=True)
class Filters:
    """Chosen values, empty = all. ``asof`` is the date that milestones are looked at from; it removes nothing.

    ``level`` and ``type`` keep carriers that hold or seek a plaque of that level and type, and those plaques. ``year``
    keeps the milestones due in it, the plaques they bring (those held stay) and the carriers concerned. Together they
    keep the carriers that seek such a plaque in that year, not those that have one and the other (screens.md, Truth).
    ``state`` does as ``year`` for milestones in a state that was reported, as of ``asof`` or of today.
    """

    lead: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    annex: tuple[int, ...] = ()
    level: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    state: tuple[str, ...] = ()
    operator: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    asof: date | None = None

    @property
    def active(self) -> dict[str, tuple]:
        """The filters that leave something out, by name."""
        chosen = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "asof"}
        return {name: values for name, values in chosen.items() if values}


def filter_options(plan: Plan) -> dict[str, tuple]:
    """The values each filter can take in ``plan``, in the plan's own order; () where it has nothing to filter by."""
    carriers = plan.carriers
    has = contents_of(plan)
    industries = [industry.name for industry in plan.meta.industries] + [plan.meta.facts.unlisted_industry]
    deadlines = {int(year) for year in plan.milestones["deadline_year"].dropna()}
    leads = tuple(dict.fromkeys(carriers["leads"].explode()))
    return {
        "lead": leads if leads != (BLANK_DEPARTMENT,) else (),
        "guide": tuple(dict.fromkeys(carriers["guides"].explode())) if has.guides else (),
        "industry": tuple(name for name in industries if name in set(carriers["industry"])) if has.industries else (),
        "stage": tuple(dict.fromkeys((*plan.meta.stages, *carriers["stage"]))) if has.stages else (),
        "annex": tuple(annex.number for annex in plan.meta.annexes) if has.annexes else (),
        "level": plan.meta.levels if has.plaques else (),
        "type": tuple(kind.name for kind in plan.meta.plaque_types) if has.plaques else (),
        "year": tuple(sorted({*plan.meta.years, *deadlines})) if has.deadlines else (),
        # Without a report nobody knows the state of anything.
        "state": MILESTONE_STATES if has_reports(plan) else (),
        "operator": tuple(name for name in dict.fromkeys(carriers["operator"]) if name),
        "owner": tuple(name for name in dict.fromkeys(carriers["owner"]) if name),
    }


def _names_one_of(column: pd.Series, values: tuple) -> pd.Series:
    chosen = set(values)
    return column.map(lambda cell: not chosen.isdisjoint(cell)).astype(bool)


def apply_filters(plan: Plan, filters: Filters) -> Plan:
    """``plan`` with the carriers, milestones and plaques that ``filters`` leave; meta and findings stay whole."""
    carriers, milestones, plaques = plan.carriers, plan.milestones, plan.plaques
    if filters.lead:
        carriers = carriers[_names_one_of(carriers["leads"], filters.lead)]
        milestones = milestones[_names_one_of(milestones["leads"], filters.lead)]
    if filters.guide:
        carriers = carriers[_names_one_of(carriers["guides"], filters.guide)]
    for column in ("industry", "stage", "annex", "operator", "owner"):
        if values := getattr(filters, column):
            carriers = carriers[carriers[column].isin(values)]
    for column in ("level", "type"):
        if values := getattr(filters, column):
            plaques = plaques[plaques[column].isin(values)]
    if filters.level or filters.type:
        carriers = carriers[carriers["carrier_id"].isin(plaques["carrier_id"])]
    if filters.year:
        milestones = milestones[milestones["deadline_year"].isin(filters.year)]
        plaques = plaques[plaques["year"].isin(filters.year) | (plaques["status"] == HELD)]
        carriers = carriers[carriers["carrier_id"].isin(milestones["carrier_id"])]
        if filters.level or filters.type:
            carriers = carriers[carriers["carrier_id"].isin(plaques.loc[plaques["status"] == SOUGHT, "carrier_id"])]
    if filters.state:
        milestones = milestones[_is_in_state(plan, filters).reindex(milestones.index)]
        tasks = set(zip(milestones["carrier_id"], milestones["row"], strict=True))
        brings = [key in tasks for key in zip(plaques["carrier_id"], plaques["row"], strict=True)]
        by_task = pd.Series(brings, index=plaques.index, dtype=bool) & (plaques["origin"] != "column")
        plaques = plaques[by_task | (plaques["status"] == HELD)]
        carriers = carriers[carriers["carrier_id"].isin(milestones["carrier_id"])]
    kept = carriers["carrier_id"]
    reports = plan.reports
    if filters.active:
        # Indicators speak of the whole plan, and a plaque beyond it is due in no year.
        reports = reports[reports["carrier_id"].isin(kept)]
        beyond = (reports["kind"] == PLAQUE) & (reports["planned"] == BEYOND_PLAN)
        if filters.year or filters.state:
            reports = reports[~beyond]
        else:
            for column in ("level", "type"):
                if values := getattr(filters, column):
                    reports = reports[~beyond | reports[column].isin(values)]
    return replace(
        plan,
        reports=reports.reset_index(drop=True),
        carriers=carriers.reset_index(drop=True),
        milestones=milestones[milestones["carrier_id"].isin(kept)].reset_index(drop=True),
        plaques=plaques[plaques["carrier_id"].isin(kept)].reset_index(drop=True),
    )


def _is_in_state(plan: Plan, filters: Filters) -> pd.Series:
    """Whether each milestone of ``plan`` is in one of the states chosen: what a filter hides counts for it too."""
    states = milestone_states(plan, filters.asof or today_of(plan.meta))["state"]
    return pd.Series(states.isin(filters.state).to_numpy(), index=plan.milestones.index)


def value_text(name: str, value: object) -> str:
    """A filter's value as people read it: ``附件1``, ``2024年``, ``区科技局``."""
    return {"annex": f"附件{value}", "year": f"{value}年"}.get(name, str(value))


def filter_words(filters: Filters) -> str:
    """What is filtered by, "" for nothing: ``牵头部门：区科技局 · 附件：附件2``."""
    return " · ".join(
        f"{FILTER_LABELS[name]}：{'、'.join(value_text(name, value) for value in values)}"
        for name, values in filters.active.items()
    )


def describe(filters: Filters, shown: Plan, whole: Plan) -> str:
    """The filters in words with their effect: ``牵头部门：区科技局 · 6/20 个载体 · 14.6/48.52 万m²``."""
    words, has = filter_words(filters), contents_of(whole)
    all_area, all_tasks = area_text(shown_sum(whole.carriers["area"])), len(whole.milestones)
    if words:
        shown_area = area_text(shown_sum(shown.carriers["area"]), unit=False)
        parts = [words, _counts(shown.carriers, whole.carriers)]
        parts += [f"{shown_area}/{all_area}"] if has.areas else []
        parts += [f"{len(shown.milestones)}/{all_tasks} 个节点"] if has.milestones and has.names else []
    else:
        parts = [f"全部 {count_text(whole.carriers)}"]
        parts += [all_area] if has.areas else []
        parts += [f"{all_tasks} 个节点"] if has.milestones and has.names else []
    return " · ".join(parts)


def _counts(shown: pd.DataFrame, whole: pd.DataFrame) -> str:
    """``6/20 个载体``, tasks without a carrier's name apart."""
    kinds = ((True, "个载体"), (False, "项任务"))
    counts = [(int((shown["named"] == named).sum()), int((whole["named"] == named).sum()), of) for named, of in kinds]
    return "、".join(f"{part}/{all_of_them} {of}" for part, all_of_them, of in counts if all_of_them)
