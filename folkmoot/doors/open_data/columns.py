"""What each column of a file means, in plain words. Heads of the files and the page both come from here."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

Columns = dict[str, Any]

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
LICENCE_NAME = "Open Government Licence v3.0"

REGISTER: Columns = {
    "ref": _("The reference of the engagement. It never changes"),
    "title_en": _("Its title in English"),
    "title_cy": _("Its title in Welsh, empty where there is none"),
    "standing": _("coming, open, closed or decided, by the clock when the file was made"),
    "level": _(
        "Who really decides: 1 inform, 2 consult, 3 engage, 4 co-design, 5 co-produce, 6 community-led"
    ),
    "service": _("The service that asks, in English"),
    "decision_holder_en": _("Who decides, in English"),
    "decision_holder_cy": _("Who decides, in Welsh"),
    "ward_codes": _("Codes of the wards it is about, with spaces between; empty for the whole council"),
    "opens_on": _("The day it opens"),
    "closes_on": _("The day it closes, as promised"),
    "closed_on": _("The day it really closed"),
    "decision_promised_on": _("The day the decision is promised for"),
    "decided_on": _("The day it was really decided"),
    "answer_promised_on": _("The day by which people are promised an answer"),
    "answered_on": _("The day the answer was really published"),
    "responses": _("How many responses count; empty where the number is too small to show"),
    "responses_shown": _("shown; small (1 to one less than the limit); linked (would give away a small one)"),
    "findings": _("How many findings are published"),
    "page": _("The address of its page"),
}

RESULTS: Columns = {
    "ref": _("The reference of the engagement"),
    "finding": _("The number of the finding"),
    "version": _("The version of the finding, 1 unless it was corrected"),
    "statement_en": _("What was found, in English"),
    "statement_cy": _("What was found, in Welsh"),
    "themes_en": _("The themes it rests on, in English, with semicolons between"),
    "by": _("all, or the question that splits the count: respondent_type, channel or area"),
    "key": _("The value of that question, for an area its code; together: those too few to name"),
    "name_en": _("The name of the area, in English"),
    "name_cy": _("The name of the area, in Welsh"),
    "said": _("How many people said it; empty where the number is not shown"),
    "said_shown": _("shown, small, linked or withheld, as above"),
    "base": _("Out of how many people"),
    "base_shown": _("shown, small or linked, as above"),
    "percent": _("said as a share of base; empty where the base is too small to divide"),
    "published_on": _("The day the finding was published"),
}

# The addresses of the API, as its description names them.
ADDRESSES: Columns = {
    "engagements": _(
        "Every published engagement, the newest first; narrow it with ward, year, page and size"
    ),
    "engagements/{ref}": _("One engagement with its promised and actual dates"),
    "engagements/{ref}/findings": _("What was found, with its figures as published"),
    "engagements/{ref}/decisions": _("What was decided, by whom and why"),
    "engagements/{ref}/feedback": _("The answer to those who took part; not there until published"),
    "engagements/{ref}/commitments": _("What the council said it would do, by when, and its news"),
}
