"""A first plan.toml for the annexes of a folder: what is certain from them, and the rest as commented examples."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from .columns import ANNEX_SHAPES
from .findings import ERROR, Finding
from .judging import JudgedAnnex, judge_annex
from .meta import META_FILE, PLAQUE_VERBS
from .progress.files import FOLDER as PROGRESS
from .progress.files import read_report_files
from .reading.files import find_source
from .reading.table_reader import read_source
from .reading.tables import SourceTable

_PLAQUE = re.compile(r"([^\s级]{1,3}级)(.{2,20})")
"""省级星创天地: a level is called so by its last sign."""
_RANKS = "国部省市州盟地区县旗乡镇街村"
"""Levels of government from the highest down, by their first sign."""
_USUAL = 2
"""A type that stands only once in the annexes may be a slip; it is written, commented out."""


def new_plan_text(folder: Path) -> tuple[str, list[Finding]]:
    """The text of a plan.toml for ``folder``, "" where no annex can be read; and the 错误 of the annexes there."""
    tables, judged, findings = {}, {}, []
    for number, shape in ANNEX_SHAPES.items():
        source = find_source(folder, f"annex{number}", shape.title)
        if not source.file and not source.names:
            continue
        table, found = read_source(source, shape)
        findings += found
        if table is not None:
            tables[number], judged[number] = table, judge_annex(table)
            findings += judged[number].findings
    errors = [finding for finding in findings if finding.severity == ERROR]
    if not tables:
        return "", errors
    return "\n\n".join(_parts(folder, tables, judged)) + "\n", errors


def _parts(folder: Path, tables: dict[int, SourceTable], judged: dict[int, JudgedAnnex]) -> Iterator[str]:
    years = sorted({task.deadline_year for rows in judged.values() for task in rows.milestones if task.deadline_year})
    span = f"，现有的完成时限是 {years[0]}–{years[-1]} 年" if years else ""
    yield (
        "# 方案的信息，由附件生成的初稿。只有 title 必须写；以 # 开头的是例子，\n"
        "# 用得着就删去 # 并改好，用不着就不管。\n\n"
        f"[plan]\ntitle = {_quoted(folder.resolve().name)}    # 改成方案的标题\n"
        '# short_title = "简称，用在文件名和浏览器标签上"\n'
        '# document_number = "某府办发〔2030〕1号"\n# issuer = "发文单位"\n# issued = 2030-03-15\n'
        f"# first_year = {years[0] if years else 2030}    # 不写就从第一个完成时限到最后一个{span}\n"
        f"# last_year = {years[-1] if years else 2035}"
    )
    for number, table in tables.items():
        total = sum((carrier.area for carrier in judged[number].carriers if carrier.area is not None), 0)
        printed = f'\n# printed_total = "{total:f}"    # 文件印的合计面积（万m²）；这里是逐行相加的' if total else ""
        yield (
            f'[[annexes]]\nnumber = {number}\nfile = {_quoted(Path(table.file).stem)}\n# title = "附件的标题"'
            f'\n# group = "图例上的名称，如在营、新建"{printed}'
        )
    unknown = [heading for table in tables.values() for heading in _unknown_headings(table)]
    if unknown:
        listed = "\n".join(f'# {_quoted(heading)} = "附件的列名"' for heading in dict.fromkeys(unknown))
        yield f"# 不认识的列，只照原样保留。其实是附件某一列的，在等号右边写那一列的名称\n# [columns]\n{listed}"
    yield (
        "# 孵化环节，从前到后，与“孵化定位”里的用词一致\n"
        '# [stages]\n# order = ["创客空间", "中试基地", "产业园"]\n\n'
        "# 产业方向，每个方向一组；关键词在“孵化定位”里找\n"
        f"{_positionings(judged.values())}"
        '# [[industries]]\n# name = "茶叶加工"\n# keywords = ["茶"]'
    )
    yield _plaques(judged.values())
    yield (
        "# 工作类型，每类一组；关键词在“工作任务”里找。授牌一类加 plaques = true\n"
        '# [[kinds]]\n# name = "施工"\n# keywords = ["开工", "竣工"]'
    )
    yield (
        "# 目标，每项一组。measure：carriers 载体数，area 面积，plaques 争取的牌子数，\n"
        "# plaqued_carriers 争取牌子的载体数，none 附件没有数据；target 可以有小数；\n"
        "# 不超过的写 at_most = true；annex = 2 只算附件2\n"
        '# [[targets]]\n# label = "载体总面积"\n# measure = "area"\n# target = 6.2\n# unit = "万m²"\n# by = 2035'
    )
    yield (
        "# 保障措施，每项一组\n"
        '# [[measures]]\n# title = "用地保障"\n# leads = ["牵头部门"]\n# clause = "五"\n# text = "原文"'
    )
    reports = len(read_report_files(folder).contents)
    yield (
        f"# 各部门的填报表放进 {PROGRESS} 文件夹，文件名随意，现有 {reports} 份；\n"
        "# report_every 是多久报一次：month、quarter、half_year、year\n"
        '# [progress]\n# report_every = "quarter"'
    )


def _quoted(text: str) -> str:
    """``text`` as TOML writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(f"\\u{ord(sign):04x}" if ord(sign) < 32 or ord(sign) == 127 else sign for sign in escaped) + '"'
    )


