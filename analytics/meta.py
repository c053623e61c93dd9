"""plan.toml → PlanMeta: all that the app must know about a plan besides its annexes (domain.md §1).

Every name of a department, industry, stage, plaque, target and year comes from here or from the
annexes; the code names none.
"""

import re
import tomllib
from collections import Counter
from dataclasses import MISSING, dataclass, fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .columns import ANNEX_SHAPES
from .disk_errors import said
from .findings import ERROR, Finding
from .reading.characters import usual, with_code_points
from .reading.tables import code_point, find_control, quoted

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
    """Title, origin and span of the plan. Years are inclusive; ``timezone`` says when a day begins."""

    title: str
    short_title: str
    document_number: str
    issuer: str
    issued: date
    first_year: int
    last_year: int
    timezone: str
    unlisted_industry: str
    industry_group: str


@dataclass(frozen=True)
class Annex:
    """An annex: its file's name without ending, its printed title and printed total area (万m²)."""

    number: int
    file: str
    title: str
    group: str
    printed_total: Decimal


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
    """A target of the plan: ``target`` (at least) of ``measure`` by the end of year ``by``.

    ``before`` marks a text that says 年前, which can be read as "by the end of" or "before" that year.
    ``upper`` is the upper end of a range such as 1-2个. ``min_level`` and ``types`` say which plaques count.
    """

    id: str
    label: str
    measure: str
    target: int
    unit: str
    by: int
    clause: str
    text: str
    upper: int = 0
    before: bool = False
    min_level: str = ""
    types: tuple[str, ...] = ()
    department: str = ""


@dataclass(frozen=True)
class Measure:
    """A support measure and the departments that lead it."""

    title: str
    clause: str
    leads: tuple[str, ...]
    text: str


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
    """plan.toml, checked: tuples in the file's order, levels from the highest down."""

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
    progress: ProgressRules = ProgressRules()
    equals: tuple[PlaqueEqual, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """Every year of the plan, first to last."""
        return tuple(range(self.facts.first_year, self.facts.last_year + 1))

    @property
    def target_year(self) -> int:
        """The year by whose end the targets are due (the latest of them)."""
        return max((target.by for target in self.targets), default=self.facts.last_year)

    def levels_from(self, level: str) -> tuple[str, ...]:
        """``level`` and the levels above it."""
        return self.levels[: self.levels.index(level) + 1]


def _finding(place: str, message: str, advice: str, value: str = "") -> Finding:
    return Finding(
        ERROR, META_FILE, column=quoted(place), value=quoted(value), code="plan-toml", message=message, advice=advice
    )


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
    if kind is Decimal and type(value) is str and re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value, re.ASCII):
        return Decimal(value)
    if type(value) is not kind:
        raise _SlipError("值的类型不对", "文字加引号、数字不加、列表用 [ ]，参照自带的文件")
    if kind is int and not 0 <= value <= _LARGEST:
        raise _SlipError("数太大或小于 0", f"写 0 到 {_LARGEST:,} 之间的数")
    if kind is date and value.year not in _YEARS:
        raise _SlipError("不像年份", "写成四位数的年份")
    return value


def _word(value: object, required: bool) -> str:
    if type(value) is not str:
        raise _SlipError("值的类型不对", "文字加引号、数字不加、列表用 [ ]，参照自带的文件")
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


def _build_all(kind: type, raw: object, place: str, findings: list[Finding], optional: bool = False) -> tuple:
    if raw is None and optional:
        return ()
    if not isinstance(raw, list) or not raw:
        findings.append(_finding(place, "缺少这一部分", f"在 {META_FILE} 里补上 [[{place}]]"))
        return ()
    built = [_build(kind, item, f"{place}[{index}]", findings) for index, item in enumerate(raw, start=1)]
    return tuple(item for item in built if item is not None)


