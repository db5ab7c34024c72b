"""Markdown without the markup inside its lines; what stands at the head of a line (#, -, >, |) the zones know."""

from __future__ import annotations

import re

from loaders.reading.about import front_matter

_CODE = re.compile(r"(`{1,3})(?=\S)(.{1,300}?)(?<=\S)\1(?!`)")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!\[[^\[\]\n]{0,300}\]\((?:[^()\n]|\([^()\n]{0,300}\)){0,1000}\)|!\[[^\[\]\n]{0,300}\]\[[^\[\]\n]{0,300}\]"), ""),
    (re.compile(r"\[([^\[\]\n]{1,600})\]\((?:[^()\n]|\([^()\n]{0,300}\)){0,1000}\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,600})\]\[[^\[\]\n]{0,300}\]"), r"\1"),
    (re.compile(r"\[\^[^\]\n]{1,20}\](?!:)"), ""),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"\*\*\*(?=\S)([^*\n]{1,600}?)(?<=\S)\*\*\*"), r"\1"),
    (re.compile(r"\*\*(?=\S)([^*\n]{1,600}?)(?<=\S)\*\*"), r"\1"),
    (re.compile(r"(?<!\w)__(?=\S)([^_\n]{1,600}?)(?<=\S)__(?!\w)"), r"\1"),
    # *ST某某 is a stock under warning, not emphasis
    (re.compile(r"(?<![*A-Za-z0-9\\])\*(?!ST|S\*ST|\s|\*)([^*\n]{1,120}?)(?<=\S)\*(?!ST|[*A-Za-z0-9])"), r"\1"),
    (re.compile(r"~~(?=\S)([^~\n]{1,600}?)(?<=\S)~~"), r"\1"),
    (_CODE, r"\2"),
    (re.compile(r"</?(?:br|b|i|u|em|strong|sup|sub|span|font|mark|small|p|div|center|a|img)(?:\s[^<>\n]*)?/?>", re.I), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!~|>-])"), r"\1"),
)  # fmt: skip


def without_markup(text: str) -> tuple[str, bool]:
    """(text, whether it changed): links as their words, emphasis and images gone; front matter is left alone."""
    front = front_matter(text)
    start = front[0] if front is not None else 0
    body = _without_comments(text[start:])
    for pattern, replacement in _RULES:
        body = pattern.sub(replacement, body)
    return text[:start] + body, body != text[start:]


def _without_comments(text: str) -> str:
    """Without <!-- … -->; one that never ends is text."""
    pieces, at = [], 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        pieces.append(text[at:begin])
        at = end + 3
    return "".join([*pieces, text[at:]])
