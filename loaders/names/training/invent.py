"""Invented names and sentences filled with them, for training; the same in every run for the same seed."""

# ruff: noqa: SIM905 (lists of Chinese words read better as text)
from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from loaders.names.lexicon import sections
from loaders.names.training.shapes import Shapes

TEMPLATES: Final = tuple(Path(__file__).with_name(name) for name in ("sentences.txt", "prose.txt"))
GIVEN: Final = 0.6  # of the names that fill a slot, those that names.txt gives; the others are put together
SLOT: Final = re.compile(r"\{([A-Za-z]+)\}")
NAMED: Final = frozenset("CFLZPNUIJHE")
SHAPED: Final = {
    "C": "company", "F": "fund", "P": "product", "U": "unit", "I": "institute", "J": "media", "H": "work", "E": "foreign",
}  # fmt: skip
CLASSES: Final = (
    "电商平台 购物网站 生鲜电商 二手车平台 社区团购平台 团购网站 移动电商平台 跨境电商平台 社交电商平台 短视频平台 直播平台 网上购物平台 视频网站 "
    "无人驾驶公司 芯片公司 物流公司 快递公司 支付工具 社交应用 拼团小程序 团购工具 广告交易平台 B2B公司 内衣品牌 茶饮品牌 咖啡品牌 在线教育平台 "
    "游戏公司 零售商 便利店 外卖平台 本地生活平台 招聘平台 汽车经销商 数据库公司 机器人公司 医药企业 电商 软件 网站 App 小程序 搜索引擎"
).split()
PHRASES: Final = (
    "零售电商平台 第三方服务商 电商平台 互联网公司 电商企业 零售企业 生鲜平台 上市公司 品牌商 投资机构 初创公司 独角兽企业 快递企业 网站 商家 服务商 "
    "传统零售企业 电商巨头 社交电商 直播平台 中小卖家 独立第三方平台 老牌电商 海外品牌 头部企业"
).split()
TITLES: Final = (
    "CEO CFO 总经理 董事长 副总裁 总裁 总监 董事 首席技术官 首席执行官 董事会秘书 独立董事".split()
)
ROUNDS: Final = "天使轮 A轮 B轮 C轮 D轮 A+轮 Pre-A轮 战略 种子轮 E轮 B1轮 C+轮 新一轮".split()
TRADES: Final = (
    "生鲜 零售 物流 芯片 游戏 教育 医疗 汽车 餐饮 茶饮 咖啡 家居 美妆 母婴 旅游 酒店 地产 物业 光伏 锂电 储能 半导体 机器人 人工智能 软件 SaaS 云计算 跨境电商 "
    "社区团购 直播电商 二手车 新能源车 自动驾驶 短视频 音乐 影视 广告 保险 支付 消费金融 创新药 医疗器械 体检 宠物 服装 运动 食品 乳业 白酒 农业 养殖 钢铁 水泥 化工 航运"
).split()
LAST_NAMES: Final = "Smith Chen Miller Wong Tanaka Brown Lee Garcia Weber Olsen Kim Rossi".split()
ADVERBS: Final = (
    "也 又 还 再 则 均 都 已 曾 正 拟 仍 却 才 就 将 会 能 只 颇 更 最 未 不 已经 正在 即将 曾经 近日 目前 此前 随后 再次 首次 正式 陆续 先后 大举 "
    "丝毫不 一度 一直 始终 开始 继续 不断 逐渐 直接 间接 显然 自然 至少 至今 今年 去年 近年 或 可能 必须 应该 希望 打算 试图 同时 同样 并 并未"
).split()


