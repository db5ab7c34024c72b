"""What a document says of itself: front matter, and the lines that name publisher, author and day in print."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from loaders.document import SHANGHAI
from loaders.reading.fold import fold


@dataclass(slots=True)
class About:
    """Title, publisher, author, URL, publication time of a document or one of its parts, as far as it says them."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: datetime | None = None
    originals: list[str] = field(default_factory=list)  # URLs, or title｜publisher, of what it reports from

    def fill_from(self, other: About) -> None:
        """Take what is missing here from `other`; of the same day, the one that knows the hour."""
        for name in ("id", "title", "publisher", "author", "url", "published"):
            if getattr(self, name) is None:
                setattr(self, name, getattr(other, name))
        self.originals += [original for original in other.originals if original not in self.originals]
        mine, theirs = self.published, other.published
        if mine and theirs and mine.date() == theirs.date() and not has_time(mine) and has_time(theirs):
            self.published = theirs


def has_time(moment: datetime) -> bool:
    """Whether a time of day is known; a bare day is kept as its midnight."""
    return (moment.hour, moment.minute, moment.second) != (0, 0, 0)


# --- dates in print ----------------------------------------------------------------------------------------------

_DAY = (
    r"(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})(?!\d)\s?日?"
    r"(?:\s*\(?(?:星期|周)[一二三四五六日天]\)?)?"
)
_HOUR = (
    r"(?:\s*T?\s*(?P<half>上午|下午|晚上|中午|凌晨)?\s*(?P<hour>\d{1,2})\s?[:时]\s?(?P<minute>\d{2})"
    r"(?:\s?[:分]\s?(?P<second>\d{2}))?秒?分?(?:\.\d+)?\s?(?P<zone>Z(?![A-Za-z])|[+-]\d{2}:?\d{2})?)?"
)
MOMENT = re.compile(_DAY + _HOUR)
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "O": "0",
    "零": "0",
    "\ue3ac": "0",
    "Ο": "0",
}
_CHINESE_DAY = re.compile(
    r"(?P<year>[一二][〇○O零\ue3acΟ一二三四五六七八九]{3})\s?年\s?(?P<month>[一二三四五六七八九十]{1,2})\s?月\s?(?P<day>[一二三四五六七八九十]{1,3})\s?日"
)


def moment(text: str) -> datetime | None:
    """The first full day in `text`, with its time where printed; Asia/Shanghai where no zone is. None: no such day."""
    found = MOMENT.search(fold(text))
    return _moment(found) if found else None


def _moment(found: re.Match[str]) -> datetime | None:
    hour, half = int(found["hour"] or 0), found["half"]
    if half in {"下午", "晚上"} and hour < 12:
        hour += 12
    zone: timezone | Any = SHANGHAI
    if found["zone"]:
        zone = _zone(found["zone"])
    try:
        return localised(
            datetime(
                int(found["year"]), int(found["month"]), int(found["day"]),
                hour, int(found["minute"] or 0), int(found["second"] or 0), tzinfo=zone,
            )
        )  # fmt: skip
    except ValueError:
        return None


def _zone(text: str) -> timezone:
    if text == "Z":
        return UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))


def localised(when: datetime) -> datetime:
    """Asia/Shanghai where no zone is said, and where it is UTC: that is how machines write, not where a paper is."""
    if when.tzinfo is None:
        return when.replace(tzinfo=SHANGHAI)
    if when.utcoffset() == timedelta(0):
        return when.astimezone(SHANGHAI)
    if when.utcoffset() == timedelta(hours=8):
        return when.replace(tzinfo=SHANGHAI)
    return when


def chinese_day(text: str) -> datetime | None:
    """The day of a line like 二〇一八年九月二十一日."""
    found = _CHINESE_DAY.search(text)
    if found is None:
        return None
    year = int("".join(_DIGITS[c] for c in found["year"]))
    try:
        return datetime(year, _small(found["month"]), _small(found["day"]), tzinfo=SHANGHAI)
    except ValueError:
        return None


