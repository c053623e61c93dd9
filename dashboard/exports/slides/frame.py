"""A slide around its picture: title, notes, source, number; the cover."""

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn

from dashboard.charts.palette import LIGHT
from dashboard.selection import Selection
from dashboard.views import View

from .drawing import BOTTOM, LEFT, ROOM, TOP, draw_text, inch, largest, red_rule, set_type


def new_slide(deck, selection: Selection, title: str, conclusion: str, notes: tuple[str, ...] = ()):
    """A slide with its conclusion, notes, source, filters and number; the picture comes in between."""
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    # On one line where that can still be read from the last row.
    set_title(slide, conclusion, largest(conclusion, ROOM, (28, 26, 24)))
    red_rule(slide, 1.3, LEFT, ROOM)
    words = "　".join(notes)
    if words:
        size = largest(words, 2 * ROOM, (13, 12, 11))
        draw_text(slide.shapes, words, (LEFT, BOTTOM + 0.04, ROOM, 0.5), size, LIGHT.muted, name="说明")
    source = f"{title} · {selection.filters_text} · 来源：{selection.short_source} · {selection.nature}"
    draw_text(slide.shapes, source, (LEFT, 6.9, 11.3, 0.43), largest(source, 11.3, (12, 11)), LIGHT.muted, name="来源")
    number_field(slide)
    return slide


def put_notes(slide, view: View) -> None:
    """The rows behind a picture as speaker notes, for the question that comes next: a line a row under the headings."""
    lines = [view.headings, *view.rows] if view.rows else []
    slide.notes_slide.notes_text_frame.text = "\n".join([f"{view.conclusion}。", *map(" | ".join, lines)])


def empty_picture(slide, view: View) -> None:
    """Where there is nothing to draw: why, in large type."""
    draw_text(slide.shapes, "\n".join(view.notes), (LEFT, TOP + 0.2, ROOM, 2.4), 20, LIGHT.muted, name="说明")


def set_title(slide, text: str, size: float) -> None:
    slide.shapes.title.name = "结论"
    frame = slide.shapes.title.text_frame
    frame.text = text
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = 0
    set_type(frame, size, LIGHT.text, bold=True)


def number_field(slide) -> None:
    """The slide's number, as a field that follows when slides are moved."""
    shape = draw_text(slide.shapes, "1", (11.9, 6.9, 0.933, 0.43), 12, LIGHT.muted, align="right", name="页码")
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


def cover_slide(deck, selection: Selection) -> None:
    """Title, number and date of the document; filters with their effect; when it was made."""
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    facts = selection.whole.meta.facts
    slide.shapes.title.left, slide.shapes.title.top = inch(0.9), inch(2.1)
    slide.shapes.title.width, slide.shapes.title.height = inch(11.5), inch(1.4)
    set_title(slide, facts.title, 40)
    red_rule(slide, 3.62, 0.9, 11.5)
    lines = (
        *([selection.issued_text] if selection.issued_text else []),
        f"当前筛选：{selection.effect_text}",
        f"截至 {selection.as_of}　{selection.nature}",
    )
    about = draw_text(slide.shapes, "\n".join(lines), (0.9, 3.85, 11.5, 2.5), 18, LIGHT.muted)
    about.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    for paragraph in about.text_frame.paragraphs:
        paragraph.line_spacing = 1.3
    draw_text(slide.shapes, f"生成于 {selection.now:%Y-%m-%d %H:%M}", (0.9, 6.6, 11.5, 0.4), 12, LIGHT.muted)
