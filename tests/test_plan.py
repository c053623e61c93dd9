"""analytics/plan.py and meta.py: data/ becomes the frames that the notice's annexes say, or every error at once."""

import os
import tracemalloc
from dataclasses import FrozenInstanceError
from decimal import Decimal

import pandas as pd
import pytest

from analytics import PlanError, load_plan, plan_version
from analytics.plan import Plan

from . import expected
from .conftest import DATA

ANNEX_1_TASKS = {
    "1-01": "尽快完成运营机构移交。督促指导天安公司强化孵化功能，做好整体运营，通过国家级众创空间评估。",
    "1-06": "督促指导业主方强化孵化功能，做好整体运营，维持好现有牌子。",
    "1-09": "争取市级众创空间、市级创业孵化基地。加强外资企业引进培育。",
}

# Rows of the file as Excel numbers them: the heading is row 1, annex 2 has a row for each milestone.
ROWS_OF_ANNEX_2 = {
    "2-01": 2,
    "2-02": 4,
    "2-03": 6,
    "2-04": 10,
    "2-05": 14,
    "2-06": 17,
    "2-07": 19,
    "2-08": 22,
    "2-09": 26,
    "2-10": 30,
}


def test_every_carrier_stands_in_the_frame_as_printed(plan: Plan):
    columns = ["carrier_id", "name", "operator", "owner", "leads", "guides", "positioning"]
    columns += ["stage", "other_stages", "industry"]

    read = list(plan.carriers[columns].itertuples(index=False, name=None))

    assert read == [tuple(getattr(carrier, column) for column in columns) for carrier in expected.CARRIERS]


def test_areas_are_the_printed_decimals(plan: Plan):
    assert [Decimal(repr(area)) for area in plan.carriers["area"]] == [
        Decimal(carrier.area) for carrier in expected.CARRIERS
    ]


def test_carriers_are_numbered_by_annex_and_printed_number(plan: Plan):
    carriers = plan.carriers

    assert list(carriers["annex"]) == [1] * 10 + [2] * 10
    assert list(carriers["number"]) == [*range(1, 11), *range(1, 11)]
    assert list(carriers["carrier_id"])[8:10] == ["1-09", "1-10"]


def test_every_carrier_leads_back_to_its_row_of_the_file(plan: Plan):
    rows = dict(zip(plan.carriers["carrier_id"], plan.carriers["row"], strict=True))

    assert rows == {f"1-{number:02d}": number + 1 for number in range(1, 11)} | ROWS_OF_ANNEX_2
    assert plan.files == {1: "annex1.csv", 2: "annex2.csv"}


def test_highest_level_held_by_each_carrier(plan: Plan):
    levels = dict(zip(plan.carriers["carrier_id"], plan.carriers["level"], strict=True))

    # 1-03 holds 市级农民工返乡创业园 and 区级创业孵化基地; annex 2 lists nothing held.
    assert levels["1-01"] == "国家级"
    assert levels["1-03"] == "市级"
    assert levels["1-09"] == "区级"
    assert {levels[f"2-{number:02d}"] for number in range(1, 11)} == {""}


def test_tasks_and_plaque_cells_keep_the_printed_words(plan: Plan):
    carriers = plan.carriers.set_index("carrier_id")

    assert {carrier_id: carriers.loc[carrier_id, "task"] for carrier_id in ANNEX_1_TASKS} == ANNEX_1_TASKS
    assert carriers.loc["1-02", "plaque_text"] == "市级众创空间、市级创业孵化基地"
    # In annex 2 the tasks are the milestones'.
    assert set(carriers.loc[carriers["annex"] == 2, "task"]) == {""}


def test_types_of_the_columns(plan: Plan):
    assert plan.carriers["area"].dtype == "float64"
    assert plan.milestones["deadline_year"].dtype == "Int64"
    assert plan.plaques["year"].dtype == "Int64"
    for column in ("start", "end"):
        assert pd.api.types.is_datetime64_dtype(plan.milestones[column])
    for frame, columns in ((plan.carriers, ["leads", "guides", "other_stages"]), (plan.milestones, ["kinds"])):
        for column in columns:
            assert {type(cell) for cell in frame[column]} == {tuple}


def test_types_stay_where_an_annex_has_one_row(write_plan):
    plan = load_plan(write_plan())

    assert plan.carriers["area"].dtype == "float64"
    assert plan.milestones["deadline_year"].dtype == "Int64"
    assert plan.plaques["year"].dtype == "Int64"


def test_plan_is_frozen(plan: Plan):
    with pytest.raises(FrozenInstanceError):
        plan.carriers = plan.carriers.head(1)


