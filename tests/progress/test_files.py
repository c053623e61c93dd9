"""progress.md §1: the files in progress/ are read together, each refused alone; §7: what load_plan gives."""

import csv
import io
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest

from analytics import Plan, PlanError, apply_filters, load_plan, plan_version
from analytics.changes import compare
from analytics.filters import Filters
from analytics.loading import plan_with_annex, plan_with_reports
from analytics.progress import files
from analytics.progress.figures import progress_figures
from analytics.progress.headlines import preview_headline
from analytics.progress.states import milestone_states

from ..conftest import DATA
from ..support import inputs
from .rows import HEADINGS, TODAY, Row, row


def csv_of(*rows: Row, encoding: str = "utf-8-sig") -> bytes:
    """A progress file as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADINGS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_of(*rows: Row) -> bytes:
    """A progress file as a workbook."""
    return inputs.xlsx_bytes([HEADINGS, *([cells[heading] for heading in HEADINGS] for cells in rows)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The real files with an empty progress/."""
    copied = Path(shutil.copytree(DATA, tmp_path / "plan"))
    (copied / "progress").mkdir()
    return copied


def put(folder: Path, **files: bytes) -> None:
    """Writes files into progress/: ``put(folder, 甲_csv=…)`` writes 甲.csv."""
    for name, data in files.items():
        stem, _, ending = name.rpartition("_")
        (folder / "progress" / f"{stem}.{ending}").write_bytes(data)


def told(plan: Plan, severity: str = "") -> list[tuple[str, str]]:
    """(file, code) of the findings of progress files."""
    return [
        (finding.file, finding.code)
        for finding in plan.findings
        if not finding.file.startswith(("annex", "plan.toml")) and (not severity or finding.severity == severity)
    ]


BUILT = row("皖新大厦", "完成项目建设。", "已完成", 实际日期="2024-11-01", 依据="竣工备案", 填报部门="建桥公司")


# --- no report, nothing changes ---------------------------------------------------------------------------------------


def test_without_reports_the_plan_is_what_it_was(plan: Plan, folder: Path):
    empty = load_plan(folder, TODAY)

    assert empty.version == plan.version == plan_version(folder)
    assert empty.findings == plan.findings
    for name in ("carriers", "milestones", "plaques", "reports"):
        pd.testing.assert_frame_equal(getattr(empty, name), getattr(plan, name))
    assert not any(finding.code.startswith("report") for finding in plan.findings)


def test_an_untouched_file_reports_nothing_but_is_part_of_the_version(plan: Plan, folder: Path):
    put(folder, 甲_csv=csv_of(row("2-08", "市级科技孵化器")))
    read = load_plan(folder, TODAY)

    assert read.reports.empty
    assert read.findings == plan.findings
    assert read.version != plan.version
    assert read.version == plan_version(folder)


# --- reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("区科技局.csv", csv_of(BUILT)),
        ("回执（最终）.csv", csv_of(BUILT, encoding="gb18030")),
        ("a.CSV", csv_of(BUILT, encoding="utf-16")),
        ("建桥公司 填报.xlsx", xlsx_of(BUILT)),
        ("表.xlsm", xlsx_of(BUILT)),
    ],
)
def test_a_table_of_any_name_and_encoding_is_read(folder: Path, file: str, data: bytes):
    (folder / "progress" / file).write_bytes(data)
    read = load_plan(folder, TODAY)

    assert list(zip(read.reports["file"], read.reports["carrier_id"], read.reports["step"], strict=True)) == [
        (file, "2-10", 2)
    ]
    assert told(read, "错误") == []


def test_columns_may_stand_in_another_order_and_be_more_or_fewer(folder: Path):
    data = inputs.csv_bytes(
        [
            ["2026年第三季度填报表", "", "", "", "", "", ""],
            ["备注", "状态", "截至日期", "填报单位", "事项", "载体名称", "完成时限"],
            ["", "进行中", "2026-09-30", "建桥公司", "完成项目建设。", "皖新大厦", "2024年"],
        ]
    )
    put(folder, 甲_csv=data)
    read = load_plan(folder, TODAY)

    [report] = read.reports.itertuples()
    assert (report.row, report.status, report.evidence, report.department) == (3, "进行中", "", "建桥公司")
    assert told(read) == [("甲.csv", "renamed-heading")]


