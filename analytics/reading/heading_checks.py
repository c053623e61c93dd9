"""What there is to say about the headings of an annex: missing, twice, renamed, blank, another unit (rows 13-17)."""

from ..columns import AREA_UNIT, header_of
from .headings import Headings
from .tables import Report, SourceTable, cell_name, one_line


def judge_headings(table: SourceTable, annex: int, headings: Headings, report: Report) -> None:
    """Reports on the headings of ``table``; ``headings`` is what they were matched to."""
    row = table.heading_row
    listed = "、".join(one_line(heading) for heading in table.headings if heading.strip())
    for name in headings.missing:
        header = header_of(annex, name)
        if name == "number":
            report.hint("number-column", f"没有“{header}”列，载体按行的先后排列", f"补上“{header}”列", row=row)
        else:
            message = f"缺少“{header}”列；文件里的列是：{listed}"
            advice = f"补上“{header}”列，或把对应的列名改成“{header}”"
            report.error("missing-column", message, advice, row=row, column=header)
    for heading in headings.repeated:
        message = f"“{one_line(heading)}”列出现了两次；文件里的列是：{listed}"
        report.error("repeated-heading", message, "只留一列，另一列删去或改名", row=row, column=heading)
    for name, heading in headings.renamed.items():
        header = header_of(annex, name)
        message = f"列名“{one_line(heading)}”按“{header}”读"
        report.hint("renamed-heading", message, f"把列名改成“{header}”", row=row, column=heading)
    for index, heading in enumerate(table.headings):
        if not heading.strip() and any(record.cells[index].strip() for record in table.records):
            message = f"{cell_name(row, index)} 没有表头，这一列有内容；内容不参与分析，下载时保留"
            report.hint("blank-heading", message, "补上表头，或删去这一列", row=row)
    if "area" in headings.places:
        _judge_unit(table, annex, headings, report)


def _judge_unit(table: SourceTable, annex: int, headings: Headings, report: Report) -> None:
    """The unit of the area: 万m² as printed, converted, not named or not known (rows 13, 14)."""
    heading, wanted = table.headings[headings.places["area"]], header_of(annex, "area")
    place = {"row": table.heading_row, "column": heading, "value": heading}
    if not headings.known_unit:
        message = f"面积的单位“{headings.area_unit}”认不出来，没有换算"
        report.error("area-unit-unknown", message, f"换算成{AREA_UNIT}，表头写“{wanted}”", **place)
    elif headings.area_factor is None:
        message = f"面积的表头没有写单位，按{AREA_UNIT}读"
        report.hint("area-unit-missing", message, f"核对面积；表头写“{wanted}”", **place)
    elif headings.area_factor != 1:
        message = f"面积的单位是平方米，已除以 10000 换算成{AREA_UNIT}，各行的原值另行列出"
        report.hint("area-unit", message, f"核对换算后的面积；或换算好，表头写“{wanted}”", **place)
