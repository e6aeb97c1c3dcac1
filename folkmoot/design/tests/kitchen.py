"""A page that shows every component, for tests and for eyes."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

from django import forms as django_forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone
from django_cotton.compiler_regex import CottonCompiler

from folkmoot.design import forms, tiles
from folkmoot.words.bilingual import Bilingual, BilingualFormField
from folkmoot.words.refusals import Reason

AWKWARD = "\"><script>alert('x')</script> مرحبا 👩🏽‍🌾 {{ 1 }}"
LONG = "Ymgynghoriad ar ddyfodol gwasanaethau llyfrgelloedd, amgueddfeydd a chanolfannau cymunedol " * 2
MISSING = Reason(
    "design-tests.no-holder",
    "Say who will decide about {what}.",
    "Dywedwch pwy fydd yn penderfynu am {what}.",
    rule="C-037",
)
SVG = (
    '<svg viewBox="0 0 300 60" role="img" aria-label="By channel">'
    '<rect width="200" height="20" fill="#0f5c68"/>'
    '<rect y="30" width="90" height="20" fill="#b8441f"/></svg>'
)


COUNCIL = SimpleNamespace(
    name=Bilingual("Merrow Vale Council", "Cyngor Dyffryn Merw"),
    phone="01632 960100",
    email="engagement@merrowvale.example",
    opening_hours=Bilingual("Monday to Friday, 9am to 5pm", "Dydd Llun i ddydd Gwener, 9yb i 5yp"),
    address=Bilingual("Town Hall\nHarbour Street\nZZ1 1AA"),
    fictional=True,
    languages=("en", "cy"),
)


class Everything(forms.Form):
    """Every widget a Folkmoot form may hold."""

    title = django_forms.CharField(max_length=20, help_text="As it will be shown")
    words = django_forms.CharField(max_length=500, widget=django_forms.Textarea({"rows": 3}))
    notes = django_forms.CharField(required=False, widget=django_forms.Textarea({"rows": 3, "count": 50}))
    name = BilingualFormField(label="Name of the engagement", max_length=40)
    long_name = BilingualFormField(label="Purpose", rows=3, required=False)
    on = forms.DateField(label="When does it open?")
    email = django_forms.EmailField(widget=django_forms.EmailInput({"autocomplete": "email"}))
    number = django_forms.IntegerField(
        max_value=90,
        widget=django_forms.TextInput({"inputmode": "numeric", "width": "3", "suffix": "minutes"}),
    )
    ward = django_forms.ChoiceField(choices=[("", "Choose"), ("a", "Northgate"), ("b", "Harbour")])
    level = django_forms.ChoiceField(
        choices=[("a", "Inform"), ("b", "Consult")], widget=django_forms.RadioSelect({"label_size": "m"})
    )
    ways = django_forms.MultipleChoiceField(
        choices=[("a", "Online"), ("b", "Paper")], widget=django_forms.CheckboxSelectMultiple
    )
    agree = django_forms.BooleanField(label="I agree", help_text="You can withdraw later")
    file = django_forms.FileField(required=False)
    secret = django_forms.CharField(required=False, widget=django_forms.HiddenInput)


def the_context() -> dict:
    now = timezone.now()
    marks = [
        tiles.StageMark("plan", "done", dt.date(2026, 9, 1), dt.date(2026, 9, 3), href="#plan"),
        tiles.StageMark("take_part", "done", dt.date(2026, 10, 1), dt.date(2026, 10, 1)),
        tiles.StageMark(
            "listen", "now", dt.date(2026, 12, 14), words=Bilingual("340 answers read", "340 o atebion")
        ),
        tiles.StageMark("decide", "late", dt.date(2026, 11, 20)),
        tiles.StageMark("tell_back", "next", dt.date(2027, 3, 1)),
        tiles.StageMark("learn", "next"),
    ]
    refused = [MISSING(fix="/mend", what=Bilingual("libraries", "llyfrgelloedd")), MISSING(what=AWKWARD)]
    table = SimpleNamespace(
        caption="Responses by channel",
        head=("Channel", "Responses"),
        rows=(("Online", "872"), ("Paper", "412")),
    )
    return {
        "stages": marks,
        "d1": dt.date(2027, 3, 1),
        "d2": dt.date(2027, 2, 20),
        "soon": now + dt.timedelta(days=3),
        "later": now + dt.timedelta(days=40),
        "long": LONG,
        "awkward": AWKWARD,
        "options": [("a", "Northgate"), ("b", Bilingual("Harbour", "Yr Harbwr"))],
        "chosen": ["b"],
        "head": ["Channel", "Responses"],
        "rows": [("Online", 872), ("Paper", 412)],
        "numeric": [1],
        "refused": refused,
        "none": [],
        "tasks": [
            tiles.Task("plan", "Approve the plan", "todo", "/approve", "Version 2", urgent=True),
            tiles.Task(
                "listen",
                Bilingual("Freeze", "Rhewi"),
                "blocked",
                refusals=refused,
                due_on=dt.date(2027, 1, 4),
            ),
            tiles.Task("learn", "Review", "later"),
        ],
        "page": Paginator(range(200), 10).page(7),
        "drawing": SimpleNamespace(
            title="By channel", description="Most answered online.", svg=SVG, table=table
        ),
        "second": Everything(prefix="second"),
        "form": Everything({"title": AWKWARD, "on_day": "31", "on_month": "2", "on_year": "2027"}, {}),
        "refusals": [],
    }


def compiled(source: str):
    return engines["django"].from_string(CottonCompiler().process(source))


def kitchen_page(path: str = "/somewhere/?page=7&q=parks", **context) -> str:
    request = RequestFactory().get(path)
    source = (Path(__file__).parent / "kitchen_sink.html").read_text()
    return compiled(source).render({**the_context(), **context}, request)
