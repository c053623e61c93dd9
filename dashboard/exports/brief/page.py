"""The page: a sheet a view with conclusion, chart, notes and rows; in print each page has its source and filters."""

import base64
import hashlib
import html
from pathlib import Path

from analytics.meta import META_FILE
from dashboard.charts.layout import FONT
from dashboard.charts.palette import DARK, LIGHT, Palette
from dashboard.selection import Selection
from dashboard.views import View, cut_cell, every_view, left_out, rules_of

from .figures import charts_json, palettes_json

_MOST_ROWS = 40
"""A brief is read in a meeting: of a longer table the others stand in the workbook (60 pages for a large district)."""

_MOST_IN_CELL = 600
"""Longer texts list what other tables list too, such as all carriers of a year in a large district: they are cut."""

_SHORT = 10
"""A column whose texts have at most so many characters is not broken into lines."""

_LONG = 48
"""A longer text gives its column no more room."""

_NOT_DRAWN = "图由本文件自带的程序画出。看不到图时，请换 Chrome、Edge 等较新的浏览器；数据见下面的表。"
_FOLDER = Path(__file__).parent

_PROGRAM = _FOLDER.parents[1] / "server" / "plotly" / "plotly-basic.min.js"
"""Draws bars and scatters, which is all that we have, in a fifth of the whole program (docs/decisions/0020)."""


def brief_html(selection: Selection) -> bytes:
    """Every view of ``shown`` (filtered from ``whole``) with conclusion, chart and rows, as one file.

    Texts from files are escaped; beyond that the page's own policy lets nothing but its two scripts run and nothing
    reach a network.
    """
    # The key figures stand on the cover.
    overview, *listed = every_view(selection)
    views = tuple(view for view in listed if not view.is_empty)
    without = left_out(tuple(view for view in listed if view.is_empty))
    # An HTML parser would end a script at the first </script>, also within a text of the program.
    program = _PROGRAM.read_text(encoding="utf-8").replace("</script", "<\\/script")
    draw = f"\n{(_FOLDER / 'draw.js').read_text(encoding='utf-8')}"
    parts = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(program, draw)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">',
        f"<title>{_escaped(_title(selection))}</title><style>{_style()}</style></head><body>",
        _bar(views),
        "<main>",
        _cover(selection, overview, views, without),
        *(_section(selection, view, number) for number, view in enumerate(views, start=1)),
        _rules(selection, len(views) + 1),
        "</main>",
        f'<script type="application/json" id="charts">{charts_json(views)}</script>',
        f'<script type="application/json" id="palettes">{palettes_json()}</script>',
        f"<script>{program}</script><script>{draw}</script></body></html>",
    ]
    return "\n".join(parts).encode("utf-8")


def _style() -> str:
    """The style sheet with the colours of both themes; on paper always the light ones, and the number of the page."""
    number = (
        '@bottom-right { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; '
        f"font: 12px {FONT}; color: {LIGHT.muted}; }}"
    )
    return (
        f":root {{ --font: {FONT}; {_variables(LIGHT)} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}\n"
        f"@page {{ size: A4 landscape; margin: 9mm 10mm 13mm; {number} }}\n"
        f"{(_FOLDER / 'style.css').read_text(encoding='utf-8')}"
    )


def _variables(palette: Palette) -> str:
    colours = {
        "text": palette.text,
        "muted": palette.muted,
        "line": palette.grid,
        "band": palette.band,
        "mark": palette.held,
        "on-mark": palette.on_held,
        "red": palette.gap,
        "page": palette.page,
        "desk": palette.past_fill,
    }
    return "; ".join(f"--{name}: {colour}" for name, colour in colours.items())


def _escaped(text: object) -> str:
    return html.escape(str(text))


def _title(selection: Selection) -> str:
    return f"{selection.whole.meta.facts.title} 汇报材料"


