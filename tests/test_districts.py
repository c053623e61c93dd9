"""tests/support/districts.py: an invented district of any size is one that the dashboard takes."""

from pathlib import Path

import pytest

from analytics import load_plan
from analytics.findings import ERROR
from tests.support.districts import write_district


@pytest.mark.parametrize("carriers", [2, 21, 200])
def test_a_district_of_any_size_is_accepted(tmp_path: Path, carriers: int):
    write_district(tmp_path, carriers, seed=7)
    plan = load_plan(tmp_path)

    assert len(plan.carriers) == carriers
    assert set(plan.carriers["annex"]) == {1, 2}
    assert plan.carriers["name"].is_unique
    assert [finding for finding in plan.findings if finding.severity == ERROR] == []
    assert not {"total-differs", "statement-without-carrier"} & {finding.code for finding in plan.findings}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path):
    for folder, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_district(tmp_path / folder, 40, seed)
    files = {folder: [path.read_bytes() for path in sorted((tmp_path / folder).iterdir())] for folder in "abc"}

    assert files["a"] == files["b"] != files["c"]
