"""Bytes to text: which of the encodings that Chinese documents come in, and text that was decoded wrongly before."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from loaders.document import ReadError

# What half of any Chinese page consists of, in both scripts, with its punctuation. Bytes read in the wrong encoding
# give rare characters instead, so the share of these tells the right encoding from the wrong ones.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值"
    "号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液官德随"
    "股司购额亿券币元董投融售营息披露赛讯费银税款拟亏净润购网店牌游戏频播云端客户版微腾阿里巴淘宝拼滴团滴豆贝付宣签协伙伴旗募募"
    "。，、；：？！“”‘’（）《》【】「」—…·％"
    "這個為國們時來說產種會發動對經進後著從業與關應開還過現實體機當點間樣線內數質氣變條沒結問無軍員統級組見計別論運農強決戰則據處隊"
    "給門規熱領東導壓爭濟階術極聯認權證轉單風帶場車務萬達積議聲報斗類離華確張馬節話況傳許廣記須織裝眾書復兒難驗連斷礦備辦習響約勞便"
    "歷構稱準號維劃選標寫親廠識適屬圓調滿縣參紅細聽該鐵價嚴購額億幣賣資營網遊戲頻雲戶騰寶貝簽協夥團訊費銀稅擬虧淨潤關佈臺灣"
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030", "x-gbk": "gb18030",
            "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "utf8": "utf-8"}  # fmt: skip
# first bytes of files that are no text, and what to call them
_MAGIC = (
    (b"PK\x03\x04", "a ZIP container (Word, Excel, EPUB …)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip data"), (b"7z\xbc\xaf", "a 7z archive"), (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"SQLite format 3\0", "a SQLite database"),
)  # fmt: skip
_SAMPLE = 64 * 1024
_CERTAIN = (
    0.25  # share of common characters in text that is Chinese beyond doubt; wrong encodings stay under 0.1
)
_POOR = 0.12
_LOST = 0.02  # share of characters that may be lost before a document is refused; single ones are common
_FEW = 8  # so many may be lost however short it is


def share_of_common(text: str) -> float:
    """How many of the characters beyond ASCII are common in Chinese, 0 to 1; 1.0 where there is none to judge by."""
    beyond = [c for c in text if c > "\x7f"]
    return sum(c in COMMON for c in beyond) / len(beyond) if beyond else 1.0


def decode(data: bytes, *, declared: str | None = None, name: str = "The file") -> tuple[str, str, list[str]]:
    """(text, encoding, notes) of a document's bytes; a byte order mark is dropped, nothing else changed.

    `declared` is what the page or the server says; it is believed as long as the text agrees. Raises `ReadError`
    for binary data and for bytes that are no readable text in any encoding known here.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text, notes = _strictly_or_nearly(data[len(mark) :], encoding, name)
            return text, encoding, notes
    refuse_binary(data, name)
    text_, notes = _try_strict(data, "utf-8")
    if text_ is not None and text_.count("\0") <= 2 + len(text_) // 1000:
        return text_, "utf-8", notes
    best = _best_encoding(data, declared)
    if best is None:
        return _other_language(data, name)
    text, notes = _strictly_or_nearly(data, best, name)
    return text, best, notes


def refuse_binary(data: bytes, name: str) -> None:
    """Raise `ReadError` for data that is plainly no text, naming its kind where the first bytes tell."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"{name} is {kind}, not text; give the article as text, Markdown, HTML or PDF.")
    head = data[:_SAMPLE]
    nuls = head.count(0)
    if nuls > 2 + len(head) // 1000 and _utf16_share(head) < _CERTAIN:
        raise ReadError(f"{name} is binary data, not text; give the article as text, Markdown, HTML or PDF.")
    controls = sum(head.count(b) for b in range(1, 32) if b not in b"\t\n\r\x0b\x0c\x1b")
    if not nuls and controls > max(2, len(head) // 100):
        raise ReadError(f"{name} is binary data, not text; give the article as text, Markdown, HTML or PDF.")


def _utf16_share(head: bytes) -> float:
    """How Chinese the bytes look as UTF-16; 0 where they would be control characters."""
    even = head[: len(head) // 2 * 2]
    shares = []
    for encoding in ("utf-16-le", "utf-16-be"):
        text = even.decode(encoding, errors="replace")
        controls = sum(c < " " and c not in "\t\r\n" for c in text)
        shares.append(_score(even, encoding) if controls * 100 <= len(text) else 0.0)
    return max(shares)


def _try_strict(data: bytes, encoding: str) -> tuple[str | None, list[str]]:
    """The text, or None. A character cut off by the end of the data is dropped with a note."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        text = decoder.decode(data, final=False)
        rest = decoder.getstate()[0]
        if rest:
            try:
                text += decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                return text, ["The file ends inside a character; the broken character was left out."]
    except UnicodeDecodeError:
        return None, []
    return text, []


