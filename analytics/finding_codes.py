"""Every code of a finding: its severity, its meaning, what it says and what it advises, told once.

``docs/findings.md`` is made from this table (``python -m tools.findings_page``). ``message`` and ``advice`` name the
words that a finding fills in: ``{number}``; ``{unit}`` is the unit of areas, ``{row}`` the row.
"""

from dataclasses import dataclass

ERROR = "错误"
"""Blocks the file: the plan is not loaded from it."""
HINT = "提示"
"""Loads and is listed."""
NOTE = "说明"
"""Loads and is listed without alarm."""


@dataclass(frozen=True)
class FindingCode:
    """What stands behind a code: how grave it is, what it means in a few words, and its two sentences."""

    severity: str
    meaning: str
    message: str
    advice: str = ""


_SAVE_AS = "在 Excel 或 WPS 里打开，另存为“CSV UTF-8”或“Excel 工作簿（.xlsx）”后再放入"
_SAVE_AGAIN = "在 Excel 或 WPS 里打开，另存为“Excel 工作簿（.xlsx）”后再放入"
_SAVE_AS_UTF8 = "在 Excel 或 WPS 里打开核对，另存为“CSV UTF-8（逗号分隔）”"
_COPY_AGAIN = "重新复制或重新保存一次这个文件"
_NO_NEED = "不用修改，删去更稳妥"
_ADD_LATER = "查到后补上"
_ANNEX_COUNTS = "本看板按附件显示"
_SAME_CARRIER = "如果是同一载体的下一个节点，从序号到授牌的各格都留空"

