"""People that their place shows: behind a title, before 出任 and the like, beside another person in a list.

The finder sees few two-character names and takes the first character of the next word for a part of some (邱野|分任).
Where a title stands before a name, the word behind it says how long the name is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import ahocorasick_rs

from loaders.alternatives import longest_first
from loaders.names.lexicon import classes, entries
from loaders.names.model import Name
from loaders.patterns.template import word_lists

ONE = "".join(sorted(entries("surnames", "single")))
TWO = longest_first(entries("surnames", "double"))
HAN = "[一-龥]"
# Words that follow a person's name; a longer one settles where the name ends.
WORDS = (
    "表示|指出|认为|透露|坦言|直言|强调|回应|介绍|告诉|宣布|回忆|解释|预计|预测|分析|补充|表态|发文|发微|承认|否认|声称|放话|写道|写下|接受|出席|出任|担任|辞职|"
    "辞去|辞任|请辞|卸任|卸下|离职|离任|离开|退出|退休|接任|接替|接棒|接手|接管|加盟|加入|创立|创办|创建|成立|现身|发言|演讲|致辞|减持|增持|持有|持股|质押|兼任|"
    "当选|上任|履新|汇报|决定|曾任|曾在|曾经|曾是|曾为|曾表|曾对|曾说|分任|同任|共任|改任|升任|调任|转任|转投|跳槽|空降|暂代|代理|代行|牵头|掌舵|执掌|操盘|负责|主管|分管|统管|"
    "带领|率领|带队|领衔|主导|掌管|管理|管着|管了|打理|主政|坐镇|领导|统领|主持|统筹|接掌|挂帅|早已|早就|刚刚|上周|本周|上月|本月|今年|去年|前年|共同|联合|一起|一道|一手|亲自|继续|正式|目前|此前|此后|随后|随即|随之|当时|现任|时任|历任|原任|先后|后来|也是|则是|就是|还是|正是|"
    "仍将|仍然|依然|一直|一度|已经|已于|已在|将于|将在|将由|将会|将从|将为|将以|今天|昨天|今日|昨日|近日|日前|当天|当日|同时|同日|分别|等人|三人|二人|两人|四人|五人|六人|夫妇|夫妻|兄弟|"
    "先生|女士|博士|教授|在内|领投|个人|本人|所有|所说|所言|名下|控制|旗下|带着|带来|并非|并未|并不|没有|不再|不会|不得|未能|突然|被任|被免|被聘|被捕|被带|被查|因为|因个|因涉|因病|由于|"
    "作为|成为|来自|来到|回到|回归|重返|获任|获聘|毕业|出生|出身|开始|认识|看来|看到|看好|通过|提出|提到|提名|提交|提议|任职|入职|入主|主动|主持|再次|再度|首次|公开|发布|发表|发起|"
    "向媒|向记|向员|向外|向公|向董|对此|对外|对媒|对记|对于|与此|和他|和她|与他|与她|给出|给员|在接|在朋|在微|在内|在会|在发|在电|在公|在一|在媒|在致|在演|在全|在回|在社|拿出|拿到|做客|做出|作出|谈到|谈及|说道|"
    "也表|也曾|也在|也将|也于|还表|还曾|还将|还在|还兼|还担|便是|便在|便辞|却在|却说|均为|均是|均在|都是|都在|为首|为代|为公|之手|之间|之后|之外|等为|等于|等创|等共|等联|亦于|亦在|亦曾|亦是|则在|则任|则由|则为|则将|则表|把自|把公|把这|把全|转岗|调往|调岗|转为|转向|晋升|升为|"
    "申请|递交|提交|彼时|早前|早些|留在|交出|交棒|让贤|下课|上位|身上|手中|手里|"
    "离世|逝世|去世|失联|上台|下台|出走|出局|退任|退居|到任|到岗|就任|续任|留任|留了|留下|连任|续聘|受聘|受访|受邀|携手|携带|联手|合伙|合作|合计|投资|出资|注资|套现|收购|开启|开出|开设|打造|推出|组建|搭建|"
    "变更|变成|换成|确认|极力|力邀|力主|联同|偕同|伙同|会同|连同|拟任|转赴|聘为|任命|委任|做起|拉着|拉来|与人|和人"
)
STRONG = re.compile(f"(?:{WORDS})")
EDGE = re.compile("$|[^一-龥]")
WEAK = frozenset(
    "倒竟在对说称则也亦又曾任将已仍还向于因和与及是为并就都等的把被从由以却便给持兼暂代分再会要能未随即更不只没来去到接携带与告让使用用着所用做谈发带领掌管执卸辞升调转赴现正表"
)
ACTING = frozenset("在于将曾则也")
# What no given name ends with where something else can be meant.
NO_GIVEN = frozenset(
    "倒竟曾才已拟于与由向在对说称则也亦又将仍还因及是并就都等的把被却便给持兼暂再未随更不没去到让了所着卸辞赴现表会以从申"
)
# The next word's first character, taken for a name's last: 某某变|更为, 某某联|同
SPLIT_WORD = re.compile(f"(?=[{''.join(sorted(NO_GIVEN))}])(?:{WORDS})|变[更成为]|联同(?!意)")
NOBODY = re.compile(
    "和|有[一两二三四五六七八九十几多数]|于(?:[今昨近本上下年月日去前当该此]|\\d)|向(?:[外内其公记投媒员董市他她围各所全社大])|对|任(?:[职期免命何内中后上]|一职)|曾(?:[在任对为是于经有表涉因用持获向多被与与和由]|担任)|常[常务]|高[管级层度达度位]|公司|方[面才案]|应|时[任]|单|全[面体力资部]|都|"
    "从|要|能|别|万[元股亿科豪达]|计|成立|成为|后[者来续]|有[关意限]|相[关比]|管理|经营|解[释除读决聘]|明[确年]|安[排全]|师|来|双方|平[台均]|海外|水|项目|符|权|国[内际家有]|查|查处|利|代[表理行言]|那|"
    "居然|家|原|包括|包[含揽]|支|关[于注键]|查|班子|暴|尚[未]|须|简|空[降缺]|展|战略|宣[布称]|谈|扶|益|相|车|边|终|印|乐|官|商|第一|新|通|党|和|及|元|双|越|归|计划|鱼|首|公|祖|库|项|东|年|海|贝|易主|位[置子]|职[位务]|岗位|人选|头衔|角色|身份|空[位悬]"
)
# Surnames that begin many words too: a name only where what follows is sure.
SHY = frozenset("严石温柳段莫景冷路连容麻房花强")
COUNTED = re.compile("[两二三四五六七八九十几][个位名人家]")  # 甲、乙两个人
RESERVED = re.compile("(?:公司|集团|先生|女士|小姐|总|老师|某|董|方|们|者|人)$")
TITLE = longest_first(title for title in word_lists()["titles"] if len(title) > 1)
TITLE_NEXT = re.compile(f"{HAN}?(?:{TITLE})")
# 总经理是X, 总经理的位置换成了X
TURNS = "(?:(?:的?(?:位置|位子|职位|职务|人选)|一职)?(?:[也就则已还仍正便现]|又|依然|依旧)*(?:[为是由]|换成了?|换为|变成了?|变为|改为|变更为|换上了?|交给了?)|：|:|的)"
TITLED = re.compile(
    f"(?<!董)(?<!监)(?:{TITLE}|VP|接替者|接任者|继任者|前任|后任|接棒者|继任人选?){TURNS}? ?(?=[一-龥A-Z])"
)
# Who somebody is to another: 同学X, 与妻子X创办
KIN = re.compile(
    "(?:同学|校友|室友|老乡|好友|老友|朋友|发小|妻子|丈夫|太太|弟弟|哥哥|妹妹|姐姐|儿子|女儿|女婿|父亲|母亲|同事|搭档|伙伴|旧部|部下|师弟|师兄|徒弟|副手|助手|老将|元老|干将|爱将|门生|侄子|侄女|外甥|表弟|表哥|堂弟|堂哥|前妻|老部下|老臣|高管|"
    "企业家|企业主|投资人|商人|经理人|程序员|创业者|华侨|温商|老板|网友|作家|主持人)(?=[一-龥])"
)
# 由X早年在岛上创办: who stands behind 由 and does what a person does
BY = re.compile(
    f"[由归](?=(?:{TWO}|[{ONE}]){HAN}[^，。；：\\n]{{0,26}}?(?:创立|创办|创建|创设|一手|执掌|掌舵|掌管|带队|主管|分管|[来接]?管(?=[，。；])|负责|担任|出任|接任|兼任|接手|接棒|打理|操盘|牵头|[一共]同(?:成立|组建|设立)))"
)
FOREIGN = re.compile(
    f"[一-龥]{{1,6}}[·•・][一-龥]{{1,6}}?(?:[·•・][一-龥]{{1,6}}?)?(?={WORDS}|$|[^一-龥·•・]|[{''.join(sorted(WEAK))}])"
    "|[A-Z][a-z]+(?: [A-Z][A-Za-z'’-]+){1,2}"
)
APPOINTED = re.compile(
    f"(?:任命|聘请|聘任|委任|委派|指派|派|换上|调来|请来|挖来|提名|选举|提拔|推选|推举|增聘|增补|补选|改选|增选|改聘|宣布|官宣)了?(?=(?:{TWO}|[{ONE}]){HAN}{{1,2}}(?:先生|女士)?(?:为|担任|出任|任|接任|兼任))"
)
NAME = re.compile(f"(?:(?:{TWO}){HAN}{{1,2}}|[{ONE}]{HAN}{{1,2}})")
ACTS = re.compile(
    f"(?:(?<=[，。；：\\n\\s、—])|^|(?<=[年月日时]，)|(?<=[由聘请])|(?<=的)(?=.{{2,3}}(?:创立|创办|创建|一手)))(?P<name>(?:(?:{TWO}){HAN}{{1,2}}|[{ONE}]{HAN}{{1,2}}?))(?=(?:\\d{{4}}年)?(?:将|已|正式|曾|不再|也|则|亦|同时|继续|一度|亲自|于|因|近日|随后|转而|被|大概|不会|没有|从来|一直|当时|那时|终于|后来|还|并|至今|也许|自己|事后|这样|曾经)*"
    "(?:担任|出任|升任|接任|兼任|卸任|辞去|辞任|调任|转任|执掌|掌舵|操盘|任命为|创立|创办|一手创|分任|同任|接棒|空降|离开|离职|拉上|带着|接手|接过|退居|挂帅|坐镇|管着|一手|回忆|坦言|想到|觉得|相信|笑[了着说称]|写道|写下|承认|解释说|在(?:朋友圈|微博|内部信|公开信|接受|一次|演讲|发布会|电话会)|告诉(?:我们|记者|员工|团队)|出生|毕业|接替|申请辞|递交辞|提交辞|请辞|辞职))"
)
# 外科出身的X, 从Y挖来的X; 法定代表人由Z变更为Y的X
WHO_IS = re.compile(
    "(?:由[^，。；\\n]{2,26}(?:变更|更换|调整|更改|更替)为(?:[^，。；\\n]{1,12}的)?(?=[一-龥])|(?:供职|任职|就职|工作|打工|出身|挖来|请来|聘来|空降|空降而来|毕业|退休|归来|履新|[0-9一二三四五六七八九十]岁)的(?=[一-龥]))"
)
NOW_AT = re.compile(
    f"(?<=的)(?=((?:{TWO}){HAN}{{1,2}}|[{ONE}]{HAN}{{1,2}})，(?:现任|曾任|时任|原任|历任|现为|如今|本科|毕业|男，|女，|\\d{{4}}年))"
)
NEXT = re.compile("[”」]?(?:（[^（）]{1,20}）)?(?:、|和|与|及|以及)")


# What the finder took for one name: 邱野转投某某书局
ACROSS = re.compile(
    f"(?:(?:{TWO}){HAN}{{1,2}}|[{ONE}]{HAN}{{1,2}}?)(?=(?:任(?=新?集团|新?公司)|转投|加盟|加入|[出担升历现曾兼接调转]任|跳槽|执掌|掌舵|创立了?|创办了?|卸任|辞去|确认|宣布|表示|透露|回应).{{2}}|(?:带队|负责|统管|接任|暂代|掌舵|牵头|领衔|主导|接棒)$)"
)
# 邱野管某某书局, where the text prints 某某书局 elsewhere too
RUNS = re.compile(f"((?:{TWO}){HAN}{{1,2}}|[{ONE}]{HAN}{{1,2}}?)(?:掌?管|分管|主管|负责|打理)(.{{2,}})")
RANKS = f"(?:{longest_first(word_lists()['rank'])})*"
TWO_OFFICES = re.compile(f"(.{{2,}}?){RANKS}(?:{TITLE})(?:兼任?|暨)(.{{2,}})")
TITLE_LAST = re.compile(f"(?:前|原|现任|时任)?{RANKS}(?:{TITLE})$")
# What a short name goes on with before a title, and what belongs to the title.
OWN_WORD = re.compile(
    "(?:生活|到家|优品|优选|优鲜|科技|网络|教育|出行|健康|影业|文化|传媒|资本|汽车|物流|数科|医疗|智能|音乐|体育|旅行|视频|影视|娱乐|家居|食品|餐饮|咖啡|超市|百货|零售|外卖|金融|金服|支付)"
    f"(?=(?:创始人|联合创始人|前|原|的)?(?:{TITLE}))"
)
OFFICE_FIRST = re.compile("兼任?|暨|出任|担任|时任|现任|原任|历任|曾任")
OFFICE_NEXT = re.compile(f"{RANKS}{HAN}?(?:{TITLE})")
FIELD = re.compile("(?:财务|人力资源|人力|市场|技术|产品|运营|投资|战略|品牌|法务|公关|行政|销售|营销)$")
RANKED = re.compile("(?:副总裁|高级副总裁|总监|高级总监|副总经理|负责人|副总|VP)")
# 在上海张江: a quarter of the city
IN_CITY = re.compile(
    "(?:在|于|从|到|往)(?:北京|上海|广州|深圳|杭州|南京|苏州|成都|武汉|西安|天津|重庆|厦门|福州|宁波|青岛|大连|长沙|郑州|合肥|香港|台北)$"
)
NO_NAMES = {"囊中", "麾下", "接力棒", "帅印", "权杖", "一职", "两人", "二人", "三人", "四人", "职位", "该职"}
TOGETHER = re.compile(
    f"((?:{TWO}){HAN}{{1,2}}|[{ONE}]{HAN}{{1,2}}?)(?:一起|共同|联合|创业|[一二两三四五]人|等人|夫妇|夫妻)(?:创业|创立|创办)?"
)
LOOSE = ("Person", "Unknown")
MAKES = re.compile(
    "([一-龥A-Za-z0-9]{2,8}?|)(?:成立|组建|设立|新设|增设|新成立|筹建)了?([一-龥A-Za-z0-9]{3,})"
)


def with_people(plain: str, names: Sequence[Name]) -> list[Name]:
    """`names` of the text `plain` with the people that titles and verbs show, ends set right; sorted, no overlap."""
    found = _Found(plain, [_beside_title(plain, part) for name in names for part in _parted(plain, name)])
    for start, end in _placed(plain):
        found.put(start, end)
    for name in found.names():  # the finder's own people: the next word's first character
        if name.type in LOOSE and name.canonical is None and 2 <= len(name.text) <= 3:
            length = _length(plain, name.start)
            longer = name.type == "Person" or (length == 3 > len(name.text) and not _level(plain, name.end))
            if longer and length and length != len(name.text) and _sure(plain, name.start, length):
                found.put(name.start, name.start + length)
    alone = {name.text for name in found.names() if name.type == "Person"}
    for name in found.names():  # 某某和和某某, where 某某 is printed elsewhere too
        if name.text[-1] in "和与及" and name.text[:-1] in alone:
            found.put(name.start, name.end - 1)
    for name in found.names():  # A、B三人
        joint = NEXT.match(plain, name.end) if name.type == "Person" else None
        if joint is not None:
            length = _length(plain, joint.end())
            end = joint.end() + length
            sure = _level(plain, end) == 2 or plain[end : end + 1] in ACTING
            if length and sure and not _word(plain, joint.end(), length):
                found.put(joint.end(), end)
    for start, end in found.elsewhere():
        if _level(plain, end):
            found.put(start, end)
    return found.names()


class _Found:
    """The names of a text, by where they are; `put` says that a person's name is here."""

    def __init__(self, plain: str, names: Sequence[Name]) -> None:
        self._plain = plain
        self._at: dict[int, Name] = {}  # every character of a name
        for name in names:
            self._mark(name)

    def _mark(self, name: Name) -> None:
        self._at.update(dict.fromkeys(range(name.start, name.end), name))

    def names(self) -> list[Name]:
        """All names, in order."""
        return sorted(set(self._at.values()), key=lambda name: name.start)

    def put(self, start: int, end: int) -> None:
        """Make plain[start:end] a person, unless what stands there is surer."""
        old = {self._at[i] for i in range(start, end) if i in self._at}
        for name in old:
            inside = start <= name.start and name.end <= end
            same = name.start == start and (name.end <= end or name.end - start <= 5)
            exact = (name.start, name.end) == (start, end)
            if name.canonical is not None or not (exact or (name.type in LOOSE and (inside or same))):
                return
        for name in old:
            for i in range(name.start, name.end):
                del self._at[i]
        text = self._plain[start:end]
        base = old.pop() if len(old) == 1 else Name(start, end, text, "Person", 0.6, "shown")
        self._mark(replace(base, start=start, end=end, text=text, type="Person"))

    def elsewhere(self) -> Iterator[tuple[int, int]]:
        """Other places where the people found are printed."""
        shown = {name.text for name in self._at.values() if name.type == "Person"}
        texts = sorted(t for t in shown if len(t) > 2 or (len(t) == 2 and t not in classes()))
        if not texts:
            return
        machine = ahocorasick_rs.AhoCorasick(texts, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        for _, start, end in machine.find_matches_as_indexes(self._plain):
            old = self._at.get(start)
            retyped = old is not None and old.type == "Unknown" and old.end == end
            if old is None or (old.type in LOOSE and old.start == start and (old.end < end or retyped)):
                yield start, end


def _parted(plain: str, name: Name) -> Iterator[Name]:
    """The person and the rest, where the finder took a person, a verb and an organisation for one name.

    A title behind an organisation is no part of its name either.
    """
    if name.canonical is not None:
        yield name
        return
    if name.text in NO_NAMES or (
        len(name.text) < 4 and IN_CITY.search(plain, max(0, name.start - 5), name.start)
    ):
        return
    if name.text[0] == "任" and plain[name.start - 1 : name.start] in tuple("出担兼就接升转改"):
        return  # 出任|事业部负责人
    if name.text[0] == "兼":  # 创办人|兼|某某总经理, 创办人|兼第一任校长
        if len(name.text) > 3:
            yield replace(name, start=name.start + 1, text=name.text[1:])
        return
    short = name.text[:-1]
    if NAME.fullmatch(short) and SPLIT_WORD.match(plain, name.end - 1) and short not in classes():
        yield replace(name, end=name.end - 1, text=short, type="Person")
        return
    made = MAKES.fullmatch(name.text) if name.type == "BusinessUnit" else None
    if made is not None:
        if made[1]:
            yield replace(name, end=name.start + made.end(1), text=made[1], type="Company")
        yield replace(name, start=name.start + made.start(2), text=made[2])
        return
    kin = KIN.match(name.text)
    if kin is not None and NAME.fullmatch(name.text, kin.end()):  # 女婿|某某
        yield replace(name, start=name.start + kin.end(), text=name.text[kin.end() :], type="Person")
        return
    alone = TOGETHER.fullmatch(name.text)
    if alone is not None and not NOBODY.match(name.text):
        yield replace(name, end=name.start + alone.end(1), text=alone[1], type="Person")
        return
    two = TWO_OFFICES.fullmatch(name.text)
    if two is not None:
        yield replace(name, end=name.start + two.end(1), text=two[1], type="Unknown")
        yield replace(name, start=name.start + two.start(2), text=two[2])
        return
    office = TITLE_LAST.search(name.text) if name.type != "Person" else None
    if office is not None and office.start() > 1:
        yield replace(name, end=name.start + office.start(), text=name.text[: office.start()])
        return
    runs = RUNS.fullmatch(name.text)
    if runs is not None and not NOBODY.match(name.text) and plain.count(runs[2]) > 1:
        yield replace(name, end=name.start + runs.end(1), text=runs[1], type="Person")
        yield replace(name, start=name.start + runs.start(2), text=runs[2])
        return
    across = ACROSS.match(name.text)
    if across is None or NOBODY.match(name.text) or across[0] in classes():
        yield name
        return
    verb = STRONG.match(name.text, across.end())
    end = verb.end() if verb else across.end() + 2
    if name.text[end : end + 1] == "了":
        end += 1
    yield replace(name, end=name.start + across.end(), text=across[0], type="Person")
    rest = name.text[end:]
    if len(rest) > 1 and name.text[across.end()] != "任" and rest not in classes():
        yield replace(name, start=name.start + end, text=rest)


def _beside_title(plain: str, name: Name) -> Name:
    """An organisation before a title, whole and no longer: 某某|生活CEO, 某某财务|副总裁."""
    if name.canonical is not None or name.type == "Person":
        return name
    joined = OFFICE_FIRST.match(name.text)
    if joined is not None and len(name.text) - joined.end() > 1 and OFFICE_NEXT.match(plain, name.end):
        start = name.start + joined.end()
        return replace(name, start=start, text=name.text[joined.end() :])
    more = OWN_WORD.match(plain, name.end) if len(name.text) <= 4 else None
    if more is not None:
        return replace(name, end=more.end(), text=plain[name.start : more.end()])
    less = FIELD.search(name.text) if RANKED.match(plain, name.end) else None
    if less is not None and less.start() >= 2:
        return replace(name, end=name.start + less.start(), text=name.text[: less.start()])
    return name


def _placed(plain: str) -> Iterator[tuple[int, int]]:
    for match in TITLED.finditer(plain):
        start = match.end()
        foreign = FOREIGN.match(plain, start)
        if foreign is not None:
            yield foreign.span()
            continue
        length = _length(plain, start)
        shy = plain[start : start + 1] in SHY and (
            not _sure(plain, start, length) or _word(plain, start, length)
        )
        if length and not shy and not NOBODY.match(plain, start) and not TITLE_NEXT.match(plain, start):
            yield start, start + length
    for match in KIN.finditer(plain):
        length = _length(plain, match.end())
        if (
            length
            and not NOBODY.match(plain, match.end())
            and not _word(plain, match.end(), length)
            and not TITLE_NEXT.match(plain, match.end())
        ):
            yield match.end(), match.end() + length
    for match in WHO_IS.finditer(plain):
        length = _length(plain, match.end())
        if (
            length
            and _sure(plain, match.end(), length)
            and not NOBODY.match(plain, match.end())
            and not _word(plain, match.end(), length)
        ):
            yield match.end(), match.end() + length
    for match in NOW_AT.finditer(plain):
        if not NOBODY.match(plain, match.start()) and not _word(plain, match.start(), len(match[1])):
            yield match.span(1)
    for match in BY.finditer(plain):
        length = _length(plain, match.end())
        end = match.end() + length
        because = plain[match.end()] == "于" and plain.count(plain[match.end() : end]) < 2  # 由于…
        if (
            length
            and not because
            and not NOBODY.match(plain, match.end())
            and not _word(plain, match.end(), length)
        ):
            yield match.end(), end
    for match in APPOINTED.finditer(plain):
        length = _length(plain, match.end())
        if length and not NOBODY.match(plain, match.end()):
            yield match.end(), match.end() + length
    for match in ACTS.finditer(plain):
        start, end = match.span("name")
        if plain[end - 1] in NO_GIVEN:
            end -= 1
        if end - start > 1 and not NOBODY.match(plain, start) and not _word(plain, start, end - start):
            yield start, end


def _length(plain: str, start: int) -> int:
    """How long the person's name at `start` is, by what follows; 0 where it is no name."""
    found = NAME.match(plain, start)
    if found is None:
        return 0
    short = 3 if plain[start : start + 2] in _doubles() else 2
    levels: dict[int, int] = {}
    for length in (short, short + 1):
        text = plain[start : start + length]
        if len(text) < length or not all("一" <= c <= "龥" for c in text) or RESERVED.search(text):
            continue
        level = 0 if COUNTED.match(plain, start + length - 1) else _level(plain, start + length)
        if length > short and levels.get(short) and (text[-1] in NO_GIVEN or _joins(plain, start + short)):
            level = 0
        levels[length] = level
    best = max(levels, key=lambda n: (levels[n], n), default=0)
    return best if best and levels[best] else 0


def _level(plain: str, end: int) -> int:
    if EDGE.match(plain, end) or STRONG.match(plain, end):
        return 2
    return 1 if plain[end] in WEAK else 0


def _joins(plain: str, end: int) -> bool:
    """Whether the character at `end` joins a name to the next office: CTO某某和COO某某."""
    return plain[end : end + 1] in "和与及" and TITLE_NEXT.match(plain, end + 1) is not None


def _sure(plain: str, start: int, length: int) -> bool:
    return _level(plain, start + length) == 2


def _word(plain: str, start: int, length: int) -> bool:
    """Whether a name is, or begins with, an ordinary word."""
    return plain[start : start + 2] in classes() or plain[start : start + length] in classes()


@cache
def _doubles() -> frozenset[str]:
    return entries("surnames", "double")
