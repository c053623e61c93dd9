"""plan.toml → PlanMeta: all that the app must know about a plan besides its annexes (domain.md §1).

Every name of a department, industry, stage, plaque, target and year comes from here or from the
annexes; the code names none.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import UnionType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .columns import ANNEX_SHAPES
from .disk_errors import cause
from .findings import ERROR, Finding
from .reading.characters import usual, with_code_points
from .reading.tables import code_point, find_control, quoted
from .toml_slips import line_of, slip_at

META_FILE = "plan.toml"

_MAX_BYTES = 256 * 1024
"""Ten times the largest that there is."""
_MOST_YEARS = 50
_LARGEST = 1_000_000
"""What can be meant as a target or, in 万m², as an area: a larger number is a slip, and charts cannot draw it."""

MEASURES = ("carriers", "area", "plaqued_carriers", "plaques", "none")
"""What a target counts: carriers listed, their area (万m²), carriers with a sought plaque, sought plaques, no data."""

REPORT_EVERY = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""How often departments report, in months."""

PLAQUE_VERBS = ("争取", "授牌", "创建", "申报", "获批", "认定", "备案", "挂牌", "打造", "争创")
"""What a task says of a plaque that is sought, before or behind its name, unless ``plaques.verbs`` says otherwise."""

_YEARS = range(1950, 2200)
"""What can be meant as a year: one digit too many would draw an axis of eighteen thousand years."""


@dataclass(frozen=True)
class PlanFacts:
    """Title, origin and span of the plan. Years are inclusive, 0 where plan.toml leaves them to the deadlines
    (``PlanMeta.years``); ``timezone`` says when a day begins. Only the title must be written."""

    title: str
    short_title: str = ""
    document_number: str = ""
    issuer: str = ""
    issued: date | None = None
    first_year: int = 0
    last_year: int = 0
    timezone: str = "Asia/Shanghai"
    unlisted_industry: str = "未列入产业方向"
    industry_group: str = "各产业方向"

    @property
    def name(self) -> str:
        """What the plan is called for short."""
        return self.short_title or self.title


@dataclass(frozen=True)
class Annex:
    """An annex: its file's name without ending, its printed title and printed total area (万m², None for none)."""

    number: int
    file: str = ""
    title: str = ""
    group: str = ""
    printed_total: Decimal | None = None


@dataclass(frozen=True)
class Industry:
    """An industry direction and the words of 孵化定位 that lead to it."""

    name: str
    keywords: tuple[str, ...]
    pillar: bool = False


