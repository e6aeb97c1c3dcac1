"""Rules are data: loaded whole or not at all, found by nation and day."""

import copy
import datetime as dt
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from folkmoot.foundation.people.tests.factories import a_person
from folkmoot.foundation.places.models import Area
from folkmoot.foundation.records.models import Entry
from folkmoot.plan.law import queries
from folkmoot.plan.law.models import Period, Rule
from folkmoot.plan.law.use_cases import SHIPPED, load_rules
from folkmoot.words.refusals import Refused

pytestmark = pytest.mark.django_db
OPERATOR = "Operator"
NOW = dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC)
GOOD = {
    "checked_on": dt.date(2026, 11, 22),
    "rules": [
        {
            "id": "clock.final_feedback",
            "nation": "UK",
            "kind": "clock",
            "name": {"en": "Full feedback", "cy": "Adborth llawn"},
            "valid_from": dt.date(2018, 3, 1),
            "valid_to": None,
            "period": {"n": 12, "unit": "weeks", "basis": "calendar", "exclude_first_day": True},
            "severity": "warn",
            "source": "Practice",
            "confidence": "K",
        }
    ],
}


def changed(**facts):
    records = copy.deepcopy(GOOD)
    records["rules"][0] |= facts
    return records


def test_the_rules_that_ship_load_twice_with_the_same_result():
    first = load_rules(OPERATOR, SHIPPED, at=NOW)
    rows = (Rule.objects.count(), Period.objects.count())
    assert load_rules(OPERATOR, SHIPPED, at=NOW) == first
    assert (Rule.objects.count(), Period.objects.count()) == rows
    assert rows[0] == first.rules > 20
    assert Entry.objects.filter(verb="rules of law loaded").count() == 2


def test_the_start_before_the_election_of_may_2027_is_counted_from_the_poll():
    load_rules(OPERATOR, SHIPPED, at=NOW)
    records = {
        "periods": [
            {
                "id": "election.counted",
                "kind": "election",
                "nation": "E",
                "name": {"en": "Election"},
                "poll_on": dt.date(2027, 5, 6),
            }
        ]
    }
    load_rules(OPERATOR, records, at=NOW)
    # Handbook 2.6: poll 6 May 2027, latest start 31 March 2027.
    assert Period.objects.get(key="election.counted").from_on == dt.date(2027, 3, 31)


@pytest.mark.parametrize(
    ("field", "wrong", "says"),
    [
        ("id", None, "“id” must be a short name"),
        ("nation", "X", "“nation” must be one of"),
        ("name", {"cy": "Adborth"}, "“name” must have English words"),
        ("valid_from", "2018", "“valid_from” must be a date"),
        ("valid_to", dt.date(2017, 1, 1), "“valid_to” comes before valid_from"),
        ("severity", "shout", "“severity” must be block, warn or inform"),
        ("source", "", "“source” is missing"),
        ("confidence", "certain", "“confidence” must be V, K or U"),
        ("period", {"n": 0, "unit": "weeks"}, "n must be a whole number"),
        ("period", {"n": 2, "unit": "moons"}, "unit must be one of"),
        ("period", "12 weeks", "must say n and unit"),
    ],
)
def test_a_wrong_record_is_named_with_its_field_and_nothing_is_loaded(field, wrong, says):
    load_rules(OPERATOR, GOOD, at=NOW)
    records = changed(**{field: wrong})
    records["rules"].append(GOOD["rules"][0] | {"id": "clock.other"})
    with pytest.raises(Refused) as refused:
        load_rules(OPERATOR, records, at=NOW)
    assert refused.value.codes == ["law.record-wrong"]
    assert says in refused.value.refusals[0].words.en
    assert "rules 1" in refused.value.refusals[0].words.en
    assert not Rule.objects.filter(key="clock.other").exists()


