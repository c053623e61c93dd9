"""Invents a district larger than any: 120 carriers, 500 milestones, nine years, 25 departments, eight types of plaques,
names of 44 characters. What it has is known by counting here, not by the code under test."""

import csv
import io
from pathlib import Path

CARRIERS, MILESTONES, YEARS, DEPARTMENTS, NAME = 120, 500, range(2024, 2033), 25, 44
_TYPES = ("甲类园", "乙类园", "丙类园", "丁类园", "戊类园", "己类园", "庚类园", "辛类园")
_LEVELS = ("省级", "州级", "县级")
_INDUSTRIES = ("茶叶", "竹木", "电商", "康养", "药材", "石材", "水产", "丝绸", "陶瓷", "造纸")
_STAGES = ("创客空间", "中试基地", "产业园")
_TASKS = ("完成选址和设计", "开工建设主体工程", "竣工并通过验收", "招引首批企业入驻")
_HEADINGS = {
    1: "序号,载体名称,面积（万m2）,运营机构,牵头部门,指导部门,孵化定位,已有授牌,工作任务",
    2: "序号,物业名称,面积（万m2）,物业业主,牵头部门,指导部门,孵化定位,争取授牌,工作任务,完成时限",
}


def write_large_district(folder: Path) -> None:
    """Writes ``annex1.csv``, ``annex2.csv`` and ``plan.toml`` into ``folder``; always the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    first = [
        [*_carrier(number), f"{_LEVELS[number % 3]}{_TYPES[number % 8]}", "加强运营服务和企业培育。"]
        for number in range(1, 21)
    ]
    second: list[list[str]] = []
    for number in range(1, CARRIERS - 20 + 1):
        plaque = f"{_LEVELS[number % 3]}{_TYPES[number % 8]}"
        for step in range(MILESTONES // (CARRIERS - 20)):
            cells = [*_carrier(number), plaque] if step == 0 else [""] * 8
            year = YEARS[number % 5 + step]
            task = f"争取{plaque}授牌。" if step == 4 else f"{_TASKS[step]}（第 {step + 1} 步）。"
            second.append([*cells, task, f"{year}年{(number + step) % 12 + 1}月"])
    for annex, rows in ((1, first), (2, second)):
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows([_HEADINGS[annex].split(","), *rows])
        (folder / f"annex{annex}.csv").write_bytes(text.getvalue().encode("utf-8-sig"))
    (folder / "plan.toml").write_text(_plan(), encoding="utf-8")


def _carrier(number: int) -> list[str]:
    """序号, name, area, operator or owner, leads, guides, positioning."""
    name = f"第{number:03d}号乡村产业融合发展与创新创业综合服务示范载体及其附属标准厂房配套用房（虚构）"
    leads = f"第{number % DEPARTMENTS + 1:02d}局"
    positioning = f"{_INDUSTRIES[number % 10]}{_STAGES[number % 3]}"
    padded = name.replace("（虚构）", "楼" * (NAME - len(name)) + "（虚构）")
    return [str(number), padded, f"{number % 9 + 1}.{number % 7 + 1}", "某公司", leads, "第01局", positioning]


def _plan() -> str:
    tables = ['[plan]\ntitle = "某大县载体培育方案（虚构）"\nissued = 2024-01-10']
    tables.append(f"[stages]\norder = {_listed(_STAGES)}")
    tables += [f'[[industries]]\nname = "{name}产业"\nkeywords = ["{name}"]' for name in _INDUSTRIES]
    tables.append(f"[plaques]\nlevels = {_listed(_LEVELS)}")
    tables += [f'[[plaques.types]]\nname = "{name}"' for name in _TYPES]
    tables += [f'[[kinds]]\nname = "{name}"\nkeywords = ["{name}"]' for name in ("选址", "建设", "招引")]
    return "\n\n".join(tables) + "\n"


def _listed(names: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"
