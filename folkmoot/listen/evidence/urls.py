from django.urls import path

from folkmoot.foundation.people.audiences import public, staff
from folkmoot.listen.evidence import coding_pages, finding_pages, public_pages, staff_pages

app_name = "evidence"
public_urls = [
    path("engagements/<slug:slug>/what-we-heard/", public(public_pages.heard), name="heard"),
]
staff_urls = [
    path("staff/evidence/<str:ref>/", staff(staff_pages.overview), name="overview"),
    path("staff/evidence/<str:ref>/freeze/", staff(staff_pages.freeze), name="freeze"),
    path("staff/evidence/<str:ref>/freeze/<int:number>/", staff(staff_pages.freezing), name="freezing"),
    path("staff/evidence/<str:ref>/coding/", staff(coding_pages.coding), name="coding"),
    path("staff/evidence/<str:ref>/coding/<uuid:contribution>/", staff(coding_pages.answer), name="answer"),
    path("staff/evidence/<str:ref>/themes/", staff(staff_pages.themes), name="themes"),
    path("staff/evidence/<str:ref>/themes/<int:number>/", staff(staff_pages.theme), name="theme"),
    path("staff/evidence/<str:ref>/findings/", staff(finding_pages.findings), name="findings"),
    path("staff/evidence/<str:ref>/findings/new/", staff(finding_pages.new_finding), name="new_finding"),
    path("staff/evidence/<str:ref>/findings/<int:number>/", staff(finding_pages.finding), name="finding"),
    path(
        "staff/evidence/<str:ref>/findings/<int:number>/quotes/", staff(finding_pages.quotes), name="quotes"
    ),
]
urlpatterns = public_urls + staff_urls
