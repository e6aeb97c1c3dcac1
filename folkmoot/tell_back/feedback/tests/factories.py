"""Engagements that have been answered: evidence, findings, decisions, feedback and promises, as rows."""

import datetime as dt
import hashlib
from itertools import count

from folkmoot.decide.decisions.models import Consideration, Decision, Pack
from folkmoot.foundation.people.tests.factories import a_person
from folkmoot.listen.evidence.models import Coding, Finding, Passage, Snapshot, Theme
from folkmoot.plan.engagements.models import State
from folkmoot.plan.engagements.tests.factories import an_activity, an_engagement, at
from folkmoot.plan.law.models import Rule
from folkmoot.take_part.contributions import tools
from folkmoot.take_part.contributions.models import Contribution
from folkmoot.take_part.contributions.tools import Said, Tool
from folkmoot.tell_back.feedback.models import Commitment, Item, Report, Update
from folkmoot.words.bilingual import Bilingual

CLOSED_ON = dt.date(2026, 4, 26)
DECIDED_ON = dt.date(2026, 7, 14)
TOLD_ON = dt.date(2026, 7, 16)
_number = count(1)
WORDS: dict = {}


def _said(contributions):
    for pk in contributions:
        yield from WORDS.get(pk, ())


def _nowhere(activity):
    return "/"


def a_box():
    """A participation tool for tests: whatever was put in comes out."""
    if all(each.key != "box" for each in tools.all_tools()):
        tools.register(
            Tool(
                "box",
                Bilingual("Box", "Blwch"),
                _nowhere,
                _nowhere,
                _nowhere,
                lambda activity: (),
                _said,
                lambda activity: (),
            )
        )
    return "box"


def a_closed_engagement(**facts):
    """Open from 2 February to 26 April 2026, decision and feedback in July, as the library review."""
    facts = {
        "opens_on": dt.date(2026, 2, 2),
        "closes_on": CLOSED_ON,
        "decision_on": DECIDED_ON,
        "feedback_on": dt.date(2026, 7, 19),
    } | facts
    return an_engagement(state=facts.pop("state", State.CLOSED), **facts)


def a_contribution(engagement=None, words="Keep Priory open. Open later in the evening.", **facts):
    """A contribution in words, through the box."""
    engagement = engagement or a_closed_engagement()
    activity = facts.pop("activity", None) or engagement.activities.filter(tool=a_box()).first()
    activity = activity or an_activity(engagement, tool=a_box())
    number = next(_number)
    facts = {
        "channel": "online",
        "submitted_at": at(engagement.opens_on, 12),
        "received_at": at(engagement.opens_on, 12),
        "receipt": f"MV-{_group(number)}-{_group(number + 7)}-{_group(number + 31)}",
    } | facts
    made = Contribution.objects.create(engagement=engagement, activity=activity, **facts)
    label = Bilingual("What should we know?", "Beth ddylem ei wybod?")
    WORDS[made.pk] = [Said(made.pk, "box:why", label, words, free_text=True)]
    return made


def _group(number, letters="34679ACDEFGHJKMNPQRTWXY"):
    found = ""
    for _place in range(4):
        number, rest = divmod(number * 7 + 3, len(letters))
        found = letters[rest] + found
    return found


def a_theme(engagement, name="Opening hours", **facts):
    facts = {"agreed_at": at(engagement.closes_on + dt.timedelta(days=20))} | facts
    return Theme.objects.create(engagement=engagement, name=Bilingual(name, f"{name} (cy)"), **facts)


def a_coding(contribution, theme, *, start=0, end=17):
    passage, _made = Passage.objects.get_or_create(
        contribution=contribution,
        source="box:why",
        start=start,
        end=end,
        defaults={"text_hash": hashlib.sha256(b"").hexdigest()},
    )
    coder = a_person("Coder")
    return Coding.objects.create(passage=passage, theme=theme, coder=coder, at=at(dt.date(2026, 5, 6)))


def a_snapshot(engagement):
    return Snapshot.objects.create(
        engagement=engagement,
        number=engagement.snapshots.count() + 1,
        frozen_at=at(engagement.closes_on + dt.timedelta(days=2)),
        frozen_by=engagement.accountable,
        contributions=engagement.contributions.count(),
        figures={},
        content_hash="0" * 64,
    )


def a_told_finding(engagement, *themes, n=12, published=True, disposition="accepted", statement=None):
    """A finding that rests on themes, considered unless `disposition` is empty."""
    number = engagement.findings.count() + 1
    finding = Finding.objects.create(
        engagement=engagement,
        snapshot=engagement.snapshots.first() or a_snapshot(engagement),
        number=number,
        statement=Bilingual(statement or f"People want change {number}.", f"Mae pobl am newid {number}."),
        method=Bilingual("Read and coded by officers.", "Wedi'i ddarllen a'i godio gan swyddogion."),
        n=n,
        base=max(n, 40),
        stated_by=engagement.accountable,
        stated_at=at(dt.date(2026, 5, 12)),
        published_at=at(dt.date(2026, 5, 20)) if published else None,
    )
    finding.themes.set(themes)
    if disposition:
        Consideration.objects.create(
            finding=finding,
            response=Bilingual(f"We weighed finding {number}.", f"Pwyswyd canfyddiad {number}."),
            disposition=disposition,
            by=engagement.accountable,
            at=at(dt.date(2026, 6, 2)),
        )
    return finding


