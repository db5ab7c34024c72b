"""Where a sentence states nothing: questions, scare quotes, headings that ask."""

from __future__ import annotations

import re

from loaders.discourse.sentence import Sentence

OPEN, CLOSE = '“‘「『"', '”’」』"'
QUESTION_WORD = re.compile(
    "(?:是否|能否|会否|可否|为何|为什么|怎么|如何|难道|究竟|到底|吗|何时|谁(?:是|能|会))"
)
UNTOLD = re.compile("(?:没有|未|并未|不愿|拒绝|尚未)(?:说明|透露|披露|公布|明确|证实|确认|提及|回应)")
# 不再是X的子公司, 并不属于X
NEGATED = re.compile("(?:不再?|并非|绝非|谈不上|称不上|算不上)(?:直接|完全|真正|仅仅)?$")
COPULA = re.compile("[都均也则皆仍一直其实]*(?:是|为(?!了)|系|属|隶属|归属|算)")
GOAL = re.compile(
    "(?:的)?(?:目标|愿景|梦想|可能|可能性|传闻|传言|消息不实|谣言|猜测|说法|想法|念头|打算|军令状|豪言|口号|指标|任务|誓言|小目标)"
)


def refusal(sentence: Sentence, text: str, low: int, high: int, trigger: tuple[int, int]) -> str | None:
    """Why the match code[low:high] with its `trigger` states nothing, or None. `text` is the document's."""
    start, end = sentence.place(*trigger)
    if (
        text[start - 1 : start]
        and text[start - 1 : start] in OPEN
        and text[end : end + 1]
        and text[end] in CLOSE
    ):
        return "the verb stands in quotation marks"
    if sentence.question:
        return "a question"
    clause_low, clause_high = sentence.bounds(trigger[0])
    if QUESTION_WORD.search(sentence.code[clause_low : trigger[0]]):
        return "a question"
    if UNTOLD.search(sentence.code[clause_low : trigger[0]]):
        return "something that was not told"
    if COPULA.match(sentence.code, low) and NEGATED.search(sentence.code[clause_low:low]):
        return "what somebody is not"
    if GOAL.match(sentence.code[high:clause_high]):
        return "a wish or a rumour, named as such"
    return None