@pytest.mark.parametrize(
    ("file", "data", "code"),
    [
        ("空.csv", b"", "empty-file"),
        ("别的.csv", "姓名,电话\r\n甲,1\r\n".encode(), "no-heading"),
        ("少列.csv", "载体名称,事项,状态\r\n皖新大厦,载体,停运\r\n".encode(), "missing-column"),
        ("坏.xlsx", xlsx_of(BUILT)[:-200], "truncated"),
        ("图.csv", b"\x89PNG\r\n\x1a\n" + bytes(100), "not-a-table"),
        ("词.csv", csv_of(BUILT, BUILT | {"状态": "还行"}), "report-word"),
        ("重.csv", csv_of(BUILT).replace("依据".encode(), "状态".encode()), "repeated-heading"),
    ],
)
def test_a_bad_file_is_refused_alone(plan: Plan, folder: Path, file: str, data: bytes, code: str):
    put(folder, 好_csv=csv_of(BUILT))
    (folder / "progress" / file).write_bytes(data)
    read = load_plan(folder, TODAY)

    assert (file, code) in told(read, "错误")
    assert list(read.reports["file"]) == ["好.csv"]
    for name in ("carriers", "milestones", "plaques"):
        pd.testing.assert_frame_equal(getattr(read, name), getattr(plan, name))


def test_a_file_of_another_kind_is_told_and_lock_files_are_not(folder: Path):
    for name in ("说明.docx", "~$甲.xlsx", ".~甲.xlsx", ".DS_Store"):
        (folder / "progress" / name).write_bytes(b"x")
    (folder / "progress" / "旧").mkdir()

    assert told(load_plan(folder, TODAY)) == [("说明.docx", "report-file-kind")]


def test_ten_departments_one_of_them_broken(folder: Path, plan: Plan):
    """Each lead reports its first carrier in operation, two guides a plaque; 区残联 writes a word nobody knows."""
    leads = dict.fromkeys(lead for carrier in plan.carriers["leads"] for lead in carrier)
    assert len(leads) == 8
    for lead in leads:
        first = next(carrier for carrier in plan.carriers.itertuples() if lead in carrier.leads)
        word = "凑合" if lead == "区残联" else "正常运营"
        (folder / "progress" / f"{lead}.csv").write_bytes(csv_of(row(first.name, "载体", word, 填报部门=lead)))
    won = row("2-08", "市级科技孵化器", "已获得", 实际日期="2024-05-01", 依据="渝科〔2024〕5号")
    put(
        folder,
        区人力社保局_xlsx=xlsx_of(row("2-03", "区级创业孵化基地", "已申报", 填报部门="区人力社保局")),
        市科技局转来_csv=csv_of(won),
    )

    read = load_plan(folder, TODAY)

    assert len(list((folder / "progress").iterdir())) == 10
    assert told(read, "错误") == [("区残联.csv", "report-word")]
    assert sorted(read.reports["file"]) == sorted(
        [f"{lead}.csv" for lead in leads if lead != "区残联"] + ["区人力社保局.xlsx", "市科技局转来.csv"]
    )
    assert progress_figures(read, TODAY).gained == 1


def test_more_files_than_can_be_read_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("analytics.progress.files.MOST_FILES", 2)
    put(folder, a_csv=csv_of(BUILT), b_csv=csv_of(), c_csv=csv_of(BUILT))
    read = load_plan(folder, TODAY)

    assert ("c.csv", "report-too-many-files") in told(read, "错误")
    assert list(read.reports["file"]) == ["a.csv"]