def test_a_version_that_overlaps_one_loaded_before_is_refused_until_that_one_ends():
    load_rules(OPERATOR, GOOD, at=NOW)
    later = changed(valid_from=dt.date(2027, 1, 1))
    with pytest.raises(Refused) as refused:
        load_rules(OPERATOR, later, at=NOW)
    words = refused.value.refusals[0].words.en
    assert "overlaps the version for UK from 2018-03-01; let that one end on 2026-12-31 (valid_to)" in words
    assert Rule.objects.count() == 1
    later["rules"].append(GOOD["rules"][0] | {"valid_to": dt.date(2026, 12, 31)})
    load_rules(OPERATOR, later, at=NOW)
    assert Rule.objects.count() == 2


def test_a_file_that_is_not_yaml_is_named(tmp_path):
    (tmp_path / "rules.yaml").write_text("rules: [", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load_rules(OPERATOR, tmp_path, at=NOW)
    assert refused.value.codes == ["law.file-unreadable"]
    with pytest.raises(CommandError, match=r"rules\.yaml cannot be read"):
        call_command("load_law", str(tmp_path))


def test_the_nation_s_own_rule_goes_before_the_shared_one():
    load_rules(OPERATOR, GOOD, at=NOW)
    load_rules(OPERATOR, changed(nation="W", period={"n": 8, "unit": "weeks"}), at=NOW)
    on = NOW.date()
    assert queries.value("clock.final_feedback", "period", nation="W", on=on)["n"] == 8
    assert queries.value("clock.final_feedback", "period", nation="E", on=on)["n"] == 12


def test_a_council_standard_is_a_later_version_of_the_rule():
    load_rules(OPERATOR, GOOD, at=NOW)
    standard = {"rule": "clock.final_feedback", "n": 10, "unit": "weeks", "valid_from": dt.date(2026, 1, 1)}
    load_rules(OPERATOR, {"standards": [standard]}, at=NOW)
    close = dt.date(2026, 4, 27)
    assert queries.due_on("clock.final_feedback", close, nation="E") == close + dt.timedelta(weeks=10)
    earlier = dt.date(2025, 4, 27)
    assert queries.due_on("clock.final_feedback", earlier, nation="E") == earlier + dt.timedelta(weeks=12)


TEN_WEEKS = {"rule": "clock.final_feedback", "n": 10, "unit": "weeks", "valid_from": dt.date(2026, 1, 1)}


def weeks_on(day):
    return queries.value("clock.final_feedback", "period", nation="E", on=day)["n"]


def ended(day, **facts):
    """The law of the first record until a day, and as it is from the day after."""
    later = GOOD["rules"][0] | {"valid_from": day + dt.timedelta(days=1)} | facts
    return {"rules": [GOOD["rules"][0] | {"valid_to": day}, later]}


def test_a_standard_from_the_day_of_the_law_holds_and_the_law_stays():
    load_rules(OPERATOR, GOOD, at=NOW)
    begins = GOOD["rules"][0]["valid_from"]
    load_rules(OPERATOR, {"standards": [TEN_WEEKS | {"valid_from": begins}]}, at=NOW)
    load_rules(OPERATOR, GOOD, at=NOW)
    assert weeks_on(begins) == 10
    assert [rule.value["period"]["n"] for rule in Rule.objects.filter(by_council=False)] == [12]


def test_a_new_law_from_the_day_of_a_standard_takes_nothing_from_it():
    load_rules(OPERATOR, GOOD | {"standards": [TEN_WEEKS]}, at=NOW)
    load_rules(OPERATOR, ended(dt.date(2025, 12, 31), period={"n": 14, "unit": "weeks"}), at=NOW)
    assert (weeks_on(dt.date(2025, 12, 31)), weeks_on(dt.date(2026, 1, 1))) == (12, 10)


def test_a_law_loaded_later_that_asks_for_more_than_a_standard_is_refused_until_the_standard_gives_it():
    duty = changed(id="eng.some.duty", kind="duty", period={"n": 6, "unit": "weeks"})
    standard = TEN_WEEKS | {"rule": "eng.some.duty", "n": 8}
    load_rules(OPERATOR, duty | {"standards": [standard]}, at=NOW)
    more = changed(id="eng.some.duty", kind="duty", period={"n": 9, "unit": "weeks"})
    with pytest.raises(Refused) as refused:
        load_rules(OPERATOR, more, at=NOW)
    words = refused.value.refusals[0].words.en
    assert "the council's standard from 2026-01-01 (eng.some.duty): “n, unit” gives people less" in words
    assert queries.value("eng.some.duty", "period", nation="E", on=dt.date(2025, 6, 1))["n"] == 6
    load_rules(OPERATOR, more | {"standards": [standard | {"n": 12}]}, at=NOW)
    assert queries.value("eng.some.duty", "period", nation="E", on=NOW.date())["n"] == 12


def test_a_standard_ends_with_the_law_and_stands_on_its_new_words():
    load_rules(OPERATOR, GOOD | {"standards": [TEN_WEEKS]}, at=NOW)
    name = {"en": "Final feedback, newly named", "cy": "Adborth terfynol"}
    load_rules(OPERATOR, changed(name=name, valid_to=dt.date(2026, 6, 30)), at=NOW)
    standard = queries.rule("clock.final_feedback", nation="E", on=dt.date(2026, 6, 30))
    assert (standard.by_council, standard.title.en) == (True, "Final feedback, newly named")
    with pytest.raises(queries.NoRuleInForce):
        weeks_on(dt.date(2026, 7, 1))


def test_a_standard_for_a_day_after_the_law_has_ended_is_refused_and_goes_with_a_law_that_ends_before_it():
    gone = changed(valid_to=dt.date(2025, 6, 30))
    load_rules(OPERATOR, gone, at=NOW)
    with pytest.raises(Refused) as refused:
        load_rules(OPERATOR, {"standards": [TEN_WEEKS]}, at=NOW)
    assert "no longer in force; it ended on 2025-06-30" in refused.value.refusals[0].words.en
    load_rules(OPERATOR, GOOD | {"standards": [TEN_WEEKS]}, at=NOW)
    load_rules(OPERATOR, gone, at=NOW)
    assert not Rule.objects.filter(by_council=True).exists()
    told = Entry.objects.latest("pk")
    assert told.after["standards_dropped"] == ["clock.final_feedback UK 2026-01-01"]


def test_what_ships_replaces_what_shipped_before_also_when_its_first_day_was_mended(capsys):
    load_rules(OPERATOR, SHIPPED, at=NOW)
    rows = set(Rule.objects.values_list("key", "nation", "valid_from"))
    mended = Rule.objects.get(key="ew.pspo.life")
    Rule.objects.filter(pk=mended.pk).update(valid_from=dt.date(2013, 1, 1))
    Rule.objects.create(
        key="gone.rule",
        nation="UK",
        valid_from=dt.date(2020, 1, 1),
        shipped=True,
        source="None",
        value={"value": 5},
    )
    gone = TEN_WEEKS | {"rule": "gone.rule", "value": 10}
    load_rules(
        OPERATOR, {"standards": [{name: gone[name] for name in ("rule", "value", "valid_from")}]}, at=NOW
    )
    call_command("load_law")
    assert set(Rule.objects.values_list("key", "nation", "valid_from")) == rows
    said = capsys.readouterr().out
    assert "This version no longer ships, and went: ew.pspo.life EW 2013-01-01." in said
    assert "no law left to stand on, and went: gone.rule UK 2026-01-01." in said
    told = Entry.objects.latest("pk").after
    assert told["replaced"] == ["ew.pspo.life EW 2013-01-01", "gone.rule UK 2020-01-01"]
    assert told["standards_dropped"] == ["gone.rule UK 2026-01-01"]


def test_what_a_council_loaded_in_the_place_of_what_ships_stays_its_own():
    load_rules(OPERATOR, SHIPPED, at=NOW)
    own = changed(id="clock.interim_feedback", source="Our constitution", valid_from=dt.date(2026, 1, 1))
    shipped = Rule.objects.get(key="clock.interim_feedback")
    ends = changed(id=shipped.key, valid_from=shipped.valid_from, valid_to=dt.date(2025, 12, 31))
    load_rules(OPERATOR, {"rules": own["rules"] + ends["rules"]}, at=NOW)
    kept = list(Rule.objects.filter(key="clock.interim_feedback").values())
    load_rules(OPERATOR, SHIPPED, at=NOW)
    assert list(Rule.objects.filter(key="clock.interim_feedback").values()) == kept
    assert queries.rule("clock.interim_feedback", nation="E", on=NOW.date()).source == "Our constitution"


def test_what_a_council_holds_in_the_place_of_what_ships_is_told_until_it_is_what_ships(capsys):
    own = Rule(key="eng.np.reg14", nation="E", valid_from=dt.date(2012, 4, 6), source="Our own words")
    load_rules(OPERATOR, SHIPPED, at=NOW)
    shipped = Rule.objects.get(key=own.key)
    Rule.objects.filter(pk=shipped.pk).update(shipped=False, source=own.source)
    call_command("load_law")
    assert f"Stays as the council loaded it: {own.key} E {shipped.valid_from}." in capsys.readouterr().out
    Rule.objects.filter(pk=shipped.pk).update(source=shipped.source)
    call_command("load_law")
    assert "Stays" not in capsys.readouterr().out
    assert Rule.objects.get(key=own.key).shipped


def test_a_database_of_before_knows_what_shipped_from_what_a_council_loaded_and_from_its_standards():
    migration = import_module("folkmoot.plan.law.migrations.0003_where_a_rule_comes_from")
    facts = {"nation": "UK", "valid_from": dt.date(2018, 3, 1), "source": "Before"}
    for key, valid_from, value in [
        ("clock.final_feedback", dt.date(2018, 3, 1), {}),
        ("clock.final_feedback", dt.date(2024, 1, 1), {}),
        ("clock.final_feedback", dt.date(2026, 1, 1), {"set_by_council": True, "value": 7}),
        ("our.own", dt.date(2018, 3, 1), {}),
    ]:
        Rule.objects.create(**facts | {"key": key, "valid_from": valid_from, "value": value})
    migration._mark(apps, SimpleNamespace(connection=connection))
    marks = Rule.objects.order_by("key", "valid_from").values_list("shipped", "by_council")
    assert list(marks) == [(True, False), (False, False), (False, True), (False, False)]
    assert Rule.objects.get(by_council=True).value == {"value": 7}


def test_a_copy_of_what_ships_in_which_one_rule_was_changed_makes_that_one_the_council_s(tmp_path):
    load_rules(OPERATOR, SHIPPED, at=NOW)
    text = (SHIPPED / "rules.yaml").read_text(encoding="utf-8")
    ours = text.replace("source: Product default, practice standard", "source: Our constitution", 1)
    (tmp_path / "rules.yaml").write_text(ours, encoding="utf-8")
    load_rules(OPERATOR, tmp_path, at=NOW)
    assert [rule.source for rule in Rule.objects.filter(shipped=False)] == ["Our constitution"]


def test_one_file_of_what_ships_is_what_ships_and_takes_no_other_away():
    load_rules(OPERATOR, SHIPPED, at=NOW)
    rows = Rule.objects.count()
    Rule.objects.filter(key="clock.acknowledge").delete()
    assert load_rules(OPERATOR, SHIPPED / "rules.yaml", at=NOW).replaced == ()
    assert (Rule.objects.count(), Rule.objects.filter(shipped=False).count()) == (rows, 0)


def test_a_standard_before_its_law_begins_is_refused_as_the_law_would_go_before_it():
    load_rules(OPERATOR, GOOD, at=NOW)
    with pytest.raises(Refused) as refused:
        load_rules(OPERATOR, {"standards": [TEN_WEEKS | {"valid_from": dt.date(2018, 2, 28)}]}, at=NOW)
    assert "not yet in force; it begins on 2018-03-01" in refused.value.refusals[0].words.en


def test_a_standard_begins_with_a_law_whose_first_day_was_mended_and_ends_with_one_that_ends(capsys):
    early = TEN_WEEKS | {"valid_from": dt.date(2019, 1, 1), "n": 11}
    load_rules(
        OPERATOR, GOOD | {"standards": [early, TEN_WEEKS | {"valid_from": dt.date(2019, 6, 1)}]}, at=NOW
    )
    Rule.objects.filter(by_council=False).delete()
    loaded = load_rules(OPERATOR, changed(valid_from=dt.date(2020, 4, 1)), at=NOW)
    assert [weeks_on(day) for day in (dt.date(2020, 4, 1), NOW.date())] == [10, 10]
    assert Rule.objects.filter(by_council=True).count() == 1
    assert loaded.standards_moved == tuple(
        f"clock.final_feedback UK {was} is now clock.final_feedback UK 2020-04-01, as the law begins"
        for was in ("2019-01-01", "2019-06-01")
    )
    ends = changed(valid_from=dt.date(2020, 4, 1), valid_to=dt.date(2026, 6, 30))
    loaded = load_rules(OPERATOR, ends, at=NOW)
    assert loaded.standards_moved == (
        "clock.final_feedback UK 2020-04-01 ends on 2026-06-30, as the law does",
    )
    assert load_rules(OPERATOR, ends, at=NOW).standards_moved == ()


def test_a_standard_stands_on_the_nation_s_own_law_once_there_is_one_in_force():
    load_rules(OPERATOR, GOOD | {"standards": [TEN_WEEKS]}, at=NOW)
    later = changed(nation="E", valid_from=dt.date(2026, 5, 1))
    assert load_rules(OPERATOR, later, at=NOW).standards_moved == ()
    assert Rule.objects.get(by_council=True).nation == "UK"
    own = changed(nation="E", id="clock.interim_feedback")
    load_rules(OPERATOR, changed(id="clock.interim_feedback"), at=NOW)
    load_rules(OPERATOR, {"standards": [TEN_WEEKS | {"rule": "clock.interim_feedback"}]}, at=NOW)
    load_rules(OPERATOR, own, at=NOW)
    found = queries.rule("clock.interim_feedback", nation="E", on=NOW.date())
    assert (found.nation, found.by_council) == ("E", True)
    assert Rule.objects.filter(key="clock.interim_feedback", by_council=True).count() == 1


def test_a_standard_keeps_both_what_it_sets_when_the_law_is_loaded_again():
    both = changed(value=5)
    load_rules(OPERATOR, both | {"standards": [TEN_WEEKS | {"value": 7}]}, at=NOW)
    load_rules(OPERATOR, both, at=NOW)
    found = queries.rule("clock.final_feedback", nation="E", on=NOW.date()).value
    assert (found["value"], found["period"]["n"]) == (7, 10)


@pytest.mark.parametrize(
    ("poll_on", "says"),
    [
        (dt.date(1990, 5, 3), "no rule says when the weeks before this poll begin; load the rules first, or"),
        (dt.date(2150, 5, 6), "Bank holidays are known from 1978 to 2100, not for 2150; check the year, or"),
    ],
)
def test_a_poll_from_which_nobody_can_count_back_is_refused(poll_on, says):
    load_rules(OPERATOR, SHIPPED, at=NOW)
    poll = {"id": "p", "kind": "election", "nation": "E", "name": {"en": "Poll"}, "poll_on": poll_on}
    with pytest.raises(Refused) as refused:
        load_rules(OPERATOR, {"periods": [poll]}, at=NOW)
    assert (
        f"the period p: “poll_on” cannot be counted back from: {says}" in refused.value.refusals[0].words.en
    )


def test_a_standard_for_an_unknown_rule_is_refused():
    unknown = {"rule": "clock.none", "value": 3, "valid_from": NOW.date()}
    with pytest.raises(Refused) as refused:
        load_rules(OPERATOR, {"standards": [unknown]}, at=NOW)
    assert refused.value.codes == ["law.unknown-rule"]


@pytest.mark.parametrize(
    ("rule", "sets", "says"),
    [
        ("eng.np.reg14", {"n": 5, "unit": "weeks"}, "gives people less time than the law (6 weeks)"),
        ("eng.best_value", {"n": 5, "unit": "weeks"}, "sets a length, which the rule does not have"),
        ("disclosure.minimum_count", {"value": "banana"}, "must be one of 5, 10"),
        ("clock.final_feedback", {"value": 5}, "sets a value, which the rule does not have"),
    ],
)
def test_a_standard_that_does_not_fit_its_rule_is_refused_and_nothing_is_loaded(rule, sets, says):
    load_rules(OPERATOR, SHIPPED, at=NOW)
    rows = Rule.objects.count()
    good = {"rule": "clock.interim_feedback", "n": 3, "unit": "weeks", "valid_from": NOW.date()}
    with pytest.raises(Refused) as refused:
        load_rules(OPERATOR, {"standards": [good, {"rule": rule, "valid_from": NOW.date(), **sets}]}, at=NOW)
    assert refused.value.codes == ["law.record-wrong"]
    words = refused.value.refusals[0].words.en
    assert f"standards 2 ({rule})" in words
    assert says in words
    assert Rule.objects.count() == rows


def test_a_council_may_go_back_to_what_the_law_asks():
    load_rules(OPERATOR, SHIPPED, at=NOW)
    for year, weeks in ((2026, 8), (2027, 6)):
        standard = {"rule": "eng.np.reg14", "n": weeks, "unit": "weeks", "valid_from": dt.date(year, 1, 1)}
        load_rules(OPERATOR, {"standards": [standard]}, at=NOW)
    lengths = [
        queries.value("eng.np.reg14", "period", nation="E", on=dt.date(year, 6, 1))["n"]
        for year in (2025, 2026, 2027)
    ]
    assert lengths == [6, 8, 6]


def test_a_standard_for_agendas_is_that_of_the_council_s_nation():
    load_rules(OPERATOR, SHIPPED, at=NOW)
    standard = {"rule": "meeting.agenda", "n": 7, "unit": "working_days", "valid_from": dt.date(2026, 1, 1)}
    load_rules(OPERATOR, {"standards": [standard]}, at=NOW)
    on = dt.date(2026, 6, 1)
    lengths = [queries.value("meeting.agenda", "period", nation=nation, on=on)["n"] for nation in ("E", "S")]
    assert lengths == [7, 3]


@pytest.mark.parametrize(
    ("nation", "starts"),
    [("E", "2023-04-11"), ("EW", "2023-04-11"), ("NI", "2023-04-11"), ("S", "2023-04-04")],
)
def test_the_start_before_a_poll_is_counted_in_every_nation(nation, starts):
    # 18 May 2023. Northern Ireland's council elections: 11 April (electoralcommission.org.uk). By hand for
    # the others: 1 and 8 May are bank holidays everywhere, so 11 working days of May and 14 of April, from 11
    # to 28; Scotland leaves out Easter Monday, 10 April, too, and counts three more: 6, 5, 4 April.
    load_rules(OPERATOR, SHIPPED, at=NOW)
    poll = {"id": "p", "kind": "election", "nation": nation, "name": {"en": "Poll"}}
    load_rules(OPERATOR, {"periods": [poll | {"poll_on": dt.date(2023, 5, 18)}]}, at=NOW)
    assert str(Period.objects.get(key="p").from_on) == starts


def test_nothing_in_force_is_said_with_what_to_do():
    load_rules(OPERATOR, GOOD, at=NOW)
    with pytest.raises(queries.NoRuleInForce, match=r"clock\.final_feedback.*2017-01-01.*load_law"):
        queries.rule("clock.final_feedback", nation="E", on=dt.date(2017, 1, 1))
    with pytest.raises(queries.NoRuleInForce):
        queries.value("clock.final_feedback", "no such value", nation="E", on=NOW.date())


def test_a_period_covers_its_ward_or_the_whole_council():
    ward = Area.objects.create(
        kind="ward", code="X05000003", name="Northgate", valid_from=dt.date(2020, 1, 1)
    )
    other = Area.objects.create(kind="ward", code="X05000004", name="Mill", valid_from=dt.date(2020, 1, 1))
    by_election = {
        "id": "by-election",
        "kind": "election",
        "nation": "E",
        "areas": ["X05000003"],
        "name": {"en": "By-election"},
        "poll_on": dt.date(2027, 2, 4),
        "latest_start_on": dt.date(2026, 12, 29),
    }
    load_rules(OPERATOR, {"periods": [by_election]}, at=NOW)
    days = (dt.date(2027, 1, 1), dt.date(2027, 1, 20))
    assert queries.restricted_periods(*days, nation="E", areas=[ward.pk]).count() == 1
    assert queries.restricted_periods(*days, nation="E", areas=[other.pk]).count() == 0
    assert queries.restricted_periods(*days, nation="E").count() == 1
    with pytest.raises(Refused) as refused:
        load_rules(OPERATOR, {"periods": [by_election | {"areas": ["X05000099"]}]}, at=NOW)
    assert refused.value.codes == ["law.unknown-area"]


def test_working_days_leave_out_weekends_and_bank_holidays():
    calendar = queries.working_days("E")
    # Christmas Day and the day in lieu of Boxing Day do not count; Christmas Eve does.
    assert calendar.add(dt.date(2026, 12, 23), 2) == dt.date(2026, 12, 29)
    assert calendar.between(dt.date(2026, 12, 23), dt.date(2026, 12, 29)) == 2
    assert not calendar.is_working(dt.date(2026, 12, 25))


def test_christmas_eve_and_days_of_mourning_are_left_out_only_where_a_rule_says_so():
    load_rules(OPERATOR, SHIPPED, at=NOW)
    mourning = {
        "id": "mourning.test",
        "kind": "mourning",
        "nation": "UK",
        "name": {"en": "A day of national mourning"},
        "from_on": dt.date(2026, 12, 21),
        "to_on": dt.date(2026, 12, 21),
    }
    load_rules(OPERATOR, {"periods": [mourning]}, at=NOW)
    election = queries.rule("restricted.pre_election", nation="E", on=NOW.date())
    before = queries.working_days("E", election)
    assert [before.why_not(dt.date(2026, 12, day)) for day in (21, 24)] == [
        "A day of national mourning",
        "Christmas Eve",
    ]
    usual = queries.working_days("E")
    assert usual.is_working(dt.date(2026, 12, 21))
    assert usual.is_working(dt.date(2026, 12, 24))


def test_an_extra_bank_holiday_and_a_moved_one_are_data():
    extra = {
        "id": "bank.extra",
        "kind": "bank_holiday",
        "nation": "E",
        "name": {"en": "Extra bank holiday"},
        "from_on": dt.date(2027, 6, 1),
        "to_on": dt.date(2027, 6, 1),
    }
    moved = extra | {"id": "bank.moved", "kind": "working_day"}
    moved |= {"from_on": dt.date(2027, 5, 3), "to_on": dt.date(2027, 5, 3)}
    load_rules(OPERATOR, {"periods": [extra, moved]}, at=NOW)
    calendar = queries.working_days("E")
    assert calendar.why_not(dt.date(2027, 6, 1)) == "Extra bank holiday"
    assert calendar.is_working(dt.date(2027, 5, 3))
    assert not queries.working_days("S").is_working(dt.date(2027, 5, 3))


def test_clear_days_leave_out_both_ends():
    load_rules(OPERATOR, SHIPPED, at=NOW)
    notice = queries.rule("eng.key_decision", nation="E", on=NOW.date())
    assert queries.deadline(notice, dt.date(2026, 12, 1), nation="E") == dt.date(2026, 12, 30)


def test_duties_are_those_of_the_nation():
    load_rules(OPERATOR, SHIPPED, at=NOW)
    keys = {duty.key for duty in queries.duties(nation="E", on=NOW.date())}
    assert "eng.np.reg14" in keys
    assert not any(key.startswith("wal.") for key in keys)


@pytest.mark.parametrize("role", ["officer", "service_manager", "corporate", "scrutiny", None])
def test_only_the_operator_or_an_administrator_loads_rules(role):
    actor = a_person(role=role) if role else None
    with pytest.raises(Refused) as refused:
        load_rules(actor, GOOD, at=NOW)
    assert refused.value.codes == ["law.not-yours"]
    assert not Rule.objects.exists()
    assert load_rules(a_person(role="administrator"), GOOD, at=NOW).rules == 1
