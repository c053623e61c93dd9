"""汇报幻灯片: 16:9 slides, one view each, its conclusion as the title, with charts and tables that can be edited."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime

import pandas as pd

from analytics import Filters, Plan, area_text
from analytics.columns import AREA_UNIT
from analytics.findings import NOTE
from analytics.headlines import short, total_headline
from analytics.indicators import indicators
from analytics.targets import GAP, target_words, verdict_words
from analytics.timeline import FUTURE, PAST
from dashboard.charts.gantt import NO_KIND
from dashboard.charts.style import LIGHT

from .views import NOTHING, ONLY_A_PLAN, Report, ReportView, Room, day_text, plaque_columns, plaque_words, report_views
from .workbook import display_width

_FONT = "Microsoft YaHei"
_WIDTH, _HEIGHT = 13.333, 7.5
_LEFT, _ROOM = 0.5, 12.333
_TOP, _BOTTOM = 1.42, 6.38
"""Where the picture of a slide begins and ends, in inches; below it stand its notes, then the source."""

_ON_SLIDE = Room(bars=10, stages=9, matrix=10, targets=9, gantt=11, tasks=11)
_SHEET = "数据"

Box = tuple[float, float, float, float]
"""Left, top, width, height in inches."""


def presentation(shown: Plan, whole: Plan, filters: Filters, as_of: date, made: datetime) -> bytes:
    """The views of ``shown`` (filtered from ``whole``) as slides, after a cover and the key figures."""
    # Imported on first use, as in all of this module: most sessions never make slides.
    from pptx import Presentation

    report = Report(shown, whole, filters, as_of, made)
    deck = Presentation()
    _set_up(deck, report)
    _cover(deck, report)
    _key_figures(deck, report)
    for view in report_views(report, _ON_SLIDE):
        _view_slides(deck, report, view)
    for slide in deck.slides:
        _name_fonts(slide.element)
        for shape in slide.shapes:
            if shape.has_chart:
                _name_fonts(shape.chart.part._element)
    data = io.BytesIO()
    deck.save(data)
    return data.getvalue()


def _inch(inches: float) -> int:
    return round(inches * 914400)


def _points(points: float) -> int:
    return round(points * 12700)


def _rgb(colour: str):
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.removeprefix("#"))


def _tint(colour: str) -> str:
    """``colour`` as light as a milestone to come."""
    channels = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - channel) * 0.45):02X}" for channel in channels)


# The deck


def _set_up(deck, report: Report) -> None:
    """16:9, Chinese fonts and our colours in the theme, two layouts with Chinese prompts, Chinese properties."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    deck.slide_width, deck.slide_height = _inch(_WIDTH), _inch(_HEIGHT)
    master = deck.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _own_theme(theme.blob.decode("utf-8")).encode("utf-8")
    for layout in list(deck.slide_layouts):
        if layout.name not in ("Title Only", "Blank"):
            deck.slide_layouts.remove(layout)
    for layout, name in zip(deck.slide_layouts, ("标题和图", "空白"), strict=True):
        layout.name = name
    for part in (master, *deck.slide_layouts):
        for shape in part.placeholders:
            _place_prompt(shape)
    # The template's own picture of itself, and the settings of its author's printer.
    for part in (deck.part.package, deck.part):
        for key, relation in list(part._rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/printerSettings")):
                part._rels.pop(key)
    facts = report.whole.meta.facts
    properties = deck.core_properties
    properties.title = f"{facts.title} 汇报幻灯片"
    properties.subject = report.filters_text
    properties.author = properties.last_modified_by = facts.short_title
    properties.language = "zh-CN"
    properties.created = properties.modified = report.made.replace(tzinfo=None)


def _own_theme(theme: str) -> str:
    theme = re.sub(r'<a:(latin|ea) typeface="[^"]*"', rf'<a:\1 typeface="{_FONT}"', theme)
    for number, colour in enumerate(LIGHT.categories, start=1):
        accent = f"<a:accent{number}>"
        theme = re.sub(f'{accent}<a:srgbClr val="\\w+"/>', f'{accent}<a:srgbClr val="{colour[1:]}"/>', theme)
    return theme


def _place_prompt(shape) -> None:
    """Placeholders of master and layouts: in their places on a wide slide, prompts in Chinese."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    kind = shape.placeholder_format.type
    boxes = {
        PP_PLACEHOLDER.TITLE: (_LEFT, 0.28, _ROOM, 0.98),
        PP_PLACEHOLDER.BODY: (_LEFT, _TOP, _ROOM, _BOTTOM - _TOP),
        PP_PLACEHOLDER.DATE: (_LEFT, 6.98, 2.5, 0.35),
        PP_PLACEHOLDER.FOOTER: (3.2, 6.98, 7.0, 0.35),
        PP_PLACEHOLDER.SLIDE_NUMBER: (11.6, 6.98, 1.233, 0.35),
    }
    if kind in boxes:
        shape.left, shape.top, shape.width, shape.height = map(_inch, boxes[kind])
    if kind in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.BODY):
        shape.text_frame.text = "单击编辑标题" if kind == PP_PLACEHOLDER.TITLE else "单击编辑文字"


def _name_fonts(element) -> None:
    """Names the font of Western and of Chinese text in every run: without it each program chooses its own."""
    from lxml import etree
    from pptx.oxml.ns import qn

    for run in element.iter(qn("a:r"), qn("a:fld")):
        if run.find(qn("a:rPr")) is None:
            run.insert(0, etree.Element(qn("a:rPr")))
    # These stand before the typefaces (CT_TextCharacterProperties).
    before = {qn(f"a:{name}") for name in ("ln", "noFill", "solidFill", "gradFill", "effectLst", "highlight")}
    for properties in element.iter(qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr")):
        properties.set("lang", "zh-CN")
        for name in ("a:latin", "a:ea"):
            for face in properties.findall(qn(name)):
                properties.remove(face)
        place = sum(child.tag in before for child in properties)
        for offset, name in enumerate(("a:latin", "a:ea")):
            face = etree.Element(qn(name))
            face.set("typeface", _FONT)
            properties.insert(place + offset, face)


# Slides


def _cover(deck, report: Report) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    facts = report.whole.meta.facts
    slide.shapes.title.left, slide.shapes.title.top = _inch(0.9), _inch(2.1)
    slide.shapes.title.width, slide.shapes.title.height = _inch(11.5), _inch(1.4)
    _title(slide, facts.title, 40)
    _rule(slide, 3.62, 0.9, 11.5)
    lines = (
        f"{facts.document_number}　{facts.issuer}　{day_text(facts.issued)}印发",
        f"当前筛选：{report.filters_text}",
        f"截至 {report.as_of}　{ONLY_A_PLAN}",
    )
    for index, line in enumerate(lines):
        _text(slide.shapes, line, (0.9, 3.8 + 0.5 * index, 11.5, 0.5), 18, LIGHT.muted)
    _text(slide.shapes, f"生成于 {report.made:%Y-%m-%d %H:%M}", (0.9, 6.6, 11.5, 0.4), 12, LIGHT.muted)


def _slide(deck, report: Report, title: str, conclusion: str, notes: tuple[str, ...] = ()):
    """A slide with its conclusion, notes, source, filters and number; the picture comes in between."""
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    _title(slide, conclusion, 28)
    _rule(slide, 1.3, _LEFT, _ROOM)
    if notes:
        _text(slide.shapes, "　".join(notes), (_LEFT, _BOTTOM + 0.04, _ROOM, 0.5), 11, LIGHT.muted, name="说明")
    source = f"{title} · {report.filters_text} · 来源：{report.whole.meta.facts.document_number} · {ONLY_A_PLAN}"
    _text(slide.shapes, source, (_LEFT, 6.98, 11.3, 0.35), 11, LIGHT.muted, name="来源")
    _number(slide)
    return slide


def _title(slide, text: str, size: float) -> None:
    from pptx.enum.text import MSO_ANCHOR

    slide.shapes.title.name = "结论"
    frame = slide.shapes.title.text_frame
    frame.text = text
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = 0
    _type(frame, size, LIGHT.text, bold=True)


def _type(frame, size: float, colour: str, *, bold: bool = False, align: str = "left") -> None:
    """Size and colour of every run: PowerPoint takes no notice of what is said for a paragraph as a whole."""
    from pptx.enum.text import PP_ALIGN

    for paragraph in frame.paragraphs:
        paragraph.alignment = getattr(PP_ALIGN, align.upper())
        for run in paragraph.runs:
            run.font.size, run.font.bold = _points(size), bold
            run.font.color.rgb = _rgb(colour)
        # The height of an empty line.
        paragraph._p.get_or_add_endParaRPr().set("sz", str(round(size * 100)))


def _rule(slide, top: float, left: float, width: float) -> None:
    """The thin red line under a title."""
    _line(slide.shapes, "红线", (left, top), (left + width, top), LIGHT.target, 1.25)


def _line(shapes, name: str, start: tuple[float, float], end: tuple[float, float], colour: str, width: float):
    from pptx.oxml.ns import qn

    line = shapes.add_connector(1, *map(_inch, (*start, *end)))
    # The style would bring a shadow.
    line._element.remove(line._element.find(qn("p:style")))
    line.line.color.rgb, line.line.width = _rgb(colour), _points(width)
    line.name = name
    return line


def _text(shapes, text: str, box: Box, size: float, colour: str = LIGHT.text, *, bold=False, align="left", name=""):
    """A text box without margins."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE

    shape = shapes.add_textbox(*map(_inch, box))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.vertical_anchor, frame.auto_size = True, MSO_ANCHOR.MIDDLE, MSO_AUTO_SIZE.NONE
    frame.text = text
    _type(frame, size, colour, bold=bold, align=align)
    if name:
        shape.name = name
    return shape


def _number(slide) -> None:
    """The slide's number, as a field that follows when slides are moved."""
    from lxml import etree
    from pptx.oxml.ns import qn

    shape = _text(slide.shapes, "1", (11.9, 6.98, 0.933, 0.35), 12, LIGHT.muted, align="right", name="页码")
    run = shape.text_frame.paragraphs[0]._p.find(qn("a:r"))
    run.tag = qn("a:fld")
    run.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    run.set("type", "slidenum")
    run.find(qn("a:t")).text = str(len(slide.part.package.presentation_part.presentation.slides))
    shape._element.nvSpPr.find(qn("p:cNvSpPr")).attrib.pop("txBox", None)
    placeholder = etree.SubElement(shape._element.nvSpPr.find(qn("p:nvPr")), qn("p:ph"))
    placeholder.set("type", "sldNum")
    placeholder.set("sz", "quarter")
    placeholder.set("idx", "12")


def _key_figures(deck, report: Report) -> None:
    """总览: six cards, each with what it is measured against."""
    slide = _slide(deck, report, "总览", total_headline(report.shown.carriers))
    for index, card in enumerate(indicators(report.whole, report.shown, report.as_of)):
        left, top = _LEFT + index % 3 * 4.19, 1.75 + index // 3 * 2.4
        _shape(slide.shapes, "RECTANGLE", (left, top, 3.95, 2.1), LIGHT.band).name = card.label
        _text(slide.shapes, card.label, (left + 0.25, top + 0.18, 3.5, 0.4), 16, LIGHT.muted)
        _text(slide.shapes, card.value, (left + 0.25, top + 0.58, 3.5, 0.8), 36, LIGHT.categories[0], bold=True)
        _text(slide.shapes, card.note, (left + 0.25, top + 1.42, 3.5, 0.5), 14, LIGHT.text)


def _view_slides(deck, report: Report, view: ReportView) -> None:
    """The slide of ``view``, or several for long tables; what no slide has room for is in the other exports."""
    drawn = {
        "area": _area,
        "stages": _stages,
        "matrix": _matrix,
        "targets": _targets,
        "steps": _steps,
        "gantt": _gantt,
        "due": _due,
        "tasks": _tasks,
    }
    if view.key in drawn:
        slide = _slide(deck, report, view.title, view.conclusion, view.notes)
        if view.build:
            drawn[view.key](slide, report, view)
    else:
        _row_slides(deck, report, view)


# Charts


def _chart(slide, kind, categories: list[str], series: dict[str, list], box: Box, view: ReportView):
    """A native chart whose data stand in a workbook of its own: 编辑数据 opens them."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_LEGEND_POSITION

    data = CategoryChartData()
    data.categories = categories
    for name, values in series.items():
        data.add_series(name, values)
    frame = slide.shapes.add_chart(kind, *map(_inch, box), data)
    frame.name = view.title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", view.alt)
    chart = frame.chart
    _own_workbook(chart, categories, series)
    chart.has_title = False
    chart.font.size = _points(14)
    chart.font.color.rgb = _rgb(LIGHT.text)
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


def _paint(part, colour: str, hatched: bool = False) -> None:
    """Fills a series or a point; hatched ones are told apart in grey and in print too."""
    from pptx.enum.dml import MSO_PATTERN

    if hatched:
        part.format.fill.patterned()
        part.format.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        part.format.fill.fore_color.rgb, part.format.fill.back_color.rgb = _rgb(LIGHT.page), _rgb(colour)
    else:
        part.format.fill.solid()
        part.format.fill.fore_color.rgb = _rgb(colour)


def _value_labels(series, number_format: str, position, size: float = 14, bold: bool = False) -> None:
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = number_format, False
    labels.position = position
    labels.font.size, labels.font.bold = _points(size), bold
    labels.font.color.rgb = _rgb(LIGHT.text)


def _hide_value_axis(chart, most: float) -> None:
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, most
    axis.has_major_gridlines = False
    axis.visible = False


def _number_or_gap(value: object) -> float | None:
    return None if pd.isna(value) else float(value)


def _area(slide, report: Report, view: ReportView) -> None:
    """Stacked bars, the largest on top. 合计 is a series without a fill that starts where the bars end: its label is
    the total, and follows the data."""
    from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

    table = view.table
    names = [str(name) for name in table["industry"]]
    annexes = report.whole.meta.annexes
    series = {annex.group: [_number_or_gap(area) for area in table[annex.number]] for annex in annexes}
    series["合计"] = [_number_or_gap(area) for area in table["area"]]
    box = (_LEFT, _TOP + 0.3, _ROOM, _BOTTOM - _TOP - 0.3)
    chart = _chart(slide, XL_CHART_TYPE.BAR_STACKED, names, series, box, view)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for index, bars in enumerate(plot.series):
        if index == len(annexes):
            bars.format.fill.background()
            _value_labels(bars, f'General" {AREA_UNIT}"', XL_LABEL_POSITION.INSIDE_BASE, bold=True)
            continue
        _paint(bars, LIGHT.categories[index], hatched=index > 0)
        for place, name in enumerate(names):
            if name == report.whole.meta.facts.unlisted_industry:
                _paint(bars.points[place], LIGHT.rest, hatched=index > 0)
    # The legend of the chart would name 合计 beside a mark that nobody sees.
    chart.has_legend = False
    signs = [(LIGHT.categories[index], "▨" if index else "■", annex.group) for index, annex in enumerate(annexes)]
    _legend(slide, [*signs, (LIGHT.text, "", f"条后的数＝合计（{AREA_UNIT}）")], _LEFT, _TOP)
    axis = chart.category_axis
    axis.reverse_order = True
    axis.format.line.color.rgb = _rgb(LIGHT.muted)
    axis.tick_labels.font.size = _points(16)
    _hide_value_axis(chart, max([1.0, *table["area"].dropna()]) * 1.25)


def _steps(slide, report: Report, view: ReportView) -> None:
    """A line a level; levels of which nothing is dated stand in the notes of the chart, not as a line of noughts."""
    from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE

    years = report.whole.meta.years
    drawn = view.table[view.table["sought"] > view.table["undated"]]
    series = {row["level"]: [int(row[year]) for year in years] for _, row in drawn.iterrows()}
    names = [f"{year}年" for year in years]
    box = (_LEFT, _TOP, _ROOM, _BOTTOM - _TOP)
    chart = _chart(slide, XL_CHART_TYPE.LINE_MARKERS, names, series, box, view)
    dashes = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.DASH_DOT)
    marks = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.TRIANGLE, XL_MARKER_STYLE.DIAMOND)
    for index, line in enumerate(chart.plots[0].series):
        colour = _rgb(LIGHT.categories[index % 4])
        line.smooth = False
        line.format.line.color.rgb, line.format.line.width = colour, _points(3)
        line.format.line.dash_style = dashes[index % 4]
        line.marker.style, line.marker.size = marks[index % 4], 11
        line.marker.format.fill.solid()
        line.marker.format.fill.fore_color.rgb = line.marker.format.line.color.rgb = colour
        _value_labels(line, '0" 块"', XL_LABEL_POSITION.ABOVE, bold=True)
    chart.has_legend = True
    chart.legend.include_in_layout = False
    chart.category_axis.tick_labels.font.size = _points(16)
    chart.category_axis.format.line.color.rgb = _rgb(LIGHT.muted)
    _hide_value_axis(chart, max([1, *(number for numbers in series.values() for number in numbers)]) * 1.2)


def _due(slide, report: Report, view: ReportView) -> None:
    from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

    table = view.table
    names = [f"{year}年{'（截至年）' if year == report.as_of.year else ''}" for year in table["year"]]
    series = {
        "到期节点（个）": [int(count) for count in table["count"]],
        "其中要争取的牌子（块）": [int(count) for count in table["plaques"]],
    }
    box = (_LEFT, _TOP, _ROOM, _BOTTOM - _TOP)
    chart = _chart(slide, XL_CHART_TYPE.COLUMN_CLUSTERED, names, series, box, view)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 0
    for bars, colour, hatched in zip(plot.series, (1, 3), (False, True), strict=True):
        _paint(bars, LIGHT.categories[colour], hatched=hatched)
        _value_labels(bars, "0", XL_LABEL_POSITION.OUTSIDE_END, size=16, bold=True)
    chart.category_axis.tick_labels.font.size = _points(16)
    chart.category_axis.format.line.color.rgb = _rgb(LIGHT.muted)
    _hide_value_axis(chart, max([1, *table["count"]]) * 1.2)


# Tables


def _table(slide, box: Box, headings: list[str], rows: list[list[str]], widths: list[float], name: str, **look):
    """A native table; ``widths`` in inches, ``look``: ``size`` of type, ``centred`` columns, ``row`` height."""
    frame = slide.shapes.add_table(len(rows) + 1, len(headings), *map(_inch, box))
    frame.name = name
    table = frame.table
    # The program's own stripes would stand against the fills that carry meaning.
    table.horz_banding = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = _inch(width)
    for number, cells in enumerate([headings, *rows]):
        table.rows[number].height = _inch(_row_height(cells, widths, look.get("size", 14), look.get("row", 0.4)))
        for place, text in enumerate(cells):
            centred = number == 0 or place in look.get("centred", ())
            _cell(table.cell(number, place), text, look.get("size", 14), heading=number == 0, centred=centred)
    return table


def _cell(cell, text: str, size: float, heading: bool, centred: bool) -> None:
    from pptx.enum.text import MSO_ANCHOR

    cell.text = text
    cell.margin_left = cell.margin_right = _inch(0.07)
    cell.margin_top = cell.margin_bottom = _inch(0.02)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    _fill(cell, LIGHT.band if heading else LIGHT.page)
    _edges(cell)
    _type(cell.text_frame, size, LIGHT.text, bold=heading, align="center" if centred else "left")


def _fill(cell, colour: str, on_colour: str | None = None) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = _rgb(colour)
    if on_colour:
        for paragraph in cell.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.color.rgb = _rgb(on_colour)


def _edges(cell) -> None:
    from lxml import etree
    from pptx.oxml.ns import qn

    properties = cell._tc.get_or_add_tcPr()
    for place, name in enumerate(("a:lnL", "a:lnR", "a:lnT", "a:lnB")):
        line = etree.Element(qn(name))
        line.set("w", str(_points(0.75)))
        fill = etree.SubElement(line, qn("a:solidFill"))
        etree.SubElement(fill, qn("a:srgbClr")).set("val", LIGHT.grid[1:])
        properties.insert(place, line)


def _stages(slide, report: Report, view: ReportView) -> None:
    """Direction × stage: area and number of carriers in words, the largest cell filled."""
    table = view.table
    industries = list(dict.fromkeys(table["industry"]))
    stages = list(dict.fromkeys((*report.whole.meta.stages, *table["stage"])))
    pairs = {(row.industry, row.stage): row for row in table.itertuples()}
    rows = [
        [
            industry,
            *(
                f"{area_text(pairs[industry, stage].area)}　{pairs[industry, stage].count} 个"
                if (industry, stage) in pairs
                else ""
                for stage in stages
            ),
        ]
        for industry in industries
    ]
    share = (_ROOM - 3.3) / len(stages)
    height = min(0.56, (_BOTTOM - _TOP) / (len(rows) + 1))
    native = _table(
        slide,
        (_LEFT, _TOP, _ROOM, height * (len(rows) + 1)),
        ["", *stages],
        rows,
        [3.3, *([share] * len(stages))],
        view.title,
        size=16,
        row=height,
        centred=range(1, len(stages) + 1),
    )
    if table["area"].notna().any():
        largest = table.loc[table["area"].idxmax()]
        cell = native.cell(industries.index(largest["industry"]) + 1, stages.index(largest["stage"]) + 1)
        _fill(cell, LIGHT.categories[0], LIGHT.on_category(0))


def _matrix(slide, report: Report, view: ReportView) -> None:
    """Carrier × plaque in words with their signs; filled, but never told apart by the fill alone."""
    matrix = view.table
    columns = plaque_columns(report.shown)
    looks = {
        "●": (LIGHT.categories[0], LIGHT.on_category(0)),
        "◆": (LIGHT.categories[3], LIGHT.on_category(3)),
        "◇": (LIGHT.past, LIGHT.text),
    }
    carriers = list(dict.fromkeys(matrix["carrier_id"]))
    names = dict(zip(matrix["carrier_id"], matrix["name"], strict=True))
    words = {
        (row.carrier_id, row.level, row.type): plaque_words(row.status, row.year)
        for row in matrix.itertuples()
        if isinstance(row.level, str)
    }
    rows = [[short(names[carrier], 32), *(words.get((carrier, *pair), "") for pair in columns)] for carrier in carriers]
    share = (_ROOM - 2.8) / len(columns)
    native = _table(
        slide,
        (_LEFT, _TOP, _ROOM, 0.44 * (len(rows) + 1)),
        ["", *(f"{level}\n{kind}" for level, kind in columns)],
        rows,
        [2.8, *([share] * len(columns))],
        view.title,
        size=13,
        row=0.41,
        centred=range(1, len(columns) + 1),
    )
    for number, cells in enumerate(rows, start=1):
        for place, text in enumerate(cells[1:], start=1):
            if text:
                _fill(native.cell(number, place), *looks[text[0]])


def _tasks(slide, report: Report, view: ReportView) -> None:
    """Department × year: milestones due, with a star the plaques they are to bring."""
    table = view.table
    leads = list(dict.fromkeys(table["lead"]))
    years = sorted({*report.whole.meta.years, *table["year"]})
    words = {
        (row.lead, row.year): f"{row.count} 个" + (f"　★{row.plaques}" if row.plaques else "")
        for row in table.itertuples()
    }
    rows = [[lead, *(words.get((lead, year), "") for year in years)] for lead in leads]
    share = (_ROOM - 3.0) / len(years)
    height = min(0.56, (_BOTTOM - _TOP) / (len(rows) + 1))
    native = _table(
        slide,
        (_LEFT, _TOP, _ROOM, height * (len(rows) + 1)),
        ["", *(f"{year}年" for year in years)],
        rows,
        [3.0, *([share] * len(years))],
        view.title,
        size=16,
        row=height,
        centred=range(1, len(years) + 1),
    )
    if report.as_of.year in years:
        _fill(native.cell(0, years.index(report.as_of.year) + 1), LIGHT.categories[0], LIGHT.on_category(0))


def _targets(slide, report: Report, view: ReportView) -> None:
    """Each target in words with its bar beside them: a native chart over the last column, row by row."""
    from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

    targets = view.table
    rows = [
        [
            row.label,
            target_words(row),
            NOTHING if pd.isna(row.scheduled) else f"{area_text(row.scheduled, unit=False)} {row.unit}",
            verdict_words(row),
            "",
        ]
        for row in targets.itertuples()
    ]
    widths = [3.75, 1.35, 1.35, 2.75, _ROOM - 9.2]
    height = (_BOTTOM - _TOP - 0.05) / (len(rows) + 1)
    native = _table(
        slide,
        (_LEFT, _TOP, _ROOM, height * (len(rows) + 1)),
        ["目标", "要求", "计划安排", "结论", "安排占目标（红线＝100%）"],
        rows,
        widths,
        f"{view.title}表",
        size=13,
        row=height,
        centred=(1, 2),
    )
    shares = [None if pd.isna(row.scheduled) else row.scheduled / row.target for row in targets.itertuples()]
    for number, row in enumerate(targets.itertuples(), start=1):
        if row.verdict == GAP or row.readings_differ:
            _fill(native.cell(number, 3), LIGHT.page, LIGHT.target)
    left, width = _LEFT + sum(widths[:-1]), widths[-1]
    box = (left, _TOP + height, width, height * len(rows))
    chart = _chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, list(targets["label"]), {"安排占目标": shares}, box, view)
    most = max([1.0, *(share for share in shares if share is not None)]) * 1.25
    bars = chart.plots[0].series[0]
    _paint(bars, LIGHT.categories[1])
    _value_labels(bars, "0%", XL_LABEL_POSITION.OUTSIDE_END, size=13)
    chart.plots[0].gap_width = 90
    chart.category_axis.reverse_order = True
    chart.category_axis.visible = False
    _hide_value_axis(chart, most)
    _fill_frame(chart)
    whole = left + width / most
    _line(slide.shapes, "目标线 100%", (whole, box[1] + 0.03), (whole, box[1] + box[3] - 0.03), LIGHT.target, 2)


def _fill_frame(chart) -> None:
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


# Time


def _gantt(slide, report: Report, view: ReportView) -> None:
    """Bars as shapes in one group: a row a carrier, a bar a milestone, a star where it brings a plaque."""
    dated = view.table[view.table["end"].notna()]
    carriers = list(dict.fromkeys(dated["carrier_id"]))
    names = dict(zip(dated["carrier_id"], dated["name"], strict=True))
    group = slide.shapes.add_group_shape()
    group.name = view.title
    group._element.nvGrpSpPr.cNvPr.set("descr", view.alt)
    shapes = group.shapes
    left, width = _LEFT + 3.1, _ROOM - 3.1
    first, last = _span(report, dated)
    row = min(0.5, (_BOTTOM - _TOP - 0.95) / len(carriers))
    top, height = _TOP + 0.6, row * len(carriers)

    def at(day: pd.Timestamp) -> float:
        return left + width * ((day - first) / (last - first))

    _years(shapes, first, last, at, top, height)
    _lines(shapes, report, at, (first, last), top, height)
    for index, carrier in enumerate(carriers):
        box = (_LEFT, top + row * index, 3.0, row)
        _text(shapes, short(names[carrier], 26), box, 13 if len(names[carrier]) <= 16 else 11, align="right")
    for bar in dated.itertuples():
        _bar(shapes, report, bar, at, top + row * carriers.index(bar.carrier_id) + row * 0.14, row * 0.72)
    # After the bars, or the next one would cover half of them.
    for bar in dated[dated["plaques"] != ""].itertuples():
        middle = top + row * (carriers.index(bar.carrier_id) + 0.5)
        box = (at(bar.end) - 0.12, middle - 0.12, 0.24, 0.24)
        _shape(shapes, "STAR_5_POINT", box, LIGHT.categories[3]).name = f"★ {bar.plaques}"
    drawn = set(dated["kind"])
    kinds = [(colour, "■", kind or NO_KIND) for kind, colour in _kinds(report).items() if kind in drawn]
    _legend(slide, [*kinds, (LIGHT.categories[3], "★", "带来牌子")], left, top + height + 0.03)


def _span(report: Report, dated: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """From the middle of the first year, or before, to the end of the last."""
    start = min([pd.Timestamp(report.whole.meta.facts.issued), *dated["start"]])
    years = [report.whole.meta.facts.last_year, *dated["end"].dt.year]
    return min(pd.Timestamp(start.year, 7, 1), start), pd.Timestamp(max(years) + 1, 1, 1) + pd.Timedelta(days=40)


def _years(shapes, first: pd.Timestamp, last: pd.Timestamp, at, top: float, height: float) -> None:
    """The years' names, and a band behind every other one."""
    for year in range(first.year, last.year):
        begins, ends = at(max(first, pd.Timestamp(year, 1, 1))), at(pd.Timestamp(year + 1, 1, 1))
        if year % 2 == 0:
            _shape(shapes, "RECTANGLE", (begins, top, ends - begins, height), LIGHT.band)
        _text(shapes, f"{year}年", (begins, top - 0.3, ends - begins, 0.28), 14, bold=True, align="center")


def _shape(shapes, kind: str, box: Box, fill: str, edge: str | None = None):
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.oxml.ns import qn

    shape = shapes.add_shape(getattr(MSO_SHAPE, kind), *map(_inch, box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(fill)
    # The style would bring a shadow.
    shape._element.remove(shape._element.find(qn("p:style")))
    if edge:
        shape.line.color.rgb, shape.line.width = _rgb(edge), _points(2)
    else:
        shape.line.fill.background()
    return shape


def _kinds(report: Report) -> dict[str, str]:
    """The colour of each kind of work."""
    kinds = {kind.name: LIGHT.categories[index % 5] for index, kind in enumerate(report.whole.meta.kinds)}
    return kinds | {"": LIGHT.rest}


def _bar(shapes, report: Report, bar, at, top: float, height: float) -> None:
    from pptx.enum.text import MSO_ANCHOR

    colour = _kinds(report)[bar.kind]
    begins, ends = at(bar.start), at(bar.end)
    fill = {PAST: LIGHT.past, FUTURE: _tint(colour)}.get(bar.state, colour)
    shape = _shape(shapes, "RECTANGLE", (begins, top, ends - begins, height), fill, colour)
    shape.name = f"{bar.name} 第{bar.step}个节点"
    shape._element.nvSpPr.cNvPr.set("descr", f"{bar.deadline_text} {bar.task}")
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    # Room for half a star.
    frame.margin_right = _inch(0.15 if bar.plaques else 0)
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    frame.text = _bar_words(bar, (ends - begins - (0.24 if bar.plaques else 0.06)) * 72 / 12)
    strong = bar.state not in (PAST, FUTURE)
    on_colour = LIGHT.on_category(LIGHT.categories.index(colour)) if colour in LIGHT.categories else LIGHT.on_light
    _type(frame, 12, on_colour if strong else LIGHT.text, align="center")


def _bar_words(bar, room: float) -> str:
    """What fits on the bar: the plaques it brings or the task's first clause; on a short one its kind's first sign."""
    if room < 3:
        return bar.kind[:1]
    plaques = bar.plaques.split("、")
    if len(plaques) > 1:
        return f"争取{len(plaques)}块牌子"
    return short(bar.plaques or bar.task.split("，")[0].rstrip("。"), int(room))


def _lines(shapes, report: Report, at, span: tuple[pd.Timestamp, pd.Timestamp], top: float, height: float) -> None:
    """The targets' deadline and the as-of date, named above the years: the earlier to its left, the later not."""
    from pptx.enum.dml import MSO_LINE

    year = report.whole.meta.target_year
    lines = [(pd.Timestamp(year, 12, 31), f"目标期限 {year}年底", LIGHT.target, None)]
    if span[0] <= pd.Timestamp(report.as_of) <= span[1]:
        words = f"{'今天' if report.as_of == report.today else '截至'} {report.as_of}"
        lines.append((pd.Timestamp(report.as_of), words, LIGHT.text, MSO_LINE.ROUND_DOT))
    for index, (day, words, colour, dash) in enumerate(sorted(lines, key=lambda line: line[0])):
        line = _line(shapes, words, (at(day), top - 0.02), (at(day), top + height), colour, 1.75)
        line.line.dash_style = dash
        before = (index == 0 and len(lines) > 1 and at(day) - at(span[0]) > 2) or at(span[1]) - at(day) < 2
        left = at(day) - 2.45 if before else at(day) + 0.05
        _text(shapes, words, (left, top - 0.58, 2.4, 0.28), 12, colour, align="right" if before else "left")


def _legend(slide, entries: list[tuple[str, str, str]], left: float, top: float) -> None:
    """(colour, sign, words) of each entry, in one line of text."""
    shape = _text(slide.shapes, "", (left, top, _LEFT + _ROOM - left, 0.3), 13, name="图例")
    for colour, sign, words in entries:
        for text, ink in ((sign, colour), (f" {words}　　", LIGHT.text)):
            run = shape.text_frame.paragraphs[0].add_run()
            run.text = text
            run.font.size, run.font.color.rgb = _points(13), _rgb(ink)


# Rows


def _row_slides(deck, report: Report, view: ReportView) -> None:
    """Rows as a native table, on as many slides as they need at a size that can be read."""
    headings, rows, widths = _columns_of(view)
    left_out = len(view.rows) - len(rows)
    notes = (*view.notes, f"{NOTE} {left_out} 处不列在这里，见数据校核。") if left_out else view.notes
    # Few rows are shown large.
    size = next((size for size in (18, 16) if len(list(_pages(rows, widths, size, _BOTTOM - _TOP - 0.45))) == 1), 14)
    pages = list(_pages(rows, widths, size, _BOTTOM - _TOP - 0.45)) or [[]]
    for index, page in enumerate(pages):
        title = view.title if len(pages) == 1 else f"{view.title}（{index + 1}/{len(pages)}）"
        slide = _slide(deck, report, title, view.conclusion, notes if page else ())
        if not page:
            _text(slide.shapes, "\n".join(view.notes), (_LEFT, _TOP + 0.3, _ROOM, 1.2), 24, LIGHT.muted, name="说明")
        else:
            box = (_LEFT, _TOP, _ROOM, 0.4 * (len(page) + 1))
            _table(slide, box, headings, page, widths, view.title, size=size, row=0.4)


def _columns_of(view: ReportView) -> tuple[list[str], list[list[str]], list[float]]:
    """Headings, rows and widths in inches of what a slide shows of ``view``: of findings, what has to be checked."""
    if view.key == "checks":
        kept = [row for row, severity in zip(view.rows, view.table["severity"], strict=True) if severity != NOTE]
        rows = [[row[1], short(row[2].split("（正文")[0], 60), row[3]] for row in kept]
        return ["载体", "说明", "怎么改"], rows, [2.9, 5.333, 4.1]
    rows = [list(row) for row in view.rows]
    return list(view.headings), rows, [1.9, 0.9, 2.8, 3.333, 1.2, 2.2]


def _row_height(cells: list[str], widths: list[float], size: float, least: float) -> float:
    """Height in inches by the lines of its longest cell: not every program makes room by itself."""
    lines = [
        sum(max(1, -(-display_width(line) * size / 2 // ((width - 0.2) * 72))) for line in text.split("\n"))
        for text, width in zip(cells, widths, strict=True)
    ]
    return max(least, max(lines) * size * 1.4 / 72 + 0.06)


def _pages(rows: list[list[str]], widths: list[float], size: float, room: float) -> Iterator[list[list[str]]]:
    """``rows`` in parts that fit into ``room`` inches."""
    page, used = [], 0.0
    for row in rows:
        height = _row_height(row, widths, size, 0.4)
        if page and used + height > room:
            yield page
            page, used = [], 0.0
        page.append(row)
        used += height
    if page:
        yield page
