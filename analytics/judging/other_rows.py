"""Rows that are no entry of an annex: totals, group lines, notes below the table (inputs.md rows 22, 48, 49)."""

import re
import unicodedata
from itertools import pairwise

from ..words import comparable
from .cells import is_blank_mark, read_number
from .records import Row

_SUM = "总?合计|小计|总计|共计|累计|汇总|总和|总数"
_WHAT = "建筑|规划|面积|载体|物业|项目|个数|数量"
_COUNT = r"(?P<count>[0-9]+)(?:个|家|处|项|栋|座|宗)"
_OF_ALL = "(?:以上|本页|本表|本类|全[区市县]|各项|附件[0-9一二三])*"
_TOTAL = re.compile(
    rf"{_OF_ALL}(?:(?:{_WHAT})*(?:{_SUM})(?:{_WHAT})*|总(?:{_WHAT})*面积|共(?=[0-9]))(?:[(:,、=为有]*[0-9.].*|[(:,、=].*)?"
)
_LIKE_TOTAL = re.compile(
    rf".*(?:{_SUM}|合计数|总共|平均|均值|total|sum|∑)|其中|共计?[一二三四五六七八九十]+[个家处项].*|[0-9]+[个家处项]",
    re.IGNORECASE,
)
"""What sums up where nothing but a name, a number and an area stand: 创业苗圃小计, 大渡口区合计."""
_SIGNS = "*＊—-“”\"'。.:：;；★#（）() "
_COUNTED = re.compile(_COUNT)
_AREA_IN_WORDS = re.compile(r"(?:面积|计)[:为]?([0-9]+(?:\.[0-9]+)?)(?:万(?:平方米|平米|m2|平方)|$)")
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_GROUP = re.compile(rf"(?P<inner>\({_NUMERAL}\))|{_NUMERAL}(?:[、.:,]|$)|第{_NUMERAL}[类批章部]")
_LIKE_TITLE = re.compile(
    r"(?:[0-9]{1,2}[、.．)）]|[(（][0-9]{1,2}[)）]|[①-⑳Ⅰ-Ⅻ]|[A-Z][、.．]|[IVX]{1,4}[、.． ]|[壹贰叁肆伍陆柒捌玖拾]+、"
    r"|[一二三四五六七八九十]{1,3}\s|[*＊※◆●■★]).*|【.*】|[(（].*[)）]|.*[:：]|以下(?:空白|无正文)|附件[0-9一二三]+"
)
_FEW_COLUMNS = 3
_WHO = "领导|填表|填报|制表|制单|审核|审批|复核|校对|经办|联系|分管|统计"
_NOTE = re.compile(
    rf"(?:注释?|备注|说明|附注|(?:{_WHO})(?:人员?|单位|部门|日期|时间|电话|方式|领导)?(?:签字|签名|签章)?|(?:单位)?负责人(?:签字|签名|签章)?|单位|电话"
    r"|手机|日期|时间|(?:数据|资料)?来源|统计口径) ?[0-9]*(?: ?\([^()]*\))?(?:[:,.、 ].*)"
    r"|\(?盖章\)?|第 ?[0-9]+ ?页.*|20[0-9]{2}年 ?[0-9]{1,2}月(?: ?[0-9]{1,2}日)?"
)


def is_total(row: Row) -> bool:
    """Whether a row sums up others: 合计, 总面积, 小计, 共10个 in its 序号 or name."""
    texts = [comparable(row.text(name)) for name in ("number", "name")]
    if any(map(_TOTAL.fullmatch, texts)):
        return True
    only_area = {name for name, text in row.texts.items() if text} <= {"number", "name", "area"} and not row.spoiled
    has_area = bool(row.text("area"))
    return only_area and has_area and any(_LIKE_TOTAL.fullmatch(text.strip(_SIGNS)) for text in texts)


def total_words(row: Row) -> str:
    """What a total row calls itself."""
    return comparable(row.text("number") + row.text("name"))


def counted(row: Row) -> int | None:
    """The number of carriers that a total row names in words: 共10个 → 10."""
    found = _COUNTED.search(total_words(row))
    return int(found["count"]) if found else None


def area_in_words(row: Row) -> str:
    """The area (万m²) that a total row names in its words, not in the column: 合计面积14.72万平方米; "" if none."""
    found = _AREA_IN_WORDS.search(total_words(row))
    return found[1] if found else ""


def group_level(row: Row) -> int:
    """1 for a line that groups the rows below it (一、创业苗圃), 2 for one within a group (（一）…), 0 for others."""
    filled = {name for name, text in row.texts.items() if text and not is_blank_mark(text)}
    if not filled or filled - {"number", "name", "area"} or row.spoiled:
        return 0
    found = _GROUP.match(comparable(row.text("number") or row.text("name")))
    return (2 if found["inner"] else 1) if found else 0


def is_lone_title(row: Row) -> bool:
    """Whether nothing but words stand in the row's 序号: a group line without a number, most likely; or a heading's
    words in the name, where the file has columns enough for a carrier to say more."""
    filled = [name for name, text in row.texts.items() if text]
    if row.spoiled or len(filled) != 1:
        return False
    if filled == ["name"] and "number" in row.texts and len(row.texts) > _FEW_COLUMNS:
        return bool(_LIKE_TITLE.fullmatch(row.text("name").strip()))
    return filled == ["number"] and read_number(row.text("number")) is None


def is_note(row: Row) -> bool:
    """Whether a row only says who filled the table in, when, or what is to be noted: 填表人：张三 ｜ 审核人：李四."""
    words = [" ".join(unicodedata.normalize("NFKC", text).split()) for text in row.texts.values() if text]
    if not words or row.spoiled or not _NOTE.fullmatch(words[0]):
        return False
    return all(_NOTE.fullmatch(text) or above.endswith(":") for above, text in pairwise(words))
