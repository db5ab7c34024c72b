"""The names in the phrase to the right of a verb: where it ends, and what its heads are."""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders.discourse.alphabet import NAME_LETTERS, ORG_NAMES, PERSON, PERSON_LETTERS, REF, REF_LETTERS, STOP
from loaders.discourse.arguments import HAN, NOT_REF, TITLES, Ref
from loaders.discourse.sentence import Sentence, Span
from loaders.names.lexicon import entries

HEAD_TAIL = re.compile(
    r"^(?:的)?(?:[\ue011-\ue015]|全部|所有|部分|多数|少数|剩余|控股|相应|约|近|超过?|总计|合计|已发行|流通|新增|增发|原始|大|余下|其余|发行|新发行|普通|优先|[A-E]类|[A-E]轮|约占|总|的|A股|B股|H股|海外|中国|美国|美元|人民币|国内|核心|相关|优质|旗下)*"
    r"(?:股权|股份|股票|股|资产|业务|权益|份额|控制权|控股权|经营权|债权|多数权|所有权|基金|风投部门|投资部门|公司|集团|部门|板块|团队|品牌|商标|业务线)"
)
# 甲公司的合作工厂乙, 甲鲜食工厂乙: 乙 is meant
NAMED_BEHIND = re.compile(
    "[一-龥]{2,8}?(?:工厂|工作室|子公司|供应商|代工厂|经销商|服务商)(?P<name>[一-龥]{2,6})"
)
# 被甲的竞争对手收购, 收购甲子公司51%的股权: others than 甲, whom the phrase does not name
OTHERS_TAIL = re.compile(
    "的?(?:[^，。；：的\ue000-\ue00c]{0,4}竞争对手|对手|同行|母公司|(?:全资|控股|参股)?[子孙]公司|(?:全资)?附属公司|关联公司|[前老]东家)"
)
PERSON_TAIL = re.compile(rf"^(?:的)?(?:前|原|现任)?(?:{TITLES})")
CONJUNCTION = re.compile(
    "、|以及|及其|和|与|及|或|暨|，|(?:联合|联同|偕同|会同|连同)(?=[\ue000-\ue00c])|携手(?=[\ue000-\ue00c])"
)
MORE_NAMES = re.compile(
    f"，(?:(?:以及|和|及|与|还有){NOT_REF}{{0,8}}?|(?:(?![有是由为获与被向在经])[^{STOP}\ue000-\ue00c]){{0,2}}){REF}(?:(?:、|和|及|与|以及){NOT_REF}{{0,8}}{REF})*(?:等{NOT_REF}{{0,8}})?"
    f"(?=[{STOP}]|$)"
)
PHRASE_STOP = re.compile(
    "并(?!购|入)|并且|且(?!听)|从而|以便|用于|(?<=[\ue000-\ue00c股份权产务司团网])后(?!来)|之后|以后|以来|的(?:时候|同时|当[年天月]|那[一年天])|，(?=[^\ue000-\ue005]{9})|(?<=[股份权产务益票])[予给](?=[\ue000-\ue004])|为了|旨在|来补|使其|一事|一案|等(?!于|到|待)|将(?!来|近|军|于)|可(?:以|能)|有望|意味着|使得|导致|(?<=[-股份权产务司团])一?案?获"
)
VERB_AS_NOUN = re.compile("的|方|人|者|额|价|案|款|银行")
OTHER_VERB = re.compile(
    "(?:又|并|还|再|先后|并且)?(?:联手|携手|牵手|结盟|合作|联合|推出|上线|引入|引进|发布|成立|设立|布局|打造|开设|建立|进入|进军|退出|关闭|关停|出售|卖掉|开出|试水|孵化|"
    "签约|接入|入驻|剥离|分拆|拆分|裁撤|任命|聘请|挖来)了?(?=[\ue000-\ue00c])"
)
RELATIVE = re.compile(
    rf"{REF}(?:(?:、|和|与|及|以及){NOT_REF}{{0,8}}?{REF})*(?:等{NOT_REF}{{0,8}})?{NOT_REF}{{0,8}}?(?:成立|创立|创办|设立|组建|持有|拥有|运营|控制|打造|推出|"
    rf"开发|出资|投资|控股|孵化|管理|发起)的(?={NOT_REF}{{0,12}}{REF})"
)
OWNS_ALONE = re.compile("(?<!共同)(?<!联合)(?<!合资)(?:控股|控制|运营|孵化|管理|持有|拥有|打造|推出|开发)的$")
TRANSACTION = re.compile(
    "^的?(?:[\ue016\ue011]|新一轮|首轮|融资|交易|收购|计划|消息|传闻|协议|谈判|方案|事宜|事项|一事|一案|过程|意愿|意向|决定|动作|举动|要约|价格|提议|提案|议案|申请|手续|进展|尝试|谈判)"
)
LIST_END = re.compile("等(?!于|到|待)")
# (start, end) of a phrase in the document -> spans of the head names in it
Guess = Callable[[int, int], list[Span]]
# 甲上线那天与乙撞上: when it was, not what came out
WHEN_IT_WAS = re.compile("那[天年月周]|那一[天年刻周]|[当同][天日年晚](?!新|的)|之[日际初时]")
# 成立仅一年的X, 上线两年的X: what X is, no verb with an object
FOR_SO_LONG = re.compile(
    "(?:了|仅仅?|才|刚|已|已有|不到|不足|超过|近|将近|整整|刚满|短短)*(?:[0-9一二两三四五六七八九十半数几多]+(?:余|多)?(?:年|个?月|周|天)|[\ue010\ue014])[^，。；\ue000-\ue00c]{0,4}的"
)


