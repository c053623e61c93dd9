"""The departments that a cell names, without the roles and marks written around them (inputs.md rows 29-31, 50-53).

What is certain is read; where it is not, the words stay one name and a finding says so: no department is made up in
silence. ``known`` are the departments that the plan names plainly elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from .cells import is_blank_mark, split_outside_brackets, split_values

_LEAD = "牵头|主办|负责|主责|主要负责|总牵头"
_HELP = "配合|协办|协助|协同|参与|参加|支持|会办"
_OF_ROLE = "(?:单位|部门|科室|处室)?"
_PREFIX = re.compile(rf"(?:(?P<lead>{_LEAD}|责任)|(?P<help>{_HELP})){_OF_ROLE}[:：]")
_IN_BRACKETS = re.compile(rf"[(（【\[](?:(?P<lead>{_LEAD}|责任)|(?P<help>{_HELP})){_OF_ROLE}[)）】\]]")
_DONE = "(?:推进|落实|实施|办理|抓好落实|组织实施)?"
_SUFFIX = re.compile(rf"[-‐-―─]*(?:共同|分别|联合|积极)?(?:(?P<lead>{_LEAD})|(?P<help>{_HELP})){_DONE}$")
_BY_DUTY = re.compile(
    r"(?:按照?|根据)?(?:各自)?职责(?:分工)?(?:分别|共同)?(?:负责|落实|推进|抓好落实)?$|分工负责$|各负其责$"
)
_AND_OTHERS = re.compile(
    r"等(?:[0-9一二三四五六七八九十]*[个家])?(?:[市区县]级|各|有关|相关|责任)*(?:部门|单位|公司|企业)?$"
)
_NOBODY = re.compile(
    r"(?:[市区县][级直]?|各级?|其他|全[区市县])*(?:(?:有关|相关|责任|成员|各)*(?:职能)?(?:部门|单位)"
    r"|(?:有关|相关|各)(?:镇街|乡镇|镇|街道|企业|园区|科室|国企|平台公司)+)"
    r"|待[定核]|[未暂]定|暂缺|不[详明]|[同上]上|[〃″?？0]+"
)
_MARK = re.compile(
    r"(?:[¹²³⁰⁴-⁹₀-₉①-⓿❶-➓*＊※†‡§#＃★☆△▲◎●○◆◇■□^]|\^[0-9]+|[\[［(（〔【](?:见?注)?[0-9]{0,2}[\]］)）〕】](?<!\(\))|注[0-9]+)+$"
)
_ODD = re.compile(r"[^\w()（）〔〕【】［］\[\]、，,；;/\-—–·•&＆+＋“”\"《》]|[_①-⓿❶-➓]|[(（][0-9]+[)）]")
"""Signs that stand in no department's name: what is written around one, or between two."""
_QUOTED = re.compile(r'[“"《「『]([^“”"《》「」『』]+)[”"》」』]')
_BEFORE_NAME = re.compile("原|拟|暂定|会同|配合|协助|协同|联合|第一")
_CLAUSES = frozenset("；;。，,\n")
_AND = re.compile(r"(\s+|以及|和|及|与|暨|[+＋&＆|｜\\·•—–-])")
_OTHER_WORDS = re.compile("[0-9０-９:：]")
_ROLE_INSIDE = re.compile(rf"[(（]([^()（）]+?)({_LEAD}|{_HELP})[)）][。.]?$")
_ENDING = re.compile(
    r"(?:局|委|办|厅|部|会|处|室|院|中心|公司|集团|银行|政府|街道|镇|乡|联|队|站|所|学校|大学|园区|法院)$"
)
"""How the name of a department or company ends: what stands before an 和 and ends so may be a name of its own."""
_MOST_PIECES = 12


@dataclass(frozen=True)
class Departments:
    """What a cell names: ``names`` that lead (or guide), ``helpers`` who only help, and the findings it calls for."""

    names: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    findings: tuple[tuple[str, dict[str, str]], ...] = ()


