"""What stands for a name: 该公司, 其, 双方, 后者, 这家咖啡连锁, 该短视频应用.

A description (这家船厂) says what kind of thing is meant, and `kind_of` tells which kinds the text gives to a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.alternatives import longest_first
from loaders.discourse.alphabet import (
    BOTH,
    FORMER,
    ITS,
    LATTER,
    SAME_COMPANY,
    SAME_PERSON,
    SAME_PRODUCT,
)
from loaders.discourse.sentence import Span

# What nearly every firm or product is: tells nothing about which one is meant.
ANY = "公司|集团|企业|机构|上市公司|厂商|银行|基金|项目|业务|产品|服务|功能|工具|系统|模型|手机|车型"
FIRM_NOUNS = (
    "公司|集团|企业|机构|上市公司|银行|基金|厂商|厂家|工厂|车企|药企|房企|乳企|酒企|茶企|餐企|国企|民企|券商|信托|投行|创投|资本|连锁|连锁店|便利店|书店|"
    "咖啡店|咖啡馆|茶馆|餐厅|酒店|超市|百货|商场|零售商|零售店|运营商|服务商|开发商|制造商|供应商|经销商|代理商|出版商|出版社|承包商|船厂|药厂|酒厂|"
    "钢厂|茶厂|纸厂|陶瓷厂|老字号|巨头|独角兽|创企|初创|新贵|医院|诊所|旅行社|报社|电视台|事务所|研究院|实验室|俱乐部|门店|工作室"
)
PRODUCT_NOUNS = (
    "产品|平台|小程序|应用|APP|App|app|网站|软件|游戏|项目|业务|品牌|服务|公众号|工具|功能|频道|商城|社区|网店|系统|浏览器|客户端|播放器|手游|网游|端游|"
    "车型|手机|论坛|门户|引擎|大模型|模型|电商|应用程序"
)
_FIRM, _PRODUCT = longest_first(FIRM_NOUNS.split("|")), longest_first(PRODUCT_NOUNS.split("|"))
_FREE = "[^，。；：！？、“”「」（）()\\n0-9]"
_WORD = "[^，。；：！？、“”「」（）()\\n0-9的了在是为被把将对与和计划已由]"
_NOT_KIND = "(?!行业|领域|赛道|地区|地|市|省|县|区|国|类|批|些|等|系列|年|月|日|轮|笔|次|人|名|职|法|股|校|案|前|后|时|外|间|际|举|处|刻|番|行|[两二三四五六七八九十几数多各]|类似)"
# 这家总部在沿海的连锁酒店, 该咖啡品牌, 这款主打熟人的应用
FIRM_DESCRIBED = (
    f"(?:这家|那家|这间){_FREE}{{0,12}}?(?:{_FIRM})(?:{_FIRM})*(?!{_PRODUCT})"
    f"|(?:该|此|这一|上述|这个){_NOT_KIND}{_WORD}{{1,6}}?(?:{_FIRM})+(?<![母子孙]公司)(?!{_PRODUCT})"
)
PRODUCT_DESCRIBED = (
    f"(?:这款|这家|这档|那款){_FREE}{{0,12}}?(?:{_FIRM})*(?:{_PRODUCT})+"
    f"|(?:该|此|这个|这一|上述){_NOT_KIND}{_WORD}{{0,6}}?(?:{_FIRM})*(?:{_PRODUCT})+"
)
ANAPHORS: tuple[tuple[str, str], ...] = (
    (
        SAME_COMPANY,
        "|".join(
            (
                r"(?:该|本|这家|此|上述|这一)(?:公司|集团|企业|机构|上市公司|银行|基金)",
                r"新公司(?!的?(?:名|成立))",
                r"(?<=[，。；：、！？\n\s“年月日季度期内末])公司(?=[^，。；：的、\n]{2})(?!名|内部|治理|债|方面人士)",
                r"(?:(?<=彼时)|(?<=当时)|(?<=此时)|(?<=如今)|(?<=目前)|(?<=此前)|(?<=此后)|(?<=后来)|(?<=随后))公司(?=[^，。；：的、\n]{2})(?!名|内部|治理|债|方面人士)",
                r"(?<=[，。；！？\n\s年月日])公司(?=的(?:股价|市值|营收|收入|净利|用户|日活|月活|创始人|CEO|董事长|投资方|投资人|股东|估值|门店))",
                r"(?<=受让|认购|增持|减持|持有|入股|收购|购买|买入|转让|质押)公司(?=[0-9约合总股A-Z部控])",
                r"(?:(?<=领投)|(?<=跟投)|(?<=参投)|(?<=参与)|(?<=投了)|(?<=与了))公司(?=的?(?:新一轮|本轮|此轮|首轮|[A-H天种战][^，。]{0,5}轮))",
                r"(?<=成为)上市公司(?=的?(?:全资|控股)?子公司)",
                r"(?<=[，。；\n\s])集团(?=将|以|于|把|宣布|旗下|又|还|在|出售|收购|成立|推出|已|也|正式|共|总)",
                r"(?<=[入进到至])集团(?=旗下)",
                r"我司",
                r"(?<=[，。；！？\n])[该这](?:[支个])?(?:初创|创业)?团队(?=[^，。；：的、\n]{2})",
                r"(?:(?<=入股)|(?<=收购)|(?<=并购)|(?<=买下)|(?<=投资)|(?<=持有)|(?<=入股了)|(?<=收购了)|(?<=并购了)|(?<=买下了)|(?<=投资了)|(?<=持有了))对方",
                r"(?<=[“：])我们(?=[^，。；：！？”]{0,10}(?:收购|并购|买下|投资|入股|推出|上线|发布|关闭|关停|成立|拿到|完成|签约|合作|更名))",
                FIRM_DESCRIBED,
                r"(?<=[。；！？\n])(?:平台|网站)(?=在|凭借|已|也|还|于|月活|日活|日均|年度|累计|注册|推出|上线|宣布|目前|曾|自(?!营)|将|通过|覆盖|拥有|则|随后|最初|当时|现有|一度|GMV|[0-9])",
            )
        ),
    ),
    (
        SAME_PRODUCT,
        PRODUCT_DESCRIBED
        + r"|(?:该|此|这款|这个|这一|这家|上述|本)(?:产品|平台|小程序|应用|APP|App|app|网站|软件|游戏|项目|业务|品牌|服务|公众号|工具|功能|频道|商城|社区|网店|电商平台)",
    ),
    (
        BOTH,
        r"双方|(?<![了过购资有的])两家公司|两者|二者|两家(?=[^，。]{0,4}合)|两公司|两大巨头|"
        r"(?:这|(?<=[，。；：\n后]))[两二](?:家|款|个|大)(?:公司|企业|机构|平台|产品|品牌|应用|软件|游戏|网站)(?![^，。；]{0,2}的)",
    ),
    (FORMER, r"前者"),
    (LATTER, r"后者"),
    (
        SAME_PERSON,
        r"(?<![其吉维])他(?!们|人)|她(?!们)|[这该]位(?=[^，。；：的、\n]{0,12}?(?:创始人|创办人|掌门人|掌舵人|负责人|董事长|董事局主席|总裁|总经理|总编辑|主编|首席执行官|CEO|COO|CFO|CTO))|"
        r"(?:[这该]位|这名)[^，。；：的、\n“”]{0,6}?(?:投资人|企业家|创业者|老板|老将|老兵|高管|掌舵者|经理人|商人|富豪|首富|年轻人|工程师)",
    ),
    (ITS, r"(?<![尤与极及])其(?![中他它余实间次一后前])|(?<!其)它(?!们|山|日|乡)"),
)
_ANAPHOR = re.compile("|".join(f"(?P<a{i}>{regex})" for i, (_, regex) in enumerate(ANAPHORS)))
# 咖啡连锁海芽, 海芽是国内最大的咖啡连锁: what kind of thing a name is said to be
_KINDS = longest_first({*FIRM_NOUNS.split("|"), *PRODUCT_NOUNS.split("|")} - {*ANY.split("|")})
_KIND_BEFORE = re.compile(f"({_KINDS})(?:{_KINDS})*$")
_KIND_BEHIND = re.compile(
    f"(?:公司|集团)?(?:，|则|也|曾|本来|原本|目前|如今|一直)*(?:是|为|作为|系|成为)[^，。；：！？]{{0,24}}?({_KINDS})+(?=[，。；！？]|之一|$)"
)
_LAST_KIND = re.compile(f"({_KINDS})(?:旗下)?$")


def anaphors(plain: str) -> Iterator[Span]:
    """What stands for a name in `plain`, the simplified text of a document."""
    for match in _ANAPHOR.finditer(plain):
        index = int((match.lastgroup or "a0")[1:])
        yield Span(*match.span(), ANAPHORS[index][0], match[0])


def kind_in(description: str) -> str | None:
    """The kind of thing that a description names, if it tells more than that it is a firm: 这家咖啡连锁 → 连锁."""
    match = _LAST_KIND.search(description)
    return None if match is None else match[1]


def kinds_said(code: str, index: int) -> set[str]:
    """The kinds that the words right beside the name at code[index] give to it."""
    low = max(0, index - 8)
    before = _KIND_BEFORE.search(code[low:index])
    behind = _KIND_BEHIND.match(code, index + 1)
    return {match[1] for match in (before, behind) if match is not None}
