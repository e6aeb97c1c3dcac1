"""Forms in GOV.UK markup, and what happens to awkward answers."""

import datetime as dt

import pytest
from django import forms as django_forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import override

from folkmoot.design import forms
from folkmoot.design.tests.kitchen import AWKWARD, MISSING, Everything
from folkmoot.words.bilingual import BilingualFormField


class Dated(forms.Form):
    on = forms.DateField(label="Opening day")


class Named(forms.Form):
    title = django_forms.CharField(max_length=20)
    title_long = django_forms.CharField(max_length=200, required=False)
    name = BilingualFormField(label="Name", max_length=200)


def dated(day="", month="", year=""):
    return Dated({"on_day": day, "on_month": month, "on_year": year})


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("", "", ""), "required"),
        (("", "3", "2027"), "day"),
        (("1", "", "2027"), "month"),
        (("1", "3", ""), "year"),
        (("first", "3", "2027"), "number"),
        (("-1", "3", "2027"), "number"),
        (("٣", "3", "2027"), "number"),
        (("1", "3", "20270"), "number"),
        (("1", "3", "27"), "range"),
        (("31", "2", "2027"), "real"),
        (("0", "2", "2027"), "real"),
    ],
)
def test_a_date_says_what_is_wrong_with_it(typed, code):
    form = dated(*typed)
    assert [error.code for error in form.errors.as_data()["on"]] == [code]
    for part in typed:
        assert not part or f'value="{part}"' in str(form)


def test_a_date_is_read_with_and_without_leading_zeros():
    assert dated(" 03", "1", "2027 ").is_valid()
    form = dated("3", "01", "2027")
    form.full_clean()
    assert form.cleaned_data["on"] == dt.date(2027, 1, 3)


def test_a_date_that_is_not_asked_for_may_stay_empty():
    class Optional(forms.Form):
        on = forms.DateField(required=False)

    form = Optional({"on_day": "", "on_month": "", "on_year": ""})
    assert form.is_valid()
    assert form.cleaned_data["on"] is None


@pytest.mark.parametrize("initial", [dt.date(2027, 1, 3), "2027-01-03"])
def test_a_date_is_shown_in_its_parts(initial):
    shown = str(Dated(initial={"on": initial}))
    for part in ("3", "1", "2027"):
        assert f'value="{part}"' in shown
    assert 'inputmode="numeric"' in shown


def test_a_changed_date_is_noticed():
    field = forms.DateField()
    assert not field.has_changed(dt.date(2027, 1, 3), ["3", "1", "2027"])
    assert field.has_changed(dt.date(2027, 1, 3), ["4", "1", "2027"])


def test_a_nul_character_is_taken_out_and_said():
    form = Named(_query(title="a\x00b", name_en="x", name_cy=""))
    assert [error.code for error in form.errors.as_data()["title"]] == ["nul"]
    assert 'value="ab"' in str(form)
    assert "\x00" not in str(form)


def test_a_nul_character_is_said_at_its_own_field_only():
    form = Named(_query(title="a", title_long="b\x00", name_en="x", name_cy="\x00y"))
    assert set(form.errors) == {"title_long", "name"}
    assert "out of “Name”" in form.errors["name"][0]


@pytest.mark.parametrize(
    "typed", [AWKWARD, "x" * 5000, "\u202eright to left", "🧑🏽‍🌾" * 30, "<b>bold</b>", "\ud83d"]
)
def test_whatever_was_typed_is_still_there_when_the_form_comes_back(typed):
    form = Named(_query(title=typed, name_en=typed, name_cy=""))
    shown = str(form)
    assert form["title"].value() == typed
    assert "<b>" not in shown
    assert "<script>" not in shown


def test_a_new_line_counts_as_one_character():
    class Short(forms.Form):
        words = django_forms.CharField(max_length=3, widget=django_forms.Textarea)

    assert Short(_query(words="a\r\nb")).is_valid()
    assert Short(_query(words="a\r\nbc")).errors["words"] == [
        "Shorten “Words” to 3 characters or fewer. It has 4."
    ]


def test_the_browser_never_cuts_what_is_pasted():
    assert "maxlength=" not in str(Named()).replace("data-maxlength=", "")


