"""The words around a figure that say what it measures: the table of `_measures.yaml`, and what may stand between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from loaders.alternatives import longest_first
from loaders.discourse.alphabet import COUNT, DATE, MONEY, MULTIPLE, PERCENT, REF, REF_LETTERS, ROUND, STOP
from loaders.patterns.template import LOADER

KIND = {MONEY: "money", PERCENT: "percent", COUNT: "count", MULTIPLE: "multiple"}

# 买家同比下降25%至410万: the change stands between the word and the figure
CHANGE = re.compile(
    "(?:同比|环比|较上年|较去年|较上年同期|比上年)*(?:大幅|大|猛|激|暴|略|微|小幅|迅速)?(?:增长|增加|上升|上涨|提升|提高|下降|下滑|减少|下跌|降低|收窄|扩大|增|降|升|涨|跌|减)"
    f"了?(?:约|近|超|逾)?[{PERCENT}{MULTIPLE}]，?(?=[至到为达])"
)
FELL = re.compile(
    "(?:跌去|下降|下滑|减少|下跌|降幅|跌幅|降低|萎缩|缩水|收窄|大降|大跌|暴跌|骤降|锐减|下挫|回落|缩减|缩小|年减|季减|月减|年衰退|少了|同比降|环比降|同比减|环比减)(?:幅度)?(?:了|为|达|达到|约|近|超过?|逾|高达)*$"
)
ALIEN = re.compile(
    "行业|产业(?!带|园)|中国(?!区)|我国|全国|国内|全球|世界|人均|整个|市场规模|美国|日本|印度|欧洲|居民|社会|网民|大盘|板块|指数|国家|政府|目标|贡献|给予|补贴|罚|每人|普遍|同类|竞品|市面|平均每(?![天日月年周季])"
    "|的(?:主要|最大|直接|竞争|老)*(?:对手|同行|友商)|(?:一些|有些|不少|许多|多家|某些|个别|部分|有的)(?:[^，。；\ue000-\ue00f]{0,4})(?:平台|企业|公司|机构|品牌|银行|商家|玩家)|前[两三四五六八十]名"
)
_PLACE = "全球|世界|中国|全国|国内|海外|境内|境外|美国|日本|印度|欧洲|东南亚|中东|拉美|北美|[一-龥]{2,4}(?=市场|地区|境内)"
IN_PLACE = re.compile(
    f"^(?:目前|已经?|还|则|也|共)*(?:在|于)?(?:{_PLACE})(?:市场|地区|范围内|境内|各地)?(?:的)?"
)
COUNTED_PLACE = re.compile("全国|全球|国内|世界|海外|中国(?!大陆)|国家|产业带|产业园")
CONCEDED = re.compile("虽然|尽管|即使")  # what is conceded is said of the part spoken of just before
IN_WHOLE = re.compile("总|整体|全年|公司|集团")
QUALIFIER = re.compile(
    "(?:^|的|其中|，|在|而|、)([一-龥A-Za-z]{2,10}?(?:业务|板块|分部|市场|地区|部门|产品|产品线|服务|客户|用户|收入))(?:的|实现|录得|取得|产生|贡献|总|累计|全年|共|已)*$"
)
OF_WHICH = re.compile("^其中，?(?:来自|在)?([一-龥A-Za-z]{2,8}?)(?:市场|地区)?(?:的|总|实现|录得|贡献了?)*$")
NO_QUALIFIER = re.compile("公司|集团|主营|核心|整体|电商|全部|营业|平台|所有|总|该|其|实现|目前")
UNIT_WHAT = {
    "stores": "store_count", "cities": "city_count", "sites": "site_count", "users": "users", "merchants": "merchants",
    "orders": "volume", "parcels": "volume", "employees": "employees",
}  # fmt: skip
SIZES = {"m²", "km", "km²", "kg", "tonnes"}
SIZED = {"area", "volume"}
_TAIL = f"(?=$|[{STOP}、和与及以等并且中在里当\ue000-\ue01f]|遍布|分布|覆盖|提供|使用|入驻|参与|左右|以上|规模|的(?:规模|体量|量级|水平)|投入|可|已|正|超|其中|同时|加入|选择|通过|外|后|时|量|数|同步|开业|运营)"
ADDED = re.compile(
    "(?:新增|净增|多了|新开|增开|再开|新设|新签约?|新入驻)(?:了|的|约|近|超过?|全国|逾|直营|加盟|注册|活跃|会员)*$"
)
CLOSED = re.compile("(?:关闭|关停|关掉|砍掉|撤出|退出|裁撤|关店|关了)(?:了|约|近|超过?|全国|逾)*$")
CHANGED_BY = re.compile(
    "(?:增加|减少|裁员|裁减|裁掉|调整|招聘|招募|解雇|辞退|优化|流失|改造|翻新|淘汰|售罄|抽取|发放|赠送|召回)(?:了|约|近|超过?|全国|逾)*$"
)
AIMED_AT = re.compile(
    "(?:对|向|给|每|首批|前|第|其余|剩余|另外|从|面向|计划|为期|最快|约每|不到每|相当于|百余|其他|约等于|调查|邀请|组织|选取|调研|监测|跟踪|召集)(?:了|着|这|约)*$"
)


@dataclass(frozen=True, slots=True)
class Measure:
    what: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Table:
    """The words of `_measures.yaml`, compiled."""

    by_word: dict[str, Measure]
    words: re.Pattern[str]
    counted: re.Pattern[str]  # a noun behind its figure
    subject_of: re.Pattern[str]  # such a noun with a verb of its own: 在14个国家设有仓库
    behind: re.Pattern[str]  # a measure named behind its figure
    between: re.Pattern[str]  # what joins the word to its figure
    goes_on: re.Pattern[str]  # what goes on with the measure of the figure before
    rate: re.Pattern[str]  # measures that need no word of ours: 妥投率98%
    sum: re.Pattern[str]  # 押金余额12亿元
    number: re.Pattern[str]  # 试驾量超过3万次
    narrow: frozenset[str]  # words that must stand right at their figure
    plain: re.Pattern[str]  # words that name nobody and nothing
    flows: frozenset[str]  # counts of which additions and closings are told
    extent: re.Pattern[str]  # a verb that makes any counted noun a measure
    kinds: dict[str, frozenset[str]]  # of each measure
    counts: frozenset[str]  # the measures that are counts


@lru_cache(maxsize=1)
def table() -> Table:
    """The measures that the reader knows."""
    raw: dict[str, Any] = yaml.load(
        (files("loaders") / "patterns" / "_measures.yaml").read_text(encoding="utf-8"), Loader=LOADER
    )
    by_word: dict[str, Measure] = {}
    for entry in raw["measures"]:
        for word in entry["words"]:
            by_word.setdefault(str(word), Measure(str(entry["what"]), frozenset(entry["kinds"])))
    nouns: list[str] = []
    for what, words in raw["counted"].items():
        for word in map(str, words):
            nouns.append(word)
            by_word.setdefault(word, Measure(str(what), frozenset({"count"})))
    before = [word for word in by_word if len(word) > 1 or word in "报占店增涨升降跌减亏赚"]
    behind = [word for word in nouns if word not in raw["only_before"]]
    values = [w for w, m in by_word.items() if "count" not in m.kinds and len(w) > 1 and m.what != "growth"]
    degrees = longest_first(raw["degrees"])
    changed = f"(?:{degrees})*+被?(?:{longest_first(raw['changes'])})(?:到了?|至|为|成了?|破)"
    link = f"{changed}|{DATE}|{longest_first(raw['links'])}"
    more = longest_first([*raw["links"], *raw["degrees"], *raw["goes_on"]])
    head = "(?:^|的|[^一-龥])"
    middle = f"[^{STOP}\ue000-\ue01f、的]"
    return Table(
        by_word,
        re.compile(longest_first(before)),
        re.compile(
            f"^(?:左右|以上)?(?:的|余|多|来)?(?:{middle}{{0,7}}?({longest_first([w for w in behind if len(w) > 1])})"
            f"|({longest_first([w for w in behind if len(w) == 1])})){_TAIL}"
        ),
        re.compile(f"^({longest_first(behind)})()(?=[设建开推拥布落成发投完展试提运铺实进销拓])"),
        re.compile(
            f"^(?:左右|以上|上下)?(?:的|规模的|，)?(?:{ROUND}的?|[^{STOP}\ue000-\ue01f]{{0,2}}?|年度?|全年|经调整|调整后|最新|首日|总体|整体)({longest_first(values)})"
        ),
        re.compile(f"^(?>(?:{link}){{0,8}})$"),
        re.compile(f"^(?>(?:{changed}|{DATE}|{more})*)$"),
        re.compile(f"{head}([一-龥]{{1,9}}率)(?>(?:{link}){{0,6}})$"),
        re.compile(
            f"{head}([一-龥]{{1,9}}(?:额|收入|费用|支出|余额|总值|成本|利润|开支|服务费|年费|会员费))(?>(?:{link}){{0,6}})$"
        ),
        re.compile(f"{head}([一-龥A-Z]{{1,9}}(?:数量|总数|总量|人数|次数|数|量|规模))(?>(?:{link}){{0,6}})$"),
        frozenset(raw["narrow"]),
        re.compile(f"(?>(?:{DATE}|{ROUND}|[\x00+]|{longest_first(raw['plain'])})*)"),
        frozenset(raw["flows"]),
        re.compile(
            f"(?:{longest_first(raw['extents'])})(?:了|过|着|超过?|近|约|逾|全国|全球|海外|国内|已|共|达|到|的)*$"
        ),
        {measure.what: measure.kinds for measure in by_word.values()},
        frozenset(map(str, raw["counted"])),
    )


_NO_GENERIC = re.compile(
    "担保|买入|偿还|账款|合计|虚|原告|被告|引资|借款|逾期|中标|利率|汇率|税率|概率|频率|换手|收益率|回报率|质押|比率|失业率|溢价率|折价率|中签率|成交|金额|余额宝|股数|回购|持股|发行|增持|减持|出资|认购|交易|转让|总额|名额|限额|"
    "份额|差额|单数|多数|少数|半数|倍数|指数|系数|点数|参数|基数|岁数|分数|数量|大量|少量|质量|能量|力量|含量|流量|重量|商量|考量|体量|规模|总量|总数|效率|市场|行业|全国|人均|成功率|胜率|抵押|总成本|代价|市盈率|市销率"
)


def generic(before: str, kind: str) -> tuple[str, int] | None:
    """The noun before a figure that names a measure by its last character, and where it begins."""
    known = table()
    pattern = {"percent": known.rate, "count": known.number, "money": known.sum}.get(kind)
    found = pattern.search(before) if pattern is not None else None
    if found is None:
        return None
    noun = found[1]
    cut = table().plain.match(noun)
    noun = noun[cut.end() :] if cut is not None and len(noun) - cut.end() >= 2 else noun
    if len(noun) < 3 and kind != "percent":
        return None
    if len(noun) > 7:
        return None
    return None if _NO_GENERIC.search(found[1]) or ALIEN.search(noun) else (noun, found.end(1) - len(noun))


_TO = re.compile("了?(?:到|至|成)")


def near(between: str, word: str, hedge: str = "") -> bool:
    """Whether `between` joins the word of a measure to its figure; 降至 is no change by the figure.

    The figure may be printed with a `hedge` that belongs to the words before it: 大约为3亿, 跌破3亿.
    """
    if word in table().narrow and _TO.match(between):
        return False
    if any(letter in REF_LETTERS or letter in KIND for letter in between):
        return False
    if word in table().narrow and len(between) > 3:
        return False
    joins = table().between.match
    return joins(between) is not None or (hedge != "" and joins(between + hedge) is not None)


def plain(text: str, spare: int = 2) -> bool:
    """Whether a clause's text before the measure names nobody and nothing that the measure could be one of.

    As many characters as `spare` may be left that no list of plain words holds.
    """
    known = table()
    text = known.plain.sub("", re.sub(REF, "\x00", text))
    return len(known.plain.sub("", known.words.sub("", text))) <= spare


def conceded(text: str, measure: str) -> bool:
    """Whether a clause before a measure concedes it (虽然), and not for the whole of somebody."""
    return CONCEDED.search(text) is not None and IN_WHOLE.search(text + measure) is None


def core(text: str) -> str:
    """What is left of a clause's text before the measure when the plain words at both its ends are taken off."""
    begin = table().plain.match(text)
    text = text[begin.end() :] if begin else text
    while text:
        cut = next((n for n in range(len(text)) if table().plain.fullmatch(text, n)), len(text))
        if cut == len(text):
            break
        text = text[:cut]
    return text


def qualifier(text: str) -> str:
    """The part of a company that its measure is of: 其中快运业务收入 → 快运业务."""
    found = OF_WHICH.match(text) or QUALIFIER.search(text.removeprefix("其中").removeprefix("而"))
    return "" if found is None or NO_QUALIFIER.search(found[1]) else found[1]
