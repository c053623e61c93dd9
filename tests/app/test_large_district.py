"""A district larger than any: every page and slide is there and says all of it."""

from pathlib import Path

import pytest

from analytics import load_plan
from analytics.findings import HINT
from dashboard.views import VIEWS
from tests.support.districts import write_district
from tests.support.large_district import write_large_district

from .conftest import TITLES, charts, no_trouble, open_page, tables, title_of

EVERYTHING = "全部 120 个载体"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("大县")
    write_large_district(folder)
    return folder


def test_it_is_as_large_as_it_says(large: Path):
    plan = load_plan(large)

    assert (len(plan.carriers), len(plan.milestones), len(plan.meta.years)) == (120, 500, 9)
    assert {len(name) for name in plan.carriers["name"]} == {44}
    assert plan.carriers["leads"].explode().nunique() == 25
    assert plan.plaques["type"].nunique() == 8
    assert not [finding for finding in plan.findings if finding.severity == HINT]


def test_every_page_and_slide_is_there(large: Path, use_plan):
    use_plan(large)
    for page in TITLES:
        at = open_page(page)
        no_trouble(at)
        assert EVERYTHING in title_of(at)
    for number in range(1, sum(entry.slide for entry in VIEWS)):  # 目标覆盖 is not offered.
        at = open_page("meeting", slide=str(number))
        no_trouble(at)
        assert EVERYTHING in title_of(at)


def test_what_a_page_sends_has_a_bound(tmp_path: Path, use_plan):
    """Of 1,200 carriers a cell names those it has room for, and the strip of areas draws a part, which it says."""
    write_district(tmp_path, 1200, seed=1)
    use_plan(tmp_path)
    departments, carrier = open_page("departments"), open_page("carrier")

    cells = [str(cell) for table in tables(departments) for row in table.frame.to_numpy() for cell in row]
    assert max(map(len, cells)) < 1100
    assert any(cell.endswith("……（太长，其余未列）") for cell in cells)
    dots = max(len(chart.figure["data"][0]["x"]) for chart in charts(carrier))
    assert 100 < dots <= 201
    assert "每 6 个画一个" in "".join(caption.value for caption in carrier.caption)
