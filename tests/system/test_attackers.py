"""What a visitor cannot reach: every URL is tried with every id and every method, and no answer may hold a
word that was not meant for them."""

from __future__ import annotations

import itertools
import re
import uuid
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from folkmoot.foundation.people.tests.factories import sign_in
from tests.system.conftest import forget
from tests.system.every_url import Place, every_url
from tests.world import ANSWER, DRAFT, EQUALITY, FINDING, REPORT, SECRETS, TYPING

pytestmark = pytest.mark.django_db
PLACES = {place.name: place for place in every_url()}
METHODS = ("get", "post")
RARE_METHODS = ("head", "put", "delete", "options", "patch")  # tried on every third address
VISITORS = ("anonymous", "resident")
STRANGE = "nobody-knows"
MOST = 9  # combinations of ids tried on one URL


def ids_for(world: SimpleNamespace, name: str, kind: str) -> list[object]:
    """What an attacker would put in the place of `name`: ids of what is hidden, of others, and of nothing."""
    engagements = [world.draft, world.planned, world.open, world.closed, world.unheard, world.told]
    known: dict[str, list[object]] = {
        "slug": [each.slug for each in engagements],
        "ref": [each.ref for each in engagements],
        "document": [world.document.slug],
        "activity": [world.activity.pk, world.draft_survey.survey.activity_id],
        "code": [_changed(world.a_response.receipt), str(world.a_response.pk), world.told.ref],
        "number": [1, 0],
        "finding": [world.unseen_finding.pk, world.finding.pk],
        "theme": [world.theme.pk, world.told_theme.pk],
        "key": ["use", "age"],
    }
    if kind in ("uuid", "sentkey"):
        secret = [world.typing.pk, world.equality.link, world.equality.pk, world.idea.pk, uuid.UUID(int=0)]
        return [*secret, world.told.contributions.first().pk]
    if name in known:
        return known[name] + ([] if kind == "int" else [STRANGE])
    if kind == "int":
        return [world.commitment.pk, world.a_report.pk, world.decision.pk, 0, 10**12]
    return [STRANGE, world.ward.code, world.draft.ref]


def _changed(code: str) -> str:
    """A receipt code with its last letter another one."""
    return code[:-1] + ("A" if code[-1] != "A" else "C")


def addresses(world: SimpleNamespace, place: Place, most: int = MOST) -> list[str]:
    """Addresses with those ids put in as they are, not as `reverse` would write them."""
    pools = [ids_for(world, name, kind) for name, kind in place.converters.items()]
    chosen = list(itertools.product(*pools))
    step = -(-len(chosen) // most) | 1 if len(chosen) > most else 1  # odd: every id of a pool has its turn
    return [_address(place, each) for each in chosen[::step]]


def _address(place: Place, ids: tuple[object, ...]) -> str:
    given = iter(ids)
    return "/" + re.sub(r"<[^>]+>", lambda _placeholder: str(next(given)), place.route)


def body_of(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8", "replace") + " ".join(response.headers.values())


@pytest.mark.parametrize("name", PLACES)
def test_no_visitor_reaches_what_is_hidden_by_any_id_or_method(name, world):
    place = PLACES[name]
    wrong = []
    clients = {"anonymous": Client(), "resident": sign_in(Client(), world.people["resident"])}
    others = [world.a_response, world.idea.contribution, *world.told.contributions.all()]
    receipts = [each.receipt for each in others]
    for turn, (address, visitor) in enumerate(itertools.product(addresses(world, place), VISITORS)):
        for method in METHODS + (RARE_METHODS if turn % 3 == 0 else ()):
            forget()
            with transaction.atomic():
                response = getattr(clients[visitor], method)(address)
                body = body_of(response)
                transaction.set_rollback(True)
            found = [secret for secret in (*SECRETS, *receipts) if secret in body]
            if found:
                wrong.append(f"{method} {address} as {visitor} shows {found}")
            if response.status_code >= 500:
                wrong.append(f"{method} {address} as {visitor}: {response.status_code}")
            if place.audience == "staff" and response.status_code == 200:
                wrong.append(f"{method} {address} as {visitor}: a page for staff")
    assert wrong == []


def test_the_words_looked_for_are_shown_to_those_they_are_meant_for(world):
    """Without this the sweep could pass because nothing hidden is shown to anybody."""
    officer = sign_in(Client(), world.people["officer"])
    manager = sign_in(Client(), world.people["service_manager"])
    activity = world.activity.pk
    shown = {
        DRAFT: officer.get(reverse("engagements:desk", args=[world.draft.ref])),
        ANSWER: officer.get(reverse("contributions:detail", args=[world.a_response.pk])),
        FINDING: officer.get(reverse("evidence:findings", args=[world.unheard.ref])),
        REPORT: manager.get(reverse("feedback:write", args=[world.closed.ref])),
    }
    own = Client()
    for language in ("en", "cy"):
        own.cookies[f"answers-{activity}-{language}"] = _token(world)
    shown[TYPING] = own.get(reverse("surveys:check", args=[world.open.slug, activity]))
    assert {word for word, page in shown.items() if word in body_of(page)} == {
        DRAFT,
        ANSWER,
        FINDING,
        REPORT,
        TYPING,
    }


def _token(world):
    from folkmoot.take_part.surveys.drafts import token_of

    return token_of(world.typing.pk)


def test_not_even_staff_read_one_persons_equality_answers(world):
    """Equality answers are read in counts only: no page of any URL shows one (X-03)."""
    client = sign_in(Client(), world.people["administrator"])
    wrong = []
    for place in PLACES.values():
        for address in addresses(world, place, most=4):
            forget()
            with transaction.atomic():
                response = client.get(address)
                if EQUALITY in body_of(response):
                    wrong.append(address)
                transaction.set_rollback(True)
    assert wrong == []
