"""Forms: what residents fill in, made from a survey's own questions, and what officers build it with."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.design.forms import DateField, Form, StepRadios
from folkmoot.foundation.places.queries import ward_of_postcode, wards
from folkmoot.take_part.contributions.models import Channel
from folkmoot.take_part.contributions.queries import CHANNEL_NAMES
from folkmoot.take_part.surveys.answers import clean_one
from folkmoot.take_part.surveys.bank import questions_for
from folkmoot.take_part.surveys.refusals import JUMP_FROM_UNKNOWN, OPTIONS_UNEVEN
from folkmoot.take_part.surveys.sheet import LISTED, Asked, Choice, Kind
from folkmoot.take_part.surveys.writing import LANGUAGE_NAMES
from folkmoot.words.bilingual import Bilingual, BilingualFormField, bilingual
from folkmoot.words.refusals import Refusal
from folkmoot.words.templatetags.words import words

WARD = "-ward"
KIND_NAMES: dict[str, Promise] = {
    Kind.CHOICE: _("One answer from a list"),
    Kind.CHOICES: _("Any number of answers from a list"),
    Kind.SCALE: _("A scale, from one end to the other"),
    Kind.TEXT: _("In their own words"),
    Kind.NUMBER: _("A number"),
    Kind.POSTCODE: _("A postcode, kept only as its ward"),
}


class AnswerForm(Form):
    """Some questions of a survey. `answers` are the clean ones; what does not fit is said at its field."""

    def __init__(
        self,
        questions: list[Asked],
        data: Any = None,
        *,
        answers: dict[str, Any] | None = None,
        page_heading: bool = False,
        required: bool = True,
    ) -> None:
        given = answers or {}
        super().__init__(data, initial=given)
        self.questions, self.required = questions, required
        self.answers: dict[str, Any] = {}
        for question in questions:
            self._ask(question, given.get(question.key), page_heading)

    def _ask(self, question: Asked, given: Any, page_heading: bool) -> None:
        field = _field(question)
        field.label, field.help_text, field.required = words(question.text), words(question.hint), False
        if page_heading:
            field.widget.attrs |= {"label_size": "l", "page_heading": True}
        else:
            field.widget.attrs |= {"label_size": "m"}
        self.fields[question.key] = field
        if question.kind == Kind.POSTCODE:
            self.fields[question.key].initial = ""
            self.initial.pop(question.key, None)
            self.fields[question.key + WARD] = _ward_field(given)

    def clean(self) -> dict[str, Any]:
        for question in self.questions:
            if question.key in self.errors:
                continue
            value, wrong = self._checked(question)
            if value is not None:
                self.answers[question.key] = value
            for refusal in wrong:
                self.add_error(question.key, refusal.sentence)
        return self.cleaned_data

    def _checked(self, question: Asked) -> tuple[Any, list[Refusal]]:
        given = self.cleaned_data.get(question.key)
        if question.kind == Kind.POSTCODE and (typed := (given or "").strip()):
            ward = ward_of_postcode(typed)
            if isinstance(ward, Refusal):
                chosen = self.cleaned_data.get(question.key + WARD)
                return (chosen, []) if chosen else (None, [ward])
            return ward.code, []
        if question.kind == Kind.POSTCODE:
            given = self.cleaned_data.get(question.key + WARD)
        return clean_one(question, given, required=self.required)

    def not_ours(self) -> list[str]:
        """Boxes whose words we do not keep."""
        return [each.key for each in self.questions if each.kind == Kind.POSTCODE]

    def instead(self) -> dict[str, list[str]]:
        """For a postcode that was found: its ward."""
        wards = {key: self.answers[key] for key in self.not_ours() if key in self.answers}
        return {key: [""] for key in wards} | {key + WARD: [ward] for key, ward in wards.items()}

    def typed(self) -> dict[str, tuple[Bilingual, str]]:
        """What was sent, as words, for copying: even where it did not fit. Never a postcode."""
        asked = [each for each in self.questions if each.kind != Kind.POSTCODE]
        said = {each.key: (each.text, _as_typed(each, self.data)) for each in asked}
        return {key: pair for key, pair in said.items() if pair[1]}


def _as_typed(question: Asked, data: Any) -> str:
    given = data.getlist(question.key) if hasattr(data, "getlist") else [data.get(question.key, "")]
    if question.in_two_steps:
        groups = [step.key for step, details in question.steps if details]
        given = StepRadios.chosen(data, question.key, groups)
    labels = [
        str(question.words_of(each)) if each in question.choices else str(each) for each in given if each
    ]
    return "; ".join(labels)


def _field(question: Asked) -> forms.Field:
    options = [(option.key, words(option.text)) for option in question.options]
    if question.in_two_steps:
        said = {
            step.key: [(each.key, words(each.text)) for each in details] for step, details in question.steps
        }
        return forms.ChoiceField(choices=options, widget=StepRadios(said))
    if question.kind == Kind.CHOICES:
        return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple)
    if question.kind in LISTED:
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect)
    if question.kind == Kind.TEXT:
        attrs: dict[str, Any] = {"rows": 6}
        return forms.CharField(
            widget=forms.Textarea(attrs | ({"count": question.limit} if question.limit else {}))
        )
    if question.kind == Kind.NUMBER:
        return forms.CharField(widget=forms.TextInput({"inputmode": "numeric", "width": "5"}))
    return forms.CharField(widget=forms.TextInput({"autocomplete": "postal-code", "width": "10"}))


def _ward_field(given: Any) -> forms.Field:
    choices = [("", _("Choose a ward"))] + [(ward.code, str(ward.name)) for ward in wards()]
    return forms.ChoiceField(
        choices=choices,
        required=False,
        initial=given,
        label=_("Or choose your ward from the list"),
        help_text=_("We keep only the ward, never the postcode."),
    )


class SendForm(Form):
    """Sending: an address for the outcome, if wanted, and a box that only a machine fills in."""

    email = forms.CharField(
        required=False,
        label=_("Email address (optional)"),
        help_text=_("We use it to send your receipt and to tell you the outcome, and for nothing else."),
        widget=forms.TextInput(
            {"autocomplete": "email", "inputmode": "email", "spellcheck": "false", "width": "20"}
        ),
    )

    def clean_email(self) -> str:
        typed = str(self.cleaned_data["email"]).strip()
        if not typed:
            return ""
        return str(forms.EmailField(max_length=254, error_messages=_EMAIL_WORDS).clean(typed))

    def not_ours(self) -> list[str]:
        """An address is kept only with what was sent."""
        return ["email"]

    def instead(self) -> dict[str, list[str]]:
        return {}

    @property
    def by_machine(self) -> bool:
        return bool(str(self.data.get(HONEYPOT, "")).strip())


HONEYPOT = "homepage"
_EMAIL_WORDS = {"invalid": _("Enter an email address like name@example.com, or leave the box empty.")}


class PaperForm(Form):
    """What is on the envelope of a form that is keyed."""

    channel = forms.ChoiceField(
        label=_("How did this answer come in?"),
        choices=[(key, CHANNEL_NAMES[key]) for key in (Channel.PAPER, Channel.PHONE, Channel.ROOM)],
        widget=forms.RadioSelect({"inline": True, "small": True}),
        initial=Channel.PAPER,
    )
    submitted_on = DateField(label=_("Date on the form, or the day it arrived"))
    paper_ref = forms.CharField(
        required=False,
        max_length=40,
        label=_("Number on the form"),
        help_text=_("Write it on the paper, so that the form can be found again. Each number is used once."),
        widget=forms.TextInput({"width": "10", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the answers"),
        choices=[("en", "English"), ("cy", "Cymraeg")],
        widget=forms.RadioSelect({"inline": True, "small": True}),
        initial="en",
    )


class SurveyForm(Form):
    """What comes before the first question, and how the questions are laid out."""

    intro = BilingualFormField(
        label=_("What to say before the first question"), max_length=3000, rows=5, required=False
    )
    one_page = forms.BooleanField(
        label=_("Offer one page first"),
        help_text=_("Show all questions on one page. People can always choose the other way."),
        required=False,
    )


class TabletForm(Form):
    """When a shared tablet clears itself."""

    minutes = forms.IntegerField(
        label=_("Minutes without a touch until everything is cleared"),
        help_text=_("Half a minute before, the page asks whether somebody is still there."),
        widget=forms.TextInput({"inputmode": "numeric", "width": "2"}),
    )


class QuestionForm(Form):
    """One question of a survey, as an officer writes it."""

    text = BilingualFormField(label=_("Question"), max_length=500, required=False)
    hint = BilingualFormField(label=_("Hint"), max_length=500, required=False)
    kind = forms.ChoiceField(
        label=_("How do people answer?"), choices=list(KIND_NAMES.items()), widget=forms.RadioSelect
    )
    options = BilingualFormField(
        label=_("Answers to choose from"),
        help_text=_(
            "One on each line, in the same order in both languages. End a line with * if it cannot be "
            "chosen together with others."
        ),
        max_length=8000,
        rows=6,
        required=False,
    )
    required = forms.BooleanField(label=_("People must answer this question"), required=False)
    limit = forms.IntegerField(
        label=_("Most characters, or the largest number"),
        required=False,
        min_value=1,
        max_value=2_000_000_000,
        widget=forms.TextInput({"inputmode": "numeric", "width": "5"}),
    )
    jump_from = forms.CharField(
        label=_("Jump after this answer"),
        help_text=_("Write the answer exactly as above. Leave empty if nobody jumps."),
        required=False,
        max_length=300,
    )
    jump_to = forms.ChoiceField(label=_("Jump to question"), required=False)

    def __init__(self, *args: Any, later: list[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.key, f"{each.number}. {each.text}") for each in later]
        nowhere = ("", _("Nowhere: go on to the next question"))
        self.fields["jump_to"].choices = [nowhere, *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What only the boxes can tell: which line of one list has none beside it in the other."""
        data = super().clean() or {}
        if data.get("kind") in LISTED and (options := data.get("options")):
            self._match(paired_lines(options))
            self._jump(options_from(options), data)
        return data

    def _match(self, lines: list[tuple[int, str, str]]) -> None:
        """A list in one language alone is unfinished and may be kept. Of two, each line has one beside it."""
        if not any(english for _line, english, _cy in lines) or not any(welsh for _line, _en, welsh in lines):
            return
        for number, english, welsh in lines:
            if not (english and welsh):
                missing = LANGUAGE_NAMES["cy" if english else "en"]
                said = OPTIONS_UNEVEN(line=number, words=_bare(english or welsh), language=missing)
                self.add_error("options", said.sentence)
                return

    def _jump(self, options: list[dict[str, Any]], data: dict[str, Any]) -> None:
        named = data.get("jump_from")
        if data.get("jump_to") and named is not None and not any(_is_named(each, named) for each in options):
            self.add_error("jump_from", JUMP_FROM_UNKNOWN().sentence)

    def facts(self, before: Asked | None = None) -> dict[str, Any]:
        """The question as `put_question` takes it. Options keep their keys where their words stay."""
        data = self.cleaned_data
        options = options_from(data["options"], before.options if before else ())
        for option in options:
            jumps = data["jump_to"] and _is_named(option, data["jump_from"])
            option["goto"] = data["jump_to"] if jumps else ""
        return {
            "text": data["text"],
            "hint": data["hint"],
            "kind": data["kind"],
            "options": options if data["kind"] in LISTED else [],
            "required": data["required"],
            "limit": data["limit"],
        }