def _small(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(_DIGITS[text]) if len(text) == 1 else 0
    return (int(_DIGITS[tens]) if tens else 1) * 10 + (int(_DIGITS[ones]) if ones else 0)


# --- front matter ------------------------------------------------------------------------------------------------

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_KEYS = {
    "id",
    "title",
    "publisher",
    "author",
    "authors",
    "published",
    "url",
    "of",
    "date",
    "source",
    "site",
    "link",
}
_FRONT_LIMIT = 16_000  # characters; a deeply nested block of hundreds of thousands would bring libyaml down
_LINE = re.compile(r"([A-Za-z][\w-]*)\s*[:：]\s*(.*)")


def front_matter(text: str, start: int = 0) -> tuple[int, About] | None:
    """(end, what it says) of the front matter block that begins at `start`; None when there is none.

    Keys: id, title, publisher (or source, site), author, published (or date), url (or link), of. A block without any
    of these is not front matter.
    """
    found = _FRONT.match(text, start)
    if found is None:
        return None
    fields = _fields(found["body"])
    if not _KEYS & fields.keys():
        return None
    originals = _originals(fields.get("of"))
    url = fields.get("url") or fields.get("link")
    author = fields.get("author") or fields.get("authors")
    return found.end(), About(
        id=_string(fields.get("id")),
        title=_string(fields.get("title")),
        publisher=_string(fields.get("publisher") or fields.get("source") or fields.get("site")),
        author="、".join(a for a in author if isinstance(a, str))
        if isinstance(author, list)
        else _string(author),
        url=_string(url),
        published=_when(fields.get("published") or fields.get("date")),
        originals=originals,
    )


def _originals(of: Any) -> list[str]:
    """The originals under `of`, one or a list: each its URL, or its title and publisher with ｜ between."""
    found = []
    for original in of if isinstance(of, list) else [of]:
        if isinstance(original, str):
            found.append(original)
        elif isinstance(original, dict):
            url, title, publisher = (_string(original.get(key)) for key in ("url", "title", "publisher"))
            if url:
                found.append(url)
            elif title and publisher:
                found.append(f"{title}｜{publisher}")
    return found


def _fields(body: str) -> dict[str, Any]:
    import yaml

    try:
        if len(body) > _FRONT_LIMIT:
            raise ValueError("too long for front matter")
        loaded = yaml.load(body, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError):  # `title: 晴禾: 十年` is no YAML, and yet what people write
        loaded = {m[1]: m[2].strip().strip("\"'") for line in body.splitlines() if (m := _LINE.match(line))}
    return {str(k).lower(): v for k, v in loaded.items()} if isinstance(loaded, dict) else {}


def _string(value: object) -> str | None:
    return str(value).strip() or None if value is not None and not isinstance(value, (dict, list)) else None


def _when(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return localised(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=SHANGHAI)
    return moment(str(value)) or chinese_day(str(value)) if value is not None else None


# --- visible lines -----------------------------------------------------------------------------------------------

_WHO = r"(?P<{0}>[^|:。,;!?()\[\]]{{1,40}}?)"
_END = r"(?=\s*(?:$|\||\s{2}|\s(?:来源|文章来源|作者|编辑|责编|责任编辑|记者|阅读|浏览|点击|评论|时间|发布|日期|字号|原创|(?:19|20)\d\d[-/.年])))"
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "publisher",
            r"(?:文章|信息|稿件|新闻|资料)?(?:来\s?源(?!于)|出处|转自|转载自|稿源|媒体)\s*[:|/]\s*(?P<v>\S.{0,30}?)"
            + _END,
        ),
        ("author", r"(?:作\s?者|文|撰文|撰稿|记者|编译|口述)\s*[:|/]\s*(?P<v>[^\s|].{0,40}?)" + _END),
        (
            "author",
            r"(?:记者|编译|特派员)\s?(?P<v>[\w·、 ]{2,16}?)\s?/\s?[\w、]{2,8}(?:综合)?(?:报[道导]|电)",
        ),
        (
            "editor",
            r"(?:责任编辑|责编|编\s?辑|审核|校对|审稿|监制|出品|制作)\s*[:|/]\s*(?P<v>\S.{0,24}?)" + _END,
        ),
    )
)
_DATED = re.compile(
    r"(?:发布|发表|更新|创建|上传|录入|刊发|首发|见报|上线)?(?:时间|日期|于)\s*[:|]?|(?:更新|发布|发表)\s*[:|]|(?:^|\s)(?:北京时间)\s*"
)
_COUNTERS = re.compile(
    r"(?:总)?(?:阅读|浏览|点击|评论|人气|访问|查看|热度|收藏|点赞|跟贴|参与|转发|分享|播放)(?:次|量|数|率|人数|次数)*\s*[:(]?\s*[\d.,]*\s*(?:万|k|w)?\+?\)?(?:次|人|条)?"
    r"|\d+\s*(?:次|人|条)?(?:阅读|浏览|点击|评论|参与|跟贴)|\(?\d+\)?条评论"
)
_WIDGETS = re.compile(
    r"我有话(?:要)?说|参与互动|去评论|人参与|字号|字体|打印|关闭|分享到?|收藏|我要(?:评论|投稿|纠错|分享)|投稿|订阅|新浪微博|微博|微信|QQ空间|朋友圈|原创|"
    r"A[+-]|(?<=[\s|:\[/])[大中小](?=[\s|\]/]|$)|[|/·•,:\[\]<>-]"
)
# without any of these a line says nothing of its publication
_MAYBE = re.compile(
    r"(?:19|20)\d\d|[源处自体]\s*[:|/]|(?:者|文|撰稿|编译|口述|编\s?辑|责编|审核|校对|审稿|监制|出品|制作)\s*[:|/]|/[\w、]{2,8}(?:报|电)"
)
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
OUTLET = re.compile(
    r"(?:网|报|社|刊|台|号|财经|科技|新闻|传媒|媒体|频道|在线|客户端|杂志|研究院|研究所|观察|论坛|博客|头条|APP|App|资讯|之家|"
    r"[Ee]lecom|中心|快讯|智库|通讯|智通|汇|氪|嗅|评论|邦|联盟|\.com|\.cn|\.COM|\.CN)$"
)
EVENT = re.compile(
    r"入股|投资|收购|上线|推出|发布|成立|上市|关闭|停止|停运|下线|更名|并入|合并|合作|融资|宣布|完成|获得|增持|减持|回购|中标|签署|创立|启动|退出|出售"
)


