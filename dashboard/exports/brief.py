"""汇报材料: one HTML file with every view, live charts, no server and no network; prints to A4 landscape as vectors."""

import base64
import hashlib
import html
import json
from datetime import date, datetime

from analytics import Filters, Plan
from analytics.indicators import indicators
from analytics.meta import META_FILE
from dashboard.charts.style import FONT, LIGHT, ON_SCREEN, Palette, chart_config

from .report import ONLY_A_PLAN, RULES, Report, ReportView, day_text, report_views

_WIDTH = 1046
"""Width of a chart in px: what A4 landscape leaves between its margins, so that paper and screen show the same."""

_SHORT = 10
"""A column whose texts have at most so many characters is not broken into lines."""

_LONG = 48
"""A longer text gives its column no more room."""

_DRAW = """
const hatch = (bar) => {
  const { x, y, width, height } = bar.getBBox();
  const lines = [];
  for (let start = x - height + 6; start < x + width; start += 11) {
    const left = Math.max(start, x), right = Math.min(start + height, x + width);
    lines.push(`M${left},${y + height - (left - start)}L${right},${y + height - (right - start)}`);
  }
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawn.setAttribute("d", lines.join(""));
  drawn.setAttribute("class", "hatch");
  bar.after(drawn);
};
const charts = JSON.parse(document.getElementById("charts").textContent);
for (const chart of charts) {
  const place = document.getElementById(chart.place);
  Plotly.newPlot(place, chart.figure.data, chart.figure.layout, chart.config);
  const bars = place.querySelectorAll(".barlayer .trace");
  chart.hatched.forEach((one) => bars[one].querySelectorAll(".point path").forEach(hatch));
}
document.getElementById("print").addEventListener("click", () => window.print());
document.documentElement.dataset.drawn = charts.length;
"""


def brief_html(shown: Plan, whole: Plan, filters: Filters, as_of: date, made: datetime) -> bytes:
    """Every view of ``shown`` (filtered from ``whole``) with conclusion, chart and rows, as one file.

    Texts from files are escaped; beyond that the page's own policy lets nothing but its two scripts run and nothing
    reach a network.
    """
    # Imported on first use: the charts' program is a file of 5 MB.
    from plotly.offline import get_plotlyjs

    report = Report(shown, whole, filters, as_of, made)
    views = report_views(report)
    # An HTML parser would end a script at the first </script>, also within a text of the program.
    program = get_plotlyjs().replace("</script", "<\\/script")
    parts = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(program, _DRAW)}">',
        '<meta name="viewport" content="width=1140"><link rel="icon" href="data:,">',
        f"<title>{_escaped(_title(report))}</title><style>{_style(LIGHT)}</style></head><body>",
        _bar(views),
        "<main>",
        _cover(report, views),
        *(_section(report, view, number) for number, view in enumerate(views, start=1)),
        _rules(report, len(views) + 1),
        "</main>",
        f'<script type="application/json" id="charts">{_charts(views)}</script>',
        f"<script>{program}</script><script>{_DRAW}</script></body></html>",
    ]
    return "\n".join(parts).encode("utf-8")


def _escaped(text: object) -> str:
    return html.escape(str(text))


def _title(report: Report) -> str:
    return f"{report.whole.meta.facts.title} 汇报材料"


