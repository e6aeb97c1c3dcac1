"""Bringing in answers from elsewhere: choose the file, read the report, confirm."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from folkmoot.design.forms import Form, beside
from folkmoot.foundation.people.requests import StaffRequest
from folkmoot.foundation.places.readers.containers import unpacked_size
from folkmoot.plan.engagements.models import Activity, Engagement
from folkmoot.take_part.contributions.forms import posted
from folkmoot.take_part.contributions.rules import HANDLERS, within_reach
from folkmoot.take_part.surveys import refusals
from folkmoot.take_part.surveys.importing import Plan
from folkmoot.take_part.surveys.use_cases import check_import, import_responses
from folkmoot.words.refusals import Refusal, Refused

MOST_ROWS, MOST_BYTES, SHOWN = 2000, 5 * 1024 * 1024, 100
MOST_UNPACKED = 8 * MOST_BYTES  # of a workbook or another packed file
_SIGNER = TimestampSigner(salt="folkmoot.surveys.import")
_KEPT_FOR = 60 * 60  # seconds between the report and its confirmation


class ImportForm(Form):
    activity = forms.ModelChoiceField(label=_("Survey"), queryset=Activity.objects.none(), empty_label=None)
    file = forms.FileField(
        label=_("Answers"), help_text=_("CSV or .xlsx, with one or two header rows, up to 5 MB.")
    )
    question_map = forms.FileField(
        label=_("Question map (optional)"),
        help_text=_(
            "A workbook that says which columns are questions. Without it we work it out and show you."
        ),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        for name in ("file", "question_map"):
            given = self.cleaned_data.get(name)
            if given and given.size > MOST_BYTES:
                self.add_error(name, _("The file is larger than 5 MB. Ask an administrator to load it."))
            elif given and unpacked_size(given.file, most=MOST_UNPACKED) > MOST_UNPACKED:
                self.add_error(name, _("Unpacked the file is too large. Ask an administrator to load it."))
        return self.cleaned_data


def bring_in(request: StaffRequest, ref: str) -> HttpResponse:
    """Choose a file and read what loading it would do."""
    engagement = _engagement(request, ref)
    form = ImportForm(posted(request), request.FILES or None)
    form.fields["activity"].queryset = _surveys(engagement)  # type: ignore[attr-defined]
    if "confirm" in request.POST:
        return _confirm(request, engagement, form)
    if request.method != "POST" or not form.is_valid():
        return _show(request, engagement, form)
    folder = _keep(form.cleaned_data)
    try:
        plan = _checked(request, form.cleaned_data["activity"], folder)
    except Refused as refused:
        _drop(folder)
        return _show(request, engagement, form, found=refused.refusals)
    if len(plan.rows) > MOST_ROWS:
        _drop(folder)
        refusal = refusals.FILE_TOO_LONG(field="file", n=len(plan.rows), most=MOST_ROWS)
        return _show(request, engagement, form, found=[refusal])
    return _report(request, engagement, form, plan, folder)


def _report(
    request: StaffRequest, engagement: Engagement, form: ImportForm, plan: Plan, folder: str
) -> HttpResponse:
    ready = bool(plan.rows) and not plan.problems
    if not ready:
        _drop(folder)
    activity = form.cleaned_data["activity"]
    return _show(
        request,
        engagement,
        form,
        plan=plan,
        problems=plan.problems[:SHOWN],
        more=max(0, len(plan.problems) - SHOWN),
        token=_SIGNER.sign(f"{activity.pk}/{folder}") if ready else "",
    )


def _confirm(request: StaffRequest, engagement: Engagement, form: ImportForm) -> HttpResponse:
    """Load what was checked. The same report confirmed twice loads it once."""
    try:
        number, _slash, folder = _SIGNER.unsign(request.POST["confirm"], max_age=_KEPT_FOR).partition("/")
    except BadSignature as broken:
        raise Http404 from broken
    activity = get_object_or_404(_surveys(engagement), pk=number)
    if not default_storage.exists(f"imports/{folder}/answers"):
        return redirect("contributions:arriving", engagement.ref)
    try:
        with _on_disk(folder) as (file, question_map):
            person = request.person
            done = import_responses(person, activity, file, question_map, at=timezone.now())
    except Refused as refused:
        return _show(request, engagement, form, found=refused.refusals)
    finally:
        _drop(folder)
    words = _t("%(loaded)d answers were loaded; %(known)d were here already.")
    messages.success(request, words % {"loaded": done.loaded, "known": done.already_here})
    return redirect("contributions:arriving", engagement.ref)


def _checked(request: StaffRequest, activity: Activity, folder: str) -> Plan:
    with _on_disk(folder) as (file, question_map):
        return check_import(request.person, activity, file, question_map)


class _on_disk:
    """The two files for a moment on this machine's disk, wherever they are stored."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __enter__(self) -> tuple[Path, Path | None]:
        self.here = Path(tempfile.mkdtemp(prefix="folkmoot-import-"))
        return self._copy("answers") or self.here / "answers", self._copy("map")

    def __exit__(self, *_error: Any) -> None:
        shutil.rmtree(self.here)

    def _copy(self, name: str) -> Path | None:
        if not default_storage.exists(f"imports/{self.folder}/{name}"):
            return None
        with default_storage.open(f"imports/{self.folder}/{name}") as stored:
            (self.here / name).write_bytes(stored.read())
        return self.here / name


def _keep(given: dict[str, Any]) -> str:
    folder = uuid.uuid4().hex
    _store(folder, "answers", given["file"])
    if given["question_map"]:
        _store(folder, "map", given["question_map"])
    return folder


def _store(folder: str, name: str, file: UploadedFile) -> None:
    default_storage.save(f"imports/{folder}/{name}", file)


def _drop(folder: str) -> None:
    """What was uploaded is personal: it is not kept a moment longer than it is needed."""
    for name in ("answers", "map"):
        default_storage.delete(f"imports/{folder}/{name}")


def _engagement(request: StaffRequest, ref: str) -> Engagement:
    person = request.person
    reachable = Engagement.objects.filter(within_reach(person, HANDLERS, "owner"), ref=ref)
    return get_object_or_404(reachable.select_related("owner"))


def _surveys(engagement: Engagement) -> Any:
    found = Activity.objects.filter(engagement=engagement, tool="survey")
    return found.select_related("engagement__owner").order_by("pk")


def _show(
    request: StaffRequest,
    engagement: Engagement,
    form: ImportForm,
    *,
    found: Sequence[Refusal] = (),
    **more: Any,
) -> HttpResponse:
    chosen = form if form.is_bound and "confirm" not in request.POST else None
    context = {"engagement": engagement, "form": form, "refusals": beside(chosen, found), **more}
    return render(request, "surveys/import.html", context, status=409 if found else 200)
