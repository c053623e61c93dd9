"""Native charts of slides: 编辑数据 opens their numbers."""

import io

import pandas as pd

from dashboard.charts.palette import LIGHT
from dashboard.views import View

from .drawing import Box, inch, points_of, rgb

_SHEET = "数据"


def native_chart(slide, kind, categories: list[str], series: dict[str, list], box: Box, view: View):
    """A native chart whose data stand in a workbook of its own: 编辑数据 opens them."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_LEGEND_POSITION

    data = CategoryChartData()
    data.categories = categories
    for name, values in series.items():
        data.add_series(name, values)
    frame = slide.shapes.add_chart(kind, *map(inch, box), data)
    frame.name = view.title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", view.alt)
    chart = frame.chart
    _own_workbook(chart, categories, series)
    chart.has_title = False
    chart.font.size = points_of(14)
    chart.font.color.rgb = rgb(LIGHT.text)
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    return chart


def _own_workbook(chart, categories: list[str], series: dict[str, list]) -> None:
    """Puts the data in a sheet with a Chinese name; a text that begins with = is a text there too."""
    from openpyxl import Workbook
    from pptx.oxml.ns import qn

    book = Workbook()
    sheet = book.active
    sheet.title = _SHEET
    for row, name in enumerate(categories, start=2):
        sheet.cell(row, 1, name).data_type = "s"
    for column, (name, values) in enumerate(series.items(), start=2):
        sheet.cell(1, column, name).data_type = "s"
        for row, value in enumerate(values, start=2):
            sheet.cell(row, column, value)
    data = io.BytesIO()
    book.save(data)
    chart.part.chart_workbook.update_from_xlsx_blob(data.getvalue())
    for formula in chart.part._element.iter(qn("c:f")):
        formula.text = formula.text.replace("Sheet1!", f"'{_SHEET}'!")


def paint(part, colour: str, hatched: bool = False) -> None:
    """Fills a series or a point; hatched ones are told apart in grey and in print too."""
    from pptx.enum.dml import MSO_PATTERN

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
    from lxml import etree
    from pptx.oxml.ns import qn

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
