"""Who sees each page of the plan stage. `world.open` is published, `world.draft` is an idea."""

from tests.permission_rows import Row


def _of(name):
    return lambda world: {"ref": getattr(world, name).ref}


def _part_of(name):
    return lambda world: {"ref": getattr(world, name).ref, "part": "level"}


def _page(name):
    return lambda world: {"slug": getattr(world, name).slug}


SIGN_IN = {"anonymous": 302}
OWN = {"officer": 200, "service_manager": 200, "corporate": 200} | SIGN_IN
PUBLIC = Row(everyone=200)
STAFF = Row(everyone=200, but=SIGN_IN)


def _draft_page(**facts):
    """A page about a draft: the owning service and the corporate team; for others it does not exist."""
    return Row(kwargs=_of("draft"), everyone=404, but=OWN, **facts)


PERMISSIONS = {
    "engagements:list": PUBLIC,
    "engagements:coming": PUBLIC,
    "engagements:page": [
        Row(kwargs=_page("open"), everyone=200),
        Row(kwargs=_page("closed"), everyone=200),
        Row(kwargs=_page("draft"), everyone=404),
    ],
    "engagements:document": Row(
        kwargs=lambda world: {"slug": world.draft.slug, "document": "proposal"}, everyone=404
    ),
    "engagements:group": Row(kwargs=lambda world: {"pk": 999_999}, everyone=404),
    "engagements:staff_list": STAFF,
    "engagements:coverage": STAFF,
    "engagements:propose": Row(everyone=403, but=OWN | {"other_officer": 200}),
    "engagements:desk": [
        Row(kwargs=_of("open"), everyone=200, but=SIGN_IN),
        _draft_page(),
    ],
    "engagements:record": [
        Row(kwargs=_of("open"), everyone=200, but=SIGN_IN),
        _draft_page(),
    ],
    "engagements:plan_part": [
        Row(kwargs=_part_of("draft"), everyone=404, but=OWN),
        # Once approved the plan is read on its own page.
        Row(kwargs=_part_of("open"), everyone=403, but=dict.fromkeys(OWN, 302)),
        Row(kwargs=lambda world: {"ref": world.draft.ref, "part": "moon"}, everyone=404, but=SIGN_IN),
    ],
    **{
        f"engagements:{name}": [_draft_page(), Row(kwargs=_of("open"), everyone=403, but=OWN)]
        for name in (
            "plan",
            "approve",
            "ways",
            "documents",
            "groups",
            "activities",
            "open",
            "close",
            "extend",
            "withdraw",
            "complete",
        )
    },
}