def _unknown_headings(table: SourceTable) -> Iterator[str]:
    known = set(table.matched.places.values())
    return (heading for place, heading in enumerate(table.headings) if place not in known and heading.strip())


def _positionings(judged: Iterable[JudgedAnnex]) -> str:
    words = list(dict.fromkeys(row.positioning for rows in judged for row in rows.carriers if row.positioning))
    listed = "；".join(" ".join(text.split()) for text in words[:8])
    return f"# 附件里写的有：{listed}{'……' if len(words) > 8 else ''}\n" if words else ""


def _plaques(judged: Iterable[JudgedAnnex]) -> str:
    """Levels and types of the column of plaques: certain where every value is a level and a type."""
    values = Counter(value for rows in judged for row in rows.carriers for value in row.plaque_values)
    named = {value: _PLAQUE.fullmatch(value) for value in values}
    pairs = [(found[1], found[2]) for found in named.values() if found]
    verbs = f"# verbs = [{', '.join(map(_quoted, PLAQUE_VERBS))}]    # 任务里争取牌子的说法"
    if not pairs:
        example = (
            f'# [plaques]\n# levels = ["省级", "州级", "县级"]\n{verbs}\n\n# [[plaques.types]]\n# name = "星创天地"'
        )
        return f"# 授牌：级别从高到低，类型每种一组\n{example}"
    levels = sorted(dict.fromkeys(level for level, _ in pairs), key=lambda level: (_RANKS.find(level[0]) % 99, level))
    counts = Counter(kind for value, found in named.items() if found for kind in [found[2]] * values[value])
    unclear = [value for value, found in named.items() if not found]
    lines = ["# 授牌：级别从高到低（请核对先后），类型每种一组；只出现一次的写成例子，核对后删去 #"]
    lines += [f"# 没认出来的：{'、'.join(' '.join(value.split()) for value in unclear)}"] if unclear else []
    lines += ["[plaques]", f"levels = [{', '.join(map(_quoted, levels))}]", verbs]
    for kind, count in counts.items():
        mark = "" if count >= _USUAL else "# "
        lines += ["", f"{mark}[[plaques.types]]", f"{mark}name = {_quoted(kind)}"]
    return "\n".join(lines)


def write_new_plan(folder: Path) -> tuple[Path | None, list[Finding]]:
    """Writes plan.toml of ``new_plan_text`` into ``folder``, beside a folder for what departments report: where it was
    written to, None where no annex can be read.

    Never over one that is there: raises FileExistsError, and OSError where it cannot be written.
    """
    path = folder / META_FILE
    if path.exists():
        raise FileExistsError(path)
    text, errors = new_plan_text(folder)
    if not text:
        return None, errors
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
    (folder / PROGRESS).mkdir(exist_ok=True)
    return path, errors
