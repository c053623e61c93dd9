"""A district larger than any: every page and slide is there and says all of it."""

from pathlib import Path

import pytest

from analytics import load_plan
from analytics.findings import HINT
from dashboard.views import VIEWS
from tests.support.large_district import write_large_district

from .conftest import TITLES, no_trouble, open_page, title_of

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
