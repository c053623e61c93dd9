"""What is drawn on slides: sizes, texts, lines, shapes."""

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn

from dashboard.charts.palette import LIGHT

from ..measure import display_width

WIDTH, HEIGHT = 13.333, 7.5
LEFT, ROOM = 0.5, 12.333
TOP, BOTTOM = 1.42, 6.32
"""Where the picture of a slide begins and ends, in inches; below it stand its notes, then the source."""

Box = tuple[float, float, float, float]
"""Left, top, width, height in inches."""


def inch(inches: float) -> int:
    return round(inches * 914400)


def points_of(points: float) -> int:
    return round(points * 12700)


def largest(text: str, room: float, sizes: tuple[float, ...]) -> float:
    """The first of ``sizes`` (largest first) at which ``text`` fits into ``room`` inches, else the last."""
    return next((size for size in sizes if display_width(text) * size / 2 <= room * 72 * 0.97), sizes[-1])


def rgb(colour: str):
    return RGBColor.from_string(colour.removeprefix("#"))


def tint(colour: str) -> str:
    """``colour`` as light as a milestone to come."""
    channels = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - channel) * 0.45):02X}" for channel in channels)


def set_type(frame, size: float, colour: str, *, bold: bool = False, align: str = "left") -> None:
    """Size and colour of every run: PowerPoint takes no notice of what is said for a paragraph as a whole."""
    for paragraph in frame.paragraphs:
        paragraph.alignment = getattr(PP_ALIGN, align.upper())
        for run in paragraph.runs:
            run.font.size, run.font.bold = points_of(size), bold
            run.font.color.rgb = rgb(colour)
        # The height of an empty line.
        paragraph._p.get_or_add_endParaRPr().set("sz", str(round(size * 100)))


def draw_text(shapes, text: str, box: Box, size: float, colour: str = LIGHT.text, *, bold=False, align="left", name=""):
    """A text box without margins."""
    shape = shapes.add_textbox(*map(inch, box))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.vertical_anchor, frame.auto_size = True, MSO_ANCHOR.MIDDLE, MSO_AUTO_SIZE.NONE
    frame.text = text
    set_type(frame, size, colour, bold=bold, align=align)
    if name:
        shape.name = name
    return shape


def draw_line(shapes, name: str, start: tuple[float, float], end: tuple[float, float], colour: str, width: float):
    line = shapes.add_connector(1, *map(inch, (*start, *end)))
    # The style would bring a shadow.
    line._element.remove(line._element.find(qn("p:style")))
    line.line.color.rgb, line.line.width = rgb(colour), points_of(width)
    line.name = name
    return line


def red_rule(slide, top: float, left: float, width: float) -> None:
    """The thin red line under a title."""
    draw_line(slide.shapes, "红线", (left, top), (left + width, top), LIGHT.gap, 1.25)


def draw_shape(shapes, kind: str, box: Box, fill: str, edge: str | None = None):
    shape = shapes.add_shape(getattr(MSO_SHAPE, kind), *map(inch, box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(fill)
    # The style would bring a shadow.
    shape._element.remove(shape._element.find(qn("p:style")))
    if edge:
        shape.line.color.rgb, shape.line.width = rgb(edge), points_of(2)
    else:
        shape.line.fill.background()
    return shape


def draw_legend(slide, entries: list[tuple[str, str, str]], left: float, top: float) -> None:
    """(colour, sign, words) of each entry, in one line of text."""
    shape = draw_text(slide.shapes, "", (left, top, LEFT + ROOM - left, 0.3), 13, name="图例")
    for colour, sign, words in entries:
        for text, ink in ((sign, colour), (f" {words}　　", LIGHT.text)):
            run = shape.text_frame.paragraphs[0].add_run()
            run.text = text
            run.font.size, run.font.color.rgb = points_of(13), rgb(ink)