READING = {
    "missing-file": FindingCode(
        ERROR,
        "找不到附件文件",
        "数据文件夹“{folder}”里没有 {stem}.csv，也没有 {stem}.xlsx{beside}",
        "把附件表存为 {stem}.csv 或 {stem}.xlsx，放进“{folder}”文件夹",
    ),
    "unreadable-file": FindingCode(
        ERROR,
        "文件打不开：被占用或没有权限",
        "文件打不开（{reason}），可能正被 Excel 或 WPS 占用，或没有读取权限",
        "关闭打开它的程序，稍候再试；还不行请检查文件权限",
    ),
    "two-files": FindingCode(
        HINT,
        "同一附件有几个文件，用较新的",
        "同时有 {used} 和 {others}，用的是较新的 {used}",
        "只留一个，另一个移出数据文件夹",
    ),
    "ignored-file": FindingCode(
        HINT,
        "同名文件的格式不读",
        "{other} 比 {used} 更新，但不读这种格式，用的是 {used}",
        "要用 {other} 就打开它，另存为 .csv 或 .xlsx",
    ),
    "near-file": FindingCode(
        HINT,
        "旁边有名称相近的文件，没有读",
        "{others} 也像{title}的文件，名称不对，没有读；用的是 {used}",
        "要用它就改名换掉 {used}；不用就移出数据文件夹",
    ),
    "file-too-large": FindingCode(
        ERROR, "文件超过大小上限", "文件超过 {most} MB 的上限", "只留附件表本身，删去图片和多余的行列"
    ),
    "empty-file": FindingCode(ERROR, "文件是空的", "文件是空的", "放入有表头和数据的附件表"),
    "heading-only": FindingCode(ERROR, "只有表头，没有数据", "只有表头，没有数据", "在表头下面逐行填写附件内容"),
    "not-a-table": FindingCode(
        ERROR,
        "不是表格文件",
        "不是表格文件：{what}",
        "放入 CSV 或 XLSX 格式的表；能打开的，另存为“CSV UTF-8”或“Excel 工作簿（.xlsx）”",
    ),
    "old-xls": FindingCode(ERROR, "旧的 Excel 格式 .xls", "这是旧的 Excel 格式（.xls），不读这种格式", _SAVE_AS),
    "old-et": FindingCode(ERROR, "WPS 表格格式 .et", "这是 WPS 表格格式（.et），不读这种格式", _SAVE_AS),
    "xlsb": FindingCode(
        ERROR, "Excel 二进制工作簿 .xlsb", "这是 Excel 二进制工作簿（.xlsb），不读这种格式", _SAVE_AGAIN
    ),
    "ods": FindingCode(ERROR, "OpenDocument 表格 .ods", "这是 OpenDocument 表格（.ods），不读这种格式", _SAVE_AGAIN),
    "password": FindingCode(ERROR, "文件有密码", "文件有密码，打不开", "在 Excel 或 WPS 里去掉密码，另存后再放入"),
    "truncated": FindingCode(ERROR, "文件不完整", "{what}不完整或已损坏{detail}，可能还没有复制完", _COPY_AGAIN),
    "other-kind": FindingCode(
        NOTE,
        "内容与扩展名不符，按内容读",
        "扩展名是“{ending}”，内容其实是{what}，照内容读",
        "把扩展名改成 {right}",
    ),
    "encoding": FindingCode(
        ERROR, "编码认不出来", "文件的编码认不出来：不是 UTF-8，也不是 GB18030（GBK）", _SAVE_AS_UTF8
    ),
    "mixed-encoding": FindingCode(
        ERROR,
        "一个文件里有两种编码",
        "文件里混有两种编码：整个文件是 {encoding}，{listed}不是（共 {count} 行）",
        _SAVE_AS_UTF8,
    ),
    "open-quote": FindingCode(
        ERROR,
        "引号不配对",
        "{place}有一格{how}",
        "补上或删去这个引号；格子里本来就有的引号要写成两个，整格再用引号括起来",
    ),
    "long-cell": FindingCode(
        ERROR,
        "一格太长，无法读取",
        "{cell} 超过 32,767 个字，Excel 的一格放不下",
        "检查这一格的引号和内容，缩短后再放入",
    ),
    "extra-cells": FindingCode(ERROR, "一行多出单元格", "第 {row} 行多出 {extra} 格，{guess}", "{mend}"),
    "missing-cells": FindingCode(
        ERROR,
        "一行缺单元格",
        "第 {row} 行缺“{last}”之后的单元格：应有 {wanted} 格，只有 {found} 格",
        "对照表头补上缺少的逗号，空着的格子也要留逗号；在 Excel 或 WPS 里改更稳妥",
    ),
    "trailing-cells": FindingCode(
        NOTE,
        "行末省略的空格子按空白读",
        "第 {first} 至 {last} 行共 {count} 行没有写末尾的空格子，按空白读",
        "Excel 存 CSV 时会省略整段空白的末列，不用修改",
    ),
    "no-heading": FindingCode(
        ERROR,
        "前 10 行找不到表头",
        "前 {most} 行找不到{title}的表头（{wanted}）",
        "在数据上面补一行表头，各列名称与附件一致；如果看到乱码，另存为“CSV UTF-8”",
    ),
    "two-row-heading": FindingCode(
        NOTE, "表头有两行，合起来读", "表头有两行，合起来当一行读", "不用修改；合成一行更稳妥"
    ),
    "other-annex": FindingCode(
        ERROR,
        "放错了附件",
        "表头是{other}的，这里应是{title}",
        "检查两个附件是否放反、文件名是否写错",
    ),
    "too-many-rows": FindingCode(ERROR, "超过行数上限", "表头下面的行超过 {most} 行的上限", "只留附件表本身的行"),
    "too-many-columns": FindingCode(ERROR, "超过列数上限", "有 {count} 列，超过 {most} 列的上限", "删去附件以外的列"),
    "too-many-values": FindingCode(
        ERROR,
        "一格里的部门或牌子太多",
        "{cell} 里有 {count} 项，超过一格 {most} 项的上限",
        "检查是不是整段文字放错了列；一格只写这个载体的部门或牌子",
    ),
    "control-character": FindingCode(
        ERROR,
        "格子里有控制字符",
        "{cell} 第 {place} 个字符是控制字符 {character}，会打乱显示或被软件误读",
        "删去这个字符，或清空这一格后重新输入",
    ),
    "invisible-character": FindingCode(
        NOTE,
        "去掉了看不见的字符",
        "{cell} 里有看不见的字符 {characters}，读入时已去掉",
        "不影响使用；重新输入这一格可以去掉它",
    ),
    "look-alike": FindingCode(
        NOTE,
        "字形相同的部首或兼容字，按常用字读",
        "{cell} 里有字形相同的另一个字：{characters}",
        "不影响使用；从 PDF 复制来的文字，重新输入这一格可以去掉它",
    ),
    "replacement-character": FindingCode(
        HINT,
        "有已经损坏的字符",
        "{cell} 里有“\ufffd”，原来的字符在以前的转存中已经丢失",
        "对照印发的附件改正这一格",
    ),
    "too-large": FindingCode(
        ERROR, "工作簿解开后太大", "{reason}", "只留附件表本身：删去多余的工作表、行、列和图片，另存后再放入"
    ),
    "xml-entity": FindingCode(
        ERROR,
        "工作簿里有 XML 实体声明",
        "工作簿里含有 XML 实体声明（DTD），Excel 和 WPS 不会写这种内容，没有读取",
        _SAVE_AGAIN,
    ),
    "broken-workbook": FindingCode(
        ERROR, "工作簿的内部结构认不出来", "工作簿的内部结构认不出来（{reason}）", _SAVE_AGAIN
    ),
    "no-sheet": FindingCode(ERROR, "工作簿里没有工作表", "工作簿里没有工作表", _SAVE_AGAIN),
    "several-sheets": FindingCode(
        HINT,
        "几张工作表都像附件表",
        "{count} 张工作表都有这个附件的表头：{sheets}；读的是第一张“{first}”",
        "只留一张附件表，其余的移到别的文件或改掉表头",
    ),
    "sheet-used": FindingCode(NOTE, "读了哪张工作表，隐藏了多少", "{what}", "不想读入的行请删除，隐藏和筛选不起作用"),
    "formula-without-result": FindingCode(
        ERROR, "公式没有结果", "{cell} 的公式没有结果", "在 Excel 或 WPS 里打开这个文件，保存一次再放入"
    ),
    "formula-without-result-extra": FindingCode(
        HINT,
        "附加列里的公式没有结果",
        "{cell} 的公式没有结果，这一列不参与分析",
        "在 Excel 或 WPS 里打开这个文件，保存一次再放入",
    ),
    "strict-workbook": FindingCode(
        ERROR,
        "Strict Open XML 工作簿",
        "这是“Strict Open XML 电子表格”，不读这种格式",
        "另存时保存类型选“Excel 工作簿（.xlsx）”，不选带 Strict 的那一种",
    ),
    "raised-text": FindingCode(
        HINT,
        "格子里有上标或下标",
        "{cell} 里有上标或下标“{mark}”，像是脚注号，按“{text}”读",
        "是脚注就删去，把说明移到备注列",
    ),
    "struck-text": FindingCode(
        ERROR,
        "格子里有的文字划了删除线",
        "{cell} 里有的文字划了删除线：“{struck}”，不知道还算不算",
        "删去划掉的文字，或去掉删除线",
    ),
    "struck-text-extra": FindingCode(
        HINT, "附加列里有的文字划了删除线", "{cell} 里有的文字划了删除线：“{struck}”，照样读入", "删去划掉的文字"
    ),
    "struck-cell": FindingCode(
        HINT, "整格划了删除线", "{cell} 整格划了删除线，这一行照样读入", "不要的行请删除，要的去掉删除线"
    ),
    "date-year-hidden": FindingCode(
        HINT,
        "日期格子不显示年份",
        "{cell} 的日期不显示年份，文件里存的是 {year} 年",
        "核对年份；把格式改成显示年份的，或直接写文字",
    ),
    "merged-cell": FindingCode(
        NOTE,
        "合并的单元格按左上格读",
        "{cell} 在合并的单元格里，按 {source} 的内容读",
        "不是这个意思就取消合并，逐格填写",
    ),
}
"""Made while a file is read: its kind, its characters, its cells (analytics/reading)."""

