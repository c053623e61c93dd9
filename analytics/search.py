"""Words looked up in the whole of a plan: body of the notice, rows of the annexes, departments, findings (screens.md,
方案原文); and the clauses that speak of a carrier."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .columns import LABELS
from .departments import departments_of
from .notice import Clause, clause_called, quotation
from .plan import Plan
from .words import folded, places_folded

_CARRIER_CELLS = ("name", "operator", "owner", "leads", "guides", "positioning", "plaque_text")
_QUOTES = str.maketrans("", "", "“”\"'‘’「」『』《》")
_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Excerpt:
    """Words around what was found: ``label``, which cell they are from ("" for running text); ``marks``, from where
    up to where in ``text`` what was looked for stands."""

    label: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Hit:
    """Something that has all the words looked for: ``kind`` is "department", "clause", "carrier" or "finding".

    ``where`` says in words where it is; ``clause`` (its key), ``carrier_id`` and ``department`` lead there, "" where
    there is no such way. ``excerpts`` are the sentences or cells with one of the words.
    """

    kind: str
    where: str
    excerpts: tuple[Excerpt, ...]
    clause: str = ""
    carrier_id: str = ""
    department: str = ""


def search(plan: Plan, words: str) -> tuple[Hit, ...]:
    """Everything in ``plan`` that has all of ``words`` (apart by blanks), whatever their case and width.

    First departments so called, then clauses in printed order, carriers in the order of the annexes, findings.
    """
    wanted = tuple(dict.fromkeys(map(folded, words.split())))
    if not wanted:
        return ()
    found = (*_departments(plan), *_in_clauses(plan), *_in_annexes(plan), *_in_findings(plan))
    return tuple(Hit(excerpts=excerpts, **place) for place, pieces in found if (excerpts := _excerpts(pieces, wanted)))


def _departments(plan: Plan) -> Iterator[tuple[dict, list]]:
    for name in departments_of(plan):
        yield {"kind": "department", "where": name, "department": name}, [("", name)]


def _in_clauses(plan: Plan) -> Iterator[tuple[dict, list]]:
    for clause in plan.notice:
        pieces = [("", piece) for piece in (clause.heading, *clause.sentences) if piece]
        yield {"kind": "clause", "where": clause.heading, "clause": clause.key}, pieces


def _in_annexes(plan: Plan) -> Iterator[tuple[dict, list]]:
    tasks: dict[str, list[tuple[str, str]]] = {}
    columns = ("carrier_id", "deadline_text", "task")
    for carrier_id, deadline, task in zip(*(plan.milestones[column] for column in columns), strict=True):
        tasks.setdefault(carrier_id, []).append((LABELS["task"], f"{deadline}：{task}" if deadline else task))
    for carrier in plan.carriers.itertuples():
        pieces = [(LABELS[name], _printed(getattr(carrier, name))) for name in _CARRIER_CELLS]
        pieces += tasks.get(carrier.carrier_id, [(LABELS["task"], carrier.task)])
        yield {"kind": "carrier", "where": carrier.name, "carrier_id": carrier.carrier_id}, pieces


def _in_findings(plan: Plan) -> Iterator[tuple[dict, list]]:
    for finding in plan.findings:
        where = " ".join(part for part in (finding.severity, finding.column) if part)
        pieces = [("", text) for text in (finding.column, finding.value, finding.message, finding.advice) if text]
        yield {"kind": "finding", "where": where, "carrier_id": finding.carrier_id}, pieces


def _printed(cell: object) -> str:
    return "、".join(cell) if isinstance(cell, tuple) else str(cell)


def _excerpts(pieces: Iterable[tuple[str, str]], wanted: tuple[str, ...]) -> tuple[Excerpt, ...]:
    """The pieces with one of the words ``wanted`` (folded); none where one of the words is in no piece."""
    missing, excerpts = set(wanted), []
    for label, text in pieces:
        signs = folded(text)
        found = {word for word in wanted if word in signs}
        if found:
            missing -= found
            excerpts.append(Excerpt(label, text, _marks(text, found)))
    return () if missing else tuple(excerpts)


def marks_in(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """From where up to where in ``text`` any of ``words`` (apart by blanks) stands, from left to right."""
    return _marks(text, map(folded, words.split()))


def _marks(text: str, wanted: Iterable[str]) -> tuple[tuple[int, int], ...]:
    signs, places = places_folded(text)
    return _joined(
        sorted((places[at], places[at + len(word) - 1] + 1) for word in wanted for at in _all_places(signs, word))
    )


def _all_places(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + len(word))


def _joined(marks: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Marks from left to right, those that touch or overlap as one."""
    joined: list[tuple[int, int]] = []
    for begin, end in marks:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple(joined)