def options_from(given: Any, before: tuple[Choice, ...] = ()) -> list[dict[str, Any]]:
    """Lines of a box in both languages as options."""
    known = {option.text.en or option.text.cy: option.key for option in before}
    options = []
    for _number, english, welsh in paired_lines(given):
        text = Bilingual(_bare(english), _bare(welsh))
        options.append(
            {
                "key": known.get(text.en or text.cy, ""),
                "text": text,
                "exclusive": english.endswith("*") or welsh.endswith("*"),
            }
        )
    return options


def paired_lines(given: Any) -> list[tuple[int, str, str]]:
    """The lines of two lists side by side, each with its number. Empty lines hold a place where both
    lists are as long; otherwise they count for nothing."""
    both = bilingual(given)
    english, welsh = _lines(both.en), _lines(both.cy)
    if len(english) != len(welsh):
        english, welsh = [each for each in english if each], [each for each in welsh if each]
    beside = enumerate(zip_longest(english, welsh, fillvalue=""), 1)
    return [(number, en, cy) for number, (en, cy) in beside if en or cy]


def _lines(text: str) -> list[str]:
    return [line.strip()[:300] for line in text.strip().splitlines()]


def _bare(line: str) -> str:
    """An answer without the mark that it stands alone."""
    return line.rstrip("* ")


