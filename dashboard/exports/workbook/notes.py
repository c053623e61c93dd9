"""说明: what a workbook holds, of what, counted how."""

from openpyxl.worksheet.hyperlink import Hyperlink

from analytics import area_text, due_by_year, shown_sum
from analytics.contents import contents_of
from analytics.meta import META_FILE
from analytics.plaques import HELD, SOUGHT
from dashboard.charts.palette import LIGHT
from dashboard.selection import Selection
from dashboard.views import rules_of

from .cells import hex_of, put, typeface
from .layout import fit_heights, fit_widths, ready_to_print


def notes_sheet(book, selection: Selection) -> None:
    """The first sheet of ``book``: what it holds, of what, counted how; each sheet with its conclusion, linked."""
    sheet, *others = book.worksheets
    conclusions = {other.title: other.cell(1, 1).value for other in others}
    sheet.title = "说明"
    facts = selection.whole.meta.facts
    put(sheet, 1, 1, f"{facts.title}　汇报工作簿", boxed=False, font=typeface(size=16, bold=True))
    sheet.row_dimensions[1].height = 30
    lines = [*_facts(selection), *((f"口径：{name}", rule) for name, rule in rules_of(selection.whole))]
    lines += conclusions.items()
    for index, (name, text) in enumerate(lines, start=2):
        cell = put(sheet, index, 1, name, font=typeface(bold=True), fill=LIGHT.band)
        put(sheet, index, 2, text)
        if name in conclusions:
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1", display=name)
            cell.font = typeface(underline="single", color=hex_of(LIGHT.held))
    fit_widths(sheet, {1: [name for name, _ in lines]})
    sheet.column_dimensions["B"].width = 112
    fit_heights(sheet, 2, 1 + len(lines))
    sheet.freeze_panes = "A2"
    ready_to_print(sheet, selection)
    sheet.print_title_rows = "1:1"


def _facts(selection: Selection) -> list[tuple[str, str]]:
    """Filters, counts, sums, source and time, in words: what is shown, of what there is."""
    has, plans = contents_of(selection.whole), (selection.shown, selection.whole)
    due = "、".join(f"{row.year}年 {row.count}" for row in due_by_year(selection.shown).itertuples())
    return [
        *([("文号", selection.issued_text)] if selection.issued_text else []),
        ("来源", selection.source_text),
        ("当前筛选", selection.effect_text),
        ("截至日期", f"{selection.as_of}"),
        *(
            (words, _of(*(int((plan.carriers["named"] == named).sum()) for plan in plans), unit))
            for words, named, unit in (("载体", True, "个"), ("任务", False, "项"))
            if (selection.whole.carriers["named"] == named).any()
        ),
        *([("面积合计", _of(*(area_text(shown_sum(plan.carriers["area"])) for plan in plans)))] if has.areas else []),
        *([("节点", _of(*(len(plan.milestones) for plan in plans), "个"))] if has.milestones else []),
        *([("各年到期节点", due)] if has.deadlines else []),
        *(
            (words, _of(*(int((plan.plaques["status"] == status).sum()) for plan in plans), "块"))
            for words, status in (("已有牌子", HELD), ("争取牌子", SOUGHT))
            if has.plaques
        ),
        ("数据文件", "、".join((*selection.whole.files.values(), META_FILE))),
        ("生成时间", f"{selection.now:%Y-%m-%d %H:%M}"),
        ("性质", f"{selection.nature}。"),
        ("改数以后", "面积合计与占比、目标占比与缺口、时间条和图跟着变；标题、结论、到期情况是生成时的，不变。"),
    ]


def _of(shown: object, whole: object, unit: str = "") -> str:
    """``6 个（全部 20 个）``; the whole alone where everything is shown."""
    words = f"{shown} {unit}".strip()
    return words if shown == whole else f"{words}（全部 {f'{whole} {unit}'.strip()}）"