def _strictly_or_nearly(data: bytes, encoding: str, name: str) -> tuple[str, list[str]]:
    """Decode, allowing a few unreadable bytes, which stand as U+FFFD and are counted in a note."""
    text, notes = _try_strict(data, encoding)
    if text is not None:
        return text, notes
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    if lost > max(_FEW, _LOST * len(text)):
        raise ReadError(f"{name} is not readable as {encoding}: {lost} characters are broken.")
    return text, [f"{lost} characters could not be decoded as {encoding} and stand as \ufffd."]


def _score(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, errors="replace")
    beyond = max(1, sum(c > "\x7f" for c in text))
    return share_of_common(text) - 5 * text.count("\ufffd") / beyond


def _best_encoding(data: bytes, declared: str | None) -> str | None:
    """The encoding in which the text looks most Chinese; None when it does in none."""
    sample = data[:_SAMPLE]
    if len(data) > _SAMPLE:  # cut at a line, not inside a character
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    candidates = list(_CANDIDATES if len(sample) % 2 == 0 or b"\0" in sample else _CANDIDATES[:4])
    said = _known(declared)
    if said is not None and said not in candidates:
        candidates.insert(0, said)
    scores = {
        encoding: _score(sample, encoding) + (0.1 if encoding == said else 0) for encoding in candidates
    }
    best = max(candidates, key=lambda encoding: (scores[encoding], -candidates.index(encoding)))
    if scores[best] >= _CERTAIN:
        return best
    beyond = sum(b > 0x7F for b in sample)
    if beyond < 40 and scores[best] > 0 and _try_strict(data, best)[0] is not None:
        return best  # a few names in an otherwise Latin text are too little to judge by
    return None


def _known(encoding: str | None) -> str | None:
    if encoding is None:
        return None
    name = encoding.strip().lower().replace("_", "-")
    try:
        return _ALIASES.get(name) or codecs.lookup(name).name
    except LookupError:
        return None