JUDGING = {
    "missing-column": FindingCode(
        ERROR,
        "缺少必要的列",
        "缺少“{header}”列；文件里的列是：{listed}",
        "补上“{header}”列，或把对应的列名改成“{header}”",
    ),
    "repeated-heading": FindingCode(
        ERROR, "同一列出现两次", "“{heading}”列出现了两次；文件里的列是：{listed}", "只留一列，另一列删去或改名"
    ),
    "renamed-heading": FindingCode(HINT, "列名与印发的不同", "列名“{heading}”按“{header}”读", "把列名改成“{header}”"),
    "blank-heading": FindingCode(
        HINT,
        "有内容的列没有表头",
        "{cell} 没有表头，这一列有内容；内容不参与分析，下载时保留",
        "补上表头，或删去这一列",
    ),
    "area-unit": FindingCode(
        HINT,
        "面积单位不是万m²，已换算",
        "面积的单位是{printed}，已换算成{unit}，各行的原值另行列出",
        "核对换算后的面积；或换算好，表头写“{wanted}”",
    ),
    "area-unit-missing": FindingCode(
        HINT, "面积表头没有写单位", "面积的表头没有写单位，按{unit}读", "核对面积；表头写“{wanted}”"
    ),
    "area-unit-unknown": FindingCode(
        ERROR,
        "面积单位认不出来",
        "面积的单位“{printed}”认不出来，没有换算",
        "换算成{unit}，表头写“{wanted}”",
    ),
    "number-column": FindingCode(HINT, "没有序号列", "没有“{header}”列，载体按行的先后排列", "补上“{header}”列"),
    "number-blank": FindingCode(HINT, "未填序号", "未填序号，按行的先后排列", "补上序号"),
    "number-unreadable": FindingCode(HINT, "序号不是正整数", "序号不是正整数，按行的先后排列", "补上序号"),
    "number-repeated": FindingCode(
        HINT,
        "序号重复",
        "序号 {number} 与第 {first} 行重复，两行都作为载体计入",
        f"改正序号；{_SAME_CARRIER}",
    ),
    "number-start": FindingCode(
        HINT, "序号不从 1 开始", "序号从 {number} 开始，不是 1", "检查是否缺行；不缺就改正序号"
    ),
    "number-order": FindingCode(
        HINT, "序号不连续", "序号不连续：{last} 之后是 {number}", "检查是否缺行；不缺就改正序号"
    ),
    "name-blank": FindingCode(
        ERROR, "未填名称", "未填“{header}”，却填了{listed}", "补上{header}；如果不是附件里的一行，删去它"
    ),
    "name-repeated": FindingCode(
        HINT,
        "名称重复",
        "名称与第 {first} 行相同，两行都作为载体计入，面积计两次",
        f"{_SAME_CARRIER}；不是就把名称写得能区分",
    ),
    "two-row-heading-unread": FindingCode(
        ERROR,
        "表头有两行，读不出来",
        "表头有两行，下面一行（{listed}）读不出来",
        "把表头合成一行，各列名称与附件一致",
    ),
    "area-note": FindingCode(
        HINT,
        "面积后面括号里另有说明",
        "面积按 {area} {unit} 读，括号里另有“{note}”，不计",
        "核对哪个数字为准；说明移到备注列",
    ),
    "area-unit-cell": FindingCode(
        HINT,
        "面积格子里写了亩或公顷，已换算",
        "{number} {own}换算为 {area} {unit}",
        "核对换算后的面积；换算好直接写{unit}数",
    ),
    "area-blank": FindingCode(
        HINT,
        "未填面积",
        "未填面积：不计入面积合计，载体照常计数，显示为“未填”",
        "查到面积后补上",
    ),
    "area-not-a-number": FindingCode(
        ERROR,
        "面积不是一个数字",
        "{reason}",
        "只写一个数字（单位{unit}），如 0.5；说明文字写到工作任务或备注列；还没有定就留空",
    ),
    "area-not-positive": FindingCode(ERROR, "面积不是正数", "面积必须大于 0", "改成正数；还没有定就留空，不要写 0"),
    "area-too-large": FindingCode(ERROR, "面积大得不可能", "面积大得不可能：{area} {unit}", "检查位数和单位"),
    "area-doubtful": FindingCode(
        HINT,
        "面积大得或小得可疑",
        "面积有 {area} {unit}，{how}得可疑，可能写错了位数或单位",
        "检查数字和表头里的单位，1 {unit} = 10000 平方米",
    ),
    "area-converted": FindingCode(
        NOTE, "面积由别的单位换算", "{number} {printed}换算为 {area} {unit}", "核对换算后的面积"
    ),
    "area-grouped": FindingCode(
        NOTE, "面积带千分位逗号", "千分位逗号不计，按 {area} {unit} 读", "不影响使用，去掉逗号更稳妥"
    ),
    "department-blank": FindingCode(HINT, "未填部门", "未填“{header}”，显示为“{shown}”", _ADD_LATER),
    "department-helps": FindingCode(
        NOTE, "配合部门不计为牵头", "{names}写明是配合，不计入“{header}”", "不用修改；如果也牵头，去掉“配合”字样"
    ),
    "department-role-open": FindingCode(
        HINT,
        "有的部门写明牵头，有的没有写",
        "有的部门写明牵头，{names}没有写，也按牵头计",
        "写明“配合”，或把牵头部门单独列出",
    ),
    "department-unclear": FindingCode(
        HINT,
        "像是几个部门连在一起",
        "“{words}”像是几个部门连在一起，方案别处没有这些名称，按一个部门读",
        "部门之间用顿号“、”隔开；本来就是一个名称可以不改",
    ),
    "department-broken": FindingCode(
        HINT,
        "部门名称中间可能换了行",
        "“{left}”和“{right}”之间换了行，按两个部门读",
        "是同一个名称就删去中间的换行；是两个部门就用顿号“、”隔开",
    ),
    "department-unnamed": FindingCode(
        HINT, "没有写明是哪个部门", "“{words}”没有写明是哪个部门", "查到后写上部门名称；定不了可以不改"
    ),
    "footnote-mark": FindingCode(
        HINT, "名称后有注释标记", "名称后的“{mark}”像是注释标记，不计入名称", "把标记和注释移到备注列"
    ),
    "cell-blank": FindingCode(HINT, "未填的文字格", "未填“{header}”", _ADD_LATER),
    "long-text": FindingCode(
        HINT,
        "文字过长",
        "文字有 {count} 个字符，屏幕上会截短，下载时完整",
        "检查是否误把几格并成了一格",
    ),
    "error-value": FindingCode(
        ERROR,
        "公式错误值或 # 号",
        "{cell}：{reason}",
        "改好公式或加宽列后重新保存；也可以直接填值",
    ),
    "error-value-extra": FindingCode(
        HINT,
        "附加列里的公式错误值或 # 号",
        "{cell}：{reason}",
        "这一列不参与分析；改好公式或加宽列后重新保存",
    ),
    "picture-column": FindingCode(NOTE, "附加列里是图片", "这一列里是图片，不参与分析，下载里也没有", "不用修改"),
    "deadline-blank": FindingCode(HINT, "未填完成时限", "未填完成时限，归入“未定年份”", "定下年份后补上四位数的年份"),
    "deadline-undated": FindingCode(
        HINT,
        "完成时限没有年份",
        "完成时限没有写明年份，归入“未定年份”",
        "能定年份就写上四位数的年份；定不了可以不改",
    ),
    "deadline-open": FindingCode(
        HINT,
        "完成时限只说从何时起、多久一次或多少天内",
        "完成时限没有写明到哪一天为止，归入“未定年份”",
        "能定就写上最后的年份或日期；定不了可以不改",
    ),
    "deadline-only-year": FindingCode(
        NOTE, "时限没有年份，按方案仅有的一年", "完成时限没有写年份，方案只有 {year} 年，按 {year} 年计", "不用修改"
    ),
    "deadline-unclear": FindingCode(
        HINT,
        "完成时限不只是一个日期",
        "完成时限不只写了一个年份或日期，按 {year} 年年底到期",
        "只写年份、季度、月份或日期，如 {year}年、{year}年6月底；说明写到工作任务里",
    ),
    "deadline-reversed": FindingCode(
        HINT, "起止年份颠倒", "起止年份颠倒，按 {year} 年到期", "先写早的年份，再写晚的年份"
    ),
    "deadline-wrong": FindingCode(
        ERROR,
        "年份写错",
        "完成时限里的年份写错了，读不出是哪一年",
        "写成四位数的年份加“年”字；日期被存成一串数字时也改成年份",
    ),
    "deadline-order": FindingCode(
        HINT,
        "完成时限早于上一个节点",
        "完成时限早于同一载体上一个节点的“{above}”",
        "检查这一行是否属于这个载体，各节点按时间先后排列",
    ),
    "task-blank": FindingCode(HINT, "有时限没有任务", "有完成时限，没有工作任务", "补上这个时限的工作任务"),
    "no-milestone": FindingCode(
        HINT,
        "载体没有节点",
        "“{carrier}”没有工作任务和完成时限，时间轴上没有它的节点",
        "有节点就补上工作任务和完成时限",
    ),
    "orphan-row": FindingCode(
        ERROR,
        "续行前面没有载体",
        "这一行只有工作任务和完成时限，上面却没有载体",
        "补上{header}等各格，或把这一行移到所属载体下面",
    ),
    "filled-down": FindingCode(
        NOTE,
        "续行重复写了载体的各格",
        "第 {listed} 行共 {count} 行重复写了载体的各格，按同一载体的下一个节点读，面积只计一次",
        "不用修改；如果其实是另一个载体，把名称写得能区分",
    ),
    "repeated-heading-row": FindingCode(NOTE, "表中重复的表头行", "这一行是重复的表头，没有计入", _NO_NEED),
    "note-row": FindingCode(NOTE, "表下的说明文字", "这一行是表下的说明文字，没有计入", _NO_NEED),
    "group-row": FindingCode(NOTE, "分组标题行", "这一行是分组标题，没有计入", "不用修改"),
    "group-row-unsure": FindingCode(
        HINT,
        "只有序号格有文字的行",
        "这一行只有这一格有文字，不是序号，按分组标题读，没有计入",
        "如果是一个载体，把名称写到名称列，补上其他各格",
    ),
    "extra-only": FindingCode(
        HINT,
        "只有附加列有内容的行",
        "这一行只有附加列有内容，没有计入",
        "删去这一行，或补上名称等各格",
    ),
    "total-row-matches": FindingCode(
        NOTE, "合计行与逐行之和一致", "合计行没有计入；{printed} {unit} 与逐行之和一致", "不用修改"
    ),
    "total-row-differs": FindingCode(
        HINT,
        "合计行与逐行之和不符",
        "合计行写的是 {printed} {unit}，逐行之和是 {total} {unit}，以逐行之和为准",
        "核对各行面积和合计",
    ),
    "total-row-blank": FindingCode(
        NOTE,
        "合计行没有写面积",
        "合计行没有计入；它没有写面积，逐行之和是 {total} {unit}",
        "不用合计行，删去更稳妥",
    ),
    "total-row-unread": FindingCode(
        HINT,
        "合计行的面积读不出来",
        "合计行没有计入；它没有可比的面积，逐行之和是 {total} {unit}",
        "核对合计；不用合计行，删去更稳妥",
    ),
    "total-row-count": FindingCode(
        HINT,
        "合计行的个数与逐行不符",
        "合计行写的是 {printed_count} 个，逐行有 {count} 个，以逐行为准",
        "核对是否缺行或多行",
    ),
    "total-row-later": FindingCode(
        NOTE,
        "合计行要先改正其他各行才能比较",
        "合计行没有计入；要先改正其他各行，才能比较",
        "改正后再看是否一致",
    ),
}
"""Made of headings, rows and cells (analytics/judging)."""