def test_messages_are_plain_and_in_the_language_of_the_page():
    form = Everything({}, {})
    assert form.errors["title"] == ["Enter an answer to “Title”."]
    assert form.errors["ward"] == ["Choose an answer to “Ward”."]
    assert form.errors["agree"] == ["Tick the box to go on: “I agree”."]
    with override("cy"):
        assert Everything({}, {}).errors["title"] == ["Nodwch ateb i “Title”."]


def test_a_message_of_the_author_is_kept():
    class Own(forms.Form):
        title = django_forms.CharField(error_messages={"required": "Name it."})

    assert Own({}).errors["title"] == ["Name it."]


def test_welsh_alone_asks_for_the_english():
    form = Named(_query(title="a", name_en="", name_cy="Enw"))
    assert form.errors["name"] == ["Write “Name” in English."]
    assert 'value="Enw"' in str(form)


def test_the_summary_links_every_error_to_a_control_that_is_there():
    form = Everything({}, {})
    shown = str(form)
    listed = forms.form_errors(form)
    assert len(listed) == len(form.errors)
    for each in listed:
        assert f'id="{each.href.removeprefix("#")}"' in shown


def test_the_summary_lists_refusals_with_their_mends():
    form = Everything(None)
    refusals = [MISSING(what="it", field="title"), MISSING(what="that", fix="/mend"), MISSING(what="all")]
    assert [each.href for each in forms.form_errors(form, refusals)] == ["#id_title", "/mend", ""]


def test_hint_and_error_describe_the_control():
    shown = str(Everything({}, {})["title"])
    assert 'aria-describedby="id_title_helptext id_title_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert "govuk-input--error" in shown


def test_an_unknown_choice_is_refused_plainly():
    assert Everything({"ward": "zz"}, {}).errors["ward"] == ["Choose one of the answers listed for “Ward”."]


class Share(forms.Form):
    """Boxes whose names would trip a careless sentence."""

    share = django_forms.IntegerField(label="Budget share, 50% at most", min_value=5, max_value=50)
    ways = django_forms.MultipleChoiceField(
        label=format_html('<span lang="cy">{}</span>', "Ffyrdd & modd"), choices=[("a", "A")], required=False
    )
    closes_on = forms.DateField(label="Closes on", required=False)
    title = BilingualFormField(label="Title", max_length=3, required=False)


def _said_of(name, **typed):
    return list(Share(_query(**typed)).errors.get(name, []))


@pytest.mark.parametrize(
    ("typed", "name", "said"),
    [
        ({"share": "51"}, "share", "“Budget share, 50% at most” must be 50 or less."),
        ({"share": "4"}, "share", "“Budget share, 50% at most” must be 5 or more."),
        ({"share": "half"}, "share", "“Budget share, 50% at most” must be a whole number, for example 12."),
        ({"ways": "z"}, "ways", "Choose one of the answers listed for “Ffyrdd & modd”."),
        ({"closes_on_day": "1"}, "closes_on", "“Closes on” must include a month."),
        (
            {"closes_on_day": "31", "closes_on_month": "2", "closes_on_year": "2027"},
            "closes_on",
            "“Closes on” must be a real date, for example 27 3 2027.",
        ),
        (
            {"title_en": "abc", "title_cy": "abcd"},
            "title",
            "Shorten “Title” in Welsh to 3 characters or fewer. It has 4.",
        ),
    ],
)
def test_every_message_names_its_box(typed, name, said):
    """In the summary it stands alone."""
    assert _said_of(name, **typed) == [said]


def test_a_message_names_its_box_in_welsh_too_and_cuts_a_long_name():
    with override("cy"):
        assert _said_of("share", share="51") == ["Rhaid i “Budget share, 50% at most” fod yn 50 neu lai."]
    form = Share(_query(share="51"))
    form.fields["share"].label = "Word " * 100
    assert len(form.errors["share"][0]) < 150


def _query(**values):
    query = QueryDict(mutable=True)
    for name, value in values.items():
        query[name] = value
    return query


def test_a_select_opens_on_plain_words_in_both_languages():
    class Chosen(forms.Form):
        ward = django_forms.ChoiceField(choices=[("", "---------"), ("e", "Eastgate")], required=False)

    assert '<option value="" selected>Choose one</option>' in Chosen().as_p()
    with override("cy"):
        assert '<option value="" selected>Dewiswch un</option>' in Chosen().as_p()
    assert "Eastgate" in Chosen().as_p()