def _is_named(option: dict[str, Any], name: str) -> bool:
    return _bare(name.strip()) in option["text"].as_dict().values()


def options_as_lines(options: tuple[Choice, ...]) -> Bilingual:
    mark = {True: " *", False: ""}
    return Bilingual(
        "\n".join(option.text.en + mark[option.exclusive] for option in options),
        "\n".join(option.text.cy + mark[option.exclusive] for option in options),
    )


def initial_of(question: Asked) -> dict[str, Any]:
    """A question as it fills the officer's form."""
    jump = next((option for option in question.options if option.goto), None)
    return {
        "text": question.text,
        "hint": question.hint,
        "kind": question.kind,
        "options": options_as_lines(question.options),
        "required": question.required,
        "limit": question.limit,
        "jump_from": str(jump.text) if jump else "",
        "jump_to": jump.goto if jump else "",
    }


class BankForm(Form):
    """Equality questions to offer, in their official wording."""

    keys = forms.MultipleChoiceField(
        label=_("Equality questions"),
        help_text=_("Ask only what you will use. Each is optional, and kept apart from the answers."),
        required=False,
        widget=forms.CheckboxSelectMultiple({"small": True}),
    )

    def __init__(self, *args: Any, nation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(each["key"], str(bilingual(each["text"]))) for each in questions_for(nation)]
        self.fields["keys"].choices = offered  # type: ignore[attr-defined]
