"""The registry of what features show on shared pages."""

import pytest
from django.test import RequestFactory

from folkmoot.design import tiles


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch):
    monkeypatch.setattr(tiles, "_tiles", {})


@pytest.fixture
def request_of():
    def make(person):
        request = RequestFactory().get("/")
        request.person = person
        return request

    return make


def test_tiles_come_in_order_with_their_subject_and_the_person(request_of):
    tiles.register(tiles.Tile("home", "b", 20, lambda person, ward: f"b {person} {ward}"))
    tiles.register(tiles.Tile("home", "a", 10, lambda person, ward: ["a1", None, "a2"]))
    tiles.register(tiles.Tile("my_work", "c", 5, lambda person: "c"))
    tiles.register(tiles.Tile("home", "d", 30, lambda person, ward: None))
    assert tiles.tiles_for("home", request_of("Ann"), ward="Harbour") == ["a1", "a2", "b Ann Harbour"]


def test_staff_tiles_are_not_asked_for_visitors(request_of):
    tiles.register(tiles.Tile("home", "a", 10, lambda person: pytest.fail("asked"), audience="staff"))
    assert tiles.tiles_for("home", request_of(None)) == []


def test_two_tiles_of_one_name_in_one_place_are_refused():
    tiles.register(tiles.Tile("home", "a", 10, len))
    tiles.register(tiles.Tile("home", "a", 10, len))
    with pytest.raises(ValueError, match="Two tiles"):
        tiles.register(tiles.Tile("home", "a", 11, len))


def test_a_mark_or_task_of_an_unknown_stage_or_state_is_refused():
    with pytest.raises(ValueError, match="No such"):
        tiles.StageMark("ponder", "now")
    with pytest.raises(ValueError, match="No such"):
        tiles.Task("plan", "x", "perhaps")


def test_every_stage_has_both_names_and_every_state_has_words():
    assert list(tiles.STAGE_NAMES) == list(tiles.STAGES)
    assert all(not name.missing() for name in tiles.STAGE_NAMES.values())
    assert all(str(tiles.StageMark("plan", state).state_words) for state in tiles.STATES)


def test_what_needs_someone_today_says_so():
    assert tiles.Task("plan", "x", urgent=True).state_words == "Needs you today"
    assert tiles.Task("plan", "x", "done", urgent=True).state_words == "Done"
