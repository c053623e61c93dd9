"""Native charts of a workbook: they read its cells and follow them."""

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.drawing.text import Font as Typeface

from dashboard.charts.palette import LIGHT

from ..measure import OFFICE_FONT
from .cells import hex_of
from .layout import ROW_HEIGHT, width_of

CHART_HEIGHT = 9.0
"""Centimetres."""
CHART_ROWS = int(CHART_HEIGHT / 2.54 * 72 / ROW_HEIGHT) + 2


def bar_chart(direction: str, grouping: str):
    chart = BarChart()
    chart.type, chart.grouping, chart.gapWidth = direction, grouping, 45
    if grouping == "stacked":
        chart.overlap = 100
    if direction == "bar":
        # The first row on top; without crosses the numbers would then stand there too.
        chart.x_axis.scaling.orientation = "maxMin"
        chart.y_axis.crosses = "max"
    return chart


def cells_of(sheet, column: int, first: int, last: int):
    return Reference(sheet, min_col=column, min_row=first, max_row=last)


def dress(sheet, chart, title: str) -> None:
    """Title, fonts and visible axes of a chart, as wide as the columns of its sheet."""
    chart.title = title
    properties = rich_text(1200, bold=True).p[0].pPr.defRPr
    for paragraph in chart.title.tx.rich.p:
        paragraph.pPr = rich_text(1200, bold=True).p[0].pPr
        for run in paragraph.r:
            run.rPr = properties
    chart.title.overlay = False
    chart.title.layout = Layout(manualLayout=ManualLayout(xMode="edge", yMode="edge", x=0.01, y=0.01))
    chart.height, chart.width = CHART_HEIGHT, 2.54 * width_of(sheet)
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = rich_text()
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=stroke(LIGHT.grid, 0.75))
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=stroke(LIGHT.muted, 0.75))
    chart.y_axis.graphicalProperties = GraphicalProperties(ln=stroke(LIGHT.grid, 0.75))
    if chart.legend:
        chart.legend.position = "t"
        chart.legend.txPr = rich_text()


def rich_text(size: int = 1000, bold: bool = False):
    face = Typeface(typeface=OFFICE_FONT)
    properties = CharacterProperties(sz=size, b=bold, latin=face, ea=face, solidFill=hex_of(LIGHT.text))
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)])


def stroke(colour: str, points: float, dash: str | None = None):
    return LineProperties(solidFill=hex_of(colour), w=int(points * 12700), prstDash=dash)


def label_bars(series, number_format: str, position: str) -> None:
    series.dLbls = DataLabelList(numFmt=number_format, dLblPos=position, txPr=rich_text())
    series.dLbls.showVal = True
    for what in ("showSerName", "showCatName", "showLegendKey", "showPercent", "showLeaderLines"):
        setattr(series.dLbls, what, False)