def test_numbers_that_repeat_do_not_merge_carriers(write_plan):
    plan = load_plan(write_plan(annex1=[{"序号": "1", "载体名称": "甲"}, {"序号": "1", "载体名称": "乙"}]))

    names = dict(zip(plan.carriers["carrier_id"], plan.carriers["name"], strict=True))
    assert names["1-01"] == "甲"
    assert [name for name in names.values() if name != "乙大厦"] == ["甲", "乙"]
    assert len(names) == 3


def test_positioning_names_direction_by_its_longest_keyword_and_first_stage(write_plan):
    positionings = ("文创产业创业苗圃、孵化器", "软件及信息服务业加速器", "小面产业", "综合性创业苗圃")
    plan = load_plan(
        write_plan(
            annex1=[{"序号": str(number), "孵化定位": text} for number, text in enumerate(positionings, start=1)]
        )
    )

    found = plan.carriers[plan.carriers["annex"] == 1]
    assert list(found["stage"]) == ["创业苗圃", "加速器", "未列环节", "创业苗圃"]
    assert list(found["other_stages"]) == [("孵化器",), (), (), ()]
    assert list(found["industry"]) == ["文化创意旅游", "大数据智能化", "重庆小面", "未列入七大方向"]


def test_findings_are_part_of_the_plan(plan: Plan):
    # 重钢电讯大楼、重钢钢城大厦 say only 授牌。
    assert [finding.carrier_id for finding in plan.findings if finding.code == "plaque-bare-award"] == ["2-03", "2-04"]


def test_version_changes_with_the_content_of_each_file(copy_of):
    folder = copy_of(DATA)
    versions = [plan_version(folder)]
    for name in ("plan.toml", "annex1.csv", "annex2.csv"):
        with (folder / name).open("ab") as file:
            file.write(b"\r\n")
        versions.append(plan_version(folder))

    assert len(set(versions)) == 4
    assert load_plan(folder).version == versions[-1]


def test_version_stays_where_nothing_changed(copy_of):
    assert plan_version(copy_of(DATA)) == plan_version(DATA)


# What cannot be read: every error of every file at once, each with its place and its mend.


def errors_of(folder) -> PlanError:
    with pytest.raises(PlanError) as caught:
        load_plan(folder)
    return caught.value


def test_errors_of_all_files_are_listed_at_once(copy_of):
    folder = copy_of(
        DATA,
        ("plan.toml", "first_year = 2022", 'first_year = "2022"'),
        ("plan.toml", 'order = ["创业苗圃", "孵化器", "加速器"]', "order = 3"),
        ("annex2.csv", "1,重庆小面电商产业园,0.3", "1,重庆小面电商产业园,约0.3"),
    )
    (folder / "annex1.csv").unlink()

    error = errors_of(folder)

    places = {(finding.file, finding.column) for finding in error.findings}
    assert ("plan.toml", "plan.first_year") in places
    assert ("plan.toml", "stages.order") in places
    assert "annex1.csv" in {finding.file for finding in error.findings}
    assert "annex2.csv" in {finding.file for finding in error.findings}


def test_annexes_of_another_name_are_not_missed_where_plan_toml_is_wrong(copy_of):
    folder = copy_of(DATA, ("plan.toml", 'file = "annex1"', 'file = "fujian1"'), ("plan.toml", "first_year", "first"))
    (folder / "annex1.csv").rename(folder / "fujian1.csv")

    assert {finding.file for finding in errors_of(folder).findings} == {"plan.toml"}


def test_both_missing_annexes_are_named(copy_of):
    folder = copy_of(DATA)
    for name in ("annex1.csv", "annex2.csv"):
        (folder / name).unlink()

    error = errors_of(folder)

    assert [finding.file for finding in error.findings] == ["annex1.csv", "annex2.csv"]
    assert all(finding.severity == "错误" for finding in error.findings)


def test_errors_say_the_file_and_what_to_do_in_chinese(copy_of):
    folder = copy_of(DATA, ("plan.toml", 'title = "大渡口区双创载体提质发展工作方案"\n', ""))
    (folder / "annex1.csv").unlink()

    sentences = str(errors_of(folder)).splitlines()

    assert len(sentences) == 2
    assert sentences[0].startswith("plan.toml ｜ 第 4 行 ｜ plan.title ｜ 缺少这一项 ｜ 在 plan.toml 里补上")
    assert sentences[1].startswith("annex1.csv ｜ ")
    assert "没有 annex1.csv" in sentences[1]
    assert "把" in sentences[1].split(" ｜ ")[-1]


