"""方案原文: the clause asked for, what a search finds and where it leads, the whole notice by clause."""

from collections.abc import Iterable
from functools import lru_cache

import streamlit as st

from analytics import Plan
from analytics.notice import Clause, clause_called
from analytics.search import Excerpt, Hit, clauses_about, marks_in, search
from dashboard.selection import Screen, Selection

from .links import release_departments
from .navigation import open_page, page_link
from .show import heading
from .text import literal

_CLAUSE = "clause"
_WORDS = "q"
_CHOICE = "clause_choice"
_LINE = 860
"""The width of running text: some fifty signs a line, as in print (px)."""
_MOST_HITS = 20
_MOST_EXCERPTS = 3
_KINDS = {"department": "部门", "clause": "正文", "carrier": "附件", "finding": "校核"}


def search_box() -> str:
    """The one search box; its words stand in the URL as ``q``."""
    return st.text_input(
        "在正文、附件和校核结果里找",
        key=_WORDS,
        bind="query-params",
        type="search",
        max_chars=100,
        placeholder="输入要找的词，几个词之间用空格隔开",
        width=_LINE,
    ).strip()


def chosen_clause(plan: Plan) -> Clause | None:
    """The clause that the URL names (``clause``), chosen from a list of all; None for none."""
    notice = plan.notice
    wanted = st.query_params.get(_CLAUSE, "")
    clause = clause_called(notice, wanted)
    if wanted and clause is None:
        st.warning(f"方案原文里没有“{literal(wanted)}”这一条")
    titles = {one.key: _title(one) for one in notice if one.key}
    # The URL leads: it holds the number, where a bound selector would hold the whole label.
    st.session_state[_CHOICE] = clause.key if clause else None
    st.selectbox(
        "条款",
        list(titles),
        index=None,  # So that the choice can be let go.
        key=_CHOICE,
        format_func=titles.get,
        placeholder="选一条，单独看",
        on_change=_go,
        label_visibility="collapsed",
        width=_LINE,
    )
    return clause


def _go() -> None:
    if chosen := st.session_state[_CHOICE]:
        st.query_params[_CLAUSE] = chosen
    else:
        st.query_params.pop(_CLAUSE, None)


def _title(clause: Clause) -> str:
    return f"{clause.number}　{clause.title}" if clause.number else clause.title


def clause_card(plan: Plan, clause: Clause, words: str) -> None:
    """One clause, where it stands, the carriers it speaks of, the clauses before and after it."""
    with st.container(border=True, width=_LINE):
        if clause.above:
            st.caption(literal(" › ".join(clause.above)))
        st.markdown("\n\n".join(_printed(clause, words)))
        if carriers := _carriers_in(plan, clause):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption("说到的载体", width="content")
                for carrier_id, name in carriers:
                    page_link("carrier", literal(name), {"carrier": carrier_id})
        notice = [one for one in plan.notice if one.key]
        place = notice.index(clause)
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            for before_after, other in (("上一条", place - 1), ("下一条", place + 1)):
                if 0 <= other < len(notice):
                    _clause_link(f"{before_after}：{_title(notice[other])}", notice[other].key, words)


@lru_cache(maxsize=64)
def _carriers_in(plan: Plan, clause: Clause) -> list[tuple[str, str]]:
    """(carrier_id, name) of the carriers that ``clause`` speaks of, in the order of the annexes."""
    carriers = plan.carriers
    return [
        (carrier_id, name)
        for carrier_id, name in zip(carriers["carrier_id"], carriers["name"], strict=True)
        if clause in clauses_about(plan, carrier_id)
    ]


def found(selection: Selection, screen: Screen, words: str) -> None:
    """What has all of ``words``: how much where, then each hit in its context with the way to it."""
    plan = selection.whole
    hits = search(plan, words)
    counts = {kind: sum(hit.kind == kind for hit in hits) for kind in _KINDS}
    said = "、".join(f"{_KINDS[kind]} {count} 处" for kind, count in counts.items() if count)
    heading(selection, screen, f"“{words}”：{said}" if hits else f"没有找到“{words}”")
    if not hits:
        st.caption("几个词之间用空格隔开时，要同一条里都有才算；可以少写几个字再找。")
    for kind in _KINDS:
        of_kind = [hit for hit in hits if hit.kind == kind]
        for hit in of_kind[:_MOST_HITS]:
            _hit(plan, hit, words)
        if len(of_kind) > _MOST_HITS:
            st.caption(f"{_KINDS[kind]}另有 {len(of_kind) - _MOST_HITS} 处未列出，请把词写得长一些。")


def _hit(plan: Plan, hit: Hit, words: str) -> None:
    with st.container(gap="xxsmall", width=_LINE):
        if hit.kind == "clause":
            clause = clause_called(plan.notice, hit.clause)
            if clause:
                _clause_link(f"正文 {_title(clause)}", hit.clause, words)
            else:
                st.markdown("**正文**")
        elif hit.kind == "department":
            _department_link(hit.department)
        elif hit.carrier_id:
            page_link("carrier", literal(_carrier_words(plan, hit)), {"carrier": hit.carrier_id})
        else:
            page_link("checks", literal(hit.where))
        if hit.kind != "department":
            for excerpt in hit.excerpts[:_MOST_EXCERPTS]:
                st.markdown(_marked(excerpt))


def _carrier_words(plan: Plan, hit: Hit) -> str:
    names = dict(zip(plan.carriers["carrier_id"], plan.carriers["name"], strict=True))
    annex, _, number = hit.carrier_id.partition("-")
    place = f"附件{annex} {number.lstrip('0')} {names.get(hit.carrier_id, '')}"
    return f"{hit.where}：{place}" if hit.kind == "finding" else place


def _department_link(department: str) -> None:
    # Not a plain link: the filters by department go, which stay in a link's address.
    label, key = literal(f"部门 {department}"), f"department_{department}"
    if st.button(label, key=key, type="tertiary", on_click=release_departments):
        open_page("departments", {"department": department})


def _clause_link(label: str, key: str, words: str) -> None:
    page_link("notice", literal(label), {_CLAUSE: key} | ({_WORDS: words} if words else {}))


def whole_notice(plan: Plan, words: str) -> None:
    """Every clause in printed order, what was looked for marked: one element, which a browser keeps (docs/speed.md)."""
    st.markdown(_whole_printed(plan, words), width=_LINE)


@lru_cache(maxsize=32)
def _whole_printed(plan: Plan, words: str) -> str:
    return "\n\n".join(block for clause in plan.notice for block in _printed(clause, words))


def _printed(clause: Clause, words: str) -> list[str]:
    """The blocks of a clause as printed, its heading the smaller the deeper it stands."""
    heading = [f"{'#' * min(3 + len(clause.above), 6)} {_marked_text(clause.heading, words)}"] if clause.heading else []
    return heading + [_marked_text(line, words) for line in clause.text.split("\n") if line]


def _marked_text(text: str, words: str) -> str:
    return _with_marks(text, marks_in(text, words))


def _marked(excerpt: Excerpt) -> str:
    label = f"{literal(excerpt.label)}　" if excerpt.label else ""
    return label + _with_marks(excerpt.text, excerpt.marks)


def _with_marks(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """``text`` for Markdown, shown literally, with ``marks`` bold on a coloured ground."""
    parts, done = [], 0
    for begin, end in marks:
        parts += [literal(text[done:begin]), f":blue-background[**{literal(text[begin:end])}**]"]
        done = end
    return "".join([*parts, literal(text[done:])])
