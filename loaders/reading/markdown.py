"""Markdown without the markup inside its lines; what stands at the head of a line (#, -, >, |) the zones know."""

from __future__ import annotations

import re

from loaders.reading.about import front_matter

_CODE = re.compile(r"(`+)(?=\S)(.+?)(?<=\S)\1(?!`)")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?-->", re.S), ""),
    (re.compile(r"!\[[^\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*\)|!\[[^\]\n]*\]\[[^\]\n]*\]"), ""),
    (re.compile(r"\[([^\[\]\n]+)\]\(\s*<?(?:[^()\n]|\([^()\n]*\))*>?\s*\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]+)\]\[[^\[\]\n]*\]"), r"\1"),
    (re.compile(r"\[\^[^\]\n]{1,20}\](?!:)"), ""),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"\*\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*\*"), r"\1"),
    (re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*"), r"\1"),
    (re.compile(r"(?<!\w)__(?=\S)([^_\n]+?)(?<=\S)__(?!\w)"), r"\1"),
    # *ST某某 is a stock under warning, not emphasis
    (re.compile(r"(?<![*A-Za-z0-9\\])\*(?!ST|S\*ST|\s|\*)([^*\n]{1,120}?)(?<=\S)\*(?!ST|[*A-Za-z0-9])"), r"\1"),
    (re.compile(r"~~(?=\S)([^~\n]+?)(?<=\S)~~"), r"\1"),
    (_CODE, r"\2"),
    (re.compile(r"</?(?:br|b|i|u|em|strong|sup|sub|span|font|mark|small|p|div|center|a|img)(?:\s[^<>\n]*)?/?>", re.I), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!~|>-])"), r"\1"),
)  # fmt: skip


def without_markup(text: str) -> tuple[str, bool]:
    """(text, whether it changed): links as their words, emphasis and images gone; front matter is left alone."""
    front = front_matter(text)
    start = front[0] if front is not None else 0
    body = text[start:]
    for pattern, replacement in _RULES:
        body = pattern.sub(replacement, body)
    return text[:start] + body, body != text[start:]