def _policy(*scripts: str) -> str:
    """Nothing loads, nothing runs but ``scripts``, which are known by their content."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts
    )
    allowed = f"script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _charts(views: tuple[ReportView, ...]) -> str:
    """The figures as JSON; a text in them cannot end the script that holds them."""
    charts = []
    for number, view in enumerate(views, start=1):
        if view.build:
            figure = view.build(ON_SCREEN, LIGHT)
            figure.update_layout(width=_WIDTH)
            # On screen Streamlit's theme gives the ticks their room.
            figure.update_xaxes(automargin=True)
            config = json.dumps(chart_config(view.title), ensure_ascii=False)
            hatched = _hatched(figure)
            charts.append(
                f'{{"place": "chart-{number}", "hatched": {hatched}, "figure": {figure.to_json()}, "config": {config}}}'
            )
    return f"[{','.join(charts)}]".replace("<", "\\u003c")


def _hatched(figure) -> list[int]:
    """Takes the patterns off the bars and says which of them had one: a browser prints patterns as pixels, so that
    the page draws them as lines."""
    bars = [trace for trace in figure.data if trace.type == "bar"]
    hatched = [index for index, trace in enumerate(bars) if trace.marker.pattern.shape]
    for index in hatched:
        bars[index].marker.pattern = None
    return hatched


# Pages


def _bar(views: tuple[ReportView, ...]) -> str:
    """On screen only: the way to each view, and to the printer."""
    links = "".join(
        f'<a href="#view-{number}">{_escaped(view.title)}</a>' for number, view in enumerate(views, start=1)
    )
    return f'<nav><a href="#cover">首页</a>{links}<button id="print" type="button">打印（A4 横向）</button></nav>'


def _sheet(report: Report, name: str, title: str, content: str) -> str:
    """A page, or several; in print each of them begins with its title, the source and the filters."""
    return (
        f'<section class="sheet" id="{name}"><div class="running"><div class="line"><span><b>{_escaped(title)}</b>　'
        f"{_escaped(report.source_text)}　{ONLY_A_PLAN}</span><span>{_escaped(report.filters_text)}</span></div></div>"
        f'<div class="content">{content}</div></section>'
    )


def _cover(report: Report, views: tuple[ReportView, ...]) -> str:
    cards = "".join(
        f"<li><b>{_escaped(card.label)}</b><strong>{_escaped(card.value)}</strong><span>{_escaped(card.note)}</span></li>"
        for card in indicators(report.whole, report.shown, report.as_of)
    )
    contents = "".join(
        f'<li><a href="#view-{number}">{_escaped(view.title)}</a><span>{_escaped(view.conclusion)}</span></li>'
        for number, view in enumerate(views, start=1)
    )
    facts = report.whole.meta.facts
    issued = f"{facts.document_number}　{facts.issuer}　{day_text(facts.issued)}印发"
    return _sheet(
        report,
        "cover",
        "汇报材料",
        f"<h1>{_escaped(facts.title)}</h1>"
        f'<p class="about">{_escaped(issued)}</p>'
        f'<p class="about">当前筛选：{_escaped(report.filters_text)}　截至 {report.as_of}</p>'
        f'<ul class="cards">{cards}</ul><ol class="contents">{contents}</ol>'
        f'<noscript><p class="about">图由本文件自带的程序画出；现在程序没有运行，只能看到文字和表。</p></noscript>',
    )


def _section(report: Report, view: ReportView, number: int) -> str:
    chart = (
        f'<div class="chart" id="chart-{number}" role="img" aria-label="{_escaped(view.alt)}"></div>'
        if view.build
        else ""
    )
    notes = "".join(f"<p>{_escaped(note)}</p>" for note in view.notes)
    return _sheet(
        report,
        f"view-{number}",
        f"{number}　{view.title}",
        f'<h2>{_escaped(view.conclusion)}</h2>{chart}<div class="notes">{notes}</div>{_table(view)}',
    )


def _table(view: ReportView) -> str:
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
    body = "".join(f"<tr>{_cells(row, short)}</tr>" for row in view.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(row: tuple[str, ...], short: list[bool]) -> str:
    return "".join(
        f'<td class="short">{_escaped(text)}</td>' if is_short else f"<td>{_escaped(text)}</td>"
        for text, is_short in zip(row, short, strict=True)
    )


def _rules(report: Report, number: int) -> str:
    rules = "".join(f"<dt>{_escaped(name)}</dt><dd>{_escaped(rule)}</dd>" for name, rule in RULES)
    files = "、".join((*report.whole.files.values(), META_FILE))
    return _sheet(
        report,
        "rules",
        f"{number}　口径",
        f'<h2>各项数字怎么算</h2><dl>{rules}</dl><div class="notes"><p>数据文件：{_escaped(files)}</p>'
        f"<p>生成时间：{report.made:%Y-%m-%d %H:%M}</p></div>",
    )


def _style(palette: Palette) -> str:
    return f"""