def test_the_version_follows_every_file(folder: Path):
    versions = [plan_version(folder)]
    for change in (
        lambda: put(folder, 甲_csv=csv_of(BUILT)),
        lambda: put(folder, 甲_csv=csv_of(BUILT | {"依据": "纪要"})),
        lambda: (folder / "progress" / "甲.csv").rename(folder / "progress" / "乙.csv"),
        lambda: (folder / "progress" / "乙.csv").unlink(),
    ):
        change()
        versions.append(plan_version(folder))
        assert load_plan(folder, TODAY).version == versions[-1]

    assert len(set(versions)) == 4
    assert versions[0] == versions[-1]


def test_only_what_changed_is_read_again_to_tell_the_version(folder: Path, monkeypatch: pytest.MonkeyPatch):
    read = []
    of_disk = files.file_bytes
    monkeypatch.setattr(files, "file_bytes", lambda path, most: read.append(path.name) or of_disk(path, most))
    put(folder, 甲_csv=csv_of(BUILT), 乙_csv=csv_of(BUILT))
    versions = [plan_version(folder), plan_version(folder)]
    # Written a moment ago, it may be written again in the same one.
    assert sorted(read) == ["乙.csv", "乙.csv", "甲.csv", "甲.csv"]

    monkeypatch.setattr(files, "_SAME_MOMENT", 0)
    plan_version(folder)
    read.clear()
    written = folder / "progress" / "甲.csv"
    before = written.stat()
    written.write_bytes(written.read_bytes().replace("已完成".encode(), "进行中".encode()))
    os.utime(written, ns=(before.st_atime_ns, before.st_mtime_ns))
    versions.append(plan_version(folder))

    assert written.stat().st_size == before.st_size
    assert read == ["甲.csv"]
    assert versions[0] == versions[1] != versions[2] == load_plan(folder, TODAY).version


def test_errors_of_an_annex_still_refuse_the_plan(folder: Path):
    put(folder, 甲_csv=csv_of(BUILT))
    (folder / "annex2.csv").unlink()

    with pytest.raises(PlanError):
        load_plan(folder, TODAY)


# --- the last accepted content ----------------------------------------------------------------------------------------


def test_what_was_accepted_stays_in_use_where_a_file_is_refused(folder: Path, tmp_path: Path):
    put(folder, 甲_csv=csv_of(BUILT), 乙_csv=csv_of(row("2-08", "载体", "正常运营")))
    accepted = Path(shutil.copytree(folder, tmp_path / "accepted"))
    put(folder, 甲_csv=csv_of(BUILT | {"状态": "差不多"}))
    read = load_plan(folder, TODAY, accepted)

    assert sorted(read.reports["file"]) == ["乙.csv", "甲.csv"]
    assert told(read) == [("甲.csv", "report-word"), ("甲.csv", "report-last-accepted")]
    assert load_plan(folder, TODAY).reports["file"].tolist() == ["乙.csv"]
    # A file that is taken away is gone.
    (folder / "progress" / "甲.csv").unlink()
    assert load_plan(folder, TODAY, accepted).reports["file"].tolist() == ["乙.csv"]


# --- previews and another annex ---------------------------------------------------------------------------------------


def test_a_preview_of_a_file_replaces_one_of_its_name(folder: Path):
    other = row("2-08", "载体", "正常运营")
    put(folder, 甲_csv=csv_of(BUILT, other))
    shown = load_plan(folder, TODAY)
    rows = [BUILT | {"依据": ""}, row("2-08", "市级科技孵化器", "已获得", 实际日期="2024"), row("皖新", "载体", "停运")]
    preview = plan_with_reports(shown, csv_of(*rows), "甲.csv", TODAY)

    assert list(preview.reports["row"]) == [2, 3, 4]
    assert preview.version != shown.version
    findings = [finding for finding in preview.findings if finding.file == "甲.csv"]
    assert preview_headline(compare(shown, preview), findings) == "将新增2条，修改1条，删去1条，2条没有依据，1条对不上"
    assert list(shown.reports["row"]) == [2, 3]
    with pytest.raises(PlanError) as caught:
        plan_with_reports(shown, csv_of(BUILT | {"状态": "好"}), "甲.csv", TODAY)
    assert [finding.code for finding in caught.value.findings] == ["report-word"]


