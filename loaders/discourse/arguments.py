"""Who: the names a verb takes to its left, and whom a clause opens with.

Left of a verb, names inside prepositional phrases, names that modify another name, and objects of earlier verbs are
masked; what is left nearest to the verb is the subject. What stands right of it is read in `phrases`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.discourse.alphabet import (
    COMPANY,
    EXCHANGE,
    FORMER,
    LATTER,
    ORG_LETTERS,
    PERSON,
    PERSON_LETTERS,
    PRODUCT,
    REF,
    REF_LETTERS,
    STOP,
    UNKNOWN,
)
from loaders.discourse.sentence import Sentence, Span
from loaders.names.lexicon import entries

GAP = "\x00"
NOT_REF = f"[^{STOP}\ue000-\ue00c]"
LIST = f"{REF}(?:(?:等{NOT_REF}{{0,6}})?(?:、|和|与|及|以及|跟|同){NOT_REF}{{0,8}}?{REF})*"
# 已有包括A、B在内的多家…: the list is the subject, what follows is said of it
OPEN_LIST = "(?:目前|现|如今|已有|已|有|现有|，)*"
TITLES = (
    "董事长|董事局主席|副董事长|执行董事|独立董事|董事|总裁|副总裁|高级副总裁|首席[一-龥]{2,4}官|总经理|副总经理|创始人|联合创始人|"
    "CEO|CFO|COO|CTO|CMO|(?:创始|管理|执行|主管)?合伙人|董事总经理|投资总监|负责人|发言人|总监|经理|主管|主任|高管|主席|股东|大股东|实际控制人|员工|分析师|研究员|记者"
)
# 甲的原股东认购…, 甲的用户: others than 甲, whom nobody names
OTHERS_OF = (
    rf"{REF}(?:公司|集团)?的(?:原|老|前|其他|其余|部分|早期|现有|全体|主要|最大|头号|许多|不少|众多|(?:[一多几两三某]|另一)[位名个家些])*"
    "(?:股东|投资人|投资方|用户|客户|供应商|竞争对手|对手|同行|持有人|债权人|员工|离职员工|旧部|邻居|校友|同事|朋友|前任|老板|伙伴|经销商|加盟商|"
    "弟弟|哥哥|妹妹|姐姐|妻子|丈夫|父亲|母亲|儿子|女儿)(?:们|之一)?(?![\ue000-\ue005])"
)
# A name in one of these is not the subject of what follows.
MASKS = tuple(
    re.compile(pattern)
    for pattern in (
        # 在…上 / 于…中: closed before the verb
        rf"(?:在|于)[^{STOP}]{{0,30}}?(?:(?<!海)上(?!海)|中(?!国)|内|里|下(?!线|架)|时|期间|方面|过程中|领域|市场|基础上|之前|之后|后|前|之际|之时)",
        # 与 X, 向 X, 对 X … with their list; 与 after a name is a coordination and stays
        rf"(?<!{REF})(?:与|同(?!意|为|样|年|日|月|时|比|期|属|是|一|行|类|业|城|步|款|伴|学|事|盟|仁)|跟){NOT_REF}{{0,12}}?{LIST}(?!{NOT_REF}{{0,2}}(?:联手|共同|一起|一道|联合|携手|合资))",
        # 我们和X: whoever speaks is not X
        rf"(?:我们|我|咱们|我方|他们|他|她)(?:和|与|同|跟){NOT_REF}{{0,6}}?{LIST}",
        rf"(?:向(?!来|往)|从(?!事|业|而|未|此)|对于|(?<!针|相|反|面|应)对(?!手|标|面|方|外|接|象|比|峙|阵|决)|给(?!予)|(?<!审议)通过(?!了|关于)|依托|依靠|借助|基于|凭借|针对|围绕|利用|按照|比起|相比|较之|对比|对标(?!对象|公司|企业|产品)|来自|(?!^{OPEN_LIST}包括{NOT_REF}{{0,8}}?{LIST}(?:等)?在内)包括){NOT_REF}{{0,12}}?(?:[\ue006\ue00c]{NOT_REF}{{0,8}}?[子孙]公司)?{LIST}",
        rf"(?:被(?!动|拿来|看|称|视|誉|叫|当[作成]|寄予|低估|忽|热议|关注|质疑|诟病|遗忘|冷落|业内|外界|认为|公认|申请|担保|减持方|执行人|投企|并购|收购|(?:投资|合并|重组)(?:人|方|的一方|企业|公司|对象))|由(?!于)|遭|获|获得){NOT_REF}{{0,10}}?{LIST}",
        rf"(?:将(?!来|近|军)|把(?!握))(?!联合|携手|与|和|同|以|在|于|对|向|会|要|由){NOT_REF}{{0,10}}?{LIST}",
        rf"(?<![成因认])为{NOT_REF}{{0,6}}?{LIST}(?:等{NOT_REF}{{0,12}}?)?(?=提供|打造|带来|推出|开发|定制|开设)",
        OTHERS_OF,
        # ，联手甲与乙买下…: who helps the one spoken of before
        rf"(?:^(?:随后|随即|后来)*|(?<=[\ue010正则也又再还才并]))(?:联手|联合|携手|会同|伙同|偕同|连同|拉上|拉着|协同){NOT_REF}{{0,6}}?{LIST}",
        rf"(?:随着|随(?![后时即之处])|除了|除|继|除去){NOT_REF}{{0,12}}?{LIST}(?=的|外|之外|以外|之后)",
        # 以 X 换来, 拿 X 作价: what is given for it; 比 X 更早, 自 X 手中
        rf"(?:以|用|拿){NOT_REF}{{0,8}}?{REF}(?={NOT_REF}{{0,8}}(?:换[来取得回走了]|作价|抵[作偿]))|比{NOT_REF}{{0,4}}{LIST}(?={NOT_REF}{{0,4}}[更还早晚多少高低大小强弱快慢好])|自{NOT_REF}{{0,4}}{LIST}(?={NOT_REF}{{0,3}}(?:手[中里上]|处|那里))",
        # 据 X 报道, X 记者获悉, X 数据显示: who says it
        rf"(?:(?<![数证占盘割])据|援引|引述){NOT_REF}{{0,12}}?{LIST}",
        rf"{REF}{NOT_REF}{{0,8}}?(?:讯|报道|报导|获悉|记者|统计|数据|调查|研究|分析|认为|观察|评论|编辑)(?={NOT_REF}|{REF})|{REF}(?:记者|独家)?(?:获悉|了解到|从[^，]{{1,8}}获悉)$",
        rf"{REF}(?:App|APP|网|平台|网站|软件)?(?:上的?)?(?:的)?(?:数据|信息|资料|页面|工商)*显示",
        rf"(?:以|作为){NOT_REF}{{0,6}}?{REF}(?:为首|为核心|为代表|为例|的)",
    )
)
# X旗下…Y, X的…Y, X董事长Y: X modifies
MODIFIER = re.compile(
    rf"{REF}(?=(?:旗下(?!有|拥有|包括|还|共|现有|主要)|所属|下属|控股|参股|投资(?![了过])|持有(?![了过])|所持|拥有|方面|系|集团|的|全资|子公司|孙公司|关联|母公司|大股东|控股股东|股东|运营方|运营商|开发商|背后的|东家|老板)(?!{NOT_REF}{{0,10}}(?:出现|新增|里有|中有|迎来|多了)){NOT_REF}{{0,16}}?{REF})"
)
TITLED = re.compile(
    rf"({REF})(?:(?:的|原|前|现任|时任|公司|集团)*(?:{TITLES})、?(?:兼(?:{TITLES}))?|的)({PERSON})"
)
# A name after one of these is an object, not a subject.
TRANSITIVE = (
    "增添|增设|新增|添加|站着|背靠|迎来|换来|等来|引来|遇上|碰上|撞上|输给|卖给|交给|转给|借壳|借道|分拆|拆分|私有化|关闭|关停|砍掉|转让|类似于|类似|相当于|不同于|好比|如同|源于|来源于|有别于|媲美|仿照|模仿|参考|接入|关联|进入|进军|进驻|登陆|击败|超越|超过|取代|成为|离开|加入|来自|面向|立足于|属于|位于|是|有|达成|签署|获得|获|投入|"
    "帮助|助力|拥有|持有|依靠|利用|支持|布局|提升|需要|叫|名为|推动|加速|挑战|比肩|看好|控制|使用|运营|管理|负责|开发|"
    "打造|建立|成立|收购|并购|投资|入股|推出|上线|发布|出售|减持|剥离|引入|引进|牵手|合并|买下|拿下|吃下|吞下|接手|接过|控股|参股|领投|参投|跟投|"
    "全资拥有|投了|卖掉|卖出|关掉|砍掉|增持|私有化|吞并|兼并|收编|接盘|售予|售给|卖予|转予|授予|划到|划归|划入|划给|归到|归入|转到|并到|认购|购得|购入|买入|买走|毕业于|就读于|任教于|就职于|供职于|任职于|求学于|服务于|受雇于|考入|考上|加盟|入职|辞去|转投|跳槽到|跳槽至|担任|出任|历任|兼任|曾任|现任|升任|接任|脱胎于|源自|出自|分拆自|独立自|并入|更名为|改名为|改叫|落户|拆分出|孵化出|孵化"
)
OBJECT_BEFORE = re.compile(
    rf"(?:{TRANSITIVE})(?:了|过|着)?(?:[一二三四五六七八九十]?[家个款只项]|[^，]{{1,6}}的)?$|(?<![为除])[了过](?:不少|许多|很多|大量|众多|一批|一些)$"
)
# 推动甲在香港上市, 这是甲收购乙后…: the object or complement of a verb that does what the next verb says
PIVOT = re.compile("(?:帮助|助力|支持|推动|加速|是)(?:了|过)?$")
AT_ONCE = re.compile("(?:成功|正式|顺利|再次|首次|率先|于|[\ue010]|在[^，\ue000-\ue00c]{1,6})*")
OPENERS = re.compile(
    "^(?:(?:特别是|尤其是|特别|尤其|比如|例如|譬如|诸如|像|包括|有消息称|有报道称|数据显示|报告显示|财报显示|有趣的是|不仅如此|与此同时|随着|为此|对此|但|而|且|并|又|也|同时|此外|另外|其中|不过|然而|因此|所以|于是|随后|随即|后来|之后|此后|此前|之前|当时|目前|现在|如今|近日|日前|近期|"
    "最近|昨日|今日|今天|昨天|近来|据悉|据了解|据报道|消息称|值得注意的是|事实上|其实|当然|最终|最后|首先|再加上|加上|至此|截至|到|在|自|从|早在|"
    "直到|直至|由于|因|如果|虽然|尽管|即便|随着|继|当|就|年|底|初|末|中|起|除了|以及|和|与|公开资料显示|资料显示|公告显示|财报显示|"
    "[\ue010]|[一-龥]?(?:上午|下午|晚间|凌晨)|很快|不久(?:之?后)?|没过?多久|没几年|转眼|最后|可|只是|"
    "(?:不到|不足|短短|仅仅|仅|才|刚|大约|约|前后|又过了?|过了?|时隔|仅隔|撑了)?[一两二三四五六七八九十半几0-9]+(?:个多?月|多?年多?|多?天|周|个星期|载)(?:以后|之后|后|多|时间)?))+"
)
# 不到两|年也关了门: where a verb's adverbs begin with the unit
CUT_DURATION = re.compile(
    "(?:不到|不足|短短|仅仅|仅|才|刚|大约|约|过了?)*[一两二三四五六七八九十半几0-9]+(?:个|多|余)*$"
)
# 撑到2016年也散了
LASTED = re.compile(
    "^(?:又|也|只|才|仅|勉强|苦苦|一直|总算)*(?:撑|熬|坚持|运营|挺|活|拖|维持)(?:(?:到了?|了|至)[\ue010一两二三四五六七八九十半几0-9年多个月末初中底天]*)?$"
)
ANY_REF = re.compile(REF)
HAN = re.compile("[一-龥]+")


@dataclass(frozen=True, slots=True)
class Ref:
    """A printed reference: where it stands and what letter it has. `guessed` when only the phrase suggests a name."""

    sentence: Sentence
    index: int
    span: Span
    guessed: bool = False

    @property
    def start(self) -> int:
        return self.span.start

    @property
    def end(self) -> int:
        return self.span.end

    @property
    def letter(self) -> str:
        return self.span.letter


@dataclass(frozen=True, slots=True)
class Group:
    """References joined by a conjunction, and the text between the clause's beginning and the first."""

    refs: tuple[Ref, ...]
    before: str


