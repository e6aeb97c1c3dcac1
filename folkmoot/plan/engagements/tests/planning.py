"""A world in which an engagement can be planned: rules loaded, people in post, and a complete plan."""

import datetime as dt
from types import SimpleNamespace

from folkmoot.foundation.people.tests.factories import a_person, a_profile, a_service
from folkmoot.plan.engagements import use_cases
from folkmoot.plan.engagements.tests.factories import at
from folkmoot.plan.law.use_cases import load_rules
from folkmoot.words.bilingual import Bilingual

NOW = at(dt.date(2026, 12, 1), 10)
WORDS = Bilingual("Words", "Geiriau")
PLAN = {
    "summary": Bilingual("How libraries should work.", "Sut y dylai llyfrgelloedd weithio."),
    "can_change": Bilingual("Opening hours", "Oriau agor"),
    "cannot_change": Bilingual("The budget", "Y gyllideb"),
    "cannot_change_why": Bilingual("It is set.", "Mae wedi'i gosod."),
    "level": 2,
    "target_level": 2,
    "promise": Bilingual("We will listen.", "Byddwn yn gwrando."),
    "decision_holder": Bilingual("Cabinet", "Y Cabinet"),
    "decision": Bilingual("Opening hours from April", "Oriau agor o fis Ebrill"),
    "size_class": "standard",
    "contact_role": Bilingual("Library officer", "Swyddog llyfrgell"),
    "contact_phone": "01632 960031",
    "opens_on": dt.date(2027, 1, 11),
    "closes_on": dt.date(2027, 2, 26),
    "decision_on": dt.date(2027, 4, 20),
    "feedback_on": dt.date(2027, 5, 14),
}
ELECTION = {
    "opens_on": dt.date(2027, 4, 1),
    "closes_on": dt.date(2027, 5, 20),
    "decision_on": dt.date(2027, 6, 1),
    "feedback_on": dt.date(2027, 6, 1),
}
WAYS = [
    {"channel": "online", "asks": Bilingual("Ten questions", "Deg cwestiwn")},
    {
        "channel": "paper",
        "asks": Bilingual("A form", "Ffurflen"),
        "where": Bilingual("Libraries", "Llyfrgelloedd"),
    },
]


def a_world(**profile):
    """Rules of law, a service with an officer and a manager, and the corporate team."""
    a_profile(**profile)
    load_rules("Operator", at=NOW)
    directorate = a_service("adults-children")
    libraries = a_service("libraries", parent=directorate)
    return SimpleNamespace(
        directorate=directorate,
        service=libraries,
        officer=a_person("Officer", role="officer", service=libraries),
        manager=a_person("Manager", role="service_manager", service=libraries),
        director=a_person("Director", role="service_manager", service=directorate),
        stranger=a_person("Stranger", role="officer", service=a_service("highways")),
        corporate=a_person("Corporate", role="corporate"),
        administrator=a_person("Administrator", role="administrator"),
    )


def an_idea(world, **facts):
    facts = {
        "title": Bilingual("Library review", "Adolygiad llyfrgelloedd"),
        "purpose": Bilingual(
            "To decide how libraries work.", "Penderfynu sut mae llyfrgelloedd yn gweithio."
        ),
        "owner": world.service,
        "accountable": world.manager,
        "at": NOW,
    } | facts
    return use_cases.propose_engagement(world.officer, **facts)


def a_plan(world, ways=WAYS, **facts):
    """A plan that lacks nothing, unless told."""
    engagement = an_idea(world)
    use_cases.write_plan(world.officer, engagement, at=NOW, **(PLAN | facts))
    use_cases.set_ways(world.officer, engagement, ways=ways, at=NOW)
    return engagement


def an_approved(world, *, activity=True, **facts):
    engagement = a_plan(world, **facts)
    if activity:
        title = Bilingual("Survey", "Arolwg")
        use_cases.add_activity(world.officer, engagement, tool="survey", title=title, at=NOW)
    return use_cases.approve_plan(world.manager, engagement, at=NOW)