def test_missing_plan_file_is_named(copy_of):
    folder = copy_of(DATA)
    (folder / "plan.toml").unlink()

    error = errors_of(folder)

    assert [(finding.file, finding.message) for finding in error.findings] == [("plan.toml", "找不到这个文件")]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('title = "大渡口区双创载体提质发展工作方案"', "title = 98", "plan.title"),
        ("issued = 2022-10-28", 'issued = "2022-10-28"', "plan.issued"),
        # A moment is no day: with its time zone it could not be drawn.
        ("issued = 2022-10-28", "issued = 2022-10-28T08:00:00+08:00", "plan.issued"),
        ("last_year = 2027", "last_year = 2021", "plan.first_year"),
        ("last_year = 2027", "last_year = 20277", "plan.last_year"),
        ("target = 1600", "target = 0", "targets.teams"),
        ("upper = 2\n", "upper = -2\n", "targets[8].upper"),
        ('target = 160\nunit = "个"\nby = 2025', 'target = 160\nunit = "个"\nby = 25', "targets.technology_firms"),
        ("Asia/Shanghai", "Asia/Dadukou", "plan.timezone"),
        ('printed_total = "33.8"', 'printed_total = "约33.8"', "annexes[2].printed_total"),
        ('printed_total = "33.8"', 'printed_total = "NaN"', "annexes[2].printed_total"),
        ("number = 2\n", "number = 3\n", "annexes.number"),
        ('levels = ["国家级", "市级", "区级"]', "levels = 3", "plaques.levels"),
        ('name = "农民工返乡创业园"', 'nmae = "农民工返乡创业园"', "plaques.types[4].nmae"),
        ('measure = "area"', 'measure = "volume"', "targets.area.measure"),
        ("target = 1600", "target = true", "targets[3].target"),
        ('min_level = "国家级"', 'min_level = "部级"', "targets.national_carriers.min_level"),
        ('types = ["创业孵化基地"]', 'types = ["孵化基地"]', "targets.startup_bases.types"),
        ('id = "teams"', 'id = "area"', "targets.id"),
        ("Asia/Shanghai", "Asia", "plan.timezone"),
        ("Asia/Shanghai", "../Asia/Shanghai", "plan.timezone"),
        ("Asia/Shanghai", "A" * 5_000, "plan.timezone"),
        ("target = 1600", f"target = {'9' * 400}", "targets[3].target"),
        ("target = 1600", f"target = 0x{'9' * 5_000}", "targets[3].target"),
        ("target = 1600", f"target = [0x{'9' * 5_000}]", "targets[3].target"),
        ("upper = 2\n", "upper = 1_000_001\n", "targets[8].upper"),
        ('printed_total = "33.8"', 'printed_total = "1e400"', "annexes[2].printed_total"),
        ('printed_total = "33.8"', 'printed_total = "-1"', "annexes[2].printed_total"),
        ("issued = 2022-10-28", "issued = 0001-01-01", "plan.issued"),
        ("issued = 2022-10-28", "issued = 9999-12-31", "plan.issued"),
        ("first_year = 2022", "first_year = 1", "plan.first_year"),
        ("first_year = 2022", "first_year = 1960", "plan.last_year"),
        ('short_title = "双创', 'short_title = "\\u0007双创', "plan.short_title"),
        ('short_title = "双创', 'short_title = "\\u202e双创', "plan.short_title"),
        ('"重庆小面"', '"重庆\\u0000小面"', "industries[5].name"),
        ('"重庆小面"', '"重庆小⾯"', "industries[5].name"),  # A radical, as PDFs give it.
        ('"重庆小面"', '"新材料"', "industries.name"),
        ('"重庆小面"', '" "', "industries[5].name"),
        ('keywords = ["小面"]', 'keywords = [""]', "industries[5].keywords"),
        ('keywords = ["小面"]', 'keywords = ["小面", "\u3000"]', "industries[5].keywords"),
        ('keywords = ["小面"]', 'keywords = ["小面", "新材料"]', "industries.keywords"),
        ('levels = ["国家级", "市级", "区级"]', 'levels = ["国家级", "市级", "市级"]', "plaques.levels"),
        ('levels = ["国家级", "市级", "区级"]', 'levels = ["国家级", "", "市级"]', "plaques.levels"),
        ('order = ["创业苗圃", "孵化器", "加速器"]', 'order = ["创业苗圃", "孵化器", "孵化器"]', "stages.order"),
        ('file = "annex2"', 'file = "annex1"', "annexes.file"),
        ("number = 2\n", "number = [2]\n", "annexes[2].number"),
        (
            "[[annexes]]\nnumber = 2\n",
            "[[annexes]]\nnumber = 2\nfile = 'a'\ntitle = 'a'\ngroup = 'a'\nprinted_total = '1'\n\n"
            "[[annexes]]\nnumber = 2\n",
            "annexes.number",
        ),
    ],
)
def test_what_is_wrong_in_plan_toml_is_named_with_its_key(copy_of, old: str, new: str, place: str):
    error = errors_of(copy_of(DATA, ("plan.toml", old, new)))

    assert {finding.file for finding in error.findings if finding.column == place} == {"plan.toml"}
    assert all(finding.advice for finding in error.findings)


