"""口径: how everything is counted, in words."""

from analytics import Plan
from analytics.columns import UNDATED
from analytics.contents import contents_of, in_words_of

_RULES = (
    ("areas", "面积", "单位万m²，按载体相加，不按节点；空着的不计入，写“未填”，不当作 0。"),
    ("stages", "孵化环节", "取孵化定位里写的第一个；另写的列为“兼”，面积不重复计。"),
    ("industries", "产业方向", "按设定的关键词从孵化定位里认，长的先认；认不出的单列一组，照样计入总数。"),
    ("plaques", "已有牌子", "附件1 授牌栏所列。"),
    (
        "plaques",
        "争取的牌子",
        "附件2 授牌栏所列，或工作任务里写在“争取”“授牌”之后的；只写“授牌。”的，指该载体授牌栏里其他任务没有点名的各块。"
        "通过评估、维持现有牌子不是争取。",
    ),
    ("plaques", "牌子的年份", f"点名这块牌子的节点的年份；没有这样的节点就是“{UNDATED}”，不猜，也不计入任何一年。"),
    (
        "targets",
        "缺口",
        "目标 − 按期限计划安排，不小于 0。按载体计的目标数载体，不数牌子。“某年前”既可读作到那一年底，也可读作那一年"
        "以前，两种都算，结论不同就写明。附件没有数据的目标写“附件无数据”，不推算。",
    ),
    (
        "milestones",
        "节点",
        "在印着的期限到期，只写年份的是那一年的 12 月 31 日；起点是推算的。“已到期”不等于“已完成”，也不等于“逾期”。",
    ),
)
"""What a plan must have for it, what is counted, and how: the same as in README, 口径."""


def rules_of(plan: Plan) -> list[tuple[str, str]]:
    """The rules by which everything that ``plan`` has is counted: (name, rule)."""
    has = contents_of(plan)
    return [(name, in_words_of(plan, rule)) for needs, name, rule in _RULES if has.has(needs)]