def _other_language(data: bytes, name: str) -> tuple[str, str, list[str]]:
    """Text of another language in its own encoding, so that it can be named as such rather than as unreadable."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], threshold=0.15).best()
    if best is None or best.encoding in {"utf_7", "cp037", "cp500"}:
        raise ReadError(f"{name} is not readable: it is no UTF-8, UTF-16, GBK, GB18030 or Big5 text.")
    text = data.decode(best.encoding, errors="replace")
    if text.count("\ufffd") > max(_FEW, _LOST * len(text)):
        raise ReadError(f"{name} is not readable: it is no UTF-8, UTF-16, GBK, GB18030 or Big5 text.")
    return text, best.encoding, []


# --- text that was decoded wrongly before it was saved -----------------------------------------------------------

_CP1252 = {b: bytes([b]).decode("cp1252", errors="ignore") for b in range(0x80, 0xA0)}
_TO_C1 = {ord(char): b for b, char in _CP1252.items() if char}
# (what it was read as, what it was); the first that fits a whole document is taken
_MISREADINGS = (
    ("gb18030", "utf-8"), ("latin-1", "utf-8"), ("big5hkscs", "utf-8"),
    ("latin-1", "gb18030"), ("latin-1", "big5hkscs"), ("gb18030", "big5hkscs"), ("big5hkscs", "gb18030"),
)  # fmt: skip
# Big5 has no code for two in five GBK characters, and nothing shows where some were dropped
_NEVER_CERTAIN = {("big5hkscs", "gb18030")}
_NAMES = {"gb18030": "GBK", "latin-1": "Latin-1", "big5hkscs": "Big5", "utf-8": "UTF-8"}
# pairs that the commonest characters and marks become; none is a Chinese word
_TRACES = re.compile(
    r"锛[岀屽歿]?|銆[\u0080-\u024f€愬傘侊]?|鈥[滄湞]?|鐨[勬]|锟斤拷|鏄|涓[鐨€]|ï¼|ã€|â€|Ã[\x80-\xbf]|å[\x80-\xbf’‘“”…†‡ˆ‰Š‹Œ]|µÄ|ÊÇ|£¬|¡£"
)
_WHOLLY_LOST = re.compile("锟斤拷|\ufffd")


def repair(text: str, name: str = "The file") -> tuple[str, list[str]]:
    """Undo an earlier wrong decoding (UTF-8 read as GBK or Latin-1, GBK as Latin-1, Big5 as GBK …).

    Only a repair that is certain is made: each changed line must go back to the line that was there, character for
    character, and read as Chinese. Otherwise a text that is plainly broken raises `ReadError`, and one with a few
    stray traces is left as it is. Returns the text and a note for each repair made.
    """
    notes: list[str] = []
    for _ in range(2):  # a text can have gone through it twice
        if not _looks_broken(text):
            break
        fixed = _repair_once(text, name)
        if fixed is None:
            break
        text, note = fixed
        notes.append(note)
    lost = len(_WHOLLY_LOST.findall(text))
    if lost > max(_FEW, _LOST * len(text)):
        raise ReadError(
            f"{name} is garbled beyond repair: {lost} characters were lost when it was saved in another encoding; "
            "use the original file."
        )
    if not notes and _looks_broken(text) and share_of_common(text[:_SAMPLE]) < _POOR and _mostly_odd(text):
        raise ReadError(
            f"{name} is garbled: it was decoded with the wrong encoding before it was saved, and the original "
            "cannot be made again from it."
        )
    if lost:
        notes.append(
            f"{lost} characters were lost before the text was saved (they stand as \ufffd or 锟斤拷)."
        )
    return text, notes


def _looks_broken(text: str) -> bool:
    sample = text[:_SAMPLE]
    beyond = sum(c > "\x7f" for c in sample)
    if beyond < 4:
        return False
    if share_of_common(sample) < _POOR:
        return True
    return len(_TRACES.findall(text)) > max(3, len(text) // 500)


def _mostly_odd(text: str) -> bool:
    """Whether it is misread text rather than another language: Han characters that nobody uses, or accented letters
    packed together as misread bytes are.
    """
    sample = text[:_SAMPLE]
    han = [c for c in sample if "\u3400" <= c <= "\u9fff"]
    if len(han) >= 40 and sum(c in COMMON for c in han) < _POOR * len(han):
        return sum(_is_everyday(c) for c in han) < 0.88 * len(han)  # a list of names is rare characters too
    odd = sum("\x80" <= c <= "\u024f" or c in "€™œŒšŠžŽ" for c in sample)
    traces = len(_TRACES.findall(sample))
    return traces > 3 and traces > (odd + len(han)) // 40


def _is_everyday(char: str) -> bool:
    """Whether it is in GB2312 or in the frequent part of Big5, as 99 in 100 of a text are, and misread ones are not."""
    return (
        bool(char.encode("gb2312", errors="ignore"))
        or b"" < char.encode("big5", errors="ignore")[:1] <= b"\xc6"
    )


def _repair_once(text: str, name: str) -> tuple[str, str] | None:
    lines = text.split(
        "\n"
    )  # not splitlines: C1 controls are line ends to it, and part of misread characters here
    best: tuple[float, str, str] | None = None
    probe = [line for line in lines if sum(c > "\x7f" for c in line) >= 4][:200]
    for read_as, was in _MISREADINGS:
        good = [fixed for line in probe if (fixed := _undo(line, read_as, was)) is not None]
        if good and len(good) * 4 >= len(probe):
            gain = share_of_common("".join(good))
            if was == "utf-8" and len(good) * 5 >= len(probe) * 4:
                gain = max(
                    gain, _CERTAIN
                )  # UTF-8 is not valid by chance; the text may have gone through it twice
            if was == "big5hkscs" and not _is_plain_big5("".join(good)):
                continue  # where bytes were dropped the rest pairs up anew, into characters nobody uses
            if gain >= _CERTAIN and (best is None or gain * len(good) > best[0]):
                best = (gain * len(good), read_as, was)
    if best is None:
        return None
    _, read_as, was = best
    out, changed, lost = [], 0, 0
    for line in lines:
        if line.isascii():
            out.append(line)
            continue
        fixed = _undo(line, read_as, was)
        if fixed is not None and (
            share_of_common(fixed) > share_of_common(line) or (was == "utf-8" and read_as == "latin-1")
        ):
            out.append(fixed)
            changed += 1
        else:
            out.append(line)
            lost += fixed is None and share_of_common(line) < _CERTAIN
    how = f"{_NAMES[was]} that had been read as {_NAMES[read_as]}"
    if (read_as, was) in _NEVER_CERTAIN:
        raise ReadError(f"{name} is garbled: it is {how}, and characters were lost; use the original file.")
    if lost:
        raise ReadError(
            f"{name} is garbled: it is {how}, and in {lost} of {lost + changed} lines characters were lost; "
            "use the original file."
        )
    return "\n".join(
        out
    ), f"The text was {how}; {changed} lines were put right, each of which goes back exactly."


def _is_plain_big5(text: str) -> bool:
    """Whether (nearly) all Han characters are among the 5,401 frequent ones of Big5."""
    han = [c for c in text if "\u4e00" <= c <= "\u9fff"]
    rare = sum(c.encode("big5", errors="ignore")[:1] > b"\xc6" for c in han)
    return rare <= 1 + len(han) // 50


@lru_cache(maxsize=4096)
def _undo(line: str, read_as: str, was: str) -> str | None:
    """`line` as it was before it was misread; None unless it goes there and back without loss."""
    for data in _encodings(line, read_as):
        try:
            fixed = data.decode(was)
        except UnicodeDecodeError:
            continue
        if fixed.encode(was) == data and not re.search(r"[\x00-\x08\x0e-\x1f]", fixed):
            return fixed
    return None


def _encodings(line: str, read_as: str) -> list[bytes]:
    """The bytes that `line` can have been; Windows shows byte 0x80 as €, which in text may also be a real €."""
    try:
        if read_as == "latin-1":
            return [line.translate(_TO_C1).encode("latin-1")]
        if read_as == "gb18030":
            with_80 = b"\x80".join(part.encode("gb18030") for part in line.split("€"))
            return [with_80, line.encode("gb18030")] if "€" in line else [with_80]
        return [line.encode(read_as)]
    except UnicodeEncodeError:
        return []
