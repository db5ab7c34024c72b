"""The letters that stand for annotated spans in an encoded sentence.

A sentence is matched as a string in which every name, date, figure and pronoun is one private-use character of its
kind. So a pattern is a plain regular expression, and a name of twenty characters costs as much as one of two.
"""

from __future__ import annotations

COMPANY, PRODUCT, PERSON, UNIT, UNKNOWN, EXCHANGE = (chr(0xE000 + i) for i in range(6))
SAME_COMPANY, SAME_PRODUCT, SAME_PERSON, BOTH, FORMER, LATTER, ITS = (chr(0xE006 + i) for i in range(7))
DATE, MONEY, PERCENT, COUNT, MULTIPLE, SHARES, ROUND = (chr(0xE010 + i) for i in range(7))

NAME = "[\ue000-\ue005]"  # a printed name
ORG_NAME = "[\ue000\ue001\ue003\ue004]"
REF = "[\ue000-\ue00c]"  # a name or what stands for one
ORG_REF = "[\ue000\ue001\ue003\ue004\ue006\ue007\ue009-\ue00c]"
PERSON_REF = "[\ue002\ue008]"
FIGURE = "[\ue011-\ue015]"

STOP = "，。；：！？"  # clause boundaries, after normalising
IN_CLAUSE = f"[^{STOP}]"

BY_ENTITY_TYPE = {
    "Company": COMPANY,
    "Product": PRODUCT,
    "Person": PERSON,
    "BusinessUnit": UNIT,
    "Exchange": EXCHANGE,
}
ENTITY_TYPE = {letter: name for name, letter in BY_ENTITY_TYPE.items()}

NAME_LETTERS = frozenset(chr(0xE000 + i) for i in range(6))
ANAPHOR_LETTERS = frozenset(chr(0xE006 + i) for i in range(7))
REF_LETTERS = NAME_LETTERS | ANAPHOR_LETTERS
ORG_LETTERS = REF_LETTERS - {PERSON, SAME_PERSON, EXCHANGE}
ORG_NAMES = NAME_LETTERS - {PERSON, EXCHANGE}
PERSON_LETTERS = frozenset({PERSON, SAME_PERSON})
FIGURE_LETTERS = frozenset({MONEY, PERCENT, COUNT, MULTIPLE, SHARES})
