from django.urls import path

from folkmoot.doors.workspace import staff_pages as pages
from folkmoot.foundation.people.audiences import staff

app_name = "workspace"
urlpatterns = [
    path("staff/", staff(pages.my_work), name="my_work"),
]