def phrase_end(sentence: Sentence, at: int, cuts: list[tuple[int, int]]) -> int:
    """Where the phrase that begins at `at` ends: the clause's end, a conjunction of clauses, or the next verb."""
    code = sentence.code
    end = sentence.bounds(at)[1]
    if at >= end or code[at] in STOP or WHEN_IT_WAS.match(code, at):
        return at
    # a list of names goes on behind a comma
    while True:
        more = MORE_NAMES.match(code, end)
        if more is None or code[end - 1] not in NAME_LETTERS:
            break
        end = more.end()
    for stop in PHRASE_STOP.finditer(code, at, end):
        if stop[0] == "等" or stop.start() > at:
            end = stop.start()
            break
    relative = RELATIVE_END.search(code, at, end)
    if relative is not None:
        end = relative.start()
    for low, high in cuts:
        if at < low < end and not VERB_AS_NOUN.match(code, high):
            end = low
            break
    return end


def right(
    sentence: Sentence, at: int, end: int, guess: Guess, allow: frozenset[str], many: bool
) -> tuple[list[Ref], str]:
    """Heads of the noun phrase code[at:end] and, where there are none, why."""
    code = sentence.code
    out: list[Ref] = []
    reason = "no name in the phrase"
    position = at
    relatives = list(RELATIVE.finditer(code, at, end))
    item = [_item_of_list(code, relative) for relative in relatives]
    for relative, begins in zip(relatives, item, strict=True):
        if begins <= at or code[begins - 1] != "、":  # X与Y合资成立的Z: only Z is meant
            position = at = relative.end()
    behind = {begins: relative.end() for relative, begins in zip(relatives, item, strict=True) if begins > at}
    parts: list[tuple[int, int]] = []
    for match in CONJUNCTION.finditer(code, at, end):
        if any(begins < match.start() < after for begins, after in behind.items()):
            continue
        parts.append((behind.get(position, position), match.start()))
        position = match.end()
    position = behind.get(position, position)
    parts.append((position, end))
    if many:  # 由甲、乙、丙三位校友创办: what they are stands behind the last of them
        parts = [(low, _before_apposition(code, low, high)) for low, high in parts]
    parts = [(low, high) for low, high in parts if high > low]
    for number, (low, high) in enumerate(parts):
        if number and OTHER_VERB.match(code, low, high):
            break  # 私有化X、联手Y: the list is one of deeds
        refs, why = _heads(sentence, low, high, guess, allow, last=number == len(parts) - 1)
        if refs:
            out += refs
        else:
            reason = why
            if not out and number == 0 and why.startswith("a thing of"):
                break
    if many and any(ref.letter in PERSON_LETTERS for ref in out):
        out += _people(
            sentence, [(low, high) for low, high in parts if not any(low <= r.index < high for r in out)]
        )
        out.sort(key=lambda r: r.start)
    seen: set[int] = set()
    unique = [r for r in out if not (r.start in seen or seen.add(r.start))]  # type: ignore[func-returns-value]
    return (unique if many else unique[:1]), reason


def _item_of_list(code: str, relative: re.Match[str]) -> int:
    """Where the item begins that `relative` is of: 投资甲、乙、某人创办的丙 is of three, 甲、乙合资的丙 of one."""
    last = code.rfind("、", relative.start(), relative.end())
    if last < 0:
        return relative.start()
    by_person = any(char == PERSON for char in code[last + 1 : relative.end()])
    others = any(char in ORG_NAMES for char in code[relative.start() : last])
    alone = OWNS_ALONE.search(relative[0]) is not None
    return last + 1 if (by_person and others) or alone else relative.start()


