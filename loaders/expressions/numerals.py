"""Numbers as Chinese texts print them: ASCII, full-width, Chinese and formal digits, mixed with 十百千万亿.

Every grammar of this package works on `plain(text)`: the same text with the same length, one character for one, in
which only the characters that the grammars look at are in their plainest form. So offsets need no translation.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

# full-width forms, and the traditional characters that occur in dates, figures and cues; not a full converter
_TRADITIONAL = (
    "億亿萬万圓元號号週周幾几個个後后來来兩两內内點点報报陸陆貳贰為为過过約约達达計计劃划擬拟將将"
    "傳传據据聞闻認认無无沒没絕绝終终暫暂緩缓擱搁淺浅敗败撤撤應应該该許许張张倍倍數数餘余夠够歐欧韓韩日日盧卢鎊镑"
    "臺台幣币盧卢銖铢別别門门間间店店戶户條条輛辆檔档項项筆笔處处種种歲岁節节國国慶庆聖圣誕诞陽阳淨净營营"
    "業业務务財财貨货購购買买賣卖併并僅仅這这還还從从當当時时鐘钟現现剛刚屆届總总額额價价錢钱單单雙双關关係系連连續续"
    "籌筹談谈議议論论磋磋商商權权資资產产審审慮虑預预測测望望願愿願愿尋寻準准備备啟启動动運运開开聯联"
    "稱称說说訊讯悉悉爆爆謠谣闢辟誤误實实屬属確确證证澄澄決决拒拒棄弃擇择轉转讓让簽签訂订協协與与於于"
    "員员萊莱頓顿馬马紐纽瑞瑞銀银澳澳廣广東东華华創创製制發发佈布歷历隨随隔隔層层類类嗎吗麼么熱热觀观輪轮紀纪終终頭头"
)
_FULL_WIDTH = "".join(chr(0xFF01 + i) + chr(0x21 + i) for i in range(94) if chr(0x21 + i) not in ",;:?!()<>")
_OTHER = "　 \u00a0 \u2002 \u2003 \u2009 \u202f ○〇◯〇〇〇–-—-―-−-‐-‑-‒-﹣-～~〜~∼~︰:：:﹪%¥¥￥¥﹩$｡。"
_ALL = _TRADITIONAL + _FULL_WIDTH + _OTHER
_PLAIN = {ord(_ALL[i]): _ALL[i + 1] for i in range(0, len(_ALL), 2) if _ALL[i] != _ALL[i + 1]}


def plain(text: str) -> str:
    """The text in its plainest characters; `len(plain(text)) == len(text)` and offsets stay."""
    return text if text.isascii() else text.translate(_PLAIN)


DIGIT_VALUES = {c: v for v, cs in enumerate(("零〇○oO", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for c in cs}  # fmt: skip
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
HANZI_DIGITS = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
HANZI_NUMBER = HANZI_DIGITS + "十百千万亿拾佰仟兆"
_ARABIC = re.compile(r"\d+(?:\.\d+)?", re.ASCII)


def digits(text: str) -> int | None:
    """A number written digit by digit, in ASCII or Chinese digits (2014, 二〇一四, 二零一四); None if it is none."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    value = 0
    for character in text:
        if character.isascii() and character.isdigit():
            value = value * 10 + int(character)
        elif character in DIGIT_VALUES:
            value = value * 10 + DIGIT_VALUES[character]
        else:
            return None
    return value


def small(text: str) -> int | None:
    """A whole number below 10,000 in ASCII or Chinese (7, 07, 十二, 二十, 三百六十五, 二〇); None if it is none."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    if not any(c in _SMALL for c in text):
        return digits(text)
    value = number(text)
    return int(value) if value is not None and value == int(value) else None


def number(text: str) -> Decimal | None:
    """The value of a printed number: 12,345.67 · 1.2万 · 一亿五千万 · 两千三 · 3.2万亿 · 三点五; None if it is none.

    Exact: a Decimal that keeps what is printed. `text` is plain (see `plain`), without sign, unit or hedge.
    """
    text = text.replace(",", "").replace("，", "").replace(" ", "")
    if not text:
        return None
    if text[0].isascii():
        found = _ARABIC.match(text)
        if found is None:
            return None
        value = Decimal(found.group())
        rest = text[found.end() :]
        if not rest:
            return value
        return _with_units(value, rest)
    if "点" in text:
        whole, _, fraction = text.partition("点")
        tail = fraction.lstrip(HANZI_DIGITS)
        figures = fraction[: len(fraction) - len(tail)]
        head = _hanzi(whole)
        if head is None or not figures or any(c not in _LARGE for c in tail):
            return None
        value = head + Decimal("0." + "".join(str(DIGIT_VALUES[c]) for c in figures))
        return _with_units(value, tail) if tail else value
    return _hanzi(text)


def _with_units(value: Decimal, units: str) -> Decimal | None:
    """`value` times 十百千万亿…, then what follows them as a smaller part (3千万, 1亿5000万, 3.2万亿)."""
    total, position, last = Decimal(0), 0, Decimal("Infinity")
    while True:
        scale = Decimal(1)
        while position < len(units) and units[position] in _SMALL | _LARGE:
            scale *= (_SMALL | _LARGE)[units[position]]
            position += 1
        if scale >= last:
            return None
        total, last = total + value * scale, scale
        if position == len(units):
            return total
        rest = units[position:]
        found = _ARABIC.match(rest)
        if found is None:
            tail = _hanzi(rest)
            return total + tail if tail is not None and tail < last else None
        try:
            value = Decimal(found.group())
        except InvalidOperation:  # pragma: no cover - the pattern admits digits only
            return None
        position += found.end()
        if position == len(units) and value >= last:
            return None


def _hanzi(text: str) -> Decimal | None:
    """A whole number in Chinese characters, with the last unit left out as in speech (两千三 is 2,300)."""
    if all(c in DIGIT_VALUES for c in text):
        return Decimal(digits(text) or 0) if len(text) > 1 or text in DIGIT_VALUES else None
    total = section = 0
    current: int | None = None
    last_unit = 1
    gap = False
    for character in text:
        if character in DIGIT_VALUES:
            value = DIGIT_VALUES[character]
            if value == 0:
                if current is not None:
                    return None
                gap = True
                continue
            if current is not None:
                return None
            current = value
        elif character in _SMALL:
            unit = _SMALL[character]
            if current is None and unit != 10:
                if section or total:
                    return None
                current = 1
            section += (1 if current is None else current) * unit
            current, last_unit, gap = None, unit, False
        elif character in _LARGE:
            unit = _LARGE[character]
            section += current or 0
            if section == 0 and total == 0:
                section = 1
            if section:
                total = (total + section) * unit if unit > 10**4 and total else total + section * unit
            else:
                total *= unit
            section, current, last_unit, gap = 0, None, unit, False
        else:
            return None
    if current is not None:
        section += current * (last_unit // 10 if last_unit >= 100 and not gap else 1)
    return Decimal(total + section)
