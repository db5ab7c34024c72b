"""The table of cues (cues.txt) and the patterns around them, on plain text (see `loaders.expressions.numerals.plain`)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from graph.schema import Modality

_MACROS = {
    "{NOT_ACT}": "(?!披露|公布|透露|说明|回应|表示|提及|涉及|确认|计入|公开|置评|评论|显示|包括|满足|缴纳|履行|予|就此|对此|来|名|免|必|婚|知"
    "|见|央|雨|上市公司|上市企业|经|受|因|改变|影响|解决|到期|偿还)",
    "{LISTING}": "(?:上市|IPO|挂牌|登陆|港股|科创板|创业板|主板|A股|美股|纳斯达克|纽交所|港交所)",
}
_REACHES = frozenset({"verb", "object", "clause", "will", "sentence", "or", "back"})


@dataclass(frozen=True, slots=True)
class Row:
    """Words of one modality and reach. back: they also govern what stands before them."""

    modality: Modality
    reach: str
    back: bool
    words: tuple[str, ...]


@cache
def rows() -> tuple[Row, ...]:
    """The table as it is shipped."""
    return parse(Path(__file__).with_name("cues.txt").read_text(encoding="utf-8"))


def parse(table: str) -> tuple[Row, ...]:
    """Rows of a table in the form of cues.txt. Raises `ValueError` with the line it does not understand."""
    found: list[Row] = []
    for number, line in enumerate(table.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if not line[0].isspace():
            modality, _, reach = line.strip().partition(" ")
            reach, _, back = reach.partition("+")
            if modality not in set(Modality) or reach not in _REACHES or back not in {"", "back"}:
                raise ValueError(f"line {number} names no modality and reach: {line.strip()}")
            found.append(Row(Modality(modality), reach, bool(back) or reach == "back", ()))
            continue
        if not found:
            raise ValueError(f"line {number} has words before any modality: {line.strip()}")
        for macro, pattern in _MACROS.items():
            line = line.replace(macro, pattern)
        found[-1] = replace(found[-1], words=(*found[-1].words, *line.split()))
    return tuple(found)


# what a will-be 将 stands before; before anything else it is 把
WILL = re.compile(
    r"[ ]?(?:会|于|在|以(?!色列)|由|与|和(?!黄)|同(?!程|花)|向(?!日葵)|被|从|对|为|把|通过|陆续|发行|定增|增资|清仓|合计|分别|独家|携手|牵手|注销|回购|变更|变为|新增|扩大|被动|主动|逐步|逐渐|继续|进一步|正式|同步|全面|全资|全部|全额|最终|再|共同|联合(?!利华)|联手|不再|有望|可|考虑|尝试"
    r"|出资|斥资|耗资|投资|收购|并购|入股|参股|控股|停|关停|关闭|关店|推出|上线|下线|下架|发布|更名|改名|合并|并入|整合|出售|转让|减持|增持|退出|上市|登陆|挂牌|达|突破|超|破|成立|设立|组建|启动|开业|开设|开放"
    r"|终止|取消|完成|获|取得|领投|跟投|参投|持有|拥有|占|成为|担任|出任|接任|增|升至|降|下降|下滑|募|进入|首次|同时|主要|基于|按|分阶段|分批|很快|尽快|择机|近期|近日|本月|本周|下周|下月|明年|今年|年内|年底"
    r"|[0-9一二三四五六七八九十]+[年月日]|延期|延长|重启|恢复|实现|迎来|面临|引入|引进|剥离|分拆|私有化|买下|购买|拿下|吃下|接手|接管|接盘|更|专注|负责|支付|提供|展开|开展|进行|落地|升级|归|纳入)"
)
# adverbs and prepositional phrases between a negation and the verb it denies
BETWEEN = re.compile(
    r"[ ]?(?:能够?|会|再|曾|有|正式|实际|真正|直接|参与|任何|如期|按时|成功|最终|完成|进行|进一步|全部|立即|主动|实施|签署|签订|达成|推进|启动|寻求|考虑|打算|计划|对|向|与|将|把|以|在|从|就|通过|为|被|由|跟|和|同|给|因此|继续|选择|开始|同意|获得|得到|受到|像|如)"
)
# 否认裁员传闻，同时表示已收购…
DENIES = re.compile(r"(?:否认|辟谣|澄清|驳斥)[^，。,；;]{0,12}$")
# 一旦入冬订单就少，因此…: what follows is no part of the condition
CONCLUDES = re.compile(r"[，,；;](?:因此|所以|于是|为此|因而|但是?|不过|然而|事实上|最终)")
# a verb with one of these about it is done, whatever cue stands before it in the clause
HAPPENED_BEFORE = re.compile(r"(?:已经?|业已|早已|均已|现已|曾经?|宣布完成|宣告完成)[^，。,；;]{0,24}$")
HAPPENED_AFTER = re.compile(
    r"(?:[^，。,；;的超通经不越]{0,2})(?:了(?!解|结|么)|过(?!程|渡|会|户|亿|百|千|万|半|[0-9])|完毕)"
)
# 针对要停产的传闻，公司强调…; 据传…，据某报报道…: somebody else has the word
ANSWERED = re.compile(r"的?(?:说法|传闻|传言|猜测|质疑|疑问)[”」]?[，,]|据[^，,。]{2,10}(?:报道|消息)[，,]")
CONFIRMS = re.compile(r"确认|证实|承认|官宣|公告称|宣布")
# what is told of a deal as done, in the middle of an opinion: 收购A是为了…, 拿到投资的B, 收购A的做法
PRESUPPOSED = re.compile(
    r"的|[^，。；]{0,16}(?:是为了|意味着|有助于|有利于|表明|说明了|之后|以后|以来|后[，,]|的(?:做法|举动|决定|行为|目的|原因|意义|举措|时机))"
)
# a clause that goes on with what the clause before it planned
JOINED = re.compile(
    r"[ ]?(?:并(?!非|不|未)|且|同时(?!，)|以及|还(?:将|拟|会)|从而|进而|进一步|以(?=[^上下来往及后前色])|通过|届时|由此|再|另|然后|募资(?!额)|集资|筹资|分别|合计|(?:减持|增持|受让|认购|回购)(?!计划|价格|股份的)|之后(?=将)|用于|最终(?=将|实现|达))"
)
# a clause after a deal that still speaks of the deal
ABOUT_DEAL = re.compile(
    r"[ ]?(?:但|却|不过|然而|可惜|最终|最后|该|此(?![前后外间时])|这|交易|后|随后|双方|结果|遭|被|已|均|目前|现)"
)
DEAL_NOUN = re.compile(
    r"(?:收购|交易|并购|合并|谈判|合作|重组|计划|方案|事项|此事|一事|此举|要约|申请|IPO|上市|传闻|消息|报道|说法)[^，。；]{0,6}$"
)
# nothing after 否认 or 终止 that it could be about instead
NO_OBJECT = re.compile(
    r"[，,。；;！!？?）)\n]|$|了(?:[，。；]|$)|了?(?:该|此|上述|这一|相关|这些)(?:消息|传闻|说法|报道|事|传言)"
)
# after these a plan is no longer one: 收购完成后计划…
LED_UP = re.compile(r"后|之后|以来|用于|是为")
CERTAIN_END = frozenset(
    [
        "告吹",
        "流产",
        "泡汤",
        "谈崩",
        "未果",
        "未遂",
        "夭折",
        "作罢",
        "不了了之",
        "无疾而终",
        "无果而终",
        "胎死腹中",
        "化为泡影",
        "未能成行",
    ]
)
CLAUSE_END = re.compile(r"[，；;：:]|,(?!(?<=[0-9],)[0-9]{3})")  # not the comma of 103,080
SENTENCE_END = re.compile(r"[。！!？?\n]")
EITHER = re.compile(
    r"(?:收购|投资|入股|合并|出售|购买|受让|增持|减持|租赁|转让|参股|控股|推出|关闭|并购|兼并|合作|销售|发行|认购|出资|直接|全部|部分|资产|股权|股份|公司|企业|个人|机构|产品|服务|上市|停止|终止)$"
)
# verbs that take 计划 as their object: 推出扶持计划 is done, not planned
TAKES_PLAN = frozenset({"推出", "发布", "公布", "启动", "宣布", "上线", "实施", "执行", "完成", "披露"})
FORECASTS = ("预", "将", "料", "有望", "即将", "将于")