def publication_line(line: str, *, in_head: bool, folded: str | None = None) -> About | None:
    """What a line says when it consists of publication data alone (labels, a moment, counters, widgets), else None.

    What remains beside labels and moment must be the name of an outlet; in the head of an article any short name
    will do. A bare day is no publication line outside the head: chronicles have such lines.
    """
    rest = fold(line) if folded is None else folded
    if len(rest) > 160 or "。" in rest or _MAYBE.search(rest) is None:
        return None
    about, labelled = About(), False
    found = MOMENT.search(rest)
    if found is not None:
        about.published = _moment(found)
        rest = _blank(rest, found.span())
        labelled = _DATED.search(rest) is not None
        rest = _DATED.sub(lambda m: "|" * len(m[0]), rest)
    for name, pattern in _LABELS:
        said = pattern.search(rest)
        if said is not None:
            labelled = True
            if name != "editor":
                setattr(about, name, clean_name(line[said.start("v") : said.end("v")]))
            rest = _blank(rest, said.span())
    if about.published is None and not labelled:
        return None
    for pattern in (_COUNTERS, _WIDGETS, _EMPTY):
        rest = pattern.sub(lambda m: " " * len(m[0]), rest)
    names = list(re.finditer(r"\S+(?: {1,2}\S+)*", rest))
    if not names:
        timed = found is not None and found["hour"] is not None
        return about if labelled or timed or in_head else None
    if len(names) > 1 or len(names[0][0]) > 24:
        return None
    name = names[0][0]
    if re.search(r"[,;!?“”《》%]", name) or EVENT.search(name):
        return None
    if OUTLET.search(name) or (in_head and len(name) <= 12 and about.published is not None):
        if about.publisher is None:
            about.publisher = clean_name(line[names[0].start() : names[0].end()])
        return about
    return None


def _blank(text: str, span: tuple[int, int]) -> str:
    """`text` with a stretch of it crossed out, at the same length, so that offsets stay good."""
    return text[: span[0]] + "|" * (span[1] - span[0]) + text[span[1] :]


_HANDLE = re.compile(r"\((?:ID|id|微信|公众号|微信号|公号)\s*:?[^)]*\)?|\([A-Za-z][\w.-]*\)$")


_AROUND = " |｜丨:：/·-,，、<>“”\"'　"


def clean_name(name: str) -> str | None:
    """A publisher's or author's name without the marks and the account's handle around it."""
    name = name.strip()
    handle = _HANDLE.search(fold(name))
    if handle is not None:
        name = name[: handle.start()] + name[handle.end() :]
    name = re.sub(r"\s{2,}", " ", name).strip(_AROUND)
    for left, right in ("()", "（）", "[]", "【】"):
        if name.count(left) != name.count(right) or (name[:1] == left and name[-1:] == right):
            name = name.strip(left + right).strip(_AROUND)
    return name or None
