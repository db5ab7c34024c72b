"""A sentence as words: names, figures, deal verbs, and what stands between them."""

# ruff: noqa: SIM905 (lists of Chinese words read better as text)
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from loaders.alternatives import longest_first
from loaders.discourse import alphabet
from loaders.names.lexicon import automaton

# Verbs of those who get, of those who part with, and others that deals are told with.
BUYS: Final = (
    "收购 并购 受让 购买 购入 买入 买下 购得 竞得 认购 增持 接手 拿下 入股 投资 参股 增资 注资 吞并 兼并 接盘 取得 获得 举牌 加仓 建仓 "
    "新进 增仓 控股 入主 吸收合并 私有化 领投 跟投 战投 要约收购 竞买 拍得 摘牌 收编 增资扩股 出资 斥资 耗资 受购 买断"
).split()
SELLS: Final = (
    "减持 出售 转让 卖出 抛售 出让 套现 剥离 变卖 清仓 处置 退出 减仓 净卖 转给 卖给 置出 赠与 售予 售出 脱手 抛出"
).split()
OTHERS: Final = "拍卖 划转 过户 挂牌 重组 交割 置换 置入 易主 融资 发行 要约 定增 增发".split()
REPAY: Final = "回购"
# b gets, s parts with, i adds to a holding, v puts money in, r buys back, h holds, o another.
KIND: Final[dict[str, str]] = {
    **dict.fromkeys(BUYS, "b"),
    **dict.fromkeys(SELLS, "s"),
    **dict.fromkeys(OTHERS, "o"),
    **dict.fromkeys("增持 加仓 建仓 新进 增仓".split(), "i"),
    **dict.fromkeys("入股 投资 参股 增资 注资 领投 跟投 出资 斥资 耗资 认购 战投".split(), "v"),
    **dict.fromkeys("持有 控股".split(), "h"),
    REPAY: "r",
}
# Prepositions by what they make of the name behind them.
PREPOSITIONS: Final[dict[str, str]] = {
    **dict.fromkeys("给 予 至 到 给予".split(), "receiver"),
    **dict.fromkeys("由 被 遭 获 获得 受 遭到".split(), "agent"),
    **dict.fromkeys("与 和 同".split(), "with"),
    **dict.fromkeys("将 把".split(), "moved"),
    **dict.fromkeys("从 自".split(), "source"),
    **dict.fromkeys("为 是 系".split(), "be"),
    **dict.fromkeys("因 根据 据 以 在 于 通过 经".split(), "aside"),
    "向": "towards",
    "对": "about",
}
HELD: Final = frozenset("持有 持 所持 所持有 手中 旗下 名下".split())
HOW_HELD: Final = frozenset("所 合计 共同 分别 直接 间接 各自".split())
OWNERS: Final = frozenset("实控人 股东 控股股东 董事 实际控制人 高管 总经理 董事长 监事 大股东".split())
SHAREHOLDERS: Final = frozenset("股东 大股东 控股股东 实控人".split())
OWNER_FIRST: Final = frozenset("第 持股 原 的 大".split())
# 本次收购, 收购方案: the verb as a noun.
NOUN_BEFORE: Final = frozenset("本次 此次 该 这次 的 上述 前述 这一 这 该次 此 项 起 笔 次".split())
NOUN_AFTER: Final = frozenset(
    "方案 事项 案 完成 事宜 交易 计划 协议 价格 对价 款 股份 资产 标的 后 前 的 预案 草案 比例 数量 金额 价 时 主体 行为 公告 战 过程 成本 活动 "
    "股权 股票".split()
)
SHARES: Final = frozenset("股份 股权 股票 资产".split())
# What may stand between a preposition and its name.
DESCRIBING: Final = frozenset(
    "控股股东 股东 子公司 全资子公司 关联方 全资 控股 孙公司 交易对方 实际控制人 第一大股东 其 公司 旗下 第 一 二 三 大 原 附属公司 间接 境外 名 "
    "自然人 企业 等".split()
)
TELLS: Final = frozenset("公告 公布 披露 发布 宣布 公告称 晚间 称".split())
MORE: Final = (
    "拟 将 已 曾 欲 计划 准备 宣布 决定 打算 正在 完成 首次 再次 累计 合计 共计 全资 大幅 被动 主动 先后 协议 现金 继续 分别 签署 签订 达成 筹划 "
    "终止 放弃 实施 开始 持续 股份 股票 股权 股本 资产 业务 控制权 控股权 全部 部分 剩余 约 不超过 上市公司 该公司 本公司 后者 前者 对方 子公司 "
    "附属公司 一致行动人 董事会秘书 副总裁 投资者 财务总监 机构 总股本 占 以下简称 下称 简称 等 给 方式 大宗交易 股东大会 集中竞价 成为 作价 价格 "
    "对价 金额 总价 交易"
).split()
AGREES: Final = frozenset("签署 签订 达成 合作".split())
# 公司 and its like, by whom they stand for.
PRONOUNS: Final[dict[str, str]] = {
    "公司": "announcer", "本公司": "announcer", "上市公司": "announcer", "该公司": "last", "后者": "last",
    "前者": "first",
}  # fmt: skip
ANAPHORS: Final[dict[str, str]] = {
    alphabet.SAME_COMPANY: "公司", alphabet.SAME_PRODUCT: "产品", alphabet.SAME_PERSON: "他", alphabet.BOTH: "双方",
    alphabet.FORMER: "前者", alphabet.LATTER: "后者", alphabet.ITS: "其",
}  # fmt: skip
FIGURES: Final[dict[str, str]] = {
    alphabet.MONEY: "M", alphabet.PERCENT: "P", alphabet.SHARES: "S", alphabet.DATE: "D", alphabet.COUNT: "C",
    alphabet.MULTIPLE: "X", alphabet.ROUND: "R",
}  # fmt: skip
JOINS: Final = frozenset("、和与及")
KNOWN: Final = frozenset(
    {
        *KIND, *PREPOSITIONS, *HELD, *HOW_HELD, *OWNERS, *NOUN_BEFORE, *NOUN_AFTER, *DESCRIBING, *TELLS, *MORE,
        *PRONOUNS,
    }
)  # fmt: skip
WORD: Final = re.compile(longest_first(KNOWN))
VERB: Final = re.compile(longest_first(KIND))