def test_slip_in_writing_plan_toml_is_told_with_its_line_and_without_english(copy_of):
    error = errors_of(copy_of(DATA, ("plan.toml", "first_year = 2022", "first_year 2022")))

    sentence = error.findings[0].sentence()
    # first_year stands in line 10 of plan.toml.
    assert "第 10 行" in sentence
    assert not any(word in sentence.lower() for word in ("expected", "line", "column", "key"))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"deep = {'[' * 5_000}{']' * 5_000}", "括号套得太深"),
        (f"deep = {'{a = ' * 5_000}1{'}' * 5_000}", "括号套得太深"),
        (f"long = {'9' * 5_000}", "几千位的数"),
        (f"# {'大' * 100_000}", "超过 256 KB"),
    ],
    ids=["arrays", "tables", "a number", "a long file"],
)
def test_plan_toml_that_no_one_can_have_meant_is_told(copy_of, line: str, words: str):
    folder = copy_of(DATA)
    with (folder / "plan.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[more]\n{line}\n")

    (finding,) = errors_of(folder).findings
    assert words in finding.message
    plan_version(folder)  # Looks at the file at every run of every viewer.


def test_a_huge_plan_toml_is_not_read_whole(copy_of):
    folder = copy_of(DATA)
    with (folder / "plan.toml").open("r+b") as file:
        file.truncate(60 * 2**20)

    tracemalloc.start()
    try:
        assert "超过 256 KB" in errors_of(folder).findings[0].message
        assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows 没有命名管道")
@pytest.mark.parametrize("file", ["plan.toml", "annex1.csv"])
def test_a_pipe_in_the_place_of_a_file_makes_nobody_wait(copy_of, file: str):
    folder = copy_of(DATA)
    (folder / file).unlink()
    os.mkfifo(folder / file)

    assert file in {finding.file for finding in errors_of(folder).findings}
    plan_version(folder)


def test_plan_toml_that_is_not_utf8_is_told(copy_of):
    folder = copy_of(DATA)
    text = (folder / "plan.toml").read_text(encoding="utf-8")
    (folder / "plan.toml").write_bytes(text.encode("gb18030"))

    assert errors_of(folder).findings[0].message == "文件不是 UTF-8 编码"


def test_plan_without_measures_and_statements_is_a_plan(copy_of):
    folder = copy_of(DATA)
    text = (folder / "plan.toml").read_text(encoding="utf-8")
    (folder / "plan.toml").write_text(text[: text.index("[[measures]]")], encoding="utf-8")

    plan = load_plan(folder)

    assert plan.meta.measures == ()
    assert plan.meta.statements == ()


def test_a_finding_of_a_row_reaches_the_carrier_of_that_row(write_plan):
    steps = [{"序号": "1", "面积（万m2）": ""}, {"工作任务": "招商。", "完成时限": "长期"}]
    second = {"序号": "2", "物业名称": "丙大厦", "牵头部门": "—"}
    plan = load_plan(write_plan([{"序号": "1", "已有授牌": "", "指导部门": ""}], [*steps, second]))

    found = {(finding.code, finding.row, finding.carrier_id) for finding in plan.findings if finding.code[:4] != "year"}
    assert {
        ("area-blank", 2, "2-01"),
        ("deadline-undated", 3, "2-01"),
        ("department-blank", 4, "2-02"),
        ("department-blank", 2, "1-01"),
    } <= found


@pytest.mark.parametrize("file", ["plan.toml", "annex1.csv"])
@pytest.mark.parametrize("relative", [True, False])
def test_a_link_out_of_the_folder_shows_nothing_of_the_foreign_file(
    copy_of, tmp_path_factory, file: str, relative: bool
):
    folder = copy_of(DATA)
    foreign = tmp_path_factory.mktemp("elsewhere") / "秘密.csv"
    foreign.write_text("root:x:0:0,口令\n", encoding="utf-8")
    (folder / file).unlink()
    (folder / file).symlink_to(os.path.relpath(foreign, folder) if relative else foreign)

    error = errors_of(folder)

    assert any(finding.file == file and "指向数据文件夹以外的链接" in finding.message for finding in error.findings)
    assert "口令" not in str(error)
    assert "root" not in str(error)


def test_a_link_within_the_folder_and_a_folder_that_is_a_link_are_read(copy_of, tmp_path_factory):
    folder = copy_of(DATA)
    (folder / "annex1.csv").rename(folder / "2026-11.csv")
    (folder / "annex1.csv").symlink_to("2026-11.csv")
    link = tmp_path_factory.mktemp("elsewhere") / "data"
    link.symlink_to(folder)

    assert len(load_plan(link).carriers) == 20
