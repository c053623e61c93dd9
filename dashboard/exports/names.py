"""File names that say what is inside: ``附件2_挖掘包装孵化载体清单_区科技局_20261123.csv``."""

from analytics import Filters
from analytics.filters import value_text
from analytics.guard import in_file_name
from dashboard.selection import Selection

_LONGEST = 40


def filters_name(filters: Filters) -> str:
    """The chosen values, joined: ``区科技局_2024年``; 全部 where nothing is chosen."""
    words = "_".join(value_text(name, value) for name, values in filters.active.items() for value in values)
    words = in_file_name(words) or "全部"
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}等"


REPORT_NAMES = {"xlsx": "汇报工作簿", "html": "汇报材料", "pptx": "汇报幻灯片"}
"""What a report is called, by its ending."""


def report_file_name(selection: Selection, ending: str) -> str:
    """The name of a report of ``selection`` made today: ``双创载体提质发展_汇报材料_区科技局_20261123.html``; with
    ``截至20240630_`` before the day where it is looked at from another one."""
    title = in_file_name(selection.whole.meta.facts.name)
    return f"{title}_{REPORT_NAMES[ending]}_{_of(selection)}.{ending}"


def annex_file_name(selection: Selection, annex: int, ending: str) -> str:
    """The name of a download of annex ``annex``; ``ending`` without a dot."""
    title = next(entry.title for entry in selection.whole.meta.annexes if entry.number == annex)
    return f"附件{annex}_{in_file_name(title)}_{_of(selection)}.{ending}"


def template_file_name(selection: Selection, department: str, ending: str) -> str:
    """The name of the table that ``department`` fills in: ``填报表_区科技局_20261123.xlsx``."""
    return f"填报表_{in_file_name(department)}_{selection.today:%Y%m%d}.{ending}"


def list_file_name(selection: Selection, what: str) -> str:
    """The name of a list that goes back to departments: ``未报送清单_区科技局_20261123.csv``."""
    return f"{what}_{_of(selection)}.csv"


def _of(selection: Selection) -> str:
    as_of = "" if selection.as_of == selection.today else f"截至{selection.as_of:%Y%m%d}_"
    return f"{filters_name(selection.filters)}_{as_of}{selection.today:%Y%m%d}"