:root {{ --text: {palette.text}; --muted: {palette.muted}; --line: {palette.grid}; --band: {palette.band};
  --mark: {palette.categories[0]}; --red: {palette.target}; --page: {palette.page}; --desk: {palette.past}; }}
* {{ box-sizing: border-box; print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
html {{ scroll-padding-top: 52px; }}
body {{ margin: 0; background: var(--desk); color: var(--text); font: 14px/1.5 {FONT}; }}
nav {{ position: sticky; top: 0; z-index: 9; display: flex; gap: 4px 18px; align-items: center; flex-wrap: wrap;
  padding: 8px 24px; background: var(--page); border-bottom: 2px solid var(--red); }}
a {{ color: var(--mark); text-decoration: none; }}
a:hover {{ text-decoration: underline; }}
button {{ margin-left: auto; padding: 5px 14px; font: inherit; color: var(--page); background: var(--mark); border: 0;
  border-radius: 4px; cursor: pointer; }}
.sheet {{ width: 1122px; min-height: 793px; margin: 20px auto; padding: 34px 38px; background: var(--page); }}
.line {{ display: flex; flex-wrap: wrap; gap: 1px 32px; margin-bottom: 8px; padding-bottom: 5px;
  font-size: 12px; color: var(--muted); border-bottom: 1.5px solid var(--red); }}
.line b {{ color: var(--text); }}
.line span:last-child {{ margin-left: auto; text-align: right; }}
h1 {{ margin: 26px 0 6px; font-size: 34px; line-height: 1.3; }}
h2 {{ margin: 4px 0 10px; font-size: 24px; line-height: 1.35; }}
.about {{ margin: 2px 0; font-size: 15px; color: var(--muted); }}
.cards {{ display: grid; grid-template-columns: repeat(6, 1fr); gap: 12px; margin: 22px 0; padding: 0;
  list-style: none; }}
.cards li {{ padding: 10px 12px; border: 1px solid var(--line); border-top: 3px solid var(--mark); }}
.cards b, .cards span {{ display: block; font-weight: normal; font-size: 13px; color: var(--muted); }}
.cards strong {{ display: block; margin: 2px 0; font-size: 23px; }}
.contents {{ margin: 0; padding-left: 26px; font-size: 15.5px; line-height: 1.9; }}
.contents a {{ display: inline-block; min-width: 118px; }}
.chart {{ width: {_WIDTH}px; break-inside: avoid; }}
.hatch {{ fill: none; stroke: var(--page); stroke-opacity: .6; pointer-events: none; }}
.notes {{ margin: 4px 0 10px; font-size: 12.5px; color: var(--muted); }}
.notes p {{ margin: 0; }}
table {{ width: 100%; border-collapse: collapse; font-size: 13px; line-height: 1.4; }}
th, td {{ padding: 3px 7px; text-align: left; vertical-align: top; border: 1px solid var(--line);
  overflow-wrap: anywhere; }}
th {{ background: var(--band); white-space: nowrap; }}
.short {{ white-space: nowrap; }}
dt {{ margin-top: 10px; font-weight: bold; }}
dd {{ margin: 0 0 0 1em; font-size: 15px; }}
@page {{ size: A4 landscape; margin: 9mm 10mm 13mm;
  @bottom-right {{ content: "第 " counter(page) " 页，共 " counter(pages) " 页"; font: 12px {FONT};
    color: {palette.muted}; }}
}}
@media print {{
  body {{ background: none; }}
  nav {{ display: none; }}
  .sheet {{ display: table; width: 100%; min-height: 0; margin: 0; padding: 0; break-after: page; }}
  .sheet:last-of-type {{ break-after: auto; }}
  .running {{ display: table-header-group; break-inside: avoid; }}
  .content {{ display: table-row-group; }}
  h2, tr, dt {{ break-inside: avoid; }}
  h2, dt {{ break-after: avoid; }}
  thead {{ display: table-header-group; break-inside: avoid; }}
  a {{ color: inherit; }}
}}
"""