def clauses_about(plan: Plan, carrier_id: str) -> tuple[Clause, ...]:
    """The clauses of the notice that name the carrier or that a statement of plan.toml cites for it, in printed order.

    A carrier goes by the names of its statements and by that of the annex: with and without what stands in brackets
    (what stands there may be the name that the body uses), each part of several, quotation marks aside. The name of
    another carrier that is longer by this one's (``A园`` in ``新A园``) is not taken for it.
    """
    if not plan.notice:
        return ()
    statements = [statement for statement in plan.meta.statements if statement.carrier == carrier_id]
    cited = {id(clause_called(plan.notice, statement.clause)) for statement in statements}
    own, longer = _names_in_use(plan, carrier_id)
    return tuple(
        clause
        for clause in plan.notice
        if id(clause) in cited or _names_one(f"{clause.heading}\n{clause.text}", own, longer)
    )


def sentences_about(plan: Plan, carrier_id: str) -> tuple[tuple[Clause, str], ...]:
    """What the notice says of the carrier: each clause of ``clauses_about`` with its sentences that name the carrier or
    that a statement of plan.toml quotes for it, whole, in printed order; "" where only the heading names it."""
    own, longer = _names_in_use(plan, carrier_id)
    found = []
    for clause in clauses_about(plan, carrier_id):
        quoted = "".join(
            quotation(plan.notice, statement.clause, statement.text)
            for statement in plan.meta.statements
            if statement.carrier == carrier_id and clause_called(plan.notice, statement.clause) is clause
        )
        sentences = [
            sentence for sentence in clause.sentences if sentence in quoted or _names_one(sentence, own, longer)
        ]
        found.append((clause, "".join(sentences)))
    return tuple(found)


def _names_in_use(plan: Plan, carrier_id: str) -> tuple[set[str], set[str]]:
    """The names that a carrier goes by, and longer ones of other carriers that hold one of them."""
    names: dict[str, set[str]] = {}
    for other, name in [
        *((statement.carrier, statement.name) for statement in plan.meta.statements if statement.name),
        *zip(plan.carriers["carrier_id"], plan.carriers["name"], strict=True),
    ]:
        names.setdefault(other, set()).update(_names_of(name))
    own = names.pop(carrier_id, set())
    longer = {
        name for others in names.values() for name in others if name not in own and any(one in name for one in own)
    }
    return own, longer


def _names_of(name: str) -> set[str]:
    """``name`` as a text may write it, folded: ``甲大厦（乙科技园）`` → 甲大厦(乙科技园), 甲大厦, 乙科技园."""
    bare = _bare(name)
    # Short words in brackets (原, 一期) are no names.
    within = {words for words in _BRACKETS.findall(bare) if len(words) > 3}
    forms = {bare, _BRACKETS.sub("", bare)} | within
    return {form for whole in forms for form in (whole, *whole.split("、")) if len(form) > 1}


def _bare(text: str) -> str:
    return folded(text.translate(_QUOTES))


def _names_one(text: str, own: set[str], longer: set[str]) -> bool:
    text = _bare(text)
    for name in sorted(own | longer, key=len, reverse=True):
        if name in own and name in text:
            return True
        text = text.replace(name, "\n")
    return False
