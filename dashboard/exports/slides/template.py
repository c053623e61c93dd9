"""The deck before its first slide: 16:9, Chinese fonts and prompts, our colours."""

import re

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from dashboard.charts.palette import LIGHT
from dashboard.selection import Selection

from ..measure import OFFICE_FONT
from .drawing import BOTTOM, HEIGHT, LEFT, ROOM, TOP, WIDTH, inch


def set_up(deck, selection: Selection) -> None:
    """16:9, Chinese fonts and our colours in the theme, two layouts with Chinese prompts, Chinese properties."""
    deck.slide_width, deck.slide_height = inch(WIDTH), inch(HEIGHT)
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
    facts = selection.whole.meta.facts
    properties = deck.core_properties
    properties.title = f"{facts.title} 汇报幻灯片"
    properties.subject = selection.filters_text
    properties.author = properties.last_modified_by = facts.name
    properties.language = "zh-CN"
    properties.created = properties.modified = selection.now.replace(tzinfo=None)


def _own_theme(theme: str) -> str:
    theme = re.sub(r'<a:(latin|ea) typeface="[^"]*"', rf'<a:\1 typeface="{OFFICE_FONT}"', theme)
    for number, colour in enumerate((LIGHT.held, LIGHT.added, LIGHT.sought, LIGHT.past, LIGHT.gap), start=1):
        accent = f"<a:accent{number}>"
        theme = re.sub(f'{accent}<a:srgbClr val="\\w+"/>', f'{accent}<a:srgbClr val="{colour[1:]}"/>', theme)
    return theme


def _place_prompt(shape) -> None:
    """Placeholders of master and layouts: in their places on a wide slide, prompts in Chinese."""
    kind = shape.placeholder_format.type
    boxes = {
        PP_PLACEHOLDER.TITLE: (LEFT, 0.28, ROOM, 0.98),
        PP_PLACEHOLDER.BODY: (LEFT, TOP, ROOM, BOTTOM - TOP),
        PP_PLACEHOLDER.DATE: (LEFT, 6.98, 2.5, 0.35),
        PP_PLACEHOLDER.FOOTER: (3.2, 6.98, 7.0, 0.35),
        PP_PLACEHOLDER.SLIDE_NUMBER: (11.6, 6.98, 1.233, 0.35),
    }
    if kind in boxes:
        shape.left, shape.top, shape.width, shape.height = map(inch, boxes[kind])
    if kind in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.BODY):
        shape.text_frame.text = "单击编辑标题" if kind == PP_PLACEHOLDER.TITLE else "单击编辑文字"


def name_fonts(element) -> None:
    """Names the font of Western and of Chinese text in every run: without it each program chooses its own."""
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
            face.set("typeface", OFFICE_FONT)
            properties.insert(place + offset, face)
