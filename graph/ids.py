"""Ids that are the same in every run, and the normalised keys under which names are one.

Two names are one when their keys are equal: script (traditional as simplified), case, width, spaces, quotation marks
and, for companies, the bare legal form (有限公司, 股份有限公司, Ltd, Inc) do not count. Nothing else is folded away: 集团,
控股, 科技 and a place in brackets tell companies apart (联想集团 is not 联想控股), so they count, and the register says
where they should not. Likeness never counts.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import lru_cache

_KEEP_GROUP = re.compile(r"\(集团\)")
_LEGAL_ZH = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|股份公司|(?<![分子母总该本上市])公司)$")
_LEGAL_EN = re.compile(
    r"[\s,.]+(?:co\.?,?\s*ltd|ltd|limited|inc|incorporated|corp|corporation|company|co|llc|plc|gmbh|n\.\s?v|s\.\s?a)\.?$"
)
_LEGAL_HINT = re.compile(r"公司$|[a-z.]$")
_SEPARATE = re.compile("[\\s\"'`´“”„‟‘’‚‛「」『』《》〈〉【】·•‧・∙®™©\u02bc\uff07\uff02]+")
_PLAIN = re.compile(r"[0-9A-Za-z\u4e00-\u9fa5]+")  # what needs no folding but of case and script
_DASH = re.compile(r"[\u2010-\u2015\u2212\uff0d\u30fc]")
_TICKER_TAIL = re.compile(
    r"\((?:股票代码|证券代码|代码)?[:]?(?:"
    r"(?:nasdaq|nyse|hkex|sehk|hkg|hk|港股|a股|美股|sh|sz|bj)[.::]?[a-z0-9]{1,6}"
    r"|\d{5,6}|(?:\d{1,6}|[a-z]{1,5})\.(?:hk|sz|sh|ss|bj|us|o|n|oq|tw))\)$"
)
_HONG_KONG = re.compile(r"(?:(?:hkex|sehk|hkg|hk|港股)[:]?0*(\d{1,5})|0*(\d{1,5})\.?hk)", re.ASCII)
_MAINLAND = re.compile(r"(?:(sh|sz|bj)[.:]?(\d{6})|(\d{6})\.(sh|ss|sz|bj))", re.ASCII)
_AMERICA = re.compile(r"(?:(?:nasdaq|nyse|us)[:]([a-z]{1,5})|([a-z]{1,5})\.(?:us|o|n|oq))", re.ASCII)

ORGANISATIONS = frozenset({"Company", "Product", "BusinessUnit"})


# characters of simplified names that GB 2312 lacks; that opencc leaves them alone is held by a test
_ALSO_SIMPLIFIED = frozenset("啰喆堃玥珺璟翀祎赟昉彧镕琤瑄燚珮渶曈燊琇颕璘畊粦镚啫")


# traditional characters that GB 2312 holds, those with one simplified form in names (so not 乾)
_IN_BOTH = str.maketrans("後於夥菸麽", "后于伙烟么")


@lru_cache(maxsize=4096)
def _simplified(char: str) -> str:
    # opencc is loaded for the first character that GB 2312 (the simplified set) does not hold, so mostly never
    return str(_converter().convert(char))


@lru_cache(maxsize=1)
def _converter():  # type: ignore[no-untyped-def]
    from opencc import OpenCC

    return OpenCC("t2s")


def simplify(text: str) -> str:
    """Traditional characters as simplified ones, one for one; characters of the simplified set stay as they are."""
    text = text.translate(_IN_BOTH)
    try:
        text.encode("gb2312")
        return text
    except UnicodeEncodeError:
        pass
    out = []
    for char in text:
        if "\u3400" <= char <= "\u9fff" and char not in _ALSO_SIMPLIFIED:
            try:
                char.encode("gb2312")
            except UnicodeEncodeError:
                char = _simplified(char)
        out.append(char)
    return "".join(out)


@lru_cache(maxsize=65536)
def _readable(name: str) -> str:
    """Width, script and case folded; control and format characters gone, the words still apart."""
    if _PLAIN.fullmatch(name):
        return simplify(name.lower())
    text = unicodedata.normalize("NFKC", _SEPARATE.sub(" ", name)).casefold()
    # casefolding and composing can undo each other once ("ŉ", "ẖ"); a second time settles it
    text = unicodedata.normalize("NFKC", text).casefold()
    text = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs"} or c in "\t\n")
    text = _DASH.sub("-", simplify(text))
    return _KEEP_GROUP.sub("集团", _SEPARATE.sub(" ", text).strip())


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The form under which names are compared; never empty for a name that has a character at all.

    A stock code in brackets at the end is not part of a name.
    """
    text = _readable(name)
    key = text.replace(" ", "")
    if key and not key.endswith(")"):
        return key
    bare = _TICKER_TAIL.sub("", key)
    return bare or key or unicodedata.normalize("NFKC", name).strip() or name


@lru_cache(maxsize=65536)
def company_key(name: str) -> str:
    """`name_key` without the bare legal form at its end, as long as two characters are left."""
    text = _readable(name)
    if text.endswith(")") and _TICKER_TAIL.search(text.replace(" ", "")):
        text = text[: text.rindex("(")].strip()
    if not _LEGAL_HINT.search(text):
        return text.replace(" ", "") or name_key(name)
    before = None
    while before != text:
        before = text
        for form in (_LEGAL_EN, _LEGAL_ZH):
            shorter = form.sub("", text).rstrip(" ,.(")
            if len(shorter.replace(" ", "")) >= 2:
                text = shorter
    return text.replace(" ", "") or name_key(name)


@lru_cache(maxsize=65536)
def ticker_key(name: str) -> str | None:
    """A stock code with its exchange in one form (`700.hk`, `002095.sz`, `jd.us`), or None for any other string."""
    text = unicodedata.normalize("NFKC", name).casefold().replace(" ", "").strip("()")
    if found := _HONG_KONG.fullmatch(text):
        return f"{found[1] or found[2]}.hk"
    if found := _MAINLAND.fullmatch(text):
        return f"{found[2] or found[3]}.{(found[1] or found[4]).replace('ss', 'sh')}"
    if found := _AMERICA.fullmatch(text):
        return f"{found[1] or found[2]}.us"
    return None


def key_of(name: str, type_: str) -> str:
    """The key of a name in the context of its type: only companies have legal forms."""
    return company_key(name) if type_ == "Company" else name_key(name)


@lru_cache(maxsize=65536)
def entity_id(name: str, type_: str) -> str:
    """`company:腾讯`, `product:qq小店`; a key of more than 64 characters is cut and ends in a digest."""
    key = key_of(name, type_)
    if len(key) > 64:
        key = f"{key[:48]}~{digest(key)}"
    return f"{type_.lower()}:{key}"


_LABELS = {label.lower(): label for label in ("Company", "Product", "Person", "BusinessUnit", "Exchange")}


def label_of(id_: str) -> str:
    """The label of the entity that an `entity_id` names; KeyError where it is no entity's id."""
    return _LABELS[id_.partition(":")[0]]


def digest(*parts: object) -> str:
    """16 hex digits over the parts; for fact and slot ids."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
