from django.urls import path

from folkmoot.decide.decisions import public_pages, staff_pages
from folkmoot.foundation.people.audiences import public, staff

app_name = "decisions"
public_urls = [
    path("engagements/<slug:slug>/decision/", public(public_pages.decision), name="decision"),
]
staff_urls = [
    path("staff/decisions/<str:ref>/", staff(staff_pages.desk), name="desk"),
    path("staff/decisions/<str:ref>/assessment/", staff(staff_pages.assessment), name="assessment"),
    path("staff/decisions/<str:ref>/consider/<int:finding>/", staff(staff_pages.consider), name="consider"),
    path("staff/decisions/<str:ref>/pack/", staff(staff_pages.pack), name="pack"),
    path("staff/decisions/<str:ref>/decide/", staff(staff_pages.decide), name="decide"),
    path("staff/decisions/<str:ref>/correct/<int:number>/", staff(staff_pages.correct), name="correct"),
]
urlpatterns = public_urls + staff_urls