def masked(sentence: Sentence, low: int, high: int) -> str:
    """code[low:high] with every name that cannot be a subject replaced by GAP."""
    text = sentence.code[low:high]
    if ANY_REF.search(text) is None:
        return text.replace(EXCHANGE, GAP)

    def blank(match: re.Match[str]) -> str:
        return ANY_REF.sub(GAP, match[0])

    for pattern in MASKS:
        text = pattern.sub(blank, text)
    text = MODIFIER.sub(GAP, text).replace(EXCHANGE, GAP)
    if sentence.taken:
        text = "".join(GAP if low + i in sentence.taken else char for i, char in enumerate(text))
    return text


GROUP = re.compile(
    f"{REF}(?:(?:等{NOT_REF}{{0,6}})?(?:、|和|与|及|以及|跟|同|联合|携手){NOT_REF}{{0,8}}?{REF}|(?=[\ue000-\ue005]){REF})*"
)


def groups(sentence: Sentence, low: int, high: int) -> list[Group]:
    """Possible subjects in code[low:high], left to right."""
    text = masked(sentence, low, high)
    out = []
    for match in GROUP.finditer(text):
        refs = tuple(
            Ref(sentence, low + i, sentence.spans[low + i])
            for i in range(match.start(), match.end())
            if text[i] in REF_LETTERS
        )
        out.append(Group(refs, text[: match.start()]))
    return out


