"""``python -m tools.findings_page`` writes docs/findings.md from the table of codes (analytics/finding_codes.toml)."""

from collections.abc import Mapping
from pathlib import Path

from analytics.finding_codes import JUDGING, PLAN, PROGRESS, READING, FindingCode

PAGE = Path(__file__).parents[1] / "docs" / "findings.md"

_HEAD = """# 校核与读入的代码

每条校核有一个不变的代码（页面下载的清单、`python -m analytics check --format csv` 里的“代码”列）。
级别：**错误**——文件不采用，页面继续显示上一次的数据；**提示**——已采用，请核对；**说明**——已采用，供了解。
行号按 Excel 的行号。花括号里的词由具体情形填入。

本页由 `python -m tools.findings_page` 从 `analytics/finding_codes.toml` 生成，不要手改。
"""


def findings_page() -> str:
    """The text of docs/findings.md."""
    parts = {
        "读入文件（`analytics/reading`）": READING,
        "判断行与单元格（`analytics/judging`）": JUDGING,
        "方案自身（`analytics/meta.py`、`notice.py`、`plaques.py`、`consistency.py`）": PLAN,
        "部门填报的进展（`analytics/progress`）": PROGRESS,
    }
    return "\n".join([_HEAD, *(_part(title, codes) for title, codes in parts.items())])


def _part(title: str, codes: Mapping[str, FindingCode]) -> str:
    lines = [f"## {title}", "", "| 代码 | 级别 | 意思 | 怎么说 | 怎么改 |", "|---|---|---|---|---|"]
    for code, kind in codes.items():
        cells = (f"`{code}`", kind.severity, kind.meaning, kind.message, kind.advice or "—")
        lines.append(f"| {' | '.join(cell.replace('{unit}', '万m²') for cell in cells)} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    PAGE.write_text(findings_page(), encoding="utf-8", newline="\n")
