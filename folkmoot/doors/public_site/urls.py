from django.urls import path

from folkmoot.doors.public_site import public_pages as pages
from folkmoot.foundation.people.audiences import public

app_name = "public_site"
urlpatterns = [
    path("", public(pages.home), name="home"),
    path("find/", public(pages.find), name="find"),
    path("find/wards/<str:code>/", public(pages.ward), name="ward"),
    path("search/", public(pages.find_again), name="search"),
    path("accessibility/", public(pages.accessibility), name="accessibility"),
    path("privacy/", public(pages.privacy), name="privacy"),
    path("contact/", public(pages.contact), name="contact"),
]
