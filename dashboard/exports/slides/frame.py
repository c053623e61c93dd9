"""A slide around its picture: title, notes, source, number; the cover and the key figures."""

from analytics.headlines import total_headline
from analytics.indicators import indicators
from dashboard.charts.style import LIGHT

from ..report import ONLY_A_PLAN, Report, day_text
from .drawing import BOTTOM, LEFT, ROOM, draw_shape, draw_text, inch, red_rule, set_type


def new_slide(deck, report: Report, title: str, conclusion: str, notes: tuple[str, ...] = ()):
    """A slide with its conclusion, notes, source, filters and number; the picture comes in between."""
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    set_title(slide, conclusion, 28)
    red_rule(slide, 1.3, LEFT, ROOM)
    if notes:
        draw_text(slide.shapes, "　".join(notes), (LEFT, BOTTOM + 0.04, ROOM, 0.5), 11, LIGHT.muted, name="说明")
    source = f"{title} · {report.filters_text} · 来源：{report.whole.meta.facts.document_number} · {ONLY_A_PLAN}"
    draw_text(slide.shapes, source, (LEFT, 6.98, 11.3, 0.35), 11, LIGHT.muted, name="来源")
    number_field(slide)
    return slide


def set_title(slide, text: str, size: float) -> None:
    from pptx.enum.text import MSO_ANCHOR

    slide.shapes.title.name = "结论"
    frame = slide.shapes.title.text_frame
    frame.text = text
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = 0
    set_type(frame, size, LIGHT.text, bold=True)


def number_field(slide) -> None:
    """The slide's number, as a field that follows when slides are moved."""
    from lxml import etree
    from pptx.oxml.ns import qn

    shape = draw_text(slide.shapes, "1", (11.9, 6.98, 0.933, 0.35), 12, LIGHT.muted, align="right", name="页码")
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


def cover_slide(deck, report: Report) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    facts = report.whole.meta.facts
    slide.shapes.title.left, slide.shapes.title.top = inch(0.9), inch(2.1)
    slide.shapes.title.width, slide.shapes.title.height = inch(11.5), inch(1.4)
    set_title(slide, facts.title, 40)
    red_rule(slide, 3.62, 0.9, 11.5)
    lines = (
        f"{facts.document_number}　{facts.issuer}　{day_text(facts.issued)}印发",
        f"当前筛选：{report.filters_text}",
        f"截至 {report.as_of}　{ONLY_A_PLAN}",
    )
    for index, line in enumerate(lines):
        draw_text(slide.shapes, line, (0.9, 3.8 + 0.5 * index, 11.5, 0.5), 18, LIGHT.muted)
    draw_text(slide.shapes, f"生成于 {report.made:%Y-%m-%d %H:%M}", (0.9, 6.6, 11.5, 0.4), 12, LIGHT.muted)


def key_figures_slide(deck, report: Report) -> None:
    """总览: six cards, each with what it is measured against."""
    slide = new_slide(deck, report, "总览", total_headline(report.shown.carriers))
    for index, card in enumerate(indicators(report.whole, report.shown, report.as_of)):
        left, top = LEFT + index % 3 * 4.19, 1.75 + index // 3 * 2.4
        draw_shape(slide.shapes, "RECTANGLE", (left, top, 3.95, 2.1), LIGHT.band).name = card.label
        draw_text(slide.shapes, card.label, (left + 0.25, top + 0.18, 3.5, 0.4), 16, LIGHT.muted)
        draw_text(slide.shapes, card.value, (left + 0.25, top + 0.58, 3.5, 0.8), 36, LIGHT.categories[0], bold=True)
        draw_text(slide.shapes, card.note, (left + 0.25, top + 1.42, 3.5, 0.5), 14, LIGHT.text)
