"""Every pattern that ships gives what its own examples say."""

import re

import pytest

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