@dataclass
class _Cell:
    """The names of a cell by role on the way: "lead", "help", or "" where nothing is said."""

    roles: list[tuple[str, str]] = field(default_factory=list)
    findings: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def named(self, *roles: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name, role in self.roles if role in roles))


@lru_cache(maxsize=4096)
def read_departments(text: str, known: frozenset[str]) -> Departments:
    """The departments of a cell; ``Departments()`` for a blank one."""
    if is_blank_mark(text):
        return Departments()
    cell = _Cell()
    role = ""
    for clause in split_outside_brackets(_apart(_mended(text, known, cell)), _CLAUSES):
        if prefix := _PREFIX.match(clause.strip()):
            role = "lead" if prefix["lead"] else "help"
            clause = clause.strip()[prefix.end() :]
        _read_clause(clause, role, known, cell)
    if cell.named("lead") and cell.named(""):
        cell.findings.append(("department-role-open", {"names": "、".join(cell.named(""))}))
    names = cell.named("lead", "")
    helpers = tuple(name for name in cell.named("help") if name not in names)
    return Departments(names, helpers, tuple(cell.findings))


def _apart(text: str) -> str:
    """``text`` with a separator where only a role says that another name begins: 甲局（牵头）乙局（配合）."""
    text = _ROLE_INSIDE.sub(lambda found: f"；{found[2]}：{found[1]}", text)
    text = _PREFIX.sub(lambda found: f"；{found[0]}" if text[: found.start()].strip() else found[0], text)
    if _IN_BRACKETS.match(text.strip()):
        return _IN_BRACKETS.sub(lambda found: f"；{found['lead'] or found['help']}：", text).strip("；")
    return _IN_BRACKETS.sub(lambda found: f"{found[0]}、", text)


def plain_departments(texts: Iterable[str]) -> Iterator[str]:
    """The names in ``texts`` that can be told without knowing any other: no blank, 和 or line break in or by them."""
    for text in dict.fromkeys(texts):
        if "\n" not in text and not is_blank_mark(text):
            read = read_departments(text, frozenset())
            if any(code == "department-unclear" for code, _ in read.findings):
                continue
            yield from (name for name in (*read.names, *read.helpers) if name in text and not _AND.search(name))


def _mended(text: str, known: frozenset[str], cell: _Cell) -> str:
    """``text`` without the line breaks that stand inside a name: the whole is known, its pieces are not (row 53)."""
    lines = re.split(r"[\n\r\u2028\u2029]+", text.strip())
    mended = [lines[0]]
    for line in lines[1:]:
        above = mended[-1].rstrip()
        left, right = (split_values(above) or ("",))[-1], (split_values(line) or ("",))[0]
        if above[-1:] in "、，,；;/。：:":
            mended.append(line)
        elif left + right in known and not (left in known and right in known):
            mended[-1] = above + line.lstrip()
        else:
            if not all(piece in known or _is_like_department(piece) for piece in (left, right)):
                cell.findings.append(("department-broken", {"left": left, "right": right}))
            mended.append(line)
    return "\n".join(mended)


def _is_like_department(words: str) -> bool:
    words = _PREFIX.sub("", _SUFFIX.sub("", _IN_BRACKETS.sub("", words)))
    return bool(_ENDING.search(re.sub(r"[(（][^()（）]*[)）]$", "", _MARK.sub("", words)))) or not words


def _read_clause(clause: str, role: str, known: frozenset[str], cell: _Cell) -> None:
    """The names between two commas: a role behind the last of them is that of all."""
    values = [value.strip() for value in split_outside_brackets(clause, frozenset("、､/／")) if value.strip()]
    first = len(cell.roles)
    if values:
        values[0] = values[0].removeprefix("由")
    for value in values:
        own = role
        value, together, others = value.partition("会同")
        if together and _is_like_department(value):
            _read_value(value, "lead", known, cell)
            role, own, value = "help", "help", others
        else:
            value += together + others
        if found := _IN_BRACKETS.search(value):
            own, value = ("lead" if found["lead"] else "help"), _IN_BRACKETS.sub("", value).strip()
        value = _BY_DUTY.sub("", value)
        if found := _SUFFIX.search(value):
            own, value = ("lead" if found["lead"] else "help"), value[: found.start()]
            cell.roles[first:] = [(name, own_role or own) for name, own_role in cell.roles[first:]]
            first = len(cell.roles)
        _read_value(value, own, known, cell)


