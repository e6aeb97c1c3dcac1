from django.urls import path, register_converter

from folkmoot.foundation.people.audiences import public, staff
from folkmoot.take_part.contributions import public_pages, staff_pages
from folkmoot.take_part.contributions.sent import SentKeyConverter

register_converter(SentKeyConverter, "sent")
app_name = "contributions"
public_urls = [
    path("received/<sent:pk>/", public(public_pages.received), name="received"),
    path("receipt/<str:code>/look-again/", public(public_pages.look_again), name="look_again"),
    path("withheld/", public(public_pages.withheld), name="withheld"),
]
staff_urls = [
    path("staff/engagements/<str:ref>/responses/", staff(staff_pages.arriving), name="arriving"),
    path("staff/contributions/<uuid:pk>/", staff(staff_pages.detail), name="detail"),
    path("staff/contributions/<uuid:pk>/appeal/", staff(staff_pages.appeal), name="appeal"),
]
urlpatterns = public_urls + staff_urls
