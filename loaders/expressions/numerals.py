"""Numbers as Chinese texts print them: ASCII, full-width, Chinese and formal digits, mixed with 十百千万亿.

Every grammar of this package works on `plain(text)`: the same text with the same length, one character for one, in
which only the characters that the grammars look at are in their plainest form. So offsets need no translation.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

# traditional and simplified character in turn, for all that the grammars look at; not a full converter
_TRADITIONAL = (
    "並并亞亚佈布佔占併并來来係系倉仓個个備备傳传僅仅僱雇價价億亿償偿優优兌兑兒儿內内兩两冊册別别剛刚剝剥創创劃划劉刘劑剂動动務务勝胜勞劳勢势區区協协卻却叄叁吳吴呂吕員员啓启啟启喚唤喫吃喬乔單单嗎吗嘗尝噸吨"
    "國国圍围圓元圖图團团執执堅坚報报場场塊块壇坛夠够娛娱婦妇媽妈孫孙學学實实審审將将專专尋寻對对導导屆届層层屬属師师帶带幣币幹干幾几庫库廠厂廣广廳厅張张強强後后徑径從从復复態态慮虑慶庆應应懷怀戰战戶户掛挂"
    "損损擁拥擇择擊击擔担據据擬拟擱搁敗败數数斷断於于時时晉晋暫暂書书會会東东條条棄弃楊杨業业構构樓楼標标樣样樹树機机檔档檢检櫃柜欄栏權权歐欧歡欢歲岁歷历歸归氣气決决沒没淨净淺浅減减測测湧涌湯汤準准溝沟滿满"
    "漲涨漸渐潤润為为烏乌無无熱热營营爭争爲为爾尔牀床獎奖獲获獸兽現现環环產产畝亩畢毕畫画當当瘋疯發发盡尽盤盘盧卢確确碼码禮礼種种稱称穩稳筆笔節节範范簡简簽签籌筹籤签籲吁糧粮紀纪約约紅红納纳紐纽純纯紙纸級级"
    "紹绍終终組组結结絕绝給给統统絲丝經经維维網网緋绯緒绪線线緣缘編编緩缓總总績绩繳缴繼继續续罷罢羅罗義义聖圣聞闻聯联聲声職职腦脑臨临臺台與与舉举艙舱艦舰茲兹華华萊莱萬万葉叶蔣蒋蕭萧蘇苏蘭兰處处虛虚號号虧亏"
    "術术衝冲裏里裡里製制見见規规視视親亲覺觉觀观觸触訂订計计訊讯討讨記记設设許许訴诉評评試试話话該该認认誕诞語语誤误說说説说課课談谈請请論论諾诺謀谋謙谦講讲謝谢謠谣證证識识譚谭議议讀读變变讓让豬猪貓猫負负"
    "財财貨货責责貳贰買买費费賀贺賃赁資资賈贾賓宾賣卖賬账賴赖購购賽赛趙赵躋跻躍跃車车軍军較较輔辅輕轻輛辆輪轮輸输轉转辦办農农這这連连週周進进遊游運运過过達达違违遞递適适遲迟選选遺遗還还邊边郵邮鄒邹鄧邓鄭郑"
    "鄰邻醖酝醞酝醫医釀酿針针銀银銖铢銷销鋒锋鋪铺錄录錢钱錯错鍾钟鎊镑鐘钟長长門门閉闭開开間间閻阎闖闯關关闡阐闢辟陰阴陳陈陸陆陽阳階阶際际隨随險险雙双離离難难雲云電电韓韩響响頁页頂顶項项順顺預预頓顿領领頭头"
    "頻频顆颗題题額额願愿類类顧顾顯显風风飛飞飯饭餅饼餘余館馆馬马馮冯駁驳騎骑體体鮮鲜鳥鸟鳴鸣麥麦麼么黃黄點点齡龄龍龙龔龚"
)
_FULL_WIDTH = "".join(chr(0xFF01 + i) + chr(0x21 + i) for i in range(94) if chr(0x21 + i) not in ",;:?!()<>")
# a long dash is a range or a break, never a minus
_OTHER = "　 \u00a0 \u2002 \u2003 \u2009 \u202f ○〇◯〇〇〇–~—~―~−-‐-‑-‒-﹣-～~〜~∼~︰:：:﹪%¥¥￥¥﹩$｡。"
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
_ARABIC = re.compile(r"[0-9]+(?:\.[0-9]+)?", re.ASCII)


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
    high = low = section = 0  # what is counted in 亿, in 万, and below
    current: int | None = None
    last_unit = 1
    gap = False
    for character in text:
        if character in DIGIT_VALUES:
            value = DIGIT_VALUES[character]
            if current is not None:
                return None
            if value == 0:
                gap = True
            else:
                current = value
            continue
        if character in _SMALL:
            unit = _SMALL[character]
            if current is None and unit != 10 and (section or low or high):
                return None
            section += (1 if current is None else current) * unit
        else:
            unit = _LARGE.get(character, 0)
            section += current or 0
            if unit == 10**4:
                low += (section or 1) * unit
            elif unit and (low or section or not high):
                high += (low + section or 1) * unit
                low = 0
            elif unit:
                high *= unit
            else:
                return None
            section = 0
        current, last_unit, gap = None, unit, False
    if current is not None:
        section += current * (last_unit // 10 if last_unit >= 100 and not gap else 1)
    return Decimal(high + low + section)
