"""What stands on every sheet where a page is printed."""

from dashboard.charts.palette import LIGHT
from dashboard.components.paper import put_on_paper
from dashboard.selection import Selection

from .title import source_words


def sheet_margins(title: str, selection: Selection, data_words: str) -> None:
    """Page ``title``, the filters with their effect and the day looked at from above, below the source and
    ``data_words``; the browser adds page n of m. Paper is light, whatever the screen is."""
    put_on_paper(
        {
            "title": title,
            "filters": f"截至 {selection.as_of} · {selection.effect_text}",
            "source": source_words(selection, data_words),
            "colours": LIGHT.slots,
        }
    )
