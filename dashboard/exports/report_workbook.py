"""汇总工作簿: one XLSX with the filtered annexes and what follows from them, with native charts that read its cells."""

import io
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import pandas as pd

from analytics import (
    Filters,
    Plan,
    area_by,
    area_text,
    due_by_year,
    plaque_matrix,
    plaque_schedule,
    shown_sum,
    target_gaps,
    timeline,
)
from analytics.annex_rows import annex_rows
from analytics.columns import AREA_UNIT, BLANK_AREA, LABELS, UNDATED
from analytics.headlines import (
    area_headline,
    matrix_headline,
    schedule_headline,
    short,
    targets_headline,
    timeline_headline,
)
from analytics.meta import META_FILE
from analytics.plaques import HELD, SOUGHT
from analytics.targets import target_words, verdict_words
from analytics.timeline import PAST
from dashboard.charts.style import LIGHT

from .views import (
    NOTHING,
    ONLY_A_PLAN,
    RULES,
    Report,
    area_table,
    carriers_by_industry,
    day_text,
    plaque_columns,
    plaque_words,
)
from .workbook import display_width, write_cell

_FONT = "Microsoft YaHei"
_HEADING = 4
"""The row of a sheet's heading: above it stand the conclusion and the filters."""

_ROW_HEIGHT = 18
"""Height of a row in points, also of the empty ones under a chart."""

_PAGE = 165
"""What columns may take together, in characters: A4 landscape then shows ten point type in eight."""

_WIDEST, _NARROW = 46, 15
"""No column is wider, and none as narrow as that gives way to others."""

_CHART_HEIGHT = 9.0
_CHART_WIDTH = 25.0
_CHART_ROWS = int(_CHART_HEIGHT / 2.54 * 72 / _ROW_HEIGHT) + 2
_FITS_ONE_PAGE = 22
"""So many rows of a matrix stand on one printed page."""


def report_workbook(shown: Plan, whole: Plan, filters: Filters, as_of: date, made: datetime) -> bytes:
    """``shown`` (filtered from ``whole``) as a workbook: 说明, 附件1, 附件2, 产业面积, 授牌缺口, 时间轴, 目标覆盖.

    Numbers are numbers, sums are formulas, texts from files are texts, whatever they begin with.
    """
    # Imported on first use: it costs more than the rest of a page.
    from openpyxl import Workbook

    report = Report(shown, whole, filters, as_of, made)
    book = Workbook()
    book._named_styles["Normal"].font = _font()
    sheets = [_annex_sheet(book, report, annex.number) for annex in whole.meta.annexes]
    sheets += [maker(book, report) for maker in (_area_sheet, _plaque_sheet, _gantt_sheet, _target_sheet)]
    _notes_sheet(book.worksheets[0], report, [sheet.title for sheet in sheets])
    book.properties.title = f"{whole.meta.facts.title} 汇总"
    book.properties.creator = whole.meta.facts.short_title
    book.properties.language = "zh-CN"
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


# Cells


@cache
def _font(**kwargs):
    from openpyxl.styles import Font

    return Font(**({"name": _FONT, "size": 10, "color": _hex(LIGHT.text)} | kwargs))


def _hex(colour: str) -> str:
    return colour.removeprefix("#")


@cache
def _fill(colour: str):
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=_hex(colour))


@cache
def _border(**sides):
    from openpyxl.styles import Border, Side

    thin = Side(style="thin", color=_hex(LIGHT.grid))
    return Border(**(dict.fromkeys(("left", "right", "top", "bottom"), thin) | sides))


def _put(sheet, row: int, column: int, value: object, *, boxed: bool = True, **look):
    """Writes ``value``: a number as a number, a text as a text, never as a formula; blanks stay empty.

    ``look``: ``number_format``, ``font``, ``fill``, ``horizontal``.
    """
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = value or None
        # A text that begins with = is a text, also after somebody has edited it.
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
    elif not pd.isna(value):
        cell.value = value
    cell.number_format = look.get("number_format", "General")
    cell.font = look.get("font") or _font()
    if look.get("fill"):
        cell.fill = _fill(look["fill"])
    if boxed:
        cell.border = _border()
    horizontal = look.get("horizontal") or ("left" if isinstance(value, str) else "right")
    indent = 1 if boxed and horizontal == "right" else 0
    cell.alignment = _alignment(horizontal, boxed, indent)
    return cell