PLAN = {
    "plan-toml": FindingCode(ERROR, "plan.toml 缺项、类型不对或写法有误", "{reason}", "{mend}"),
    "notice-unusable": FindingCode(
        HINT, "notice.md 不能用，不提供方案原文", "{reason}，没有采用，看板不提供方案原文", "{mend}"
    ),
    "notice-no-heading": FindingCode(
        HINT,
        "notice.md 没有一个标题",
        "没有一个标题，整篇算作一条，引不到条款",
        "在各级标题的行首加 #（一、加 ##，（一）加 ###，1. 加 ####）",
    ),
    "notice-number-twice": FindingCode(
        HINT,
        "notice.md 里一个条款编号出现两次",
        "条款编号与第 {first} 行相同，引用时只认前一条",
        "核对编号，或标题前 # 的个数",
    ),
    "quote-not-in-notice": FindingCode(
        HINT,
        "plan.toml 引的话不在 notice.md 的那一条里",
        "与 notice.md 不符：{reason}（{clause}）",
        "照原文改 plan.toml 的 clause 或 text，略去的字写作“……”",
    ),
    "plaque-unknown": FindingCode(
        HINT,
        "认不出级别或类型的牌子",
        "认不出的牌子，不计入授牌统计",
        "写成“级别+类型”，级别：{levels}；类型：{types}；新类型加进 plan.toml",
    ),
    "plaque-bare-award": FindingCode(
        NOTE,
        "工作任务只写“授牌”",
        "只写“{verb}”，按争取授牌栏计：{plaques}",
        "如另有所指，在工作任务里写明牌子",
    ),
    "plaque-bare-award-empty": FindingCode(
        HINT,
        "工作任务只写“授牌”，授牌栏没有可对应的牌子",
        "只写“{verb}”，争取授牌栏里没有可对应的牌子",
        "在工作任务里写明牌子",
    ),
    "plaque-verb-unknown": FindingCode(
        HINT,
        "提到牌子，没有认出要做什么",
        "提到{plaque}，没有认出是不是要争取，不计为争取",
        "要争取就写上“争取”等字（{verbs}）；别的说法加进 plan.toml 的 plaques.verbs",
    ),
    "plaque-held-and-sought": FindingCode(
        HINT,
        "要争取的牌子已在已有授牌中",
        "要争取的牌子已在已有授牌中，只按已有计一次",
        "核对是否重复；如是换级，写明新的级别",
    ),
    "total-matches": FindingCode(NOTE, "逐行相加与印的合计一致", "逐行相加 {total}，文件印的合计 {printed}，一致"),
    "total-differs": FindingCode(
        HINT,
        "逐行相加与印的合计不一致",
        "逐行相加 {total}，文件印的合计 {printed}，不一致，以逐行相加为准",
        "核对各行面积，或改 plan.toml 里{title}的合计面积",
    ),
    "plaque-only-in-task": FindingCode(
        HINT,
        "牌子只在工作任务里出现",
        "只在工作任务里出现，{header}栏没有列",
        "核对是漏列还是另有安排；统计按要争取计",
    ),
    "plaque-undated": FindingCode(
        HINT,
        "要争取的牌子没有年份",
        "要争取的牌子没有写年份，不计入任何一年，也不计入目标",
        "如已明确时间，在附件里写上年份",
    ),
    "guide-missing": FindingCode(
        HINT,
        "该类牌子的指导部门不在其中",
        "要争取{plaque}，但该类牌子的指导部门{guide}不在其中",
        "核对是否应加上{guide}",
    ),
    "plaque-after-target-year": FindingCode(
        HINT,
        "争取年份晚于目标年份",
        "排在{year}年，晚于目标年份{target_year}年，不计入目标",
        "目标口径以目标年份为准，如要计入需提前",
    ),
    "statement-without-carrier": FindingCode(
        HINT,
        "正文说到的载体附件里没有",
        "正文{clause}说到的载体附件里没有：{name}",
        "核对附件是否少了一行，或改这一条对应的载体",
    ),
    "name-differs": FindingCode(
        HINT,
        "正文与附件名称不同",
        "正文与附件名称不同，正文写作“{name}”（{quotation}）",
        f"核对哪个名称为准；{_ANNEX_COUNTS}",
    ),
    "leads-differ": FindingCode(
        HINT,
        "正文与附件牵头部门不同",
        "正文与附件牵头部门不同，正文为{leads}（{quotation}）",
        f"核对由谁牵头；{_ANNEX_COUNTS}",
    ),
    "wording-differs": FindingCode(
        HINT,
        "正文与附件用词不同",
        "正文与附件用词不同，正文写作“{wording}”（{quotation}）",
        f"核对哪个用词为准；{_ANNEX_COUNTS}",
    ),
    "target-unserved": FindingCode(
        HINT,
        "目标没有任何安排对应",
        "目标“{label}”在附件里没有任何安排对应",
        "需要另行安排，或在附件中补上对应的争取授牌",
    ),
    "target-undated": FindingCode(
        HINT,
        "目标只有未列年份的牌子对应",
        "目标“{label}”在附件里只有 {undated} 块未列年份的牌子，不计",
        "需要另行安排，或在附件中补上对应的争取授牌，写明年份",
    ),
    "target-gap": FindingCode(HINT, "目标有缺口", "目标“{label}”{verdict}", "需要另行安排，或把已有安排提前"),
    "target-readings-differ": FindingCode(
        HINT,
        "“年前”两种读法结论不同",
        "目标“{label}”{verdict}",
        "“{by}年前”可读作{by}年底前或{by}年以前，请明确口径",
    ),
    "industry-unlisted": FindingCode(
        NOTE,
        "孵化定位不属于任何产业方向",
        "孵化定位不属于{group}的任何一个，归入“{unlisted}”",
        "如应归入某一方向，在 plan.toml 的产业方向里加关键词",
    ),
    "stage-missing": FindingCode(
        HINT, "孵化定位没有写明环节", "孵化定位没有写明环节（{stages}）", "在孵化定位里写上环节"
    ),
    "year-without-milestone": FindingCode(NOTE, "有的年份没有节点", "这些年份没有任何节点到期"),
    "deadline-outside-plan": FindingCode(
        HINT,
        "完成时限在方案年份之外",
        "不在方案年份 {first}–{last} 之内，时间轴会向外延伸",
        "核对年份；方案年份有变时改 plan.toml 的起止年份",
    ),
    "milestone-repeated": FindingCode(
        HINT,
        "同一载体的节点重复",
        "与这个载体上面的一行任务和时限都相同",
        "如是重复粘贴，删去一行",
    ),
}
"""Made of plan.toml and of what a plan contradicts or leaves open in itself."""

