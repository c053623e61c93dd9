"""File names that say what is inside: ``附件2_挖掘包装孵化载体清单_区科技局_20261123.csv``."""

import re
from datetime import date

from analytics import Filters, Plan
from analytics.filters import value_text

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 40


def filters_name(filters: Filters) -> str:
    """The chosen values, joined: ``区科技局_2024年``; 全部 where nothing is chosen."""
    words = "_".join(value_text(name, value) for name, values in filters.active.items() for value in values)
    words = _FORBIDDEN.sub("-", words) or "全部"
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}等"


REPORT_NAMES = {"xlsx": "汇报工作簿", "html": "汇报材料", "pptx": "汇报幻灯片"}
"""What a report is called, by its ending."""


def report_file_name(plan: Plan, filters: Filters, day: date, ending: str) -> str:
    """The name of a report made on ``day``: ``双创载体提质发展_汇报材料_区科技局_20261123.html``."""
    title = _FORBIDDEN.sub("-", plan.meta.facts.name)
    return f"{title}_{REPORT_NAMES[ending]}_{filters_name(filters)}_{day:%Y%m%d}.{ending}"


def annex_file_name(plan: Plan, annex: int, filters: Filters, day: date, ending: str) -> str:
    """The name of a download of annex ``annex`` on ``day``; ``ending`` without a dot."""
    title = next(entry.title for entry in plan.meta.annexes if entry.number == annex)
    return f"附件{annex}_{_FORBIDDEN.sub('-', title)}_{filters_name(filters)}_{day:%Y%m%d}.{ending}"