@cache
def _alignment(horizontal: str, wrap: bool = False, indent: int = 0):
    from openpyxl.styles import Alignment

    return Alignment(horizontal=horizontal, vertical="center", wrap_text=wrap, indent=indent)


def _heading_row(sheet, row: int, headings: tuple[str, ...], first: int = 1) -> None:
    for place, heading in enumerate(headings, start=first):
        _put(sheet, row, place, heading, font=_font(bold=True), fill=LIGHT.band, horizontal="center")


def _sum_row(sheet, row: int, first: int, last: int, label: str, columns: dict[int, str]) -> None:
    """A total under the rows ``first`` to ``last``: a formula for each of ``columns`` (place → number format)."""
    from openpyxl.utils import get_column_letter

    _put(sheet, row, 1, label, font=_font(bold=True), fill=LIGHT.band)
    for place, number_format in columns.items():
        letter = get_column_letter(place)
        cell = _put(sheet, row, place, None, number_format=number_format, font=_font(bold=True), fill=LIGHT.band)
        cell.value = f"=SUM({letter}{first}:{letter}{last})"


def _sheet(book, report: Report, title: str, conclusion: str, note: str = ""):
    """A sheet with its conclusion and the filters on top, ready to print."""
    sheet = book.create_sheet(title)
    sheet.sheet_format.defaultRowHeight = _ROW_HEIGHT
    sheet.sheet_format.customHeight = True
    _put(sheet, 1, 1, conclusion, boxed=False, font=_font(size=14, bold=True))
    sheet.row_dimensions[1].height = 26
    for row, words in ((2, f"{report.filters_text}　{ONLY_A_PLAN}"), (3, note)):
        _put(sheet, row, 1, words, boxed=False, font=_font(size=9, color=_hex(LIGHT.muted)))
    _ready_to_print(sheet, report)
    return sheet


