from django.urls import path

from folkmoot.foundation.people.audiences import public, staff
from folkmoot.plan.engagements import public_pages
from folkmoot.plan.engagements.staff_pages import contents, desk, planning, register, running

app_name = "engagements"
public_urls = [
    path("engagements/", public(public_pages.engagements), name="list"),
    path("engagements/coming/", public(public_pages.forward_plan), name="coming"),
    path("engagements/<slug:slug>/", public(public_pages.engagement), name="page"),
    path(
        "engagements/<slug:slug>/documents/<slug:document>/", public(public_pages.document), name="document"
    ),
    path("groups/<int:pk>/", public(public_pages.group), name="group"),
]
staff_urls = [
    path("staff/engagements/", staff(register.engagements), name="staff_list"),
    path("staff/engagements/coverage/", staff(register.coverage), name="coverage"),
    path("staff/engagements/propose/", staff(planning.propose), name="propose"),
    path("staff/engagements/<str:ref>/", staff(desk.desk), name="desk"),
    path("staff/engagements/<str:ref>/record/", staff(desk.record), name="record"),
    path("staff/engagements/<str:ref>/plan/", staff(planning.plan), name="plan"),
    path("staff/engagements/<str:ref>/plan/<slug:part>/", staff(planning.plan_part), name="plan_part"),
    path("staff/engagements/<str:ref>/approve/", staff(planning.approve), name="approve"),
    path("staff/engagements/<str:ref>/ways/", staff(contents.ways), name="ways"),
    path("staff/engagements/<str:ref>/documents/", staff(contents.documents), name="documents"),
    path("staff/engagements/<str:ref>/groups/", staff(contents.groups), name="groups"),
    path("staff/engagements/<str:ref>/activities/", staff(contents.activities), name="activities"),
    path("staff/engagements/<str:ref>/open/", staff(running.open_it), name="open"),
    path("staff/engagements/<str:ref>/close/", staff(running.close), name="close"),
    path("staff/engagements/<str:ref>/extend/", staff(running.extend), name="extend"),
    path("staff/engagements/<str:ref>/withdraw/", staff(running.withdraw), name="withdraw"),
    path("staff/engagements/<str:ref>/complete/", staff(running.complete), name="complete"),
]
urlpatterns = public_urls + staff_urls
