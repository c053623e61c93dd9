"""载体明细, and one carrier whole: 载体档案."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from analytics import Plan, area_text, carrier_states, findings_frame
from analytics.columns import AREA_UNIT, LABELS, UNDATED, header_of
from analytics.contents import contents_of
from analytics.headlines import area_rank_headline, carrier_headline, timeline_headline, total_headline
from analytics.plaques import HELD
from analytics.progress.headlines import state_words
from analytics.progress.states import NO_REPORT, NOT_IN_PLAN
from analytics.progress.words import BEYOND_PLAN
from analytics.search import sentences_about
from dashboard.charts.area_strip import build_area_strip, describe_area_strip
from dashboard.charts.palette import PLAQUE_LOOKS
from dashboard.facts import milestones_of
from dashboard.selection import Selection

from .areas import all_stages
from .progress import REPORT_COLUMNS, reported_milestones, reported_plaques, with_report_words
from .targets import clause_words
from .view import Lines, Listing, PageRows, View, annexes_text, labelled, subtitle

_FILE_NAME = re.compile(r"\.(toml|csv|xlsx|md)\b")


def carrier_list_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """Every carrier, in the order of the annexes."""
    carriers = selection.shown.carriers
    sentence = total_headline(carriers, selection.filters, contents_of(selection.whole).areas)
    run_by = {"run_by": f"{LABELS['operator']}、{LABELS['owner']}"} if any(_run_by(carriers)) else {}
    columns = labelled("carrier_id", "name", "area") | run_by
    columns |= labelled("leads", "guides", "positioning", "industry", "stage", plaque_text="牌子（原文）")
    yield View(
        conclusion=f"载体明细：{sentence}",
        subtitle=subtitle("载体", "按附件顺序", annexes_text(selection)),
        table=carriers,
        listing=lambda: Listing(
            with_plaques_named(carriers).assign(stage=all_stages(carriers), run_by=_run_by(carriers)),
            columns,
        ),
        alt=sentence,
        notes=("编号＝附件号-序号。点一下载体名称，打开它的载体档案。",),
    )


def _run_by(carriers: pd.DataFrame) -> list[str]:
    """For each carrier who runs or owns it, after the heading of its annex: an annex has one of the two columns."""
    named = []
    for names in carriers[["operator", "owner"]].to_dict("records"):
        kind = "operator" if names["operator"] else "owner"
        named.append(f"{LABELS[kind]}：{names[kind]}" if names[kind] else "")
    return named


def with_plaques_named(carriers: pd.DataFrame) -> pd.DataFrame:
    """``carriers`` with their plaques as printed, after their annex's heading."""
    words = zip(carriers["annex"], carriers["plaque_text"], strict=True)
    return carriers.assign(
        plaque_text=[f"{header_of(annex, 'plaques')}：{text}" if text else "" for annex, text in words]
    )


@lru_cache(maxsize=32)
def only(selection: Selection, carrier_id: str) -> Selection:
    """``selection`` with this carrier alone, nothing else filtered."""
    frames = {
        name: getattr(selection.whole, name)[lambda frame: frame["carrier_id"] == carrier_id].reset_index(drop=True)
        for name in ("carriers", "milestones", "plaques")
    }
    reports = selection.whole.reports
    frames["reports"] = reports[reports["carrier_id"] == carrier_id].reset_index(drop=True)
    return replace(selection, shown=replace(selection.whole, **frames))


def carrier_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """The one carrier of ``selection`` (``only``): every column of its row, as read; then what is derived from it.
    ``table`` is its row."""
    plan = selection.shown
    carrier = next(plan.carriers.itertuples())
    fields = [
        *_printed_fields(carrier, selection.whole),
        *_extra_fields(carrier, selection.whole),
        *_derived_fields(selection),
        *_reported_fields(selection),
    ]
    table = pd.DataFrame(fields, columns=["field", "value"])
    yield View(
        conclusion=carrier_headline(carrier, plan.plaques, plan.milestones, areas=contents_of(selection.whole).areas),
        subtitle=subtitle("附件所列各栏", annexes_text(selection)),
        table=plan.carriers,
        listing=lambda: Listing(table, {"field": "栏目", "value": "内容"}, linked=("value",)),
        notes=() if len(plan.milestones) else (_why_no_timeline(carrier),),
        lines=lambda: fields,
    )