class Inventor:
    """Makes names and values from a seed; a share of the names, `given`, is taken from names.txt."""

    def __init__(self, seed: int, given: float = GIVEN) -> None:
        self._random = random.Random(seed)
        self._shapes = shapes = Shapes(self._random)
        rare = [w for words in sections("uncommon").values() for w in words if len(w) == 4]
        self._idioms = [w for w in sections("words")["grammar"] if len(w) == 4] + rare
        self._surnames = sections("surnames")
        self._last = ""
        self._makers: dict[str, Callable[[], str]] = {
            **{slot: partial(shapes.name, section) for slot, section in SHAPED.items()},
            "L": self._registered, "Z": lambda: self._last, "N": self.person, "S": self._code,
            "G": lambda: self._pick(CLASSES), "GG": lambda: self._pick(PHRASES), "T": lambda: self._pick(TITLES),
            "k": lambda: self._pick(TRADES), "r": lambda: self._pick(ROUNDS), "d": self._day,
            "R": lambda: shapes.make(self._pick(("region", "region", "country"))),
            "y": lambda: f"{self._random.randint(2003, 2024)}年", "m": self._money, "p": self._percent,
            "a": lambda: self._random.choice(("", self._pick(ADVERBS), self._pick(ADVERBS))),
            "v": lambda: self._pick(shapes.verbs), "o": lambda: self._pick(shapes.nouns), "q": self._phrase,
            "n": lambda: str(self._random.choice((3, 9, 18, 22, 70, 102, 526, 2600))),
        }  # fmt: skip
        self._share = given
        for slot, names in sections("training/names").items() if given else ():
            self._makers[slot] = partial(self._given, names, self._makers[slot])

    def _given(self, names: Sequence[str], make: Callable[[], str]) -> str:
        """One of `names`, in which `_` stands for a space, or what `make` puts together."""
        return self._pick(names).replace("_", " ") if self._random.random() < self._share else make()

    def _pick(self, options: Sequence[str]) -> str:
        return self._random.choice(options)

    def _phrase(self) -> str:
        r, shapes = self._random, self._shapes
        k = r.random()
        if k < 0.4:
            return r.choice(self._idioms)
        if k < 0.65:
            return r.choice(shapes.nouns + shapes.verbs)
        return r.choice(shapes.others + shapes.verbs + shapes.nouns) + r.choice(shapes.nouns)

    def _registered(self) -> str:
        """A name as the company register has it; its trade name is what {Z} stands for."""
        name = self._shapes.make("registered")
        bare = re.sub("^(?:" + "|".join(self._shapes.options("region")) + ")市?", "", name)
        self._last = bare[:2] + self._pick(("", "", "集团", "科技", "股份", "公司"))
        return name

    def person(self) -> str:
        """A person's name."""
        k = self._random.random()
        abroad, given = self._shapes.options("abroad"), self._shapes.options("g")
        if k < 0.05:
            return f"{self._pick(abroad)}·{self._pick(abroad)}"
        if k < 0.08:
            return f"{self._shapes.make('foreign').split()[0]} {self._pick(LAST_NAMES)}"
        surname = self._pick(self._surnames["single"][:180] if k < 0.97 else self._surnames["double"])
        return surname + "".join(self._pick(given) for _ in range(1 if self._random.random() < 0.25 else 2))

    def _code(self) -> str:
        r = self._random
        number = r.choice(("60", "00", "30", "68")) + f"{r.randint(1, 9999):04}"
        listed = (
            f"{number}.SH",
            f"{number}.SZ",
            number,
            f"0{r.randint(1, 9999):04}.HK",
            f"{r.randint(1, 9999):04}.HK",
        )
        return r.choice((*listed, f"SZ:{number}", f"HK:0{number[:4]}", f"NASDAQ：{self._shapes.make('foreign')[:4].upper()}"))  # fmt: skip

    def _day(self) -> str:
        r = self._random
        year, month, day = r.randint(2005, 2024), r.randint(1, 12), r.randint(1, 28)
        return r.choice(
            (
                f"{year}年{month}月{day}日",
                f"{month}月{day}日",
                f"{year}年{month}月",
                "近日",
                "今年2月",
                "去年8月",
                f"{year}年",
            )
        )

    def _money(self) -> str:
        r = self._random
        return r.choice(("", "近", "约", "超")) + f"{r.choice((1.5, 2, 3, 7, 20, 140, 12.2, 6.04))}" + r.choice(
            ("亿元", "亿美元", "亿元人民币", "万美元", "亿港元", "万元")
        )  # fmt: skip

    def _percent(self) -> str:
        return f"{self._random.choice((5, 15, 16.5, 49, 51, 100, 2.5, 38.76, 0.3, 19))}%"

    def sentence(self, template: str) -> tuple[str, list[tuple[int, int, str]]]:
        """`template` filled, and the spans of its names with their slots' letters."""
        text = ""
        spans: list[tuple[int, int, str]] = []
        position = 0
        for slot in SLOT.finditer(template):
            text += template[position : slot.start()]
            listed = text[-1:] in ("“", "、") or template[slot.end() : slot.end() + 1] == "、"
            filler = self._shapes.name("wordy") if slot[1] == "P" and listed else self._makers[slot[1]]()
            if slot[1] in NAMED:
                spans.append((len(text), len(text) + len(filler), slot[1]))
            text += filler
            position = slot.end()
        return text + template[position:], spans


def invented(
    rounds: int, seed: int = 1, *, prose: bool = True
) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Each sentence of sentences.txt, filled `rounds` times, and each line of prose.txt, a third as often.

    Without `prose`, the sentences alone, and no name but those put together.
    """
    sentences, lines = map(_templates, TEMPLATES)
    inventor = Inventor(seed, given=GIVEN if prose else 0.0)
    for number in range(rounds):
        for template in (*sentences, *lines) if prose and number % 3 == 0 else sentences:
            yield inventor.sentence(template)


def _templates(path: Path) -> list[str]:
    lines = map(str.strip, path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]