@dataclass(frozen=True, slots=True)
class Token:
    """code[low:high] of a sentence. `kind`: N name, T deal verb, A pronoun, p punctuation, w word, else a figure.

    `text` is the word, of a name its letter, of a figure its kind; `verb` is the kind of deal verb.
    """

    low: int
    high: int
    kind: str
    text: str
    verb: str = ""


def tokens(code: str) -> list[Token]:
    """The words of `code` (see `loaders.discourse.sentence`), the deal's own words first."""
    out: list[Token] = []
    position = 0
    for match in WORD.finditer(code):
        _others(code, position, match.start(), out)
        word = match[0]
        verb = KIND.get(word, "")
        out.append(Token(*match.span(), "T" if verb else "w", word, verb))
        position = match.end()
    _others(code, position, len(code), out)
    return out


def _others(code: str, low: int, high: int, out: list[Token]) -> None:
    """Words of any list, and single characters, of code[low:high]."""
    position = low
    for _, start, end in automaton()[0].find_matches_as_indexes(code[low:high]):
        _single(code, position, low + start, out)
        out.append(Token(low + start, low + end, "w", code[low + start : low + end]))
        position = low + end
    _single(code, position, high, out)


def _single(code: str, low: int, high: int, out: list[Token]) -> None:
    i = low
    while i < high:
        char = code[i]
        end = i + 1
        if char.isascii() and char.isalnum():
            while end < high and code[end].isascii() and code[end].isalnum():
                end += 1
        if char in alphabet.NAME_LETTERS:
            token = Token(i, end, "N", char)
        elif char in ANAPHORS:
            token = Token(i, end, "A", ANAPHORS[char])
        elif char in FIGURES:
            token = Token(i, end, FIGURES[char], FIGURES[char])
        elif char in alphabet.STOP:
            token = Token(i, end, "p", char)
        else:
            token = Token(i, end, "w", "0" if char.isdigit() else code[i:end])
        out.append(token)
        i = end


def lists(words: list[Token]) -> dict[int, tuple[int, int, int]]:
    """For the index of each name: first word and last word of the list it stands in, and the list's last name."""
    out: dict[int, tuple[int, int, int]] = {}
    i, size = 0, len(words)
    while i < size:
        if words[i].kind != "N":
            i += 1
            continue
        last = i
        while (
            last + 2 < size
            and words[last + 1].text in JOINS
            and words[last + 2].kind == "N"
            and not (words[last + 1].text == "与" and last + 3 < size and words[last + 3].text in AGREES)
        ):
            last += 2
        end = last
        while end + 1 < size and words[end + 1].text in ("等", "共同"):
            end += 1
        for name in range(i, last + 1, 2):
            out[name] = (i, end, last)
        i = end + 1
    return out


def announcer(words: list[Token]) -> int | None:
    """Index of the name that announces (X公告称, X：…), else of the first name."""
    names = [i for i, word in enumerate(words) if word.kind == "N"]
    for i in names:
        behind = [word.text for word in words[i + 1 : i + 5]]
        if behind and (behind[0] == "：" or any(text in TELLS for text in behind)):
            return i
    return names[0] if names else None