def _policy(*scripts: str) -> str:
    """Nothing loads, nothing runs but ``scripts``, which are known by their content."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts
    )
    allowed = f"script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _bar(views: tuple[View, ...]) -> str:
    """On screen only: the way to each view, and to the printer."""
    links = "".join(
        f'<a href="#view-{number}">{_escaped(view.title)}</a>' for number, view in enumerate(views, start=1)
    )
    return f'<nav><a href="#cover">首页</a>{links}<button id="print" type="button">打印（A4 横向）</button></nav>'


def _sheet(selection: Selection, name: str, title: str, content: str) -> str:
    """A page, or several; in print each of them begins with its title, the source and the filters."""
    return (
        f'<section class="sheet" id="{name}"><div class="running"><div class="line"><span><b>{_escaped(title)}</b>　'
        f"{_escaped(selection.source_text)}　{selection.nature}</span>"
        f"<span>{_escaped(selection.filters_text)}</span></div></div>"
        f'<div class="content">{content}</div></section>'
    )


def _cover(selection: Selection, overview: View, views: tuple[View, ...], notes: tuple[str, ...]) -> str:
    cards = "".join(
        f"<li><b>{_escaped(card.label)}</b><strong>{_escaped(card.value)}</strong><span>{_escaped(card.note)}</span></li>"
        for card in overview.table.itertuples()
    )
    contents = "".join(
        f'<li><a href="#view-{number}">{_escaped(view.title)}</a><span>{_escaped(view.conclusion)}</span></li>'
        for number, view in enumerate(views, start=1)
    )
    facts = selection.whole.meta.facts
    return _sheet(
        selection,
        "cover",
        "汇报材料",
        f"<h1>{_escaped(facts.title)}</h1>"
        f'<p class="about">{_escaped(selection.issued_text)}</p>'
        f'<p class="about">当前筛选：{_escaped(selection.effect_text)}　截至 {selection.as_of}</p>'
        f'<ul class="cards">{cards}</ul><ol class="contents">{contents}</ol>'
        f'<p class="about">{_escaped("".join(notes))}</p>',
    )


def _section(selection: Selection, view: View, number: int) -> str:
    chart = (
        f'<div class="chart" id="chart-{number}" role="img" aria-label="{_escaped(view.alt)}">{_NOT_DRAWN}</div>'
        if view.build
        else ""
    )
    notes = "".join(f"<p>{_escaped(note)}</p>" for note in view.notes)
    return _sheet(
        selection,
        f"view-{number}",
        f"{number}　{view.title}",
        f'<h2>{_escaped(view.conclusion)}</h2>{chart}<div class="notes">{notes}</div>{_table(view)}',
    )


def _table(view: View) -> str:
    if not view.rows:
        return ""
    longest = [max(len(row[place]) for row in view.rows) for place in range(len(view.headings))]
    short = [length <= _SHORT for length in longest]
    # Short columns take what they need; the others share the rest by their longest text.
    shares = [0 if is_short else min(length, _LONG) for is_short, length in zip(short, longest, strict=True)]
    widths = [f"{100 * share / sum(shares):.0f}%" if share else "1%" for share in shares]
    head = "".join(
        f'<th style="width: {width}">{_escaped(heading)}</th>'
        for heading, width in zip(view.headings, widths, strict=True)
    )
    body = "".join(f"<tr>{_cells(row, short)}</tr>" for row in view.rows[:_MOST_ROWS])
    rest = (
        f"<p>共 {len(view.rows)} 行，这里列前 {_MOST_ROWS} 行，其余见汇报工作簿。</p>"
        if len(view.rows) > _MOST_ROWS
        else ""
    )
    return f'<div class="rows"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}</div>'


def _cells(row: tuple[str, ...], short: list[bool]) -> str:
    cut = [cut_cell(text, _MOST_IN_CELL, "其余见汇报工作簿") for text in row]
    return "".join(
        f'<td class="short">{_escaped(text)}</td>' if is_short else f"<td>{_escaped(text)}</td>"
        for text, is_short in zip(cut, short, strict=True)
    )


def _rules(selection: Selection, number: int) -> str:
    rules = "".join(f"<dt>{_escaped(name)}</dt><dd>{_escaped(rule)}</dd>" for name, rule in rules_of(selection.whole))
    files = "、".join((*selection.whole.files.values(), META_FILE))
    return _sheet(
        selection,
        "rules",
        f"{number}　口径",
        f'<h2>各项数字怎么算</h2><dl>{rules}</dl><div class="notes"><p>数据文件：{_escaped(files)}</p>'
        f"<p>生成时间：{selection.now:%Y-%m-%d %H:%M}</p></div>",
    )
