"""Every pattern that ships gives what its own examples say."""

import re
from pathlib import Path

import pytest
import yaml

from loaders.patterns import language
from loaders.patterns.check import failures
from loaders.patterns.language import PatternSpec, own_specs, parse_patterns
from loaders.patterns.template import compile_template, repeats_within

SPECS = own_specs()


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.id)
def test_examples(spec: PatternSpec) -> None:
    assert failures([spec]) == []


def test_ids_are_unique() -> None:
    ids = [spec.id for spec in SPECS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.id)
def test_compiles_to_an_expression_that_cannot_explode(spec: PatternSpec) -> None:
    for template in [spec.match] if isinstance(spec.match, str) else spec.match:
        source = compile_template(template, spec.triggers).source
        assert re.compile(source)
        assert not repeats_within(source)
    for expression in (spec.unless_before, spec.unless_after):
        assert expression is None or re.compile(expression)


def keys_twice(node: yaml.Node | None) -> list[str]:
    """Keys that stand twice in one mapping at or below `node`; of two the reader would take the last."""
    if isinstance(node, yaml.SequenceNode):
        return [key for item in node.value for key in keys_twice(item)]
    if not isinstance(node, yaml.MappingNode):
        return []
    keys = [key.value for key, _ in node.value]
    below = [key for _, value in node.value for key in keys_twice(value)]
    return [key for key in set(keys) if keys.count(key) > 1] + below


@pytest.mark.parametrize(
    "path", sorted(Path(language.__file__).parent.glob("*.yaml")), ids=lambda path: path.name
)
def test_no_field_stands_twice(path: Path) -> None:
    assert keys_twice(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)) == []


def test_an_example_that_is_wrong_is_reported() -> None:
    spec = parse_patterns(
        """
about: wrong on purpose
patterns:
  - id: acquire.active
    predicate: ACQUIRED
    triggers: [收购]
    match: "{subject} {trigger}了? {object}"
    example:
      - {text: "星海集团收购麦田网。", claims: ["麦田网 | 星海集团"]}
""",
        "wrong.yaml",
    )
    found = failures(spec)
    assert len(found) == 2
    assert "lacks 麦田网 | 星海集团" in found[0]
    assert "gives 星海集团 | 麦田网" in found[1]
