"""Editions of the measures, made by the verb itself: there is no other way to make one."""

import datetime as dt

from django.utils import timezone

from folkmoot.foundation.people.tests.factories import a_person
from folkmoot.learn.performance.use_cases import compute_measures

YEAR = (dt.date(2026, 1, 1), dt.date(2026, 11, 30))


def an_edition(period=YEAR, **facts):
    return compute_measures(a_person(role="corporate"), period=period, at=timezone.now(), **facts)