def test_a_new_annex_that_reports_no_longer_match_loses_none_of_them(folder: Path):
    put(folder, 甲_csv=csv_of(BUILT, row("2-08", "市级科技孵化器", "已申报")))
    shown = load_plan(folder, TODAY)
    changed = (folder / "annex2.csv").read_text(encoding="utf-8-sig").replace("完成项目建设。", "完成主体建设。")
    preview = plan_with_annex(shown, 2, changed.encode("utf-8-sig"), "annex2.csv")

    assert list(preview.reports["kind"]) == ["", "plaque"]
    assert ("甲.csv", "report-unmatched") in told(preview)
    states = milestone_states(preview, TODAY)
    assert not states["state"].isin(["按期完成", "逾期完成"]).any()
    # The same where the changed annex is put in.
    (folder / "annex2.csv").write_text(changed, encoding="utf-8-sig", newline="")
    assert list(load_plan(folder, TODAY).reports["kind"]) == ["", "plaque"]


# --- 本次变化 ---------------------------------------------------------------------------------------------------------


def changes(before: Plan, after: Plan) -> list[str]:
    return [change.sentence() for change in compare(before, after)]


def test_reports_that_come_change_and_go_are_named(folder: Path):
    nothing = load_plan(folder, TODAY)
    put(folder, 甲_csv=csv_of(BUILT))
    one = load_plan(folder, TODAY)
    put(folder, 甲_csv=csv_of(BUILT | {"依据": "纪要"}))
    changed = load_plan(folder, TODAY)

    cells = "状态：已完成，实际日期：2024-11-01，依据：{}，填报部门：建桥公司，截至日期：2026-10-31"
    was, now = cells.format("竣工备案"), cells.format("纪要")
    place = "填报 2-10 皖新大厦 完成项目建设。"
    assert changes(nothing, one) == ["新增进展文件  甲.csv：1 条填报", f"新增{place}：{was}"]
    assert changes(one, changed) == [f"修改{place}：填报“{was}” → “{now}”"]
    assert changes(changed, nothing) == ["删除进展文件  甲.csv：1 条填报", f"删除{place}：{now}"]
    assert changes(one, one) == []


# --- filters ----------------------------------------------------------------------------------------------------------


def test_a_filter_leaves_the_reports_of_its_carriers(folder: Path):
    put(
        folder,
        甲_csv=csv_of(
            BUILT,
            row("2-08", "市级科技孵化器", "已申报"),
            row("", "聚集企业和团队", 实际数="1500", 实际日期="2025"),
            row("1-06", "区级科技孵化器", "已获得", 实际日期="2024", 依据="渡科"),
        ),
    )
    read = load_plan(folder, TODAY)

    def left(filters: Filters) -> list[str]:
        return list(apply_filters(read, filters).reports["item_text"])

    assert left(Filters()) == ["完成项目建设。", "市级科技孵化器", "聚集企业和团队", "区级科技孵化器"]
    assert left(Filters(lead=("建桥公司",))) == ["完成项目建设。"]
    assert "区级科技孵化器" not in left(Filters(level=("市级",)))


def rows_of(files: Iterable[bytes]) -> int:
    return sum(data.count(b"\r\n") - 1 for data in files)


def test_two_hundred_files_of_seventy_rows_are_read(folder: Path, plan: Plan):
    names = dict(zip(plan.carriers["carrier_id"], plan.carriers["name"], strict=True))
    tasks = [(names[task.carrier_id], task.task) for task in plan.milestones.itertuples()]
    files = {
        f"部门{number:03d}.csv": csv_of(
            *(
                row(*tasks[line % len(tasks)], "进行中", f"2026-0{1 + line // len(tasks)}-{1 + number % 28:02d}")
                for line in range(70)
            )
        )
        for number in range(200)
    }
    for name, data in files.items():
        (folder / "progress" / name).write_bytes(data)
    read = load_plan(folder, TODAY)

    assert rows_of(files.values()) == len(read.reports) == 14_000
    figures = progress_figures(read, TODAY)
    # The 13 milestones that bring plaques can be said not to be done by their tasks, too.
    assert (figures.due, figures.overdue, figures.unreported) == (31, 31, 0)
