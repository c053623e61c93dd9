"""Parts of a workbook rewritten before openpyxl sees them: it loses what marks a run, and stops at odd styles.

Runs that are raised, lowered or struck out get signs around them, which ``take_marks`` takes off the cells again: so
3.8¹ is never 3.81 (inputs.md row 54). Styles of other programs lose what only paints cells (row 62).
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, tostring

from defusedxml.ElementTree import fromstring

_RAISED, _LOWERED, _STRUCK, _END = "\U0010fff0", "\U0010fff1", "\U0010fff2", "\U0010fff3"
_MARKED = re.compile(f"([{_RAISED}{_LOWERED}{_STRUCK}])([^{_END}]*){_END}")
_SMALL = {
    _RAISED: str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾"),
    _LOWERED: str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"),
}
_CHUNK = 1 << 20


def take_marks(text: str) -> tuple[str, str, str]:
    """A cell's text with raised and lowered digits as such (3.8¹, m²); what is raised or lowered in it other than a
    unit's exponent; what is struck out."""
    if _END not in text:
        return text, "", ""
    small, struck = [], []

    def plain(found: re.Match[str]) -> str:
        if found[1] == _STRUCK:
            struck.append(found[2])
            return found[2]
        shown = found[2].translate(_SMALL[found[1]])
        if not (shown in ("²", "³") and text[: found.start()].endswith(("m", "ｍ"))):
            small.append(shown)
        return shown

    return _MARKED.sub(plain, text), "".join(small), "".join(struck)


def with_marks(data: bytes) -> bytes:
    """The workbook with signs around the marked runs of its texts; the same bytes where there are none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if "sharedstrings" in name.lower() or "/worksheets/" in name]
        marked = [name for name in names if _holds(archive, name, (b"vertAlign", b"strike"))]
    return _rewritten(data, marked, _mark_runs) if marked else data


def with_plain_styles(data: bytes) -> bytes:
    """The workbook without fills, borders, extensions and document properties, which only paint and describe it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = [name for name in archive.namelist() if name.lower().endswith("/styles.xml")]
    return _rewritten(data, styles, _unpaint, leave_out="docProps/")


def _holds(archive: zipfile.ZipFile, name: str, words: Iterable[bytes]) -> bool:
    """Whether one of ``words`` stands in a part, without having all of it in memory."""
    before = b""
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            if any(word in before + chunk for word in words):
                return True
            before = chunk[-16:]
    return False


def _rewritten(data: bytes, names: list[str], change: Callable[[Element], None], leave_out: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename in names:
                root = fromstring(content)
                change(root)
                content = tostring(root, encoding="utf-8", xml_declaration=True)
            if not leave_out or not info.filename.startswith(leave_out):
                new.writestr(info.filename, content)
    return buffer.getvalue()


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _mark_runs(root: Element) -> None:
    for run in root.iter():
        if _name(run) == "r" and (sign := _sign(run)):
            for text in run:
                if _name(text) == "t" and text.text:
                    text.text = f"{sign}{text.text}{_END}"


def _sign(run: Element) -> str:
    """The sign for a run that is raised, lowered or struck out, "" for others."""
    signs = {"superscript": _RAISED, "subscript": _LOWERED}
    for part in run.iter():
        if _name(part) == "vertAlign" and part.get("val") in signs:
            return signs[part.get("val")]
        if _name(part) in ("strike", "dstrike") and part.get("val") not in ("0", "false"):
            return _STRUCK
    return ""


def _unpaint(root: Element) -> None:
    for part in list(root):
        if _name(part) in ("fills", "borders"):
            for one in part:
                one.clear()
                if _name(one) == "fill":
                    one.append(Element(one.tag.replace("}fill", "}patternFill")))
        elif _name(part) in ("extLst", "dxfs", "tableStyles", "colors"):
            root.remove(part)
    for parent in root.iter():
        for child in [child for child in parent if _name(child) == "extLst"]:
            parent.remove(child)
