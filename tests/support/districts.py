"""Invents a district's plan of any size, for looking at the pages and for measuring them.

    python -m tests.support.districts FOLDER [--carriers 200] [--seed 1] [--crowded]

Half of the carriers stand in annex 1, half in annex 2; targets and other rules are those of ``data/plan.toml``.
``--crowded``: eight or nine milestones a carrier of annex 2, and eight types of plaques. The same size and seed give
the same bytes. With ``PLAN_DIR=FOLDER`` the dashboard shows it.
"""

import argparse
import csv
import io
import random
import re
import tomllib
from decimal import Decimal
from pathlib import Path

from analytics.columns import ANNEX_COLUMNS

PLAN = Path(__file__).parents[2] / "data" / "plan.toml"

_LEADS = (
    "区科技局",
    "区商务委",
    "区残联",
    "区经济信息委",
    "区台办",
    "区文化旅游委",
    "九宫庙商圈公司",
    "建桥公司",
    "区农业农村委",
    "区教委",
    "区国资委",
    "高新技术产业开发区管理委员会",
)
_PLACES = ("钢花", "长征", "建桥", "九宫庙", "茄子溪", "跳磴", "八桥", "新山村", "春晖路", "跃进村", "建胜", "钓鱼嘴")
_KINDS = ("众创空间", "科技园", "创新大厦", "老厂房", "产业园（原机械厂二号车间及附属办公楼）", "商务楼", "创客工坊")
_FIELDS = (
    "软件产业",
    "数字内容产业",
    "生物医药产业",
    "医疗器械产业",
    "环保产业",
    "新材料产业",
    "小面产业",
    "文创产业",
    "影视产业",
    "家政服务业",
    "养老服务业",
    "综合性",
    "大学生",
    "生产性服务业",
)
_PLAQUES = (
    "市级众创空间",
    "市级科技孵化器",
    "市级创业孵化基地",
    "区级创业孵化基地",
    "市级农民工返乡创业园",
    "国家级众创空间",
)
_FURTHER_PLAQUES = ("市级大学科技园", "市级退役军人创业园", "区级青年创业实训基地", "区级巾帼创业示范基地")
_OWNERS = ("渝台公司", "建桥公司", "港务物流", "重钢集团", "大晟公司", "华伦公司")
_TASKS = (
    "协调物业方，明确物业使用方向，制定建设方案。",
    "明确运营机构和产业定位，启动招商引资。",
    "加快项目建设。",
    "加大招商引资力度，加快企业入驻。",
    "完善创业孵化功能，加强包装运营。",
)


def write_district(folder: Path, carriers: int, seed: int = 1, *, crowded: bool = False) -> None:
    """Writes ``annex1.csv``, ``annex2.csv`` and ``plan.toml`` of ``carriers`` carriers (at least 2) into ``folder``;
    ``crowded`` as above."""
    dice = random.Random(seed)
    text = PLAN.read_text(encoding="utf-8")
    meta = tomllib.loads(text)
    years = range(meta["plan"]["first_year"], meta["plan"]["last_year"] + 1)
    first = carriers // 2
    existing = [_existing(dice, number) for number in range(1, first + 1)]
    planned = [_planned(dice, number, years, crowded) for number in range(1, carriers - first + 1)]
    if crowded:
        text = text.replace(
            "[[plaques.types]]", "\n".join(map(_type_text, _FURTHER_PLAQUES)) + "\n[[plaques.types]]", 1
        )
    folder.mkdir(parents=True, exist_ok=True)
    for annex, rows in ((1, existing), (2, [row for carrier in planned for row in carrier])):
        (folder / f"annex{annex}.csv").write_bytes(_csv_bytes(annex, rows))
    totals = iter([_total(existing), _total([rows[0] for rows in planned])])
    # What the body says of single carriers is true of the real district only.
    text = text.split("\n[[statements]]")[0]
    text = re.sub(r'(printed_total = )"[\d.]+"', lambda found: f'{found[1]}"{next(totals)}"', text)
    (folder / "plan.toml").write_text(text + "\n", encoding="utf-8")


def _type_text(plaque: str) -> str:
    """The type of ``plaque`` as plan.toml lists it."""
    return f'[[plaques.types]]\nname = "{plaque[2:]}"\n'


def _existing(dice: random.Random, number: int) -> list[str]:
    held = dice.sample(_PLAQUES, k=dice.choice((0, 1, 1, 2)))
    task = dice.choice(_TASKS)
    if dice.random() < 0.2:
        task += f"争取{dice.choice([plaque for plaque in _PLAQUES if plaque not in held])}。"
    return [*_carrier(dice, number, "号"), "、".join(held), task]


def _planned(dice: random.Random, number: int, years: range, crowded: bool) -> list[list[str]]:
    """Rows of a carrier: the first with its cells, the others blank but for task and deadline, as in merged cells."""
    sought = dice.sample((*_PLAQUES[:4], *_FURTHER_PLAQUES) if crowded else _PLAQUES[:4], k=dice.choice((1, 1, 2)))
    steps = dice.choice((8, 9) if crowded else (2, 3, 4))
    months = [f"{year}年{month}月" for year in years for month in range(1, 13)]
    days = months if crowded else [f"{year}年" for year in years]
    deadlines = [days[place] for place in sorted(dice.sample(range(len(days)), k=steps))]
    tasks = [*dice.choices(_TASKS, k=steps - 1)] if crowded else [*dice.sample(_TASKS, k=steps - 1)]
    tasks.append(f"争取授牌{'和'.join(sought)}。")
    rows = [["", "", "", "", "", "", "", "", task, day] for task, day in zip(tasks, deadlines, strict=True)]
    rows[0][:8] = [*_carrier(dice, number, "期"), "、".join(sought)]
    return rows


def _carrier(dice: random.Random, number: int, counter: str) -> list[str]:
    """Number, name (ends in number and ``counter``), area (万m²), operator or owner, leads, guides, positioning."""
    name = f"{dice.choice(_PLACES)}{dice.choice(_KINDS)}{number}{counter}"
    area = str(Decimal(round(10 * dice.lognormvariate(0, 1)) or 1) / 10)
    # Some departments lead far more than others, as in life.
    lead = _LEADS[min(int(dice.expovariate(0.35)), len(_LEADS) - 1)]
    guides = dice.choice(("区科技局", "区人力社保局", "区科技局、区人力社保局"))
    stage = dice.choice(("创业苗圃", "孵化器", "加速器"))
    return [str(number), name, area, dice.choice(_OWNERS), lead, guides, f"{dice.choice(_FIELDS)}{stage}"]


def _total(rows: list[list[str]]) -> Decimal:
    return sum((Decimal(row[2]) for row in rows), Decimal(0))


def _csv_bytes(annex: int, rows: list[list[str]]) -> bytes:
    """UTF-8 with BOM, as in ``data/``."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(column.header for column in ANNEX_COLUMNS[annex])
    writer.writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")


def main() -> None:
    """Writes the district of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--carriers", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--crowded", action="store_true")
    options = parser.parse_args()
    write_district(options.folder, options.carriers, options.seed, crowded=options.crowded)


if __name__ == "__main__":
    main()
