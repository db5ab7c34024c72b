"""Pattern files are read strictly: what is wrong is named with its line and reason."""

from pathlib import Path

import pytest

from graph.errors import UserError
from loaders.discourse import alphabet
from loaders.document import Document, KnownName, Zone, ZoneKind
from loaders.extraction import extract
from loaders.patterns.language import parse_patterns
from loaders.patterns.template import compile_template, needed

GOOD = """
about: trade marks
patterns:
  - id: mark.applies
    predicate: OPERATES
    triggers: [申请注册]
    match: "{subject} {trigger}了? {object:PRODUCT+} 商标"
    example:
      - {text: "石桥船厂申请注册了听潮商标。", claims: ["石桥船厂 | 听潮"]}
"""


def change(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


def test_a_good_file() -> None:
    (spec,) = parse_patterns(GOOD, "marks.yaml")
    assert (spec.id, spec.predicate, spec.triggers) == ("mark.applies", "OPERATES", ["申请注册"])


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (change("OPERATES", "OWNS"), 5, "OWNS is not a predicate"),
        (change("{object:PRODUCT+}", "{thing}"), 7, "{thing} is not a slot"),
        (change("{object:PRODUCT+}", "{object:SHOP}"), 7, "SHOP is not a slot type"),
        (change("{trigger}了?", "申请注册"), 7, "has no {trigger}"),
        (change("{subject} ", ""), 7, "has no {subject}"),
        (change("了?", "(了"), 7, "is not a valid pattern"),
        (change("了?", "(?:了|[^，]{0,8})*"), 7, "repeats a group that holds a repeated part"),
        (change("{object:PRODUCT+}", "{subject}"), 7, "stands twice"),
        (change("    triggers: [申请注册]\n", ""), 4, "Field required"),
        (change("    triggers", "    colour: red\n    triggers"), 6, "Extra inputs are not permitted"),
        (change("mark.applies", "Mark"), 4, "String should match pattern"),
        (change("[申请注册]", '["@animals"]'), 6, "@animals is not a list"),
        ("about: [", 1, "expected"),
        ("just words", 1, "a pattern file has the keys about and patterns"),
        ("about: nothing\npatterns: []", 2, "at least 1 item"),
    ],
)
def test_a_bad_file_is_named_with_line_and_reason(text: str, line: int, reason: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_patterns(text, "marks.yaml")
    message = str(caught.value)
    assert message.startswith("marks.yaml, line ")
    assert reason in message
    assert "\n" not in message
    assert abs(int(message.split("line ")[1].split(":")[0]) - line) <= 1


def test_slots_know_where_they_are_read() -> None:
    template = compile_template("{subject+} 从 {counterparty} {trigger} {object}", ["买"])
    assert [(slot.role, slot.place, slot.many) for slot in template.slots] == [
        ("subject", "left", True),
        ("counterparty", "mid", False),
        ("object", "right", False),
    ]


def test_a_name_slot_takes_a_list_of_names() -> None:
    template = compile_template("{subject=}{trigger}{object=+}", ["投资"])
    code = f"{alphabet.COMPANY}投资{alphabet.COMPANY}、{alphabet.UNKNOWN}和{alphabet.COMPANY}"
    match = template.regex.search(code)
    assert match is not None
    assert match["object"] == code[3:]


def test_an_analysts_file_adds_patterns(tmp_path: Path) -> None:
    file = tmp_path / "marks.yaml"
    file.write_text(GOOD, encoding="utf-8")
    text = "去年8月，石桥船厂申请注册了听潮商标。"
    document = Document("d", text, "d", zones=[Zone(0, len(text), ZoneKind.BODY)])
    names = [KnownName("石桥船厂", "Company", ("石桥船厂",)), KnownName("听潮", "Product", ("听潮",))]
    assert not extract(document, names).claims
    (claim,) = extract(document, names, patterns=[file]).claims
    assert (claim.rule, claim.predicate) == ("mark.applies", "OPERATES")
    assert claim.object is not None and claim.object.mention == "听潮"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    document = Document("d", "石桥船厂收购白帆冷链。", "d")
    with pytest.raises(UserError, match="cannot be read as a pattern file"):
        extract(document, patterns=[tmp_path / "none.yaml"])


@pytest.mark.parametrize(
    ("source", "chars"),
    [
        ("(?P<a>甲)(?:的|了)?由[甲乙]{1,3}领投了?(?:完成)", "甲由领投完成"),
        ("(?<!甲)乙(?=丙)丁*戊", "乙戊"),
        ("(?:甲|乙)丙{0,3}丁+", "丁"),
        ("甲|乙", ""),
        (r"甲(?:乙\.)?[^\]丙]\w丁", "甲丁"),
    ],
)
def test_what_an_expression_cannot_do_without(source: str, chars: str) -> None:
    assert needed(source) == chars
