"""Forms in GOV.UK markup: the renderer, the date field, the base form, and what an error summary lists.

`{{ form }}` and `{{ form.title.as_field_group }}` write GOV.UK markup for every widget; nothing needs to
be said in a template. Options go on the widget's `attrs`:

    width="10"      a narrower box (2, 3, 4, 5, 10, 20 or two-thirds)
    count="500"     a character counter under a text area
    inline          radios or checkboxes beside each other; `small` for smaller ones
    prefix="£"      something before the box; `suffix` for after it
    label_size="l"  a larger label; `page_heading` makes the label the page's heading
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from folkmoot.design.messages import DATE_MESSAGES, nul_found, speak_plainly
from folkmoot.words.refusals import Refusal

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200


class GovukRenderer(TemplatesSetting):
    """Django's own form rendering, with our templates."""

    form_template_name = "design/forms/form.html"
    formset_template_name = "design/forms/formset.html"
    field_template_name = "design/forms/field.html"


class DateParts(forms.MultiWidget):
    """Three boxes: day, month, year."""

    template_name = "design/forms/date_parts.html"
    use_fieldset = True
    LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}

    def __init__(self, attrs: dict[str, Any] | None = None, *, autocomplete: str = "") -> None:
        self.autocomplete = autocomplete
        boxes: dict[str, Any] = {
            part: forms.TextInput({"inputmode": "numeric", "width": "2"}) for part in ("day", "month")
        }
        boxes["year"] = forms.TextInput({"inputmode": "numeric", "width": "4"})
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, str):
            try:
                value = dt.date.fromisoformat(value)
            except ValueError:
                return ["", "", ""]
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for box, part in zip(context["widget"]["subwidgets"], self.LABELS, strict=True):
            box["label"] = self.LABELS[part]
            if self.autocomplete:
                box["attrs"]["autocomplete"] = f"{self.autocomplete}-{part}"
        return context


class StepRadios(forms.RadioSelect):
    """One answer in two steps: radios, and under some of them further radios that say more.

    The value is the key of the detail, or of the first answer where nobody said more. A detail without a
    first answer speaks for itself; one under another first answer is what somebody chose before and hid.
    """

    template_name = "design/forms/step_radios.html"

    def __init__(
        self, details: dict[str, list[tuple[str, Any]]], attrs: dict[str, Any] | None = None
    ) -> None:
        self.details = {key: said for key, said in details.items() if said}
        super().__init__(attrs)

    @staticmethod
    def chosen(data: Any, name: str, groups: Iterable[str]) -> list[str]:
        first = data.get(name) or ""
        details = {key: data.get(f"{name}-{key}") or "" for key in groups}
        if first:
            return [details.get(first) or first]
        return [said for said in details.values() if said]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        found = self.chosen(data, name, self.details)
        return found[0] if len(found) == 1 else ", ".join(found)  # two answers are not one of the list

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = set(str(value or "").split(", "))
        under = {key for said in self.details.values() for key, _words in said}
        steps = [option for _group, options, _index in context["widget"]["optgroups"] for option in options]
        context["widget"]["steps"] = [
            self._step(option, chosen, name) for option in steps if option["value"] not in under
        ]
        return context

    def _step(self, option: dict[str, Any], chosen: set[str], name: str) -> dict[str, Any]:
        details = [
            {"key": key, "words": said, "id": f"id_{name}-{key}", "checked": key in chosen}
            for key, said in self.details.get(option["value"], [])
        ]
        checked = option["value"] in chosen or any(each["checked"] for each in details)
        return {"option": option, "details": details, "checked": checked, "name": f"{name}-{option['value']}"}


