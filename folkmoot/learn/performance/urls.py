from django.urls import URLPattern, path

from folkmoot.foundation.people.audiences import staff
from folkmoot.learn.performance import staff_pages

app_name = "performance"
public_urls: list[URLPattern] = []
staff_urls = [
    path("staff/performance/", staff(staff_pages.performance), name="performance"),
    path("staff/performance/<int:edition>/", staff(staff_pages.edition), name="edition"),
]
urlpatterns = public_urls + staff_urls