def _heads(
    sentence: Sentence, low: int, high: int, guess: Guess, allow: frozenset[str], *, last: bool
) -> tuple[list[Ref], str]:
    code = sentence.code
    indexes = [i for i in range(low, high) if code[i] in REF_LETTERS]
    if not indexes:
        return _guessed(sentence, low, high, guess), "no name in the phrase"
    head = indexes[-1]
    tail = code[head + 1 : high]
    if TRANSACTION.match(tail):
        tail = ""
    if HOLDS.match(tail):
        return [], "a part that the name holds, not the company"
    if RIGHT_TO.search(tail):
        return [], "a right to something, not the company"
    if OF_NAME.match(tail):
        return _guessed(sentence, head + 1, high, guess), "a thing of a name, not itself named"
    if tail.startswith("系的"):
        return _guessed(sentence, head + 3, high, guess), "a thing of a group, not itself named"
    if tail.startswith("的") and not HEAD_TAIL.match(tail):
        if any(char in tail for char in "将已于在被是"):
            return [], "a thing of a name, not itself named"
        refs = _guessed(sentence, head + 2, high, guess)
        return refs, "a thing of a name, not itself named"
    kind = NAMED_BEHIND.fullmatch(tail)
    if kind is not None:
        return _guessed(
            sentence, head + 1 + kind.start("name"), high, guess
        ), "a thing of a name, not itself named"
    if PERSON_TAIL.match(tail):
        return [], "a person of the company, not the company"
    if OTHERS_TAIL.match(tail):
        return [], "one beside the name, not the name"
    if code[head] not in allow:
        return [], "a name of another kind"
    if RIGHT_TO.search(sentence.spans[head].printed):
        return [], "a right to something, not the company"
    refs = [Ref(sentence, head, sentence.spans[head])]
    # names printed side by side without a separator
    while head - 1 >= low and code[head - 1] in NAME_LETTERS and code[head - 1] in allow:
        head -= 1
        if _class_phrase(sentence.spans[head]):
            break
        refs.insert(0, Ref(sentence, head, sentence.spans[head]))
    return refs, ""


# behind a list of people: how many they are
SO_MANY = re.compile("(?:这|等)?[两二三四五六七八九几多]+(?:位|名)")


def _before_apposition(code: str, low: int, high: int) -> int:
    said = SO_MANY.search(code, low + 1, high)
    return said.start() if said else high


# 买断X全球总决赛三年直播权, 拿下Y版权: what is bought is a right
RIGHT_TO = re.compile(
    "(?:版权|直播权|转播权|运营权|代理权|经营权|冠名权|独播权|改编权|开发权|特许权|牌照|许可证|订单|合同|在[^，。；]{1,14}的(?:权益|权利)|(?:海外|境外|全球|国内|商业化|开发)(?:的)?(?:权益|权利))$"
)
# X旗下物业公司: one of X's, which the phrase does not name
OF_NAME = re.compile(
    "(?:旗下|下属|所属|名下)(?:的|一家|部分|全部|[两三四五六七八九多数][家个]|\ue013)*[一-龥]"
)
# 收购X所持股份: X sells
HOLDS = re.compile(
    "(?:公司|集团)?(?:(?:所持有?|持有|手中)的?[^，。；\ue000-\ue00c]{0,12}(?:股份|股权|权益)|(?:全部|剩余|部分)?持股)$|(?:公司|集团)?(?:所持有?|持有|拥有)的(?!.*(?:股权|股份|权益|股$))"
)
CLASS_END = re.compile("(?:公司|企业|平台|品牌|网站|机构|服务商|运营商|电商|基金)$")


def _class_phrase(span: Span) -> bool:
    """Whether a span before a name says what kind of thing the name is: 养蜂公司“X”."""
    return not getattr(span.payload, "canonical", None) and bool(CLASS_END.search(span.printed))


COUPLE = re.compile("(?:夫妇|夫妻|等人|两人|二人|先生|女士|兄弟|等)+$")


def _people(sentence: Sentence, parts: list[tuple[int, int]]) -> list[Ref]:
    """Items of a list of people that nothing else marks: a surname and one or two characters more."""
    out = []
    for low, high in parts:
        high = low + len(COUPLE.sub("", sentence.code[low:high]))
        text = sentence.code[low:high]
        if 2 <= len(text) <= 3 and HAN.fullmatch(text) and text[0] in entries("surnames", "single"):
            out.append(
                Ref(sentence, low, Span(sentence.at[low], sentence.to[high - 1], PERSON), guessed=True)
            )
    return out


def _guessed(sentence: Sentence, low: int, high: int, guess: Guess) -> list[Ref]:
    start, end = sentence.place(low, high)
    return [Ref(sentence, low, span, guessed=True) for span in guess(start, end)]


RELATIVE_END = re.compile("的(?:人|男人|女人|创业者|企业家|年轻人|投资人)$")
