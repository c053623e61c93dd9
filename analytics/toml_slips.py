"""Where in plan.toml something stands, and what people write there that is no TOML."""

import re

_CHINESE_QUOTE = re.compile(r"[=\[,＝，]\s*[“”‘’＂「」]|[“”‘’＂]\s*(?:[\],，#]|$)")
_MENDS = (
    (_CHINESE_QUOTE, "这一行用了中文引号", '引号改用英文的 "'),
    (re.compile(r"^[^\"#=]*＝"), "等号是全角的", "改成英文的 ="),
    (re.compile(r'"\s*，|\[[^\]\"]*，'), "逗号是全角的", "改成英文的 ,"),
    (re.compile(r"^\s*[［【]"), "方括号是全角的", "改成英文的 [ ]"),
    (re.compile(r"^\s*(?!\")[^\x00-\x7f=]+\s*="), "等号左边的中文没有加引号", '中文的键写成 "…" = "…"'),
    (re.compile(r"^[^\"=]*[:：]\s*\""), "等号写成了冒号", "改成英文的 ="),
    (re.compile(r"^\s*\[+[^\]\"]*[^\x00-\x7f]"), "方括号里不是英文的组名", "写成 [plan]、[[targets]] 这样的组名"),
    (re.compile(r"=\s*(?:是|否|True|False|yes|no)\s*(?:#|$)", re.IGNORECASE), "是和否的写法不对", "写成 true 或 false"),
    (re.compile(r"=\s*[0-9,.]*[０-９．，]"), "数字是全角的", "用英文输入法写数字和小数点，如 6.2"),
    (re.compile(r"=\s*\d+,\d+\s*(?:#|$)"), "小数点写成了逗号", "小数点用英文的句点，如 6.2；千位不加逗号"),
    (
        re.compile(r"^\s*(?:by|\w+_year|target|upper)\s*=\s*[\d.]+\s*[^\s\d.,\]#:-]"),
        "数字后面有别的字",
        "只写数字；单位写在 unit 里",
    ),
    (re.compile(r"=\s*\"[^\"]*\\"), "文字里有反斜杠", "写成两个 \\\\，或改用 /"),
    (re.compile(r"=\s*[^\s\"'\[{#\d+\-tfin][^#]*"), "等号右边的文字没有加引号", '文字写成 键 = "…"'),
    (re.compile(r"^[^\"]*=\s*(\"[^\"]*$|[^\"]*\"[^\"]*\"[^\"]*\"\s*$)"), "引号不成对", '文字两边各一个英文的 "'),
    (
        re.compile(r"=\s*\d{4}[年./]|=\s*\d{4}-\d{1}-|=\s*\d{4}-\d{2}-\d"),
        "日期写法不对，或没有这一天",
        "写成 2030-03-15 的样子，不加引号",
    ),
    (re.compile(r"=\s*[\d.]+\s*[^\s\d.,\]#:-]"), "数字后面有别的字", "只写数字；单位写在 unit 里"),
    (re.compile(r"^[^=#\[]*\S[^=#\[]*$"), "这一行没有等号", "写成 键 = 值，或在行首加 # 作为说明"),
)
"""What people write into TOML that is none, the first that fits: what it is, and how it is mended."""


def slip_at(text: str, row: int, where: str, error: str) -> tuple[str, str, str, int]:
    """Message, advice, words and number of a line that is no TOML; of a usual slip, what it is and how it is mended.

    ``where`` says where the reader stopped, ``error`` in English why.
    """
    lines = text.split("\n")
    line = lines[row - 1].strip() if row <= len(lines) else ""
    if "Cannot overwrite" in error or "twice" in error or "Cannot declare" in error:
        message = f"第 {row} 行与前面重复：同一个键或同一组写了两次"
        return message, "删去一处；同类的几项各用一个 [[…]]", line, row
    for pattern, what, mend in _MENDS:
        if pattern.search(line):
            return f"{where}：{what}", mend, line, row
    return where, "对照自带的 plan.toml 改正", line, row


def line_of(text: str, place: str) -> int:
    """The line of plan.toml at which ``place`` (``targets[2].target``, ``plan.title``) is written; that of its table
    where it has none; 0 for neither."""
    path = re.fullmatch(r"(?P<table>[^\[]+?)(?:\[(?P<index>\d+)\])?(?:\.(?P<key>[^.\[]+))?", place)
    if not path:
        return 0
    within, count, found = "", 0, 0
    for row, line in enumerate(text.split("\n"), start=1):
        if header := re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line):
            within = header[1]
            count += within == path["table"]
        elif within == path["table"] and path["key"] and re.match(rf"\s*\"?{re.escape(path['key'])}\"?\s*=", line):
            if count == int(path["index"] or count):
                return row
            continue
        else:
            continue
        if within == path["table"] and count == int(path["index"] or count) and not found:
            found = row
    return found
