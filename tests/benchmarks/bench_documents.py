"""Reading documents: characters a second by kind of file, and growth from 1 kB to 1 MB; part of `make bench`.

The text is invented. What is compared is compared in this one run; the last column is the time for a character beside
that of the smallest text.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from loaders.reading import from_bytes
from loaders.reading.fetch import Raw

ARTICLE = (
    "晴禾优选完成融资\n2023-05-06 10:00 来源：某某网\n\n"
    "某某网讯（记者 王小明）5月6日，生鲜电商“晴禾优选”宣布完成B轮融资，由云栖资本领投，北辰资本跟投，金额为3亿元人民币。\n\n"
    "图片来源：某某图库\n\n一、此前\n\n"
    "晴禾优选由两位菜农在2019年创办，2020年北辰物流曾入股该公司，持股比例为10%；2022年，社区团购平台小团买菜并入晴禾优选。\n\n"
    "业内人士认为，随着资本退潮，生鲜电商行业正在经历新一轮洗牌，未来几年还会有更多平台退出市场，例如云栖果园。\n\n"
    "责任编辑：李小红\n\n"
)


def html(text: str) -> str:
    body = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    return f"<html><head><meta charset=utf-8><title>晴禾优选</title></head><body><div class=nav><a>首页</a></div><div>{body}</div></body></html>"


KINDS: dict[str, Callable[[str], Raw]] = {
    "text, UTF-8": lambda text: Raw(text.encode(), "a.txt", ".txt"),
    "text, GB18030": lambda text: Raw(text.encode("gb18030"), "a.txt", ".txt"),
    "Markdown": lambda text: Raw(f"---\ntitle: 晴禾\n---\n{text}".encode(), "a.md", ".md"),
    "HTML": lambda text: Raw(html(text).encode(), "a.html", ".html"),
}


def seconds(raw: Raw) -> float:
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        from_bytes(raw)
        best = min(best, time.process_time() - begin)
    return best


def main() -> int:
    worst = 0.0
    print(f"{'kind':15}{'characters':>12}{'chars/s':>14}{'growth':>9}")
    for kind, make in KINDS.items():
        from_bytes(make(ARTICLE))  # tables and libraries are loaded once
        first = None
        for size in (1_000, 10_000, 100_000, 1_000_000):
            text = (ARTICLE * (size // len(ARTICLE) + 1))[:size]
            cost = max(seconds(make(text)), 1e-6) / size
            first = first or cost
            growth = cost / first
            worst = max(worst, growth)
            print(f"{kind:15}{size:>12,}{1 / cost:>14,.0f}{growth:>9.2f}")
    return 0 if worst < 3 else 1


if __name__ == "__main__":
    sys.exit(main())