def _why_no_timeline(carrier: NamedTuple) -> str:
    written = "只写了工作任务，没有写完成时限" if carrier.task else "没有写它的工作任务和完成时限"
    return f"附件{carrier.annex} {written}，所以没有时间轴。"


def _printed_fields(carrier: object, plan: Plan) -> Lines:
    """The columns of the carrier's annex that its file has."""
    shape, places = plan.tables[carrier.annex].shape, plan.tables[carrier.annex].matched.places
    printed = {"plaques": carrier.plaque_text, "leads": "、".join(carrier.leads), "guides": "、".join(carrier.guides)}
    numbered = "未填序号" if pd.isna(carrier.number) else f"第 {carrier.number} 号"
    values = {
        "area": area_text(carrier.area),
        "number": f"附件{carrier.annex} {numbered}",
    }
    return [
        (
            column.header,
            str(printed.get(column.name, values.get(column.name, getattr(carrier, column.name, ""))) or "未填"),
        )
        for column in shape.columns
        if (column.name in places or column.name == "number") and column.name not in shape.row_columns
    ]


def _extra_fields(carrier: object, plan: Plan) -> Lines:
    """The columns of the file that the dashboard does not know, such as 责任领导: what they say in each of its rows."""
    table = plan.tables[carrier.annex]
    rows = {carrier.row, *plan.milestones.loc[plan.milestones["carrier_id"] == carrier.carrier_id, "row"]}
    records = [record.cells for record in table.records if record.row in rows]
    known = set(table.matched.places.values())
    return [
        (
            " ".join(heading.split()),
            "；".join(dict.fromkeys(filter(None, (cells[place].strip() for cells in records)))) or "未填",
        )
        for place, heading in enumerate(table.headings)
        if place not in known and heading.strip()
    ]


def _derived_fields(selection: Selection) -> Lines:
    has, carriers = contents_of(selection.whole), selection.shown.carriers
    industry = [(f"{LABELS['industry']}（归类）", carriers["industry"].iloc[0])] if has.industries else []
    return industry + ([(f"{LABELS['stage']}（归类）", all_stages(carriers)[0])] if has.stages else [])


def _reported_fields(selection: Selection) -> Lines:
    """What is reported of the carrier itself, if anything."""
    if not selection.has_progress:
        return []
    told = carrier_states(selection.shown, selection.as_of)
    return [
        ("现状（填报）", "，".join(part for part in (row.state, row.date_text, row.progress, said_by(row)) if part))
        for row in told[told["state"] != NO_REPORT].itertuples()
    ]


def said_by(report: NamedTuple) -> str:
    """``依据：渝科〔2024〕1号，区科技局，截至 2024-06-30``: on what a report rests, whose it is and of which day."""
    evidence = f"依据：{report.evidence}" if report.evidence else ""
    day = "" if pd.isna(report.as_of) else f"截至 {report.as_of:%Y-%m-%d}"
    return "，".join(part for part in (evidence, report.department, day) if part)


_MOST_DOTS = 200


