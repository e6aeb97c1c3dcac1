"""Plain functions that make council services, people and posts for tests."""

import datetime as dt
from itertools import count

from folkmoot.foundation.council.models import Profile, Service
from folkmoot.foundation.people.models import Account, Appointment, Person, Role
from folkmoot.words.bilingual import Bilingual

_number = count(1)


def a_profile(**facts):
    facts = {
        "name": Bilingual("Merrow Vale Council", "Cyngor Dyffryn Merw"),
        "nation": "E",
        "languages": ["en", "cy"],
        "fictional": True,
        "phone": "01632 960100",
        "email": "engagement@merrowvale.example",
    } | facts
    return Profile.objects.update_or_create(only=True, defaults=facts)[0]


def a_service(key=None, parent=None, name=None):
    key = key or f"service-{next(_number)}"
    return Service.objects.get_or_create(
        key=key, defaults={"parent": parent, "name": name or Bilingual(key.title(), key.title())}
    )[0]


def a_person(name="", *, role="", service=None, area=None, email=""):
    """A person; with `role`, one who holds that post and can sign in."""
    number = next(_number)
    account = None
    if role or email:
        account = Account.objects.create_user(email or f"person{number}@merrowvale.example")
    person = Person.objects.create(
        name=name or f"{Role(role).label if role else 'Person'} {number}", account=account
    )
    if role:
        Appointment.objects.create(
            person=person, role=role, service=service, area=area, from_on=dt.date(2020, 1, 1)
        )
    return person


def sign_in(client, person):
    """Sign the person in on a test client."""
    client.force_login(person.account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