def _words(raw: dict, table: str, key: str, findings: list[Finding]) -> tuple[str, ...]:
    words = raw.get(table, {}).get(key) if isinstance(raw.get(table), dict) else None
    try:
        if isinstance(words, list) and words:
            return _convert(words, tuple[str, ...], required=True)
        findings.append(_finding(f"{table}.{key}", "应是一列文字", f'写成 {key} = ["…", "…"]'))
    except _SlipError as slip:
        findings.append(_finding(f"{table}.{key}", *slip.args, _text(words)))
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


def _check(meta: PlanMeta) -> list[Finding]:
    """What is well-formed but cannot be meant."""
    findings = []
    for name in ("first_year", "last_year"):
        year = getattr(meta.facts, name)
        if year not in _YEARS:
            findings.append(_finding(f"plan.{name}", "不像年份", "写成四位数的年份", str(year)))
    if meta.facts.first_year > meta.facts.last_year:
        findings.append(_finding("plan.first_year", "起始年份晚于结束年份", "改正 first_year 或 last_year"))
    if meta.facts.last_year - meta.facts.first_year > _MOST_YEARS:
        findings.append(_finding("plan.last_year", f"跨度超过 {_MOST_YEARS} 年", "改正 first_year 或 last_year"))
    try:
        ZoneInfo(meta.facts.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # A folder of zones, such as Asia, is an OSError.
        findings.append(_finding("plan.timezone", "不认识的时区", "写成 Asia/Shanghai 这样的名称", meta.facts.timezone))
    if sorted(annex.number for annex in meta.annexes) != sorted(ANNEX_SHAPES):
        findings.append(
            _finding("annexes.number", "附件应有 1 和 2 两个，各写一次", "补上缺的或删去多的，编号写 1 和 2")
        )
    types = {plaque_type.name for plaque_type in meta.plaque_types}
    for target in meta.targets:
        place = f"targets.{target.id}"
        if target.measure not in MEASURES:
            findings.append(
                _finding(f"{place}.measure", "不认识的口径", f"可用：{'、'.join(MEASURES)}", target.measure)
            )
        if target.target < 1 or target.by not in _YEARS or (target.upper and target.upper < target.target):
            numbers = f"target {target.target}、upper {target.upper}、by {target.by}"
            findings.append(_finding(place, "目标数或年份不对", "target 从 1 起，upper 不小于它，by 是年份", numbers))
        if target.min_level and target.min_level not in meta.levels:
            findings.append(
                _finding(f"{place}.min_level", "没有这个级别", f"可用：{'、'.join(meta.levels)}", target.min_level)
            )
        for name in target.types:
            if name not in types:
                findings.append(_finding(f"{place}.types", "没有这类牌子", f"可用：{'、'.join(sorted(types))}", name))
    if meta.progress.report_every not in REPORT_EVERY:
        place, every = "progress.report_every", meta.progress.report_every
        findings.append(_finding(place, "不认识的填报周期", f"可用：{'、'.join(REPORT_EVERY)}", every))
    for equal in meta.equals:
        for key, value, known in (("level", equal.level, meta.levels), ("type", equal.type, sorted(types))):
            if value not in known:
                place = f"plaques.equals.{key}"
                findings.append(_finding(place, "方案没有这个级别或类型", f"可用：{'、'.join(known)}", value))
    for place, names in _names_once(meta).items():
        for repeated in sorted(name for name, count in Counter(names).items() if count > 1):
            findings.append(_finding(place, "写了两次", "删去一处，或改成不同的文字", repeated))
    return findings


def _names_once(meta: PlanMeta) -> dict[str, list[str]]:
    """What is told apart by its words: with the same twice, one of the two would silently never be found."""
    return {
        "annexes.file": [annex.file for annex in meta.annexes],
        "stages.order": [*meta.stages],
        "industries.name": [industry.name for industry in meta.industries],
        "industries.keywords": [word for industry in meta.industries for word in industry.keywords],
        "plaques.levels": [*meta.levels],
        "plaques.types": [word for kind in meta.plaque_types for word in (kind.name, *kind.aliases)],
        "kinds.name": [kind.name for kind in meta.kinds],
        "kinds.keywords": [word for kind in meta.kinds for word in kind.keywords],
        "targets.id": [target.id for target in meta.targets],
    }


def read_meta(content: bytes | OSError, folder: str) -> tuple[PlanMeta | None, list[Finding]]:
    """plan.toml of ``content``, read from ``folder``; None with findings (all of them) where it cannot be used."""
    if isinstance(content, FileNotFoundError):
        return None, [_finding("", "找不到这个文件", f"把 {META_FILE} 放进数据文件夹“{folder}”")]
    if isinstance(content, OSError):
        return None, [_finding("", f"文件读不出来（{said(content)}）", "检查文件是否被占用、有没有读取权限")]
    meta, findings = _meta_of(content)
    return meta, list(findings)


def _parsed(content: bytes) -> tuple[dict, Finding | None]:
    """The tables of plan.toml, or why they cannot be told. tomllib speaks English; its place is what helps."""
    if len(content) > _MAX_BYTES:
        return {}, _finding("", f"文件超过 {_MAX_BYTES // 1024} KB", f"只留方案的信息，对照自带的 {META_FILE} 删减")
    try:
        return tomllib.loads(content.decode("utf-8-sig")), None
    except UnicodeDecodeError:
        return {}, _finding("", "文件不是 UTF-8 编码", "用记事本另存，编码选 UTF-8")
    except RecursionError:
        where = "括号套得太深，"
    except ValueError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        where = f"第 {place[1]} 行第 {place[2]} 列附近" if place else "文件末尾或一个几千位的数"
    return {}, _finding("", f"{where}写法有误", f"对照自带的 {META_FILE} 改正")


@lru_cache(maxsize=8)
def _meta_of(content: bytes) -> tuple[PlanMeta | None, tuple[Finding, ...]]:
    """What plan.toml says. Every look at the files asks for it, and reading TOML costs ten times what reading does."""
    raw, wrong = _parsed(content)
    if wrong:
        return None, (wrong,)
    findings: list[Finding] = []
    levels = _words(raw, "plaques", "levels", findings)
    plaques = raw["plaques"] if isinstance(raw.get("plaques"), dict) else {}
    meta = PlanMeta(
        facts=_build(PlanFacts, raw.get("plan"), "plan", findings),
        annexes=_build_all(Annex, raw.get("annexes"), "annexes", findings),
        stages=_words(raw, "stages", "order", findings),
        industries=_build_all(Industry, raw.get("industries"), "industries", findings),
        levels=levels,
        plaque_verbs=_words(raw, "plaques", "verbs", findings) if "verbs" in plaques else PLAQUE_VERBS,
        plaque_types=_build_all(PlaqueType, plaques.get("types"), "plaques.types", findings),
        kinds=_build_all(Kind, raw.get("kinds"), "kinds", findings),
        targets=_build_all(Target, raw.get("targets"), "targets", findings),
        measures=_build_all(Measure, raw.get("measures"), "measures", findings, optional=True),
        statements=_build_all(Statement, raw.get("statements"), "statements", findings, optional=True),
        headings=_headings(raw.get("columns", {}), findings),
        progress=_build(ProgressRules, raw.get("progress", {}), "progress", findings),
        equals=_build_all(PlaqueEqual, plaques.get("equals"), "plaques.equals", findings, optional=True),
    )
    if not findings:
        findings = _check(meta)
    return (None if findings else meta), tuple(findings)


@lru_cache(maxsize=8)
def annex_files(content: bytes) -> dict[int, str]:
    """The annexes' file names without ending, also where plan.toml is wrong: all errors are to come at once."""
    entries = _parsed(content)[0].get("annexes")
    named = {
        entry["number"]: entry["file"]
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict) and type(entry.get("number")) is int and isinstance(entry.get("file"), str)
    }
    return {annex: named.get(annex, f"annex{annex}") for annex in ANNEX_SHAPES}
