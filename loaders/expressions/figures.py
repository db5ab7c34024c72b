"""The number in a figure: 12,345.67万 · 30多亿 · 数千万 · 两三百万 · 一亿五千万. No units, no hedges around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from loaders.expressions.numerals import DIGIT_VALUES, HANZI_NUMBER, number

SP = r"[ \t]{0,2}"
_ARABIC = r"(?:[0-9]{1,3}(?:[,，][0-9]{3}){1,5}(?![0-9])|[0-9]{1,16})(?:\.[0-9]{1,8})?"
_SCALE = (
    r"(?:[十百千]?万亿|[十百千万]?亿|个亿|兆(?!瓦|赫|易)|[十百千]?万"
    r"|千(?![克米瓦兆伏方里卡])|百(?![分货度强姓年科世货战威胜])"
    # 300w用户, 50M美元: as forums and investors write them; 120W is watts, 4K a picture
    r"|w(?=[+多余]?(?:元|美元|人|用户|粉丝?|单|件|家|台|辆|套|份|次|下载))|[MB](?=(?:美元|美金|欧元|港元|港币|日元|英镑|元|人民币)))"
)
_LATIN_SCALES = {"w": Decimal(10**4), "M": Decimal(10**6), "B": Decimal(10**9)}
_FIGURE = re.compile(
    rf"(?P<a>{_ARABIC})(?P<mid>{SP}[余多几]|来(?=[家个名人位款万亿]))?(?:{SP}(?P<scale>{_SCALE})(?P<mid2>[余多](?!家|个|名|人|位|款))?(?P<tail>(?:{SP}零?{_ARABIC}{SP}(?:[十百千]万|[万千百]))+)?)?"
    rf"|(?P<few>好几|十几|几十|数十|数|几)(?P<few_scale>个亿|[十百千]?(?:万亿|亿|万)|[百千]|)"
    rf"|(?P<p1>[一二两三四五六七八])(?P<p2>[二两三四五六七八九])(?P<pair_scale>[十百千]?(?:万亿|亿|万)|[十百千](?!分)|)(?![{HANZI_NUMBER}])"
    rf"|(?P<h>[{HANZI_NUMBER}]{{1,24}}(?:点[零〇一二三四五六七八九]{{1,4}}[十百千]?[万亿]{{0,2}})?)"
    rf"(?P<hmid>余|多|来(?=[家个名人位款万亿])|几(?=[万亿家个名人位款]))?(?P<hscale>个亿|[十百千]?万亿|[十百千万]?亿|[十百千]?万)?"
)
_UNITS = {"万亿": 10**12, "万": 10**4, "亿": 10**8}
_MULTIPLES = {"十": 10, "百": 100, "千": 1000, "": 1}
BARE_SCALES = frozenset(
    {"万", "亿", "千", "百", "千万", "百万", "万亿", "十万", "百亿", "千亿", "十亿", "十", "兆", "千百"}
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at [start:end]. low and high: bounds of a vague one (数千万), equal to value otherwise."""

    start: int
    end: int
    value: Decimal
    low: Decimal
    high: Decimal
    scale: Decimal  # what a number without scale before it in a range shares: 10-20亿
    vague: bool = False
    more: bool = False  # 30多亿
    bare: bool = False  # 百亿, 千万: a scale with no number before it
    hanzi: bool = False
    scaled: bool = False  # printed with 万 or 亿, or with a thousands comma
    pair: bool = False

    @property
    def length(self) -> int:
        return self.end - self.start


def _scale_value(text: str) -> Decimal:
    text = text.replace(" ", "").replace("\t", "").removeprefix("个")
    if text in _LATIN_SCALES:
        return _LATIN_SCALES[text]
    value = number(text) if text else Decimal(1)
    return value or Decimal(1)


def figure_at(text: str, at: int) -> Figure | None:
    """The number printed at `at` in plain text, at its longest; None if none starts there."""
    found = _FIGURE.match(text, at)
    if found is None:
        return None
    if found["a"]:
        return _arabic(found)
    if found["few"]:
        return _few(found)
    if found["p1"]:
        pair = _pair(found)
        if pair is not None:
            return pair
        found = _HANZI_ONLY.match(text, at)
        if found is None:
            return None
    return _hanzi(found)


