"""The catalogue that ships: whole, in both languages, and never stricter than it was checked."""

import pytest

from folkmoot.analysis.clocks import read_rules
from folkmoot.plan.law.use_cases import SHIPPED

RULES = read_rules(SHIPPED)
EVERY = (*RULES.rules, *RULES.waiting)


def test_the_catalogue_of_the_handbook_is_there():
    assert len(RULES.rules) > 100
    assert {rule.nation for rule in EVERY} == {"E", "W", "S", "NI", "EW", "UK"}


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: f"{rule.id}-{rule.nation}-{rule.valid_from}")
def test_every_rule_has_a_name_in_both_languages_and_a_source(rule):
    assert rule.name
    assert rule.name_cy
    assert rule.name_cy != rule.name
    assert rule.source


def test_a_duty_blocks_only_where_its_source_was_checked():
    duties = [rule for rule in EVERY if rule.kind == "duty"]
    assert {rule.confidence for rule in duties if rule.severity == "block"} == {"V"}
    assert len([rule for rule in duties if rule.severity == "block"]) > 5


def test_the_rules_of_the_2026_act_wait_until_they_are_switched_on():
    assert {rule.switch for rule in RULES.waiting} == {"acv-2026"}
    assert not any(rule.switch for rule in RULES.rules)
