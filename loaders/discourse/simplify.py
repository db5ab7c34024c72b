"""Traditional to simplified characters, one for one, so that offsets stay."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

# Characters that a simplified text does not use and nearly every traditional sentence does.
TRADITIONAL = re.compile(
    "[個們這來說時會為國過還對發東車馬長門見貝風飛魚鳥龍麼為與於業務電網購資產億萬幣團際開關點選擇總經濟現處"
    "實際應該並從後裡書寫學習體廣場價銷賣買讓請問題轉運輸質變稱謂達遠邊進連選擔據報導發佈訊號線級約結給統創辦將決終種僅雖卻頭員當專無議論設計賣團]"
)


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def _one(char: str) -> str:
    plain = str(_converter().convert(char))
    return plain if len(plain) == 1 else char


# Characters that mean nothing outside one font or system (a damaged GBK file is full of them); sentences use them as letters.
PRIVATE = re.compile("[\ue000-\uf8ff]")
NOTHING = "\u25a1"


def simplify(text: str) -> str:
    """`text` in simplified characters, of the same length; private-use characters become blank boxes."""
    if PRIVATE.search(text):
        text = PRIVATE.sub(NOTHING, text)
    if not TRADITIONAL.search(text):
        return text
    plain = str(_converter().convert(text))
    return plain if len(plain) == len(text) else "".join(map(_one, text))