def a_recorded_decision(engagement, **facts):
    pack = Pack.objects.create(
        engagement=engagement,
        version=engagement.packs.count() + 1,
        content={},
        content_hash="0" * 64,
        issued_by=engagement.accountable,
        issued_at=at(dt.date(2026, 7, 1)),
    )
    facts = {
        "title": Bilingual("Future of the libraries", "Dyfodol y llyfrgelloedd"),
        "decided": Bilingual("Keep two branches.", "Cadw dwy gangen."),
        "reasons": Bilingual("The saving is needed.", "Mae angen yr arbediad."),
        "decided_by": Bilingual("Cabinet", "Y Cabinet"),
        "decided_on": DECIDED_ON,
    } | facts
    return Decision.objects.create(
        engagement=engagement,
        pack=pack,
        recorded_by=engagement.accountable,
        recorded_at=at(DECIDED_ON, 16),
        **facts,
    )


def a_report(engagement=None, *, published_on=TOLD_ON, findings=None, outcomes=(), version=None, **facts):
    """Feedback answering every finding; published unless `published_on` is None. Outcomes go round."""
    engagement = engagement or a_closed_engagement()
    if findings is None:
        findings = list(engagement.findings.order_by("number")) or [a_told_finding(engagement)]
    decision = engagement.decisions.order_by("-pk").first() or a_recorded_decision(engagement)
    report = Report.objects.create(
        engagement=engagement,
        version=version or engagement.reports.count() + 1,
        **{"summary": Bilingual("You said; we did.", "Dywedoch chi; gwnaethom ni.")} | facts,
    )
    outcomes = outcomes or ("did", "did_not", "will")
    for order, finding in enumerate(findings):
        an_item(report, finding, decision, outcome=outcomes[order % len(outcomes)], order=order + 1)
    return publish(report, published_on) if published_on else report


def an_item(report, finding, decision=None, *, outcome="did", order=1, **facts):
    """An answer; one that says "we will" comes with its commitment."""
    did_not = outcome == "did_not"
    words = {
        "asked": Bilingual("How should libraries work?", "Sut dylai llyfrgelloedd weithio?"),
        "said": Bilingual(f"What you said {order}.", f"Yr hyn a ddywedoch {order}."),
        "did": Bilingual() if did_not else Bilingual(f"What we did {order}.", f"Beth wnaethom {order}."),
        "because": Bilingual("The rent saving is needed.", "Mae angen yr arbediad.")
        if did_not
        else Bilingual(),
    } | facts
    item = Item.objects.create(
        report=report, finding=finding, decision=decision, outcome=outcome, order=order, **words
    )
    if outcome == "will":
        a_commitment(item)
    return item


def publish(report, on=TOLD_ON):
    from folkmoot.tell_back.feedback.figures import figures_of

    report.figures = figures_of(report.engagement)
    report.published_at, report.published_by = at(on, 10), report.engagement.accountable
    report.save()
    return report


def a_commitment(item=None, *, state="promised", due_on=dt.date(2026, 12, 20), **facts):
    """A commitment of a draft item; without one, of an answer that is then published."""
    made_here = item is None
    if made_here:
        engagement = a_closed_engagement()
        finding = a_told_finding(engagement)
        report = a_report(engagement, findings=[], published_on=None)
        item = Item.objects.create(
            report=report,
            finding=finding,
            decision=engagement.decisions.first(),
            asked=Bilingual("How?", "Sut?"),
            said=Bilingual("Later hours.", "Oriau hwyrach."),
            outcome="will",
            did=Bilingual("We will open later.", "Byddwn yn agor yn hwyrach."),
        )
    facts = {
        "title": Bilingual("Open until 8pm on Thursdays", "Agor tan 8pm ar ddydd Iau"),
        "service": item.report.engagement.owner,
    } | facts
    commitment = Commitment.objects.create(
        item=item, engagement=item.report.engagement, due_on=due_on, **facts
    )
    if made_here:
        publish(item.report)
    if state != "promised":
        an_update(commitment, state)
    return commitment


def an_update(commitment, state, *, on=dt.date(2026, 11, 2), words=None):
    words = words or Bilingual("The rota is in place.", "Mae'r rota yn ei lle.")
    commitment.state = state
    if state in ("done", "dropped"):
        commitment.evidence = words
    if state == "done":
        commitment.finished_on = on
    commitment.save(update_fields=["state", "evidence", "finished_on"])
    return Update.objects.create(
        commitment=commitment, state=state, words=words, by=commitment.engagement.accountable, at=at(on)
    )


def an_interim_rule(weeks=4):
    """The council's standard for saying what was heard."""
    return Rule.objects.get_or_create(
        key="clock.interim_feedback",
        nation="UK",
        valid_from=dt.date(2018, 3, 1),
        defaults={
            "title": Bilingual("What we heard", "Yr hyn a glywsom"),
            "value": {"period": {"n": weeks, "unit": "weeks"}},
            "source": "Test",
        },
    )[0]


def a_story():
    """One engagement told to the end: three themes, three findings, one each did, did not and will."""
    engagement = a_closed_engagement()
    hours = a_theme(engagement, "Opening hours")
    closure = a_theme(engagement, "Closure of Priory branch")
    digital = a_theme(engagement, "Help with computers")
    people = [a_contribution(engagement) for _each in range(7)]
    for contribution in people:
        a_coding(contribution, closure)
    for contribution in people[:5]:
        a_coding(contribution, hours, start=18, end=44)
    for contribution in people[:2]:
        a_coding(contribution, digital, start=0, end=4)
    a_told_finding(engagement, hours, n=5)
    a_told_finding(engagement, closure, n=7, disposition="not_accepted")
    a_told_finding(engagement, digital, n=2)
    a_report(engagement, outcomes=("did", "did_not", "will"))
    return engagement