def _ready_to_print(sheet, report: Report) -> None:
    """A4 landscape, as wide as the page, page n of m, source and filters."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.45, 0.6, 0.3
    # In a footer & begins a code, and the three parts together have 255 characters.
    source, filters = (
        short(text, 70).replace("&", "&&") for text in (report.whole.meta.facts.document_number, report.filters_text)
    )
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = source, filters
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _widths(sheet, columns: dict[int, list[str]], narrowest: int = 7, room: int = _PAGE) -> None:
    """Column widths by what is shown: a Han character is two wide. Where the columns need more than ``room``, those
    with the fewest lines give way, so that all break into about as many."""
    from openpyxl.utils import get_column_letter

    needed = {
        place: max(max((display_width(text) for text in texts), default=0) + 3, narrowest)
        for place, texts in columns.items()
    }
    widths = {place: min(width, _WIDEST) for place, width in needed.items()}
    while sum(widths.values()) > room and (broad := [place for place in widths if widths[place] > _NARROW]):
        widths[min(broad, key=lambda place: needed[place] / widths[place])] -= 1
    for place, width in widths.items():
        sheet.column_dimensions[get_column_letter(place)].width = width


def _texts(sheet, first: int, last: int, columns: int) -> dict[int, list[str]]:
    """The texts of the first ``columns`` columns in rows ``first`` to ``last``, for their widths."""
    return {
        place: [str(sheet.cell(row, place).value or "") for row in range(first, last + 1)]
        for place in range(1, columns + 1)
    }


def _heights(sheet, first: int, last: int) -> None:
    """Row heights for texts that break into lines: programs differ in whether they find them by themselves."""
    from openpyxl.utils import get_column_letter

    for row, cells in enumerate(sheet.iter_rows(min_row=first, max_row=last), start=first):
        lines = 1
        for cell in cells:
            if isinstance(cell.value, str) and cell.alignment.wrap_text:
                room = sheet.column_dimensions[get_column_letter(cell.column)].width - 1.5
                lines = max(lines, -(-display_width(cell.value) // max(int(room), 2)))
        sheet.row_dimensions[row].height = max(_ROW_HEIGHT, 14.5 * lines + 4)


def _filter(sheet, heading: int, last: int, columns: int) -> None:
    from openpyxl.utils import get_column_letter

    if last > heading:
        sheet.auto_filter.ref = f"A{heading}:{get_column_letter(columns)}{last}"


def _decimals(values) -> str:
    """The number format that shows every one of ``values`` in full: ``0.00``."""
    texts = [area_text(value, unit=False) for value in values if not pd.isna(value)]
    most = max((len(text.partition(".")[2]) for text in texts), default=0)
    return "0." + "0" * most if most else "0"


# Charts


def _rich_text(size: int = 1000, bold: bool = False, colour: str = LIGHT.text):
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
    from openpyxl.drawing.text import Font as Typeface

    face = Typeface(typeface=_FONT)
    properties = CharacterProperties(sz=size, b=bold, latin=face, ea=face, solidFill=_hex(colour))
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)])


def _dress(chart, title: str) -> None:
    """Title, fonts, size and visible axes of a chart."""
    from openpyxl.chart.layout import Layout, ManualLayout
    from openpyxl.chart.shapes import GraphicalProperties

    chart.title = title
    properties = _rich_text(1200, bold=True).p[0].pPr.defRPr
    for paragraph in chart.title.tx.rich.p:
        paragraph.pPr = _rich_text(1200, bold=True).p[0].pPr
        for run in paragraph.r:
            run.rPr = properties
    chart.title.overlay = False
    chart.title.layout = Layout(manualLayout=ManualLayout(xMode="edge", yMode="edge", x=0.01, y=0.01))
    chart.height, chart.width = _CHART_HEIGHT, _CHART_WIDTH
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = _rich_text()
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=_line(LIGHT.grid, 0.75))
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=_line(LIGHT.muted, 0.75))
    chart.y_axis.graphicalProperties = GraphicalProperties(ln=_line(LIGHT.grid, 0.75))
    if chart.legend:
        chart.legend.position = "t"
        chart.legend.txPr = _rich_text()


def _line(colour: str, points: float, dash: str | None = None):
    from openpyxl.drawing.line import LineProperties

    return LineProperties(solidFill=_hex(colour), w=int(points * 12700), prstDash=dash)


def _labels_of(series, number_format: str, position: str) -> None:
    from openpyxl.chart.label import DataLabelList

    series.dLbls = DataLabelList(numFmt=number_format, dLblPos=position, txPr=_rich_text())
    series.dLbls.showVal = True
    for what in ("showSerName", "showCatName", "showLegendKey", "showPercent", "showLeaderLines"):
        setattr(series.dLbls, what, False)


def _bars(direction: str, grouping: str):
    from openpyxl.chart import BarChart

    chart = BarChart()
    chart.type, chart.grouping, chart.gapWidth = direction, grouping, 45
    if grouping == "stacked":
        chart.overlap = 100
    if direction == "bar":
        # The first row on top; without crosses the numbers would then stand there too.
        chart.x_axis.scaling.orientation = "maxMin"
        chart.y_axis.crosses = "max"
    return chart


def _reference(sheet, column: int, first: int, last: int):
    from openpyxl.chart import Reference

    return Reference(sheet, min_col=column, min_row=first, max_row=last)


# 附件


def _annex_sheet(book, report: Report, number: int):
    headings, rows = annex_rows(report.shown, number)
    annex = next(annex for annex in report.whole.meta.annexes if annex.number == number)
    carriers = report.shown.carriers[report.shown.carriers["annex"] == number]
    total = f"{len(carriers)} 个载体，{area_text(shown_sum(carriers['area']))}"
    sheet = _sheet(book, report, f"附件{number}", f"附件{number}：{annex.title}，{total}")
    _heading_row(sheet, _HEADING, headings)
    for index, cells in enumerate(rows, start=_HEADING + 1):
        for place, text in enumerate(cells, start=1):
            cell = _put(sheet, index, place, text)
            if cell.quotePrefix:
                continue
            write_cell(cell, text, is_heading=False)
            if cell.data_type == "n":
                cell.alignment = _alignment("center")
    last = _HEADING + len(rows)
    _widths(sheet, _texts(sheet, _HEADING, last, len(headings)))
    _heights(sheet, _HEADING, last)
    sheet.freeze_panes = f"C{_HEADING + 1}"
    _filter(sheet, _HEADING, last, len(headings))
    sheet.print_title_rows = f"1:{_HEADING}"
    return sheet


# 产业面积


def _area_sheet(book, report: Report):
    """Areas by direction with a chart under them; on the next page the carriers behind them."""
    facts = report.whole.meta.facts
    table = area_table(report.shown)
    by_area = area_by(report.shown.carriers, "industry")
    conclusion = area_headline(by_area, "industry", facts.unlisted_industry, facts.industry_group)
    sheet = _sheet(book, report, "产业面积", conclusion)
    annexes = report.whole.meta.annexes
    headings = (
        LABELS["industry"],
        LABELS["count"],
        *(f"{annex.group}（{AREA_UNIT}）" for annex in annexes),
        f"合计（{AREA_UNIT}）",
        LABELS["share"],
    )
    _heading_row(sheet, _HEADING, headings)
    area_format = _decimals(report.shown.carriers["area"])
    for index, (_, row) in enumerate(table.iterrows(), start=_HEADING + 1):
        _put(sheet, index, 1, row["industry"])
        _put(sheet, index, 2, int(row["count"]))
        for place, column in enumerate([*(annex.number for annex in annexes), "area"], start=3):
            # A direction has no carriers in that annex, or some without an area: neither is 0.
            _put(sheet, index, place, row[column], number_format=area_format)
        if pd.isna(row["area"]):
            _put(sheet, index, 3 + len(annexes), BLANK_AREA, horizontal="right")
        _put(sheet, index, 4 + len(annexes), row["share"], number_format="0.0%")
    last = _HEADING + len(table)
    sums = {2: "0"} | dict.fromkeys(range(3, 4 + len(annexes)), area_format) | {4 + len(annexes): "0.0%"}
    if len(table):
        _sum_row(sheet, last + 1, _HEADING + 1, last, "合计", sums)
        _area_chart(sheet, report, last)
    _carrier_rows(sheet, report, last + 3 + (_CHART_ROWS if len(table) else 0))
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "1:2"
    return sheet


def _area_chart(sheet, report: Report, last: int) -> None:
    from openpyxl.chart.marker import DataPoint
    from openpyxl.drawing.fill import ColorChoice, PatternFillProperties

    chart = _bars("bar", "stacked")
    rest = [
        row - _HEADING - 1
        for row in range(_HEADING + 1, last + 1)
        if sheet.cell(row, 1).value == report.whole.meta.facts.unlisted_industry
    ]
    for index, _ in enumerate(report.whole.meta.annexes):
        chart.add_data(_reference(sheet, 3 + index, _HEADING, last), titles_from_data=True)
        series = chart.series[index]
        points = [(series, LIGHT.categories[index])]
        for place in rest:
            point = DataPoint(idx=place)
            series.dPt.append(point)
            points.append((point, LIGHT.rest))
        for part, colour in points:
            if index:
                # 增量 is told from 存量 by a pattern too, so that grey and print keep them apart.
                part.graphicalProperties.pattFill = PatternFillProperties(
                    prst="wdUpDiag",
                    fgClr=ColorChoice(srgbClr=_hex(LIGHT.page)),
                    bgClr=ColorChoice(srgbClr=_hex(colour)),
                )
            else:
                part.graphicalProperties.solidFill = _hex(colour)
    chart.set_categories(_reference(sheet, 1, _HEADING + 1, last))
    _dress(chart, f"产业面积（{AREA_UNIT}）")
    chart.y_axis.number_format = "General"
    sheet.add_chart(chart, f"A{last + 3}")


def _carrier_rows(sheet, report: Report, heading: int) -> None:
    """The carriers behind the areas, in the order of the directions, under a heading in row ``heading``."""
    from openpyxl.worksheet.pagebreak import Break

    columns = ("name", "carrier_id", "area", "stage", "leads", "industry", "positioning")
    _heading_row(sheet, heading, tuple(LABELS[column] for column in columns))
    carriers = carriers_by_industry(report.shown)
    area_format = _decimals(carriers["area"])
    for index, row in enumerate(carriers.itertuples(), start=heading + 1):
        _put(sheet, index, 1, row.name)
        _put(sheet, index, 2, row.carrier_id, horizontal="center")
        if pd.isna(row.area):
            _put(sheet, index, 3, BLANK_AREA, horizontal="right")
        else:
            _put(sheet, index, 3, row.area, number_format=area_format)
        stages = "、兼".join([row.stage, *row.other_stages])
        for place, text in enumerate((stages, "、".join(row.leads), row.industry, row.positioning), start=4):
            _put(sheet, index, place, text)
    last = heading + len(carriers)
    _widths(sheet, _texts(sheet, _HEADING, last, len(columns)), narrowest=10, room=_PAGE - 25)
    _heights(sheet, heading, last)
    _filter(sheet, heading, last, len(columns))
    sheet.row_breaks.append(Break(id=heading - 1))


# 授牌缺口


def _plaque_sheet(book, report: Report):
    """The matrix carrier × plaque in words; on the next page the plaques sought by each year, with a chart."""
    shown = report.shown
    sheet = _sheet(
        book,
        report,
        "授牌缺口",
        matrix_headline(shown.plaques),
        note=f"●已有　◆争取（年份）　◇争取（{UNDATED}）",
    )
    columns = plaque_columns(report.shown)
    headings = (LABELS["carrier_id"], LABELS["name"], *(kind for _, kind in columns), "争取（块）", UNDATED)
    _heading_row(sheet, _HEADING + 1, headings)
    _level_names(sheet, columns, len(headings))
    matrix = plaque_matrix(shown)
    last = _HEADING + 1
    for last, (carrier_id, cells) in enumerate(matrix.groupby("carrier_id", sort=False), start=_HEADING + 2):
        _matrix_row(sheet, last, carrier_id, cells, columns)
    sheet.freeze_panes = sheet.cell(_HEADING + 2, 3)
    _filter(sheet, _HEADING + 1, last, len(headings))
    texts = {place: [heading, f"◇{UNDATED}"] for place, heading in enumerate(headings, start=1)}
    # The columns of the schedule below may be more.
    texts |= {place: [headings[-2]] for place in range(len(headings) + 1, len(report.whole.meta.years) + 6)}
    _widths(sheet, texts | {1: [], 2: list(matrix["name"])}, narrowest=9, room=max(_PAGE, 11 * len(texts)))
    _heights(sheet, _HEADING + 1, last)
    rows = last - _HEADING - 1
    sheet.print_title_rows = f"1:{_HEADING + 1}" if rows > _FITS_ONE_PAGE else "1:2"
    _schedule(sheet, report, last + 3)
    return sheet


def _level_names(sheet, columns: list[tuple[str, str]], width: int) -> None:
    """The levels over their types, each over all of its own."""
    _heading_row(sheet, _HEADING, ("",) * width)
    for level in dict.fromkeys(level for level, _ in columns):
        places = [place for place, (of, _) in enumerate(columns, start=3) if of == level]
        _heading_row(sheet, _HEADING, (level,), first=places[0])
        sheet.merge_cells(start_row=_HEADING, end_row=_HEADING, start_column=places[0], end_column=places[-1])


def _matrix_row(sheet, row: int, carrier_id: str, cells: pd.DataFrame, columns: list[tuple[str, str]]) -> None:
    _put(sheet, row, 1, carrier_id, horizontal="center")
    _put(sheet, row, 2, cells["name"].iloc[0])
    held_or_sought = {(cell.level, cell.type): cell for cell in cells.itertuples() if isinstance(cell.level, str)}
    for place, pair in enumerate(columns, start=3):
        cell = held_or_sought.get(pair)
        if cell is None:
            _put(sheet, row, place, "")
            continue
        words = plaque_words(cell.status, cell.year)
        fill, colour = _plaque_look(words)
        _put(sheet, row, place, words, fill=fill, font=_font(color=_hex(colour)), horizontal="center")
    sought = cells[cells["status"] == SOUGHT]
    _put(sheet, row, 3 + len(columns), len(sought), horizontal="center")
    _put(sheet, row, 4 + len(columns), int(sought["year"].isna().sum()), horizontal="center")


def _plaque_look(words: str) -> tuple[str, str]:
    """Fill and text colour of a cell: held, sought with a year, sought without."""
    looks = {
        "●": (LIGHT.categories[0], LIGHT.on_category(0)),
        "◆": (LIGHT.categories[3], LIGHT.on_category(3)),
        "◇": (LIGHT.past, LIGHT.text),
    }
    return looks[words[0]]


def _schedule(sheet, report: Report, row: int) -> None:
    """Cumulative plaques sought by level, a line a level, then by type; from row ``row`` on a page of its own."""
    from openpyxl.worksheet.pagebreak import Break

    meta = report.whole.meta
    levels = plaque_schedule(report.shown, ("level",))
    sheet.row_breaks.append(Break(id=row - 1))
    _put(sheet, row, 1, schedule_headline(levels, meta.target_year), boxed=False, font=_font(size=14, bold=True))
    _put(
        sheet, row + 1, 1, "到各年底累计争取（块），不含已有", boxed=False, font=_font(size=9, color=_hex(LIGHT.muted))
    )
    heading = row + 2
    headings = ("牌子", *(f"{year}年" for year in meta.years), UNDATED, "争取合计", "已有")
    _heading_row(sheet, heading, headings, first=2)
    kinds = plaque_schedule(report.shown)
    names = [*levels["level"], *(kinds["level"] + kinds["type"])]
    counts = pd.concat([levels, kinds])[[*meta.years, "undated", "sought", "held"]]
    for index, (name, numbers) in enumerate(zip(names, counts.itertuples(index=False), strict=True), start=1):
        _put(sheet, heading + index, 2, name, font=_font(bold=index <= len(levels)))
        for place, number in enumerate(numbers, start=3):
            _put(sheet, heading + index, place, int(number), number_format="0", horizontal="center")
    if (levels["sought"] > levels["undated"]).any():
        _schedule_chart(sheet, heading, len(levels), len(meta.years), f"B{heading + len(names) + 2}")


def _schedule_chart(sheet, heading: int, levels: int, years: int, anchor: str) -> None:
    from openpyxl.chart import LineChart, Reference

    chart = LineChart()
    data = Reference(sheet, min_col=2, max_col=2 + years, min_row=heading + 1, max_row=heading + levels)
    chart.add_data(data, from_rows=True, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=3, max_col=2 + years, min_row=heading))
    for index, series in enumerate(chart.series):
        colour = LIGHT.categories[index % 4]
        series.smooth = False
        series.graphicalProperties.line = _line(colour, 2.5, ("solid", "dash", "sysDot", "dashDot")[index % 4])
        series.marker.symbol = ("circle", "square", "triangle", "diamond")[index % 4]
        series.marker.size = 8
        series.marker.graphicalProperties.solidFill = _hex(colour)
        series.marker.graphicalProperties.line.solidFill = _hex(colour)
        # A level of which nothing is dated is a line on the axis, without a row of noughts.
        if sheet.cell(heading + 1 + index, 2 + years).value:
            _labels_of(series, "0", "t")
    _dress(chart, "到各年底累计争取（块）")
    chart.y_axis.number_format = "0"
    chart.y_axis.scaling.min = 0
    sheet.add_chart(chart, anchor)


# 时间轴


@dataclass(frozen=True, order=True)
class _Half:
    """Half a year: a column of the Gantt."""

    year: int
    second: bool

    @property
    def name(self) -> str:
        return "下" if self.second else "上"


def _half_of(day: date) -> _Half:
    return _Half(day.year, day.month > 6)


def _gantt_sheet(book, report: Report):
    """A row a milestone: its texts at the left, its bar in half years at the right, a star where it brings a plaque."""
    milestones = timeline(report.shown, report.as_of)
    sheet = _sheet(
        book,
        report,
        "时间轴",
        timeline_headline(milestones, report.as_of),
        note="一格半年，色块从推算的起点到完成时限；颜色和字＝工作类型，★＝带来牌子，▼＝截至日期，红线＝目标期限",
    )
    columns = ("carrier_id", "name", "leads", "step", "task", "deadline_text", "state", "kinds")
    headings = (*(LABELS[column] for column in columns), "争取牌子")
    halves = _halves(report, milestones)
    _heading_row(sheet, _HEADING, ("",) * len(headings))
    _heading_row(sheet, _HEADING + 1, headings)
    _half_names(sheet, report, halves, len(headings) + 1)
    last = _HEADING + 1
    for last, row in enumerate(milestones.itertuples(), start=_HEADING + 2):
        _milestone_row(sheet, last, row)
        _bar(sheet, report, last, row, halves, len(headings) + 1)
    _widths(sheet, _texts(sheet, _HEADING + 1, last, len(headings)), narrowest=6, room=_PAGE - 30)
    _widths(sheet, {place: [] for place in range(len(headings) + 1, len(headings) + len(halves) + 1)}, narrowest=5)
    _heights(sheet, _HEADING + 1, last)
    sheet.freeze_panes = sheet.cell(_HEADING + 2, 3)
    _filter(sheet, _HEADING + 1, last, len(headings))
    sheet.print_title_rows = f"1:{_HEADING + 1}"
    return sheet


def _halves(report: Report, milestones: pd.DataFrame) -> list[_Half]:
    """Every half year of the plan, and of any year that a deadline adds."""
    years = [*report.whole.meta.years, *milestones["start"].dropna().dt.year, *milestones["end"].dropna().dt.year]
    return [_Half(year, second) for year in range(min(years), max(years) + 1) for second in (False, True)]


def _half_names(sheet, report: Report, halves: list[_Half], first: int) -> None:
    for year in dict.fromkeys(half.year for half in halves):
        places = [place for place, half in enumerate(halves, start=first) if half.year == year]
        for place in places:
            _heading_row(sheet, _HEADING, (f"{year}年",) if place == places[0] else ("",), first=place)
        sheet.merge_cells(start_row=_HEADING, end_row=_HEADING, start_column=places[0], end_column=places[-1])
    today = _half_of(report.as_of)
    _heading_row(sheet, _HEADING + 1, tuple(f"{half.name}{'▼' if half == today else ''}" for half in halves), first)


def _milestone_row(sheet, index: int, row) -> None:
    texts = (
        row.carrier_id,
        row.name,
        "、".join(row.leads),
        row.step,
        row.task,
        row.deadline_text,
        row.state,
        "、".join(row.kinds) or NOTHING,
        row.plaques or NOTHING,
    )
    colour = LIGHT.muted if row.state == PAST else LIGHT.text
    for place, text in enumerate(texts, start=1):
        centred = place in (1, 4, 6, 7)
        _put(sheet, index, place, text, font=_font(color=_hex(colour)), horizontal="center" if centred else "left")


def _bar(sheet, report: Report, index: int, row, halves: list[_Half], first: int) -> None:
    """The cells of a milestone's bar, and the line of the targets' deadline through its row."""
    from openpyxl.styles import Side

    kinds = [kind.name for kind in report.whole.meta.kinds]
    number = kinds.index(row.kind) % 5 if row.kind else None
    fill = LIGHT.rest if number is None else LIGHT.categories[number]
    on_fill = LIGHT.on_light if number is None else LIGHT.on_category(number)
    drawn = [] if pd.isna(row.end) else [half for half in halves if _half_of(row.start) <= half <= _half_of(row.end)]
    top = Side(style="thin" if row.step > 1 else "medium", color=_hex(LIGHT.grid if row.step > 1 else LIGHT.muted))
    deadline = Side(style="medium", color=_hex(LIGHT.target))
    for place, half in enumerate(halves, start=first):
        cell = sheet.cell(index, place)
        ends_targets = half == _Half(report.whole.meta.target_year, True)
        cell.border = _border(top=top, **({"right": deadline} if ends_targets else {}))
        cell.alignment = _alignment("center")
        if half in drawn:
            cell.fill = _fill(fill)
            cell.font = _font(bold=True, color=_hex(on_fill))
            cell.value = row.kind or NOTHING if half == drawn[0] else None
            if row.plaques and half == drawn[-1]:
                cell.value = "★"
    for place in range(1, first):
        sheet.cell(index, place).border = _border(top=top)


# 目标覆盖


def _target_sheet(book, report: Report):
    """Each target against what the plan schedules, with a chart of the shares."""
    targets = target_gaps(report.whole)
    part = target_gaps(report.shown)["scheduled"] if report.filters.active else None
    sheet = _sheet(
        book,
        report,
        "目标覆盖",
        targets_headline(targets),
        note="目标按全部载体计算，不随筛选变化" if part is not None else "",
    )
    headings = (
        "目标",
        "要求",
        "目标值",
        "计划安排",
        "安排占目标",
        "目标（100%）",
        "缺口",
        "结论",
        "读作该年以前",
        UNDATED,
        *(("其中当前筛选",) if part is not None else ()),
        "计算口径",
        "条款",
        LABELS["source"],
    )
    _heading_row(sheet, _HEADING, headings)
    for index, row in enumerate(targets.itertuples()):
        cells = [
            row.label,
            target_words(row),
            row.target,
            row.scheduled,
            # Empty where there are no data: a chart would draw a text as 0.
            "" if pd.isna(row.scheduled) else row.scheduled / row.target,
            1,
            row.gap,
            verdict_words(row),
            row.scheduled_before,
            row.undated or NOTHING,
            *((part.iloc[index],) if part is not None else ()),
            row.basis,
            row.clause,
            row.text,
        ]
        for place, value in enumerate(cells, start=1):
            _put(
                sheet,
                _HEADING + 1 + index,
                place,
                NOTHING if not isinstance(value, str) and pd.isna(value) else value,
                number_format="0%" if place in (5, 6) else "General",
                horizontal=None if place in (1, 8) or place > len(headings) - 3 else "center",
            )
    last = _HEADING + len(targets)
    _widths(sheet, _texts(sheet, _HEADING, last, len(headings)) | {5: [headings[4]]}, narrowest=8)
    _heights(sheet, _HEADING, last)
    if len(targets):
        _target_chart(sheet, last)
    sheet.freeze_panes = f"B{_HEADING + 1}"
    _filter(sheet, _HEADING, last, len(headings))
    sheet.print_title_rows = f"1:{_HEADING}"
    # Rows and chart belong on one page.
    sheet.page_setup.fitToHeight = 1
    return sheet


def _target_chart(sheet, last: int) -> None:
    chart = _bars("bar", "clustered")
    for index, column in enumerate((5, 6)):
        chart.add_data(_reference(sheet, column, _HEADING, last), titles_from_data=True)
        colour = (LIGHT.categories[1], LIGHT.past)[index]
        chart.series[index].graphicalProperties.solidFill = _hex(colour)
        chart.series[index].graphicalProperties.line.solidFill = _hex(LIGHT.muted)
    _labels_of(chart.series[0], "0%", "outEnd")
    chart.set_categories(_reference(sheet, 1, _HEADING + 1, last))
    _dress(chart, "计划安排占目标的比例（目标＝100%）")
    chart.overlap = 0
    chart.y_axis.number_format = "0%"
    chart.y_axis.scaling.min = 0
    sheet.add_chart(chart, f"A{last + 2}")


# 说明


def _facts(report: Report) -> list[tuple[str, str]]:
    """Filters, counts, sums, source and time, in words: what is shown, of what there is."""
    facts = report.whole.meta.facts
    due = "、".join(f"{row.year}年 {row.count}" for row in due_by_year(report.shown).itertuples())
    return [
        ("文号", f"{facts.document_number}　{facts.issuer}　{day_text(facts.issued)}印发"),
        ("来源", report.source_text),
        ("当前筛选", report.filters_text),
        ("截至日期", f"{report.as_of}"),
        ("载体", _of(len(report.shown.carriers), len(report.whole.carriers), "个")),
        ("面积合计", _of(*(area_text(shown_sum(plan.carriers["area"])) for plan in (report.shown, report.whole)))),
        ("节点", _of(len(report.shown.milestones), len(report.whole.milestones), "个")),
        ("各年到期节点", due),
        (
            "已有牌子",
            _of(*(int((plan.plaques["status"] == HELD).sum()) for plan in (report.shown, report.whole)), "块"),
        ),
        (
            "争取牌子",
            _of(*(int((plan.plaques["status"] == SOUGHT).sum()) for plan in (report.shown, report.whole)), "块"),
        ),
        ("数据文件", "、".join((*report.whole.files.values(), META_FILE))),
        ("生成时间", f"{report.made:%Y-%m-%d %H:%M}"),
        ("性质", f"{ONLY_A_PLAN}。"),
    ]


def _of(shown: object, whole: object, unit: str = "") -> str:
    """``6 个（全部 20 个）``; the whole alone where everything is shown."""
    words = f"{shown} {unit}".strip()
    return words if shown == whole else f"{words}（全部 {f'{whole} {unit}'.strip()}）"


def _notes_sheet(sheet, report: Report, titles: list[str]) -> None:
    """What the workbook holds, of what, counted how."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    contents = {
        "产业面积": "各产业方向的面积和个数，图，各方向的载体",
        "授牌缺口": "载体×牌子，各年底累计争取，图",
        "时间轴": "每个节点的全文和它的时间条",
        "目标覆盖": "每项目标、计划安排、缺口、口径，图",
    }
    sheet.title = "说明"
    facts = report.whole.meta.facts
    _put(sheet, 1, 1, f"{facts.title}　汇总", boxed=False, font=_font(size=16, bold=True))
    sheet.row_dimensions[1].height = 30
    lines = [*_facts(report), *((f"口径：{name}", rule) for name, rule in RULES)]
    lines += [(title, contents.get(title, "按当前筛选的各行，列与原文件相同")) for title in titles]
    for index, (name, text) in enumerate(lines, start=2):
        cell = _put(sheet, index, 1, name, font=_font(bold=True), fill=LIGHT.band)
        _put(sheet, index, 2, text)
        if name in titles:
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1", display=name)
            cell.font = _font(underline="single", color=_hex(LIGHT.categories[0]))
    _widths(sheet, {1: [name for name, _ in lines]})
    sheet.column_dimensions["B"].width = 112
    _heights(sheet, 2, 1 + len(lines))
    sheet.freeze_panes = "A2"
    _ready_to_print(sheet, report)
    sheet.page_setup.fitToHeight = 1
    sheet.print_title_rows = "1:1"