def _read_value(value: str, role: str, known: frozenset[str], cell: _Cell) -> None:
    """One value without its role: a name, several, or words that name nobody."""
    joined = "".join(value.split())
    if (others := _AND_OTHERS.search(joined)) and joined not in known:
        cell.findings.append(("department-unnamed", {"words": others[0]}))
        value = joined = joined[: others.start()]
    if (mark := _MARK.search(joined)) and mark.start():
        cell.findings.append(("footnote-mark", {"mark": mark[0]}))
        value = joined = joined[: mark.start()]
    if quoted := _QUOTED.fullmatch(joined):
        value = joined = quoted[1]
    if (rest := re.sub("^(?:以及|及|和|与)", "", joined)) in known:
        value = joined = rest
    if not joined:
        return
    if _NOBODY.fullmatch(joined):
        cell.findings.append(("department-unnamed", {"words": joined}))
    names = _names(value, known)
    is_told = any(words.get("words") == joined or code == "department-broken" for code, words in cell.findings)
    if names is None or (not is_told and any(_is_doubtful(name, known) for name in names)):
        names = (joined,)
        cell.findings.append(("department-unclear", {"words": joined}))
    cell.roles += [(name, role) for name in names]


def _is_doubtful(name: str, known: frozenset[str]) -> bool:
    """Whether ``name`` is more than a name: an odd sign in it, or another one that is ``known`` and further words.

    区政府办 is a department of its own beside 区政府, 区科技局张三 beside 区科技局 is not.
    """
    if len(name) < 2 or _ODD.search(name):
        return True
    others = tuple(other for other in known if len(other) > 2 and other != name)
    for other in others:
        rest = name.removeprefix(other)
        if rest != name and (rest[0] in "(（" or rest.endswith(others) or not _ENDING.search(rest)):
            return True
        if name.endswith(other) and _BEFORE_NAME.fullmatch(name.removesuffix(other)):
            return True
    return False


def _names(value: str, known: frozenset[str]) -> tuple[str, ...] | None:
    """The names in a value with blanks or 和: known ones, or one name; None where it may be several unknown ones."""
    joined = "".join(value.split())
    pieces = _AND.split(value)
    if len(pieces) > 1:
        if joined in known:
            return (joined,)
        if len(pieces) <= 2 * _MOST_PIECES and (found := _known_names(pieces, known)):
            return found
    # Two known names with nothing between them, or one with a telephone number: 甲局乙委, 甲局68000000.
    parts = ((joined[:place], joined[place:]) for place in range(1, min(len(joined), 100)))
    if any(name in known and (rest in known or _OTHER_WORDS.match(rest)) for name, rest in parts):
        return None
    for index in range(1, len(pieces), 2):
        before, after = pieces[index - 1], pieces[index + 1]
        if len(before) > 1 and len(after) > 1 and (before in known or _ENDING.search(before)):
            return None
    return (joined,)


def _known_names(pieces: list[str], known: frozenset[str]) -> tuple[str, ...] | None:
    """``pieces`` (words and what stands between them, in turns) as known names one after another; None if they are not.

    A blank within a name is left out, an 和 within a name stays.
    """
    for end in range(1, len(pieces) + 1, 2):
        name = "".join("".join(pieces[:end]).split())
        if name in known:
            rest = _known_names(pieces[end + 1 :], known) if end < len(pieces) else ()
            if rest is not None:
                return (name, *rest)
    return None
