"""The Harbourside board: 146 ideas, 97 within the deed, 49 outside it with a reason, and 812 supporters."""

from collections import Counter

import pytest

from demo.ideas import harbourside_ideas
from demo.tests.test_responses import plan

HARBOURSIDE = "E02-harbourside.yaml"


@pytest.fixture(scope="module")
def ideas():
    return list(harbourside_ideas())


def day(offset):
    return int(offset.removeprefix("T"))


def test_the_board_has_the_handbook_counts(ideas):
    assert len(ideas) == 146
    assert Counter(idea["eligible"] for idea in ideas) == {True: 97, False: 49}
    facts = plan(HARBOURSIDE)
    numbers, said = facts["numbers_at_demo_day"], facts["responses"]
    assert (numbers["ideas"], numbers["eligible_ideas"], numbers["outside_purpose"]) == (146, 97, 49)
    assert (said["count"], said["eligible"], said["voters"], numbers["voters"]) == (146, 97, 812, 812)


def test_each_idea_outside_the_purpose_says_why_in_both_languages(ideas):
    for idea in ideas:
        assert list(idea["reason"]) == ([] if idea["eligible"] else ["en", "cy"])
    reasons = Counter(idea["reason"]["en"] for idea in ideas if idea["reason"])
    assert len({idea["reason"]["cy"] for idea in ideas if idea["reason"]}) == len(reasons)
    assert len(reasons) >= 9
    assert reasons["Roads and traffic are outside the purpose of this pot."] >= 3


def test_812_people_support_one_to_three_ideas_each_and_none_twice(ideas):
    chosen = Counter(cast["visitor"] for idea in ideas for cast in idea["supports"])
    assert len(chosen) == 812
    assert set(chosen.values()) == {1, 2, 3}
    for idea in ideas:
        visitors = [cast["visitor"] for cast in idea["supports"]]
        assert len(visitors) == len(set(visitors))
        assert idea["eligible"] or not visitors


def test_some_ideas_are_loved_and_most_liked_by_a_few(ideas):
    liked = sorted((len(idea["supports"]) for idea in ideas if idea["eligible"]), reverse=True)
    assert liked[0] > 4 * liked[48]
    assert liked[-1] >= 1


def test_ideas_fit_the_board_and_are_all_different(ideas):
    for part, longest in (("title", 120), ("text", 2000)):
        written = [idea[part] for idea in ideas]
        assert len({text.lower() for text in written}) == len(written)
        for text in written:
            assert 0 < len(text) <= longest
            assert text[0].isupper() or text[0].isdigit()
            assert not set("[]{}|<>") & set(text)


def test_some_ideas_are_in_welsh(ideas):
    assert sum(idea["language"] == "cy" for idea in ideas) == 6


def test_ideas_come_while_the_board_is_open_and_support_while_the_vote_is(ideas):
    ways = {way["key"]: way for way in plan(HARBOURSIDE)["ways"]}
    received = [(idea["day"], idea["time"]) for idea in ideas]
    assert received == sorted(received)
    assert [idea["key"] for idea in ideas] == sorted(idea["key"] for idea in ideas)
    assert received[0] >= (day(ways["board"]["opens_on"]), "09:00")
    for idea in ideas:
        first, last = (day(ways["board"][name]) for name in ("opens_on", "closes_on"))
        assert first <= idea["day"] <= last
        assert idea["day"] < idea["judged_day"]
        for cast in idea["supports"]:
            assert day(ways["vote"]["opens_on"]) <= cast["day"] <= day(ways["vote"]["closes_on"])
            assert idea["judged_day"] < cast["day"]


def test_ideas_told_on_the_walkabout_were_keyed(ideas):
    walked = [idea for idea in ideas if idea["channel"] == "room"]
    assert len(walked) == 25
    (walkabout,) = (way for way in plan(HARBOURSIDE)["ways"] if way["key"] == "walkabout")
    for idea in ideas:
        assert (idea["entered_by"] == "regeneration-officer") == (idea in walked)
    assert {idea["day"] for idea in walked} == {day(walkabout["opens_on"])}


def test_the_same_seed_gives_the_same_board(ideas):
    assert list(harbourside_ideas(2)) == ideas
    assert list(harbourside_ideas(3)) != ideas
