"""Native charts of slides: 编辑数据 opens their numbers."""

import io

import pandas as pd
from lxml import etree
from openpyxl import Workbook
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml.ns import qn

from dashboard.charts.palette import LIGHT
from dashboard.views import View

from .drawing import Box, inch, points_of, rgb

_SHEET = "数据"


def native_chart(slide, kind, categories: list[str], series: dict[str, list], box: Box, view: View):
    """A native chart whose data stand in a workbook of its own: 编辑数据 opens them."""
    data = CategoryChartData()
    data.categories = categories
    for name, values in series.items():
        data.add_series(name, values)
    columns = [["", *categories], *([name, *values] for name, values in series.items())]
    return _chart(slide, kind, data, columns, box, view)


def point_chart(slide, series: dict[str, list[tuple[float, float]]], box: Box, view: View):
    """A native chart of lines from point to point; in its workbook each series has two columns, years and numbers."""
    data = XyChartData()
    columns = []
    longest = max(map(len, series.values()), default=0)
    for name, points in series.items():
        line = data.add_series(name)
        # LibreOffice leaves out a line that has fewer points than one behind it.
        points = [*points, *points[-1:] * (longest - len(points))]
        for x, y in points:
            line.add_data_point(x, y)
        columns += [["年份", *(x for x, _ in points)], [name, *(y for _, y in points)]]
    chart = _chart(slide, XL_CHART_TYPE.XY_SCATTER_LINES, data, columns, box, view)
    for index, line in enumerate(chart.part._element.iter(qn("c:ser"))):
        last = len(columns[2 * index])
        years, numbers = chr(ord("A") + 2 * index), chr(ord("B") + 2 * index)
        for part, cells in (
            ("c:tx", f"${numbers}$1"),
            ("c:xVal", f"${years}$2:${years}${last}"),
            ("c:yVal", f"${numbers}$2:${numbers}${last}"),
        ):
            next(line.find(qn(part)).iter(qn("c:f"))).text = f"'{_SHEET}'!{cells}"
    return chart


def _chart(slide, kind, data, columns: list[list], box: Box, view: View):
    frame = slide.shapes.add_chart(kind, *map(inch, box), data)
    frame.name = view.title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", view.alt)
    chart = frame.chart
    _own_workbook(chart, columns)
    chart.has_title = False
    chart.font.size = points_of(14)
    chart.font.color.rgb = rgb(LIGHT.text)
    chart.has_legend = len(data) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    return chart


def _own_workbook(chart, columns: list[list]) -> None:
    """Puts the data in a sheet with a Chinese name; a text that begins with = is a text there too."""
    book = Workbook()
    sheet = book.active
    sheet.title = _SHEET
    for place, cells in enumerate(columns, start=1):
        for row, value in enumerate(cells, start=1):
            cell = sheet.cell(row, place, value or None if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
    data = io.BytesIO()
    book.save(data)
    chart.part.chart_workbook.update_from_xlsx_blob(data.getvalue())
    for formula in chart.part._element.iter(qn("c:f")):
        formula.text = formula.text.replace("Sheet1!", f"'{_SHEET}'!")


def stroke(part, colour: str, width: float, dash=None) -> None:
    """The line of a series, or up to one of its points, ``width`` points wide."""
    part.format.line.color.rgb, part.format.line.width = rgb(colour), points_of(width)
    part.format.line.dash_style = dash


def put_marker(line, style, size: int, colour: str) -> None:
    """A filled mark at each point of a line."""
    line.marker.style, line.marker.size = style, size
    line.marker.format.fill.solid()
    line.marker.format.fill.fore_color.rgb = line.marker.format.line.color.rgb = rgb(colour)


def year_axis(chart, first: int, last: int, unit: str):
    """The axis of years of a chart of points, each year called with ``unit``."""
    axis = chart.category_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = first, last, 1
    axis.has_major_gridlines = False
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = f'0"{unit}"', False
    axis.format.line.color.rgb = rgb(LIGHT.muted)
    return axis


def label_point(point, number_format: str, position) -> None:
    """The number of one point beside it."""
    label = point.data_label
    label.font.size, label.font.bold = points_of(14), True
    label.font.color.rgb = rgb(LIGHT.text)
    label.position = position
    element = label._dLbl
    shape = etree.Element(qn("c:numFmt"))
    shape.set("formatCode", number_format)
    shape.set("sourceLinked", "0")
    element.insert(1, shape)


def paint(part, colour: str, hatched: bool = False) -> None:
    """Fills a series or a point; hatched ones are told apart in grey and in print too."""
    if hatched:
        part.format.fill.patterned()
        part.format.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        part.format.fill.fore_color.rgb, part.format.fill.back_color.rgb = rgb(LIGHT.page), rgb(colour)
    else:
        part.format.fill.solid()
        part.format.fill.fore_color.rgb = rgb(colour)


def outline(part, colour: str, hatched: bool = False) -> None:
    """A series or a point as an outline, ``hatched`` within."""
    paint(part, LIGHT.page)
    if hatched:
        paint(part, LIGHT.page, hatched=True)
        part.format.fill.fore_color.rgb = rgb(colour)
    part.format.line.color.rgb, part.format.line.width = rgb(colour), points_of(1.5)


def label_values(series, number_format: str, position, size: float = 14, bold: bool = False) -> None:
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = number_format, False
    labels.position = position
    labels.font.size, labels.font.bold = points_of(size), bold
    labels.font.color.rgb = rgb(LIGHT.text)


def hide_value_axis(chart, most: float) -> None:
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, most
    axis.has_major_gridlines = False
    axis.visible = False


def fill_frame(chart) -> None:
    """Lets the bars take the whole frame, so that they stand in the rows of the table under them."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    for name, value in (
        ("layoutTarget", "inner"),
        ("xMode", "edge"),
        ("yMode", "edge"),
        *zip("xywh", "0011", strict=True),
    ):
        etree.SubElement(manual, qn(f"c:{name}")).set("val", value)
    area.insert(0, layout)


def number_or_gap(value: object) -> float | None:
    return None if pd.isna(value) else float(value)