def carrier_rank_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """The area of the one carrier of ``selection`` among those of all carriers."""
    carriers = selection.whole.carriers
    carrier_id = selection.shown.carriers["carrier_id"].iloc[0]
    sentence = area_rank_headline(carriers, carrier_id)
    filled = carriers[carriers["area"].notna()].reset_index(drop=True)
    drawn = carrier_id in set(filled["carrier_id"]) and len(filled) > 1
    ordered = filled.sort_values("area", ascending=False, kind="stable").reset_index(drop=True)
    step = -(-len(ordered) // _MOST_DOTS) or 1
    dots = ordered[(ordered.index % step == 0) | (ordered["carrier_id"] == carrier_id)]
    yield View(
        conclusion=sentence,
        subtitle=subtitle(f"面积（{AREA_UNIT}）", "一点一个载体", "全部载体"),
        table=filled,
        listing=lambda: Listing(ordered, labelled("carrier_id", "name", "area")),
        build=(lambda scale, palette: build_area_strip(dots, carrier_id, scale=scale, palette=palette))
        if drawn
        else None,
        alt=f"{sentence}。{describe_area_strip(dots)}",
        notes=(f"载体多，按面积从大到小，每 {step} 个画一个。",) if drawn and step > 1 else (),
        clicks=True,
        picture="area_rank",
    )


def carrier_plaque_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """Its plaques with the words they come from; ``table`` has ``status`` and ``sign`` for their colours."""
    plaques = selection.shown.plaques
    words = []
    for plaque in plaques.itertuples():
        name = f"{plaque.level}{plaque.type}"
        if plaque.status == HELD:
            words.append(f"● 已有：{name}")
        else:
            year = UNDATED if pd.isna(plaque.year) else f"{plaque.year}年"
            words.append(f"{'◇' if pd.isna(plaque.year) else '◆'} 争取：{name}，{year}")
    sources = list(plaques["source"])
    if selection.has_progress:
        words, sources = _with_reports(selection, words, sources)
    table = pd.DataFrame({"plaque": words, "source": sources})
    yield View(
        conclusion="牌子与缺口",
        table=plaques,
        listing=lambda: Listing(table, {"plaque": "牌子", "source": "出处原文"}),
        notes=() if words else ("没有已有或争取的牌子",),
    )


def _with_reports(selection: Selection, words: list[str], sources: list[str]) -> tuple[list[str], list[str]]:
    """What was reported of each plaque behind the plan's ``words``, and on what it rests behind their ``sources``;
    then the plaques beyond the plan."""
    states = list(reported_plaques(selection).itertuples())
    told = [f"{PLAQUE_LOOKS[row.state].sign} {state_words(row.state, row.year)}" for row in states]
    beyond = [f"{NOT_IN_PLAN}：{row.level}{row.type}" for row in states if row.planned == BEYOND_PLAN]
    rests = ["" if row.state == NO_REPORT else f"填报：{said_by(row)}" for row in states]
    words = [f"{plan} → {state}" for plan, state in zip([*words, *beyond], told, strict=True)]
    sources = [*sources, *([""] * len(beyond))]
    return words, ["　".join(part for part in pair if part) for pair in zip(sources, rests, strict=True)]


def carrier_clause_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """What the notice says of it, whole sentences, each with its clause; nothing without a notice."""
    if not selection.whole.notice:
        return
    said = sentences_about(selection.whole, selection.shown.carriers["carrier_id"].iloc[0])
    table = pd.DataFrame(
        [(clause_words(clause.number), clause.title, words or clause.heading) for clause, words in said],
        columns=["clause", "title", "text"],
    )
    yield View(
        conclusion=f"方案正文 {len(table)} 条说到它" if len(table) else "方案正文没有点名说到它",
        subtitle=subtitle("方案正文", "整句引用") if len(table) else "",
        table=table,
        listing=lambda: Listing(table, {"clause": "条款", "title": "标题", "text": "原文"}),
    )


def carrier_finding_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """What is to be checked of it; what names a file to be changed is left to 数据校核 (screens.md)."""
    ids = set(selection.shown.carriers["carrier_id"])
    findings = findings_frame([finding for finding in selection.whole.findings if finding.carrier_id in ids])
    words = [
        f"{row.column}“{row.value}”：{row.message}。{'' if _FILE_NAME.search(row.advice) else row.advice}"
        for row in findings.itertuples()
    ]
    table = findings.assign(words=words)
    yield View(
        conclusion=f"需要核对 {len(table)} 处" if len(table) else "没有需要核对的地方",
        table=findings,
        listing=lambda: Listing(table, labelled("severity", words="说明")),
    )


def carrier_milestone_views(selection: Selection, page_rows: PageRows) -> Iterator[View]:
    """Its milestones with their full text."""
    milestones = milestones_of(selection.shown, selection.as_of)
    sentence = timeline_headline(milestones, selection.as_of) if len(milestones) else "附件没有列它的节点"
    columns = labelled("step", "task", "deadline_text", "state", "kinds", plaques="争取牌子")
    listed = milestones
    if selection.has_progress:
        listed = with_report_words(reported_milestones(selection))
        columns = labelled("step", "task", "deadline_text") | REPORT_COLUMNS
    yield View(
        conclusion=sentence,
        table=milestones,
        listing=lambda: Listing(listed, columns),
        alt=f"{sentence}。各节点的全文",
    )