# a verb whose clause closes no 在…后, 在…时, 在…中
VENUE = re.compile(
    f"(?![^{STOP}]{{0,30}}(?:后|前|时|中|里|内|之际|期间|以来|同时|基础|背景|情况|过程|的[^{STOP}]))"
)
# 名为X的服务商: X is who the phrase is about
CALLED = re.compile("(?:名为|叫做?|名叫|称为|人称)$")


def left(sentence: Sentence, low: int, high: int) -> tuple[Ref, ...]:
    """The subject of a verb at `high` in its clause, which begins at `low`; empty where none is printed."""
    found = groups(sentence, low, high)
    for group in reversed(found):
        if group.before.endswith("在") and VENUE.match(sentence.code, high):
            continue  # 在X上线: where, not who
        called = CALLED.search(group.before) and sentence.code[group.refs[-1].index + 1 :][:1] == "的"
        pivots = PIVOT.search(group.before) and AT_ONCE.fullmatch(
            sentence.code, group.refs[-1].index + 1, high
        )
        if called or pivots or _head_of_opening(group) or not OBJECT_BEFORE.search(group.before):
            return _without_makers(group.refs)
    return ()


def _without_makers(refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """`refs` less each company whose product stands right behind it: 甲公司“乙”, 甲公司的乙 without its 的."""
    owned = {ref.index - 1 for ref in refs if ref.letter == PRODUCT}
    return tuple(ref for ref in refs if ref.letter != COMPANY or ref.index not in owned)


# 第二档是X, 排在最后的是X: whom a clause presents, and what follows speaks of
PRESENTED = re.compile(
    rf"^[^{STOP}\ue000-\ue00c]{{2,14}}(?:是|为|叫|名叫|当属|则是|便是|就是|正是|要数|莫过于|轮到|来自)(?:{REF}(?:旗下|系|集团|的)+[^{STOP}\ue000-\ue00c]{{0,8}})?({REF})(?:旗下|集团|公司)?$"
)
DESCRIBES = "面向|位于|来自|源自|源于|出自|脱胎于|属于|立足于"
# 专做夜班配送的X, 开业才一年的连锁书店X: a clause opens with what X is, and is about X
MODIFIED = re.compile(
    f"(?:(?![是把将让使给向、{STOP}\ue000-\ue00c]|(?:{TRANSITIVE})(?!的$)).|{DESCRIBES}){{2,24}}?(?:(?<!{GAP})的|平台|品牌|网站|应用|公司|企业|厂商|服务商|运营商|巨头|独角兽|频道|集团|店|电商)"
)
# 从X角度, 对X而言: from whose side what follows is seen
PERSPECTIVE = re.compile(
    rf"^(?:但|而|不过|且)?(?:从|对|对于|就|站在|在)({REF})(?:自身|方面)?的?(?:角度|立场|来说|而言|来看|来讲|一方|看来)(?:来?看|来?说|出发|而言)?$"
)
# 2015年是X最忙的一年: whose year it was
YEAR_OF = re.compile(
    rf"^\ue010(?:则|也|又)?(?:是|成为|堪称|对于?)({REF})[^{STOP}\ue000-\ue00c]{{0,16}}(?:[一之]年|时期|阶段|时刻|节点|季)$"
)


def own_words(sentence: Sentence, low: int, at: int) -> str:
    """What a clause that begins at `low` says before the verb at `at`, less what merely opens it or says when."""
    words = sentence.code[low:at]
    if sentence.code[at : at + 1] in tuple("年月天周"):
        words = CUT_DURATION.sub("", words)
    return LASTED.sub("", OPENERS.sub("", words))


RECEIVES = "获得?|拿到|得到|接受|受到|收到|来自|背靠|号称|自称|被|由|师从|对标|比肩"
# 曾获X投资的Y, 成立仅一年的Y, 比X更早上路的Y: a clause opens with what became of Y, and is about Y
RELATIVE_OPENING = re.compile(
    rf"(?:(?:{RECEIVES})[^{STOP}]{{1,24}}|(?:成立|创立|创办|上线|推出|发布|开业|上市|入行|诞生)(?:了|于|才|仅|刚|不到|不足|已|超过|近|[一二两三四五六七八九十数多]|\ue010|至今)[^{STOP}]{{0,12}}|比{GAP}[^{STOP}]{{1,10}})"
    "的"
)
ALREADY = re.compile(
    "^(?:(?:曾经?|已|刚刚?|最早|率先|此前|早年|早前|同样|一度|先后|多次|两度|当时|彼时|正|还|仍)+)"
)


def _head_of_opening(group: Group) -> bool:
    """Whether a clause opens with a relative clause of which `group` is the head."""
    if not group.before.endswith("的"):
        return False
    before = ALREADY.sub("", OPENERS.sub("", ANY_REF.sub(GAP, group.before)))
    return RELATIVE_OPENING.fullmatch(before) is not None


def leading(sentence: Sentence, low: int, high: int) -> tuple[Ref, ...]:
    """The names a clause opens with, i.e. its topic."""
    clause = sentence.code[low:high]
    shown = PRESENTED.match(clause) or PERSPECTIVE.match(clause) or YEAR_OF.match(clause)
    if shown is not None:
        index = low + shown.start(1)
        return (Ref(sentence, index, sentence.spans[index]),)
    found = groups(sentence, low, high)
    for group in found[:3]:
        if _head_of_opening(group):
            return group.refs
    for group in found:
        if group.before.endswith("在"):  # 其中在X持股
            continue
        before = OPENERS.sub("", group.before)
        if MODIFIED.fullmatch(before):
            return group.refs
        before = before.replace(GAP, "")
        if len(before) <= 8 and not OBJECT_BEFORE.search(group.before):
            return group.refs
        return ()
    return ()


def owner_of(ref: Ref) -> Ref | None:
    """The organisation before the title of a person: 青禾CEO林子航 → 青禾."""
    code = ref.sentence.code
    for match in TITLED.finditer(code, max(0, ref.index - 20), ref.index + 1):
        if match.end() - 1 == ref.index and match[1] in ORG_LETTERS:
            index = match.start(1)
            return Ref(ref.sentence, index, ref.sentence.spans[index])
    return None


def person_like(span: Span) -> bool:
    """Whether a name of unknown kind may be a person's: a surname and one or two characters more."""
    text = span.printed
    if span.letter != UNKNOWN or not (2 <= len(text) <= 4 and HAN.fullmatch(text)):
        return span.letter != UNKNOWN
    double = text[:2] in entries("surnames", "double")
    return double or (len(text) < 4 and text[0] in entries("surnames", "single"))


def allowed(kind: str) -> frozenset[str]:
    """Letters a slot type takes."""
    if kind == "PERSON":
        return PERSON_LETTERS | {UNKNOWN, FORMER, LATTER}
    if kind in ("ITEM",):
        return frozenset({PRODUCT})
    if kind == "ANY":
        return REF_LETTERS
    return ORG_LETTERS
