"""Products that letters and figures name: 车型S7和S9, 单抗XK-201, 某某M9, 某某2.1; and drugs called by a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from loaders.names.evidence import Spot
from loaders.names.lexicon import entries

NUMBER: Final = (
    r"(?<![A-Za-z0-9.\-])(?:[A-Z]{1,4}-?\d{1,4}[A-Z]{0,2}|[A-Z]{2,4}-\d{2,4}[A-Za-z]?)(?![A-Za-z0-9\-]|\.\d)"
)
NUMBER_BEHIND: Final = r"[A-Z]{1,4}-?\d{1,4}[A-Z]{0,2}(?![A-Za-z0-9\-]|\.\d)"
# what a letter and a figure are of where no product is meant: a round, a building, a road, a term, a share
NO_PRODUCT: Final = r"(?!轮|层|座|栋|馆|厅|区|号|口|级|类|股|段|标段|包|组|版面|出口|高速|公路|国道|线|季|年|月|考|照|赛段|财季|阶段|融资)"
KIND: Final = (
    "(?:车型|新车|轿车|跑车|房车|皮卡|SUV|MPV|车|芯片|处理器|控制器|传感器|MCU|GPU|CPU|SoC|模组|手机|机型|平板|电脑|笔记本|"
    "手表|手环|耳机|眼镜|头显|音箱|电视|投影仪|相机|路由器|机器人|无人机|扫地机|洗地机|打印机|净水器|电池|发动机|火箭|卫星|飞机|客机|"
    "药物|新药|药品|候选药|抗癌药|减肥药|减重药|单抗|双抗|三抗|抗体|偶联药|ADC|疫苗|抑制剂|激动剂|注射液|胶囊|模型|大模型|产品|型号|机|新品)"
)
FIRST: Final = re.compile(
    rf"{KIND}(?:分别是|分别为|有|是|为|：|:)?(?:[“「《][^“”「」《》]{{1,8}}[”」》])?(?P<name>{NUMBER}){NO_PRODUCT}"
)
NAMED: Final = re.compile(  # 芯片甲乙X1: the word before the figure belongs to the name
    rf"{KIND}(?:系列)?(?P<name>(?:(?![的了是和与及为有在款代号型名叫由被])[\u4e00-\u9fff]){{2,3}}{NUMBER_BEHIND}){NO_PRODUCT}"
)
THEN: Final = re.compile(rf"(?P<name>{NUMBER})(?:系列)?(?={KIND})")
MADE: Final = re.compile(
    rf"(?:推出|发布|上市|量产|交付|亮相|开卖|在售|研发|获批)(?:了|的)?(?P<name>{NUMBER}){NO_PRODUCT}"
)
LISTED: Final = re.compile(
    rf"{NUMBER}(?:(?:、|和|与|及|以及){NUMBER})+(?=等?(?:[一二两三四五六七八九十几多数\d]+(?:款|个型号|种))|等{KIND}|等?(?:系列)?{KIND})"
)
NEXT: Final = re.compile(
    rf"(?:、|和|与|及|以及|，)(?:[\u4e00-\u9fff]{{0,6}}{KIND})?(?:[“「《][^“”「」《》]{{1,8}}[”」》])?(?P<name>{NUMBER}){NO_PRODUCT}"
)
SERIES: Final = re.compile("[A-Z]+-?")  # what the models of one series share
CODED: Final = re.compile(
    r"(?<![A-Za-z0-9.\-])[A-Z]{2,4}-[A-Z]{0,2}\d{2,4}(?![A-Za-z0-9\-]|\.\d)"
)  # of a drug
CALLED: Final = re.compile(r"(?<![A-Za-z0-9])[A-Z]药(?![A-Za-z0-9品物企店房厂监材])")
MODEL: Final = re.compile(rf"[A-Z]{{1,4}}-?\d{{1,4}}[A-Z]{{0,2}}(?![A-Za-z0-9\-]|\.\d){NO_PRODUCT}")  # 某某M9
VERSION: Final = re.compile(  # 某某2.1
    r"[1-9]\.[1-9](?![\d.%％倍万亿千百个元成点折米]|版本|时代|战略|阶段)"
)
WEIGHT: Final = 5.0


def numbered(text: str, start: int, end: int) -> Iterator[Spot]:
    """Letters with figures beside a class noun of things that have models, or in a list of which one is."""
    found: dict[int, int] = {}
    for pattern in (FIRST, THEN, MADE):
        for match in pattern.finditer(text, start, end):
            found[match.start("name")] = match.end("name")
    for match in NAMED.finditer(text, start, end):
        low, high = match.span("name")
        if re.search("[A-Z].*", match["name"])[0] not in entries("never", "latin"):  # type: ignore[index]
            found = {at: to for at, to in found.items() if not low <= at < high} | {low: high}
    for match in CODED.finditer(text, start, end):
        found[match.start()] = match.end()
    for match in LISTED.finditer(text, start, end):
        for one in re.finditer(NUMBER, match[0]):
            found[match.start() + one.start()] = match.start() + one.end()
    never = entries("never", "latin")
    queue = [high for low, high in found.items() if text[low:high] not in never]
    while queue:
        following = NEXT.match(text, queue.pop(), end)
        if following and following.start("name") not in found:
            found[following.start("name")] = following.end("name")
            queue.append(following.end("name"))
    series = {shared[0] for low in found if (shared := SERIES.match(text, low)) is not None}
    if series:
        for match in re.finditer(NUMBER + NO_PRODUCT, text[start:end]):
            if SERIES.match(match[0])[0] in series:  # type: ignore[index]
                found.setdefault(start + match.start(), start + match.end())
    for low, high in found.items():
        if text[low:high] not in never:
            yield Spot(low, high, WEIGHT, "letters and figures of a product", "Product", fixed=True)
    for match in CALLED.finditer(text, start, end):
        yield Spot(*match.span(), WEIGHT, "drug called by a letter", "Product", fixed=True)


def version(text: str, end: int, *, named: bool) -> int | None:
    """Where the number of a model behind a name ends, or of a version where a product is `named`; None for neither."""
    match = MODEL.match(text, end) or (VERSION.match(text, end) if named else None)
    return match.end() if match else None
