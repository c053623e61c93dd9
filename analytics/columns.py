"""Every heading of the annexes, its name in code, its Chinese label and its unit, spelled once.

The headings are those of 附件1 and 附件2 of the notice (docs: domain.md §1). Nothing else in the
code spells a heading; frames use ``Column.name``, screens and exports use ``LABELS``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

AREA_UNIT = "万m²"
"""All areas are in 万m² (10,000 m²)."""

MU = Decimal(1) / 15
"""亩 → 万m²: fifteen are a hectare."""

BLANK_DEPARTMENT = "（未填）"
"""How a missing lead or guiding department is shown and filtered."""

BLANK_AREA = "未填"
"""How a missing area is shown: never 0."""

UNDATED = "未列年份"
"""How a plaque without a year is shown: never a guessed year."""

NO_STAGE = "未列环节"
"""How a positioning that names no stage is shown."""


@dataclass(frozen=True)
class Column:
    """A column of an annex file.

    ``header`` is the printed heading, ``aliases`` other headings read as the same column,
    ``several`` says that a cell may hold several values joined with ``、``, ``required`` that a file without the column
    cannot be used (of an annex, ``TableShape.names`` says what is).
    """

    name: str
    header: str
    aliases: tuple[str, ...] = ()
    several: bool = False
    required: bool = False


@dataclass(frozen=True)
class TableShape:
    """A kind of table, as data: no code asks which annex it has before it.

    ``title`` names it in messages; ``annex`` is its number, 0 for a table that is no annex. ``row_columns`` are the
    columns whose cells belong to a row of their own, a milestone; all others are the carrier's and stand on its first
    row only. () = each row is a carrier. ``plaques_held``: its column of plaques lists those held, not those sought.
    """

    title: str
    columns: tuple[Column, ...]
    annex: int = 0
    row_columns: tuple[str, ...] = ()
    plaques_held: bool = False
    names: tuple[str, ...] = ()

    def header(self, name: str) -> str:
        """The printed heading of a column; "" where the shape has no such column."""
        return next((column.header for column in self.columns if column.name == name), "")


def _apart(headings: str) -> tuple[str, ...]:
    """The ``headings`` that stand apart by 、."""
    return tuple(headings.split("、"))


_NUMBER = Column("number", "序号", aliases=("编号",))
_NAMES = _apart("载体名称、物业名称、名称、项目名称、园区名称、基地名称、载体、项目、单位名称")
_AREA = Column("area", "面积（万m2）")
_LEADS = Column(
    "leads", "牵头部门", aliases=_apart("牵头单位、牵头责任单位、责任部门、责任单位、主责部门、主责单位"), several=True
)
_GUIDES = Column(
    "guides",
    "指导部门",
    aliases=_apart("指导单位、业务指导部门、业务指导单位、行业主管部门、主管部门、主管单位"),
    several=True,
)
_POSITIONING = Column(
    "positioning", "孵化定位", aliases=_apart("产业定位、功能定位、发展定位、定位、主导产业、产业方向")
)
_TASK = Column(
    "task", "工作任务", aliases=_apart("任务、主要任务、重点任务、具体任务、任务内容、工作内容、建设内容、工作举措")
)
_OPERATOR = _apart("运营单位、运营主体、运营公司、运营方、管理单位、建设单位、实施主体")
_OWNER = _apart("业主单位、业主、产权单位、权属单位、产权人、物业权属、建设单位")
_HELD = _apart("已有牌子、现有授牌、已获授牌、已授牌、授牌情况、获牌情况")
_SOUGHT = _apart("争取牌子、拟争取授牌、拟授牌、计划授牌、拟申报授牌")
_DEADLINE = _apart("完成期限、完成时间、完成日期、时间节点、时限、时限要求、时间要求、办结时限")

_ANNEXES = (
    TableShape(
        "附件1",
        (
            _NUMBER,
            Column("name", "载体名称", aliases=_NAMES),
            _AREA,
            Column("operator", "运营机构", aliases=_OPERATOR),
            _LEADS,
            _GUIDES,
            _POSITIONING,
            Column("plaques", "已有授牌", aliases=_HELD, several=True),
            _TASK,
        ),
        annex=1,
        plaques_held=True,
        names=("name", "task"),
    ),
    TableShape(
        "附件2",
        (
            _NUMBER,
            Column("name", "物业名称", aliases=_NAMES),
            _AREA,
            Column("owner", "物业业主", aliases=_OWNER),
            _LEADS,
            _GUIDES,
            _POSITIONING,
            Column("plaques", "争取授牌", aliases=_SOUGHT, several=True),
            _TASK,
            Column("deadline", "完成时限", aliases=_DEADLINE),
        ),
        annex=2,
        row_columns=("task", "deadline"),
        names=("name", "task"),
    ),
)
ANNEX_SHAPES: dict[int, TableShape] = {shape.annex: shape for shape in _ANNEXES}
"""The shape of each annex, its columns in printed order (domain.md §1)."""

ANNEX_COLUMNS: dict[int, tuple[Column, ...]] = {annex: shape.columns for annex, shape in ANNEX_SHAPES.items()}

PROGRESS_COLUMNS: tuple[Column, ...] = (
    Column("carrier_text", "载体名称", aliases=("物业名称",), required=True),
    Column("item_text", "事项", aliases=("工作任务",), required=True),
    Column("deadline_text", "完成时限"),
    Column("department", "填报部门", aliases=("填报单位",), required=True),
    Column("status_text", "状态", aliases=("完成情况",), required=True),
    Column("date_text", "实际日期", aliases=("实际完成日期",)),
    Column("value_text", "实际数"),
    Column("evidence", "依据"),
    Column("progress", "进展情况"),
    Column("problems", "存在问题"),
    Column("as_of_text", "截至日期", required=True),
    Column("adjusted_text", "调整后时限"),
)
PROGRESS_SHAPE = TableShape("进展填报表", PROGRESS_COLUMNS)
"""The shape of a progress file (progress.md §1)."""


def _names(listed: str) -> tuple[str, ...]:
    """The names in ``listed``, apart by blanks."""
    return tuple(listed.split())


REPORT_COLUMNS = (
    *_names("file sheet row"),
    *(column.name for column in PROGRESS_COLUMNS),
    *_names("kind carrier_id step brings level type planned if_confirmed indicator status"),
    *_names("actual_first actual_last value as_of adjusted"),
)
"""A row a report: the cells as printed, then what they were read as (``analytics.progress.judging``)."""

CARRIER_COLUMNS = _names(
    "carrier_id annex number name named area operator owner leads guides positioning stage other_stages industry level "
    "plaque_text task row"
)
MILESTONE_COLUMNS = _names("carrier_id step task leads deadline_text deadline_year start end kind kinds row")
PLAQUE_COLUMNS = _names("carrier_id level type status year origin source row")

LABELS: dict[str, str] = {
    **{column.name: column.header for shape in _ANNEXES for column in shape.columns},
    "carrier_id": "编号",
    "annex": "附件",
    "name": "载体名称",
    "area": f"面积（{AREA_UNIT}）",
    "stage": "孵化环节",
    "other_stages": "兼有环节",
    "industry": "产业方向",
    "level": "已有最高级别",
    "plaque_text": "授牌栏原文",
    "step": "节点",
    "deadline_year": "到期年份",
    "start": "起（推算）",
    "end": "止",
    "kind": "工作类型",
    "kinds": "工作类型",
    "state": "到期情况",
    "type": "牌子类型",
    "status": "状态",
    "year": "年份",
    "origin": "出处",
    "source": "原文",
    "count": "载体数",
    "share": "占比",
    "row": "文件行号",
    "lead": "牵头部门",
    "guide": "指导部门",
    "severity": "级别",
    "file": "文件",
    "sheet": "工作表",
    "column": "列",
    "value": "现值",
    "code": "代码",
    "message": "说明",
    "advice": "怎么改",
    **{column.name: column.header for column in PROGRESS_COLUMNS},
    "planned": "方案所列",
    "flags": "附注",
    "word": "填报状态",
    "as_of": "截至日期",
    "actual_first": "实际日期",
    "due": "应报",
    "done": "已报完成",
    "evidenced": "有依据",
    "overdue": "逾期未完成",
    "unreported": "到期未报",
    "last": "最近截至",
}
"""Chinese label of every column that a screen or an export may show."""


def with_headings(shape: TableShape, headings: Mapping[str, str]) -> TableShape:
    """``shape`` with further headings for its columns, heading → printed heading ([columns] of plan.toml, row 59)."""
    columns = []
    for column in shape.columns:
        others = tuple(heading for heading, printed in headings.items() if printed == column.header)
        columns.append(replace(column, aliases=(*others, *column.aliases)))
    return replace(shape, columns=tuple(columns))


def header_of(annex: int, name: str) -> str:
    """The printed heading of a column: ``header_of(1, "plaques")`` → ``已有授牌``. Raises KeyError."""
    return {column.name: column.header for column in ANNEX_COLUMNS[annex]}[name]
