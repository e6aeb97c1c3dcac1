from django.urls import path

from folkmoot.foundation.people.audiences import public, staff
from folkmoot.learn.evaluation import public_pages, staff_pages

app_name = "evaluation"
public_urls = [path("receipt/<str:code>/verdict/", public(public_pages.verdict), name="verdict")]
staff_urls = [path("staff/evaluation/<str:ref>/", staff(staff_pages.evaluation), name="evaluation")]
urlpatterns = public_urls + staff_urls