_NO_MENDING = "不用修改"
_DAY = "写成 2021-06-30 这样的日期"
_DATE = "写成 2021-06-30、2021年6月 或 2021年"
_ADD_EVIDENCE = "补上文号或文件标题"
_FROM_TEMPLATE = "用下载的填报表填写，不改其中的载体名称、事项和完成时限"


PROGRESS = {
    "report-too-many-files": FindingCode(
        ERROR,
        "进展文件太多",
        "进展文件超过 {most} 个的上限，这一份没有读",
        "旧的移出文件夹，或几个部门的合成一个",
    ),
    "report-file-kind": FindingCode(
        HINT, "进展文件夹里有不读的文件", "不是 CSV 或 XLSX，没有读", "另存为“CSV UTF-8”或“Excel 工作簿（.xlsx）”"
    ),
    "report-last-accepted": FindingCode(
        NOTE, "仍用上次采用的内容", "这一份有错误，没有采用；仍用上次采用的内容（{count} 条填报）", "改正后重新放入"
    ),
    "report-blank": FindingCode(ERROR, "必填的格子空白", "没有填{heading}", "补上{heading}"),
    "report-without-status": FindingCode(
        HINT, "填了内容但没有填状态", "填了{filled}，没有填{heading}，这一行不算填报", "补上{heading}，或清空这一行"
    ),
    "report-word": FindingCode(
        ERROR, "状态不是可选的词", "认不出的状态；这一行可以填：{words}", "从中选一个，其他的话写到进展情况里"
    ),
    "report-word-read": FindingCode(NOTE, "状态按可选的词读", "按“{word}”读", _NO_MENDING),
    "report-word-doubtful": FindingCode(
        HINT, "状态的词说得含糊", "不算完成，按“{word}”读", "全部完成后再填“{done}”，并写实际日期和依据"
    ),
    "report-date": FindingCode(ERROR, "日期认不出来", "认不出是哪一天", _DATE),
    "report-as-of": FindingCode(ERROR, "截至日期不是一天", "截至日期要写到日", _DAY),
    "report-future": FindingCode(
        ERROR, "日期在今天以后", "{heading}在今天（{today}）以后", "核对年月日；还没有发生的不填"
    ),
    "report-date-order": FindingCode(
        ERROR, "实际日期晚于截至日期", "实际日期晚于截至日期 {as_of}", "核对两个日期；截至日期是这一行所说的那一天"
    ),
    "report-undated": FindingCode(
        HINT, "没有写实际日期", "填了“{word}”，没有写实际日期：{effect}", "补上实际日期；只知道年份也可以"
    ),
    "report-without-evidence": FindingCode(HINT, "没有写依据", "填了“{word}”，没有写依据：{effect}", _ADD_EVIDENCE),
    "report-number": FindingCode(ERROR, "实际数不是一个数", "应是一个不小于 0 的数", "只写数字，单位是{counted_in}"),
    "report-number-unused": FindingCode(HINT, "实际数没有用", "{why}", "把数写到进展情况里，或清空这一格"),
    "report-status-unused": FindingCode(NOTE, "指标不用填状态", "指标只看实际数，状态没有用", _NO_MENDING),
    "report-adjusted-unused": FindingCode(HINT, "调整后时限没有用", "{why}，不起作用", "{mend}"),
    "report-unmatched": FindingCode(HINT, "与方案对不上", "对不上：{why}，不计入；{nearest}", _FROM_TEMPLATE),
    "report-ambiguous": FindingCode(ERROR, "分不清是哪一项", "{why}", "写明完成时限；载体同名的写编号，如 2-08"),
    "report-deadline-differs": FindingCode(
        HINT, "完成时限与附件不同", "附件印的是“{printed}”，按附件计", "核对是不是同一项；时限有调整的写到“{adjusted}”"
    ),
    "report-beyond-plan": FindingCode(
        NOTE, "方案没有列的牌子", "方案没有给这个载体列这块牌子，按计划外计", "核对级别和类型；确是新得的不用修改"
    ),
    "report-other-department": FindingCode(
        HINT, "填报部门既不牵头也不指导", "{department}既不牵头也不指导这一项，照计", "核对填报部门和载体名称"
    ),
    "report-award-early": FindingCode(
        HINT, "方案印发以前获得的牌子", "获得的日期早于方案印发（{issued}），不算新增", "应列入附件的已有授牌；核对日期"
    ),
    "report-equal-early": FindingCode(
        HINT, "早于规定生效日的牌子", "早于 {since}（{source}），不按{level}计", "核对获得的日期"
    ),
    "report-lost-unwon": FindingCode(
        HINT, "没有报过获得的牌子", "填了“{word}”，没有这块牌子获得的填报", "补报获得的日期和依据；或核对是哪块牌子"
    ),
    "report-new-name": FindingCode(
        HINT, "更名没有写新名称", "填了“{word}”，进展情况里没有写新名称", "在进展情况里写新名称"
    ),
    "report-conflict": FindingCode(
        HINT,
        "同一天的填报不一致",
        "有分歧：同一截至日期（{as_of}）有不同的填报：{reports}；不按完成计",
        "几个部门商定后，只留一种",
    ),
    "report-plaque-missing": FindingCode(
        HINT,
        "任务报完成而牌子没有报获得",
        "报了“{word}”，但这项任务的牌子没有都报“{awarded}”，不算完成",
        "给每块牌子各填一行",
    ),
}

CODES = READING | JUDGING | PLAN | PROGRESS
