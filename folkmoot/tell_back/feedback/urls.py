from django.urls import path

from folkmoot.foundation.people.audiences import public, staff
from folkmoot.tell_back.feedback import public_pages, receipt_pages, staff_pages, trace_pages

app_name = "feedback"
public_urls = [
    path("feedback/", public(public_pages.what_changed), name="what_changed"),
    path("feedback/clock/", public(public_pages.feedback_clock), name="clock"),
    path("engagements/<slug:slug>/feedback/", public(public_pages.report), name="report"),
    path("engagements/<slug:slug>/trace/", public(trace_pages.trace), name="trace"),
    path("engagements/<slug:slug>/trace/theme/<int:theme>/", public(trace_pages.theme), name="trace_theme"),
    path(
        "engagements/<slug:slug>/trace/finding/<int:number>/",
        public(trace_pages.finding),
        name="trace_finding",
    ),
    path("receipt/", public(receipt_pages.enter_code), name="receipt_entry"),
    path("receipt/<str:code>/", public(receipt_pages.receipt), name="receipt"),
]
staff_urls = [
    path("staff/feedback/<str:ref>/", staff(staff_pages.write), name="write"),
    path("staff/feedback/<str:ref>/preview/", staff(staff_pages.preview), name="preview"),
    path("staff/feedback/<str:ref>/publish/", staff(staff_pages.publish), name="publish"),
    path("staff/commitments/", staff(staff_pages.commitments), name="commitments"),
    path("staff/commitments/<int:pk>/", staff(staff_pages.commitment), name="commitment"),
    path("staff/trace/<str:ref>/", staff(trace_pages.staff_trace), name="staff_trace"),
    path("staff/trace/<str:ref>/export/", staff(trace_pages.export), name="trace_export"),
    path(
        "staff/trace/<str:ref>/contribution/<uuid:contribution>/",
        staff(trace_pages.from_contribution),
        name="trace_contribution",
    ),
    path(
        "staff/trace/<str:ref>/theme/<int:theme>/", staff(trace_pages.staff_theme), name="staff_trace_theme"
    ),
    path(
        "staff/trace/<str:ref>/finding/<int:number>/",
        staff(trace_pages.staff_finding),
        name="staff_trace_finding",
    ),
    path(
        "staff/trace/<str:ref>/commitment/<int:pk>/",
        staff(trace_pages.from_commitment),
        name="trace_commitment",
    ),
]
urlpatterns = public_urls + staff_urls