class DateField(forms.MultiValueField):
    """A date typed as day, month and year, with an error that says which of them is missing or wrong."""

    widget = DateParts
    default_error_messages = DATE_MESSAGES

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For example, 27 3 2027"))
        boxes = [forms.CharField(required=False) for _part in DateParts.LABELS]
        super().__init__(boxes, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> dt.date | None:
        parts = [str(each or "").strip() for each in (value or ["", "", ""])]
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        day = self._date(parts)
        self.run_validators(day)
        return day

    def compress(self, parts: list[str]) -> dt.date | None:
        return self._date([str(each or "").strip() for each in parts]) if any(parts) else None

    def _date(self, parts: list[str]) -> dt.date:
        for part, typed in zip(DateParts.LABELS, parts, strict=True):
            if not typed:
                raise self._wrong(part)
        if not all(typed.isascii() and typed.isdigit() and len(typed) <= 4 for typed in parts):
            raise self._wrong("number")
        day, month, year = map(int, parts)
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise self._wrong("range")
        try:
            return dt.date(year, month, day)
        except ValueError:
            raise self._wrong("real") from None

    def _wrong(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return DateParts().decompress(initial) != [str(each or "").strip() for each in data or []]


class Form(forms.Form):
    """The base of our forms: plain messages, and a NUL character taken out and said, never a crash."""

    use_required_attribute = False  # the page says what is missing, not a bubble of the browser

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.nul_in: set[str] = set()
        if self.is_bound:
            self.data = self._tidied(self.data)

    def _tidied(self, data: Any) -> Any:
        """What was typed, with one character for each new line, as counted in the browser, and without
        NUL: no database keeps it and no person typed it on purpose."""
        untidy = [key for key in data if any(map(_is_untidy, _all_of(data, key)))]
        if not untidy:
            return data
        clean = data.copy()
        for key in untidy:
            typed = _all_of(data, key)
            if any("\x00" in each for each in typed if isinstance(each, str)):
                self.nul_in.add(key)
            _put(clean, key, [_tidy(each) for each in typed])
        return clean

    def _clean_fields(self) -> None:
        for name, field in self.fields.items():
            speak_plainly(field, name)
        super()._clean_fields()  # type: ignore[misc]
        for name in self.fields:
            if name not in self.errors and self.nul_in.intersection(self._keys_of(name)):
                self.add_error(name, ValidationError(nul_found(self.fields[name], name), code="nul"))

    def _keys_of(self, name: str) -> list[str]:
        parts = getattr(self.fields[name].widget, "widgets_names", [""])
        return [self.add_prefix(name) + part for part in parts]


def names_in(form: forms.Form) -> list[str]:
    """The name of every control of a form, as the browser sends it."""
    found = []
    for name, field in form.fields.items():
        sent = form.add_prefix(name)
        found += [sent + part for part in getattr(field.widget, "widgets_names", [""])]
        found += [f"{sent}-{key}" for key in getattr(field.widget, "details", ())]
    return found


def _is_untidy(typed: Any) -> bool:
    return isinstance(typed, str) and ("\x00" in typed or "\r\n" in typed)


def _tidy(typed: Any) -> Any:
    return typed.replace("\x00", "").replace("\r\n", "\n") if isinstance(typed, str) else typed


def _put(data: Any, key: str, values: list[Any]) -> None:
    if hasattr(data, "setlist"):
        data.setlist(key, values)
    else:
        data[key] = values if isinstance(data[key], list) else values[0]


def _all_of(data: Any, key: str) -> list[Any]:
    if hasattr(data, "getlist"):
        return list(data.getlist(key))
    return data[key] if isinstance(data[key], list) else [data[key]]


@dataclass(frozen=True)
class Listed:
    """A line of the error summary: what is wrong and the link to where it is mended."""

    sentence: str
    href: str = ""
    code: str = ""


def form_errors(form: Any = None, refusals: Iterable[Refusal] = ()) -> list[Listed]:
    """Everything wrong with `form`, field by field, then every refusal; each with a link to its mend."""
    return _field_errors(form) + [_refused(form, refusal) for refusal in refusals or ()]


def beside(form: forms.BaseForm | None, refusals: Iterable[Refusal]) -> list[Refusal]:
    """Say each refusal beside its box, where the form that was sent has one; the others are left for the
    summary alone."""
    left = []
    for refusal in refusals:
        if form is not None and form.is_bound and refusal.field in form.fields:
            form.add_error(refusal.field, refusal.sentence)
        else:
            left.append(refusal)
    return left


def _field_errors(form: Any) -> list[Listed]:
    if not form or not getattr(form, "is_bound", False):
        return []
    listed = [Listed(str(error)) for error in form.non_field_errors()]
    for field in form:
        listed += [Listed(str(error), f"#{first_box(field)}") for error in field.errors]
    return listed


def _refused(form: Any, refusal: Refusal) -> Listed:
    if refusal.field and form is not None and refusal.field in getattr(form, "fields", {}):
        return Listed(refusal.sentence, f"#{first_box(form[refusal.field])}", refusal.code)
    return Listed(refusal.sentence, refusal.fix, refusal.code)


def first_box(field: Any) -> str:
    """The id of the first control of a field: what a link of the error summary jumps to."""
    parted = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.MultiWidget)
    if isinstance(field.field.widget, parted):
        return f"{field.auto_id}_0"
    return str(field.id_for_label or field.auto_id)
