"""When: the date that governs a verb or a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.discourse.alphabet import BOTH, DATE, REF, ROUND, STOP
from loaders.discourse.sentence import Sentence

# A clause that begins so is later than the dates before it, by an unknown time.
LATER = re.compile(
    "^(?:但|而|并|且|，)*(?:之后|后来|随后|此后|其后|再后来|后(?=[^，]{0,3}(?:更名|改名|被|又))|不久)"
)
# A sentence that begins so goes on with the event of the one before.
SAME_EVENT = re.compile(
    f"^(?:据悉|据了解|其中|台上|会上|现场|发布会上|，)*(?:同时，|与此同时，|作为(?:对价|交换|代价|回报|补偿)，|(?:根据|按照|按|依照)(?:双方)?(?:协议|约定|方案|安排)(?:的?约定)?，|台上，|会上，|发布会上，|现场，|此次|本次|这次|该轮|本轮|此轮|该笔|这笔|此番|该交易|这一交易|上述|(?:交易|收购|合并|并购|重组|转让)(?:完成|交割)(?:之?后)?，|{BOTH}(?:还|同时|也|均|都)*(?:表示|称|约定|同意|宣布)|[\ue000-\ue00c][^，。；]{{0,4}}(?:就此事|就此|为此次?|在此次|对此次))"
)
# 甲公告称，…；甲同时将乙售出: told in the same announcement
ALSO = re.compile(
    f"(?:{REF}(?:方面|公司|集团)?|，)*(?:还|并|也)?(?:同时|一并)(?:还|也|并)*(?:宣布|表示|称|透露|公告|披露|约定|同意|将|把|以|拟|向|与|任命|聘任)"
)
ANNOUNCED = re.compile("宣布|公告|公布|披露|表示|透露|官宣|通知|内部信|公开信")
# A letter or notice that the sentence before announced is quoted: what it says is of that day.
QUOTED_NOTICE = re.compile(
    "^(?:根据|按照|按|据)?(?:该|这份|此次|上述|内部)?(?:邮件|公开信|内部信|全员信|通知|公告|通告|声明|通稿|新闻稿|调整方案|方案|文件|协议|公司公告|停运公告|停服公告)"
    "(?:称|显示|指出|表示|写道|中称|中表示|中写道|内容|提到|透露|披露|要求|，)|^(?:人事|组织|架构|业务)(?:架构|调整)?方面"
)
# A letter to all staff: the departments and heads it tells of, in the sentences that follow, are of its day.
NOTICE = re.compile(
    "公开信|内部信|全员信|内部邮件|邮件|内部通知|(?:组织|人事|架构|业务|部门)(?:架构)?(?:大?调整|任命|变动|升级)"
)
EARLIER = re.compile("此前|曾|原先|过去|早年|当初|以前|之前|历史|前身|去年|当年|一度")
# 2017年，X…。Y则…: two halves of one statement.
THEN = re.compile("^(?:而|与此同时，)?[\ue000-\ue004](?:方面|集团|公司)?(?:则|也)")
AFTER_VERB = re.compile(f"^[^{STOP}{DATE}]{{0,3}}(?:于|在|是在|时间为|日期为)(?:{DATE})")
BORN = re.compile("(?:出?生)(?=[，。；、于]|$)")
BARE_DATE = re.compile(f"^(?:于|在|自|时间)?{DATE}(?:起|前后|左右)?$")
# 2015年成立的X: a date of something else; but 2019年8月的C轮 dates the round
RELATIVE_DATE = re.compile(
    f"{DATE}(?![把将对向与])[^{STOP}\ue011-\ue015]{{0,12}}的(?!{ROUND}|[^{STOP}]{{0,4}}(?:轮|融资|交易|并购案))"
)
SO_FAR = re.compile("(?:今年|年初|当年|同年)以来|今年(?:至今|迄今)")


def _value(sentence: Sentence, index: int) -> str | None:
    found = sentence.spans[index].payload
    if getattr(found, "kind", "") == "vague":  # 近几年 says no more than that it was before today
        return None
    value = getattr(found, "when", None)
    if not value:
        return None
    if SO_FAR.match(str(getattr(found, "text", ""))) and str(value).endswith("/.."):
        return str(value)[:4]  # what happened in this year so far happened in this year
    return str(value)


def unknown(sentence: Sentence, index: int) -> bool:
    """Whether the day or month at `index` cannot be told: 去年10月 in a text that nobody knows the day of."""
    found = sentence.spans[index].payload
    return getattr(found, "kind", "") in ("day", "month") and not getattr(found, "when", None)


# A date before this is the day of the announcement: 11月10日，X宣布将关闭Y.
TOLD_AHEAD = re.compile(
    "(?:宣布|公告|公布|发布|表示|透露|披露|通知|称)[^；。]{0,12}(?:将|拟|计划|预计)(?!其|旗下)"
)


# 拿下X，12月8日完成交割; 入股X，是在2015年春天
CLOSED_ON = re.compile(
    f"，(?:时间|[两三四五]家|\ue009)?(?:都|均)?(?:正?是在?|正?发生[在于]|就?在|为|则?要追溯到)(?P<told>{DATE})(?:的事)?(?=[，。；！？]|$)|，(?:并|且|双方|交易)?(?:于|在)?(?P<date>{DATE})(?:正式|已|双方|顺利|才)*(?:完成交割|交割|落定|完成交易|完成过户|过户|生效|签约|签署)"
)


def event_date(
    sentence: Sentence,
    start: int,
    trigger_end: int,
    previous: Sentence | None,
    *,
    lasting: bool = False,
    earlier: Sequence[Sentence] = (),
) -> str | None:
    """EDTF date of the event whose match begins at `start` and whose verb ends at `trigger_end`.

    earlier: the sentences before `previous`, for one that itself goes on with the event before it.
    lasting: the event ends or begins something (a closing, a launch), so the day on which it was announced for later
    is not its date; a deal is dated by its announcement.
    """
    code = sentence.code
    clause = sentence.clause_of(start)
    low, high = sentence.clauses[clause]
    if code[trigger_end - 1] in "于在" and code[trigger_end : trigger_end + 1] == DATE:
        value = _value(sentence, trigger_end)
        if value:
            return value
    after = AFTER_VERB.match(code[trigger_end:high])
    if after:
        value = _value(sentence, trigger_end + after.end() - 1)
        if value:
            return value
    for index in range(trigger_end - 1, low - 1, -1):
        if code[index] == DATE and (exact := _in_bracket(sentence, index)):
            return exact
        if code[index] == DATE and not (lasting and TOLD_AHEAD.search(code[index:trigger_end])):
            value = _value(sentence, index)
            if value or unknown(sentence, index):
                return value
    for aside in sentence.asides:  # X收购Y（2014年3月）
        if aside.host is not None and low < aside.host[1] <= high and BARE_DATE.match(aside.code):
            value = _value(aside, aside.code.index(DATE))
            if value:
                return value
    closed = CLOSED_ON.match(code, high)
    if closed is not None:
        value = _value(sentence, closed.start(closed.lastgroup or "date"))
        if value:
            return value
    if sentence.host is not None or LATER.match(code[low:high]):
        return None
    for number in range(clause - 1, -1, -1):
        c_low, c_high = sentence.clauses[number]
        for index in range(c_high - 1, c_low - 1, -1):
            if code[index] != DATE or BORN.match(code, index + 1) or RELATIVE_DATE.match(code[index:c_high]):
                continue
            if lasting and TOLD_AHEAD.search(code[index:trigger_end]):
                continue
            if not (code[index - 1] == "于" and index + 2 >= c_high):  # 成立于2015年 dates the founding alone
                value = _value(sentence, index)
                if value or unknown(sentence, index):
                    return value
        if LATER.match(code[c_low:c_high]):
            return None
    if (
        previous is not None
        and previous.zone is sentence.zone
        and THEN.match(code)
        and previous.code[:1] == DATE
    ):
        return _value(previous, 0)
    if previous is not None and (
        QUOTED_NOTICE.match(code)
        or (previous.zone is sentence.zone and SAME_EVENT.match(code))
        or (ALSO.match(code) and ANNOUNCED.search(previous.code))
    ):
        for back in (previous, *reversed(earlier)):
            for index in range(len(back.code)):
                if back.code[index] == DATE:
                    return _value(back, index)
            if back.zone is not sentence.zone or SAME_EVENT.match(back.code) is None:
                return None
    return None


def notice_date(sentence: Sentence, previous: Sequence[Sentence]) -> str | None:
    """The day of the notice, told in the sentences before, that an undated sentence goes on to quote."""
    if DATE in sentence.code or EARLIER.search(sentence.code):
        return None
    for back in reversed(previous):
        if back.is_heading:
            return None
        if DATE in back.code:
            if NOTICE.search(back.code) is None:
                return None
            told = (
                i
                for i, c in enumerate(back.code)
                if c == DATE and not BORN.match(back.code, i + 1) and not back.code.endswith("生于", 0, i)
            )
            return next((value for i in told if (value := _value(back, i))), None)
    return None


def _in_bracket(sentence: Sentence, index: int) -> str | None:
    """The date in the bracket behind the one at `index`: 三个月后（2019年1月9日）."""
    for aside in sentence.asides:
        if aside.host is not None and aside.host[1] == index + 1 and BARE_DATE.match(aside.code):
            return _value(aside, aside.code.index(DATE))
    return None


def figure_date(sentence: Sentence, index: int, low_limit: int = 0) -> str | None:
    """EDTF date of the figure at code index `index`: the bracket behind it, else the nearest date before it."""
    for aside in sentence.asides:
        if aside.host is not None and index < aside.host[1] <= index + 4:
            for i, letter in enumerate(aside.code):
                if letter == DATE:
                    return _value(aside, i)
    code = sentence.code
    for i in range(index - 1, low_limit - 1, -1):
        if (
            code[i] == DATE
            and not (i and code[i - 1] in "较比")
            and not code.startswith(("同期", "相比"), i + 1)
        ):
            value = _value(sentence, i)
            if value:
                return value
    return None


def last_date(sentence: Sentence) -> str | None:
    """EDTF of the last date that `sentence` prints."""
    for i in range(len(sentence.code) - 1, -1, -1):
        if sentence.code[i] == DATE and (value := _value(sentence, i)):
            return value
    return None