@dataclass(frozen=True)
class PlaqueType:
    """A type of plaque, other names for it, and the department that guides it ("" = the plan names none)."""

    name: str
    aliases: tuple[str, ...] = ()
    guide: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of work; ``plaques`` marks the one that every milestone with a plaque belongs to."""

    name: str
    keywords: tuple[str, ...]
    plaques: bool = False


@dataclass(frozen=True)
class Target:
    """A target of the plan: ``target`` (at least, or ``at_most``) of ``measure`` by the end of year ``by``, of one
    ``annex`` or of all (0).

    ``before`` marks a text that says 年前, which can be read as "by the end of" or "before" that year.
    ``upper`` is the upper end of a range such as 1-2个. ``min_level`` and ``types`` say which plaques count.
    """

    label: str
    target: int | float
    by: int
    id: str = ""
    measure: str = "none"
    unit: str = "个"
    clause: str = ""
    text: str = ""
    upper: int | float = 0
    at_most: bool = False
    annex: int = 0
    before: bool = False
    min_level: str = ""
    types: tuple[str, ...] = ()
    department: str = ""


@dataclass(frozen=True)
class Measure:
    """A support measure and the departments that lead it."""

    title: str
    leads: tuple[str, ...]
    clause: str = ""
    text: str = ""


@dataclass(frozen=True)
class Statement:
    """What the body of the notice says of a carrier: its name, its leads, or a word that the annex has differently."""

    carrier: str
    clause: str
    text: str
    name: str = ""
    leads: tuple[str, ...] = ()
    wording: str = ""
    annex_wording: str = ""


@dataclass(frozen=True)
class PlaqueEqual:
    """A name of a later rule that stands for a level and type of this plan (progress.md §2): for awards from ``since``.

    Until somebody has ``confirmed`` it, figures with and without it stand side by side.
    """

    name: str
    level: str
    type: str
    since: date
    source: str
    confirmed: bool = False


@dataclass(frozen=True)
class ProgressRules:
    """How often departments report: unfinished reports older than ``report_every`` are old."""

    report_every: str = "quarter"

    @property
    def months(self) -> int:
        """``report_every`` in months."""
        return REPORT_EVERY[self.report_every]


@dataclass(frozen=True, eq=False)
class PlanMeta:
    """plan.toml, checked: tuples in the file's order, levels from the highest down, () for what the plan has not.

    ``annexes`` are those that there are files of, and ``dated`` the years of their deadlines: ``loading`` adds them.
    """

    facts: PlanFacts
    annexes: tuple[Annex, ...]
    stages: tuple[str, ...]
    industries: tuple[Industry, ...]
    levels: tuple[str, ...]
    plaque_verbs: tuple[str, ...]
    plaque_types: tuple[PlaqueType, ...]
    kinds: tuple[Kind, ...]
    targets: tuple[Target, ...]
    measures: tuple[Measure, ...]
    statements: tuple[Statement, ...]
    headings: dict[str, str]
    dated: tuple[int, ...] = ()
    progress: ProgressRules = ProgressRules()
    equals: tuple[PlaqueEqual, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """Every year of the plan, first to last: as written, else from the first deadline to the last."""
        first = self.facts.first_year or min(self.dated, default=self.facts.last_year)
        last = self.facts.last_year or max(self.dated, default=self.facts.first_year)
        return tuple(range(first, last + 1)) if last else ()

    @property
    def target_year(self) -> int:
        """The year by whose end the targets are due (the latest of them), without any the last one of the plan."""
        return max((target.by for target in self.targets), default=max(self.years, default=0))

    @property
    def deadline_name(self) -> str:
        """What the end of ``target_year`` is called."""
        return "目标期限" if self.targets else "方案期末"

    def levels_from(self, level: str) -> tuple[str, ...]:
        """``level`` and the levels above it."""
        return self.levels[: self.levels.index(level) + 1]


def _finding(place: str, message: str, advice: str, value: str = "", row: int = 0) -> Finding:
    where = {"row": row, "column": quoted(place), "value": quoted(value)}
    return Finding(ERROR, META_FILE, code="plan-toml", message=message, advice=advice, **where)


class _SlipError(Exception):
    """A value that cannot be meant: its two texts are message and advice."""


def _convert(value: object, kind: object, required: bool) -> object:
    """``value`` of plan.toml as the annotated type, bounded; raises _SlipError where it cannot be taken.

    Not isinstance: in Python a bool is an int and a moment is a date, but `target = true` is a slip.
    """
    if kind == tuple[str, ...] and isinstance(value, list):
        return tuple(_word(item, required=True) for item in value)
    if kind is str:
        return _word(value, required)
    if kind == int | float and type(value) in (int, float):
        return _bounded(value)
    if isinstance(kind, UnionType) and type(None) in kind.__args__:
        kind = kind.__args__[0]
    if kind is Decimal and type(value) is str and re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value, re.ASCII):
        return Decimal(value)
    if type(value) is not kind:
        raise _SlipError("值的类型不对", _mend_of_type(value, kind))
    if kind is int:
        return _bounded(value)
    if kind is date and value.year not in _YEARS:
        raise _SlipError("不像年份", "写成四位数的年份")
    return value


def _bounded(value: float) -> float:
    # A NaN is in no range.
    if not 0 <= value <= _LARGEST:
        raise _SlipError("数太大或小于 0", f"写 0 到 {_LARGEST:,} 之间的数")
    return value


def _mend_of_type(value: object, kind: object) -> str:
    """How a value of another type is to be written, with the value where that helps."""
    is_number = type(value) is str and re.fullmatch(r"\d+(\.\d+)?", value.strip(), re.ASCII)
    if kind in (int, int | float):
        return f"数字不加引号：写成 {value.strip()}" if is_number else "只写数字，不加引号，不带单位"
    if kind is Decimal:
        return f'加引号：写成 "{value}"' if type(value) in (int, float) else '写成 "4.10" 的样子，只有数字'
    if kind is date:
        return "写成 2030-03-15 的样子，不加引号"
    if kind is bool:
        return "写 true 或 false，不加引号"
    if kind is str:
        return f'文字要加引号：写成 "{value}"' if type(value) in (int, float) else "写成一段加引号的文字"
    return f'写成一列：["{value}"]' if type(value) is str else '写成一列加引号的文字：["…", "…"]'


def _word(value: object, required: bool) -> str:
    if type(value) is not str:
        raise _SlipError("值的类型不对", _mend_of_type(value, str))
    if control := find_control(value):
        raise _SlipError(f"有控制字符 {code_point(control)}", "删去这个字符，重新输入这一项")
    if changed := {sign: usual(sign) for sign in value if usual(sign) != sign}:
        raise _SlipError(f"有字形相同的另一个字：{with_code_points(changed)}", "重新输入这一项，不要从 PDF 复制")
    if required and not value.strip():
        raise _SlipError("是空白的", "填上文字；列表里不要留空的一项")
    return value


def _text(value: object) -> str:
    """``value`` for a finding. Python refuses to write out an integer of thousands of digits."""
    try:
        return str(value)
    except ValueError:
        return "（有几千位的数）"


def _build(kind: type, raw: object, place: str, findings: list[Finding]) -> object | None:
    """A TOML table as the dataclass ``kind``; None, with findings, where a key is missing, unknown or mistyped."""
    if not isinstance(raw, dict):
        findings.append(_finding(place, "这里应是一组键和值", f"参照自带的 {META_FILE} 改写"))
        return None
    before = len(findings)
    values = {}
    known = {field.name: field for field in fields(kind)}
    for key in raw.keys() - known.keys():
        findings.append(_finding(f"{place}.{key}", "不认识的键", f"可用的键：{'、'.join(known)}"))
    for name, field in known.items():
        if name not in raw:
            if field.default is MISSING:
                findings.append(_finding(f"{place}.{name}", "缺少这一项", f"在 {META_FILE} 里补上 {name}"))
            continue
        try:
            values[name] = _convert(raw[name], field.type, required=field.default is MISSING)
        except _SlipError as slip:
            findings.append(_finding(f"{place}.{name}", *slip.args, _text(raw[name])))
    return kind(**values) if len(findings) == before else None


def _build_all(kind: type, raw: object, place: str, findings: list[Finding]) -> tuple:
    if raw is None:
        return ()
    if not isinstance(raw, list):
        findings.append(_finding(place, "这里应是一项一组", f"每一项写成 [[{place}]] 和它下面的键和值"))
        return ()
    built = [_build(kind, item, f"{place}[{index}]", findings) for index, item in enumerate(raw, start=1)]
    return tuple(item for item in built if item is not None)


def _words(raw: dict, table: str, key: str, findings: list[Finding]) -> tuple[str, ...]:
    """A list of words; () where the plan has none."""
    of = raw.get(table, {})
    if not isinstance(of, dict) or key not in of:
        return ()
    try:
        if isinstance(of[key], list):
            return _convert(of[key], tuple[str, ...], required=True)
        findings.append(_finding(f"{table}.{key}", "应是一列文字", f'写成 {key} = ["…", "…"]', _text(of[key])))
    except _SlipError as slip:
        findings.append(_finding(f"{table}.{key}", *slip.args, _text(of[key])))
    return ()


def _headings(raw: object, findings: list[Finding]) -> dict[str, str]:
    """[columns]: headings of this plan's files → the printed headings that they stand for (inputs.md row 59)."""
    known = dict.fromkeys(column.header for shape in ANNEX_SHAPES.values() for column in shape.columns)
    if not isinstance(raw, dict):
        findings.append(_finding("columns", "应是一组列名", '写成 [columns] 下面的 "文件里的列名" = "附件的列名"'))
        return {}
    for heading, printed in raw.items():
        if printed not in known:
            advice = f"等号右边写附件的列名：{'、'.join(known)}"
            findings.append(_finding(f"columns.{heading}", "没有这一列", advice, str(printed)))
    return raw