_HANZI_ONLY = re.compile(_FIGURE.pattern[_FIGURE.pattern.index("(?P<h>") :])


def _arabic(found: re.Match[str]) -> Figure | None:
    printed = found["a"]
    value = number(printed)
    if value is None:
        return None
    scale_text = found["scale"]
    scale = _scale_value(scale_text) if scale_text else Decimal(1)
    mid = (found["mid"] or "").strip()
    end = found.end()
    total = value * scale
    if found["tail"]:
        if mid or found["mid2"]:
            end, more = found.end("mid2") if found["mid2"] else found.end("scale"), True
        else:
            more = False
            combined = number(re.sub(r"\s|零", "", printed + (scale_text or "") + found["tail"]))
            if combined is None:
                end = found.end("scale")
            else:
                total = combined
    else:
        more = bool(mid or found["mid2"])
    if mid == "几":
        high = (value + 9) * scale
        return Figure(found.start(), end, total, total, high, scale, vague=True, scaled=bool(scale_text))
    scaled = bool(scale_text) or "," in printed or "，" in printed
    return Figure(found.start(), end, total, total, total, scale, more=more, scaled=scaled)


def _few(found: re.Match[str]) -> Figure | None:
    """数千万 is 1,000 to 9,999.9 times 万: from the power printed to just below the next, at a tenth of its unit."""
    word, scale_text = found["few"], found["few_scale"]
    scale_text = scale_text.removeprefix("个")
    unit_text = next((u for u in _UNITS if scale_text.endswith(u)), "")
    unit = Decimal(_UNITS.get(unit_text, 1))
    times = _MULTIPLES.get(scale_text.removesuffix(unit_text), 1)
    if word == "十几":
        low, high = Decimal(10 * times), Decimal(19 * times)
    else:
        base = 10 * times if word in {"几十", "数十"} else times
        step = Decimal("0.1") if unit_text else Decimal(1)
        low, high = Decimal(base), base * 10 - step
    if word in {"数", "几", "好几"} and not scale_text:
        low = Decimal(2)
    scale = unit * times
    return Figure(
        found.start(), found.end(), low * unit, low * unit, high * unit, scale, vague=True, hanzi=True, scaled=bool(unit_text)
    )  # fmt: skip


def _pair(found: re.Match[str]) -> Figure | None:
    """两三百万, 七八成: two neighbouring digits are a range (三五 too)."""
    first, second = DIGIT_VALUES[found["p1"]], DIGIT_VALUES[found["p2"]]
    if second != first + 1 and (first, second) != (3, 5):
        return None
    scale = _scale_value(found["pair_scale"])
    low, high = first * scale, second * scale
    scaled = found["pair_scale"][-1:] in {"万", "亿"}
    return Figure(
        found.start(), found.end(), low, low, high, scale, vague=True, hanzi=True, scaled=scaled, pair=True
    )


def _hanzi(found: re.Match[str]) -> Figure | None:
    printed = found["h"]
    end = found.end()
    value = number(printed)
    if value is None:
        return None
    more = bool(found["hmid"])
    scale = Decimal(1)
    if more:
        scale = _scale_value(found["hscale"]) if found["hscale"] else Decimal(1)
        value *= scale
        if found["hmid"] == "几":
            high, scaled = value + 9 * scale, bool(found["hscale"])
            return Figure(
                found.start(), end, value, value, high, scale, vague=True, hanzi=True, scaled=scaled
            )
    elif found["hscale"] == "个亿":
        scale = Decimal(10**8)
        value *= scale
    elif found["hscale"]:
        end = found.end("h")
    trailing = re.search(r"[十百千]?[万亿]+$", printed)
    if trailing:
        scale = _scale_value(trailing.group())
    scaled = (
        "万" in printed or "亿" in printed or (more and bool(found["hscale"])) or found["hscale"] == "个亿"
    )
    return Figure(
        found.start(),
        end,
        value,
        value,
        value,
        scale,
        more=more,
        bare=printed in BARE_SCALES,
        hanzi=True,
        scaled=scaled,
    )