def _check(meta: PlanMeta) -> Iterator[Finding]:
    """What is well-formed but cannot be meant."""
    for name in ("first_year", "last_year"):
        year = getattr(meta.facts, name)
        if year and year not in _YEARS:
            yield _finding(f"plan.{name}", "不像年份", "写成四位数的年份", str(year))
    if meta.facts.last_year and meta.facts.first_year > meta.facts.last_year:
        yield _finding("plan.first_year", "起始年份晚于结束年份", "改正 first_year 或 last_year")
    if meta.facts.first_year and meta.facts.last_year - meta.facts.first_year > _MOST_YEARS:
        yield _finding("plan.last_year", f"跨度超过 {_MOST_YEARS} 年", "改正 first_year 或 last_year")
    try:
        ZoneInfo(meta.facts.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # A folder of zones, such as Asia, is an OSError.
        yield _finding("plan.timezone", "不认识的时区", "写成 Asia/Shanghai 这样的名称", meta.facts.timezone)
    numbers = [annex.number for annex in meta.annexes]
    if len(set(numbers)) < len(numbers) or not set(numbers) <= set(ANNEX_SHAPES):
        known = "、".join(map(str, ANNEX_SHAPES))
        yield _finding("annexes.number", f"附件编号只能是 {known}，各写一次", "改正编号，删去多的")
    types = sorted({plaque_type.name for plaque_type in meta.plaque_types})
    for target in meta.targets:
        place = f"targets.{target.id}"
        yield from _unknown(f"{place}.measure", "不认识的口径", [target.measure], MEASURES)
        if target.target <= 0 or target.by not in _YEARS or (target.upper and target.upper < target.target):
            words = f"target {target.target}、upper {target.upper}、by {target.by}"
            yield _finding(place, "目标数或年份不对", "target 大于 0，upper 不小于它，by 是年份", words)
        if target.annex and target.annex not in (numbers or ANNEX_SHAPES):
            yield _finding(f"{place}.annex", "没有这个附件", "写附件的编号，不写就是全部", str(target.annex))
        yield from _unknown(f"{place}.min_level", "没有这个级别", filter(None, [target.min_level]), meta.levels)
        yield from _unknown(f"{place}.types", "没有这类牌子", target.types, types)
    every = meta.progress.report_every
    yield from _unknown("progress.report_every", "不认识的填报周期", [every], REPORT_EVERY)
    for equal in meta.equals:
        for key, known in (("level", meta.levels), ("type", types)):
            place = f"plaques.equals.{key}"
            yield from _unknown(place, "方案没有这个级别或类型", [getattr(equal, key)], known)
    for place, names in _names_once(meta).items():
        for repeated in sorted(name for name, count in Counter(names).items() if count > 1):
            yield _finding(place, "写了两次", "删去一处，或改成不同的文字", repeated)


def _unknown(place: str, message: str, values: Iterable[str], known: Iterable[str]) -> Iterator[Finding]:
    """A finding for each of ``values`` that is none of ``known``."""
    return (_finding(place, message, f"可用：{'、'.join(known)}", value) for value in values if value not in known)


def _names_once(meta: PlanMeta) -> dict[str, list[str]]:
    """What is told apart by its words: with the same twice, one of the two would silently never be found."""
    return {
        "annexes.file": [annex.file for annex in meta.annexes if annex.file],
        "stages.order": [*meta.stages],
        "industries.name": [industry.name for industry in meta.industries],
        "industries.keywords": [word for industry in meta.industries for word in industry.keywords],
        "plaques.levels": [*meta.levels],
        "plaques.types": [word for kind in meta.plaque_types for word in (kind.name, *kind.aliases)],
        "kinds.name": [kind.name for kind in meta.kinds],
        "kinds.keywords": [word for kind in meta.kinds for word in kind.keywords],
        "targets.id": [target.id for target in meta.targets],
    }


def read_meta(content: bytes | OSError, folder: Path) -> tuple[PlanMeta | None, list[Finding]]:
    """plan.toml of ``content``, read from ``folder``; None with findings (all of them) where it cannot be used."""
    if isinstance(content, FileNotFoundError):
        message, advice = "找不到这个文件", f"把 {META_FILE} 放进数据文件夹“{folder.name}”"
        if beside := _nearly_named(folder):
            message, advice = f"找不到 {META_FILE}；有 {beside}，但名称不对", f"把 {beside} 改名为 {META_FILE}"
        return None, [_finding("", message, advice)]
    if isinstance(content, OSError):
        return None, [_finding("", f"文件读不出来（{cause(content)}）", "检查文件是否被占用、有没有读取权限")]
    meta, findings = _meta_of(content)
    return meta, list(findings)


def _nearly_named(folder: Path) -> str:
    """A file that was most likely meant as plan.toml: plan.toml.txt, plan (1).toml, Plan.TOML; "" for none."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return ""  # The annexes' own findings say that there is no such folder.
    return next((name for name in names if re.fullmatch(r"(?i)plan[^.。]*[.。]\w+(\.\w+)*|.*\.toml", name)), "")


def _parsed(content: bytes) -> tuple[dict, Finding | None]:
    """The tables of plan.toml, or why they cannot be told. tomllib speaks English; its place is what helps."""
    if len(content) > _MAX_BYTES:
        return {}, _finding("", f"文件超过 {_MAX_BYTES // 1024} KB", f"只留方案的信息，对照自带的 {META_FILE} 删减")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return {}, _finding("", "文件不是 UTF-8 编码", "用记事本另存，编码选 UTF-8")
    try:
        return tomllib.loads(text), None
    except RecursionError:
        return {}, _finding("", "括号套得太深，写法有误", f"对照自带的 {META_FILE} 改正")
    except ValueError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        if not place:
            where = "文件末尾或一个几千位的数写法有误"
            return {}, _finding("", where, f"看看最后的引号和括号是否成对，对照自带的 {META_FILE} 改正")
        where = f"第 {place[1]} 行第 {place[2]} 列附近写法有误"
        return {}, _finding("", *slip_at(text, int(place[1]), where, str(error)))


@lru_cache(maxsize=8)
def _meta_of(content: bytes) -> tuple[PlanMeta | None, tuple[Finding, ...]]:
    """What plan.toml says. Every look at the files asks for it, and reading TOML costs ten times what reading does."""
    raw, wrong = _parsed(content)
    if wrong:
        return None, (wrong,)
    findings: list[Finding] = []
    plaques = raw.get("plaques", {})
    if not isinstance(plaques, dict):
        findings.append(_finding("plaques", "这里应是一组键和值", "写成 [plaques] 下面的 levels = […]"))
        plaques = {}
    verbs = _words(raw, "plaques", "verbs", findings)
    targets = _build_all(Target, raw.get("targets"), "targets", findings)
    meta = PlanMeta(
        facts=_build(PlanFacts, raw.get("plan", {}), "plan", findings),
        annexes=_build_all(Annex, raw.get("annexes"), "annexes", findings),
        stages=_words(raw, "stages", "order", findings),
        industries=_build_all(Industry, raw.get("industries"), "industries", findings),
        levels=_words(raw, "plaques", "levels", findings),
        plaque_verbs=verbs or PLAQUE_VERBS,
        plaque_types=_build_all(PlaqueType, plaques.get("types"), "plaques.types", findings),
        kinds=_build_all(Kind, raw.get("kinds"), "kinds", findings),
        targets=tuple(replace(target, id=target.id or f"{place}") for place, target in enumerate(targets, start=1)),
        measures=_build_all(Measure, raw.get("measures"), "measures", findings),
        statements=_build_all(Statement, raw.get("statements"), "statements", findings),
        headings=_headings(raw.get("columns", {}), findings),
        progress=_build(ProgressRules, raw.get("progress", {}), "progress", findings),
        equals=_build_all(PlaqueEqual, plaques.get("equals"), "plaques.equals", findings),
    )
    if not findings:
        findings = [*_check(meta)]
    text = content.decode("utf-8-sig")
    placed = (replace(finding, row=line_of(text, _indexed(finding.column, meta))) for finding in findings)
    return (None if findings else meta), tuple(placed)


def _indexed(place: str, meta: PlanMeta) -> str:
    """``targets.area.by`` → ``targets[2].by``: a target is named by its id."""
    ids = [target.id for target in meta.targets]
    found = re.match(r"targets\.([^.]+)(.*)", place)
    return f"targets[{ids.index(found[1]) + 1}]{found[2]}" if found and found[1] in ids else place


@lru_cache(maxsize=8)
def annex_files(content: bytes) -> tuple[dict[int, str], bool]:
    """The annexes' file names without ending, also where plan.toml is wrong: all errors are to come at once; and
    whether plan.toml names which annexes there are. Where it does not, those are that lie in the folder."""
    entries = _parsed(content)[0].get("annexes")
    named = {
        entry["number"]: _without_ending(entry.get("file", "")) or f"annex{entry['number']}"
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict)
        and type(entry.get("number")) is int
        and entry["number"] in ANNEX_SHAPES
        and isinstance(entry.get("file", ""), str)
    }
    return named or {annex: f"annex{annex}" for annex in ANNEX_SHAPES}, bool(named)


def _without_ending(file: str) -> str:
    """``annex1`` also for annex1.csv: what the file is read as does not hang on its ending."""
    return re.sub(r"\.(?:csv|xls[xm])$", "", file, flags=re.IGNORECASE)


def with_files(meta: PlanMeta, annexes: Iterable[int], dated: Iterable[int]) -> PlanMeta:
    """``meta`` with the ``annexes`` that there are, each called by its number where it has no name of its own, and the
    years of their deadlines."""
    listed = {annex.number: annex for annex in meta.annexes}
    named = []
    for number in annexes:
        annex, title = listed.get(number, Annex(number)), ANNEX_SHAPES[number].title
        file = _without_ending(annex.file) or f"annex{number}"
        named.append(replace(annex, file=file, title=annex.title or title, group=annex.group or title))
    return replace(meta, annexes=tuple(named), dated=tuple(sorted(set(dated))))
