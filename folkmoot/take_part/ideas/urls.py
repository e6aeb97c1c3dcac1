from django.urls import path

from folkmoot.foundation.people.audiences import public, staff
from folkmoot.take_part.ideas import public_pages, staff_pages

app_name = "ideas"
_BOARD = "engagements/<slug:slug>/ideas/<int:activity>/"
public_urls = [
    path(_BOARD, public(public_pages.board), name="board"),
    path(f"{_BOARD}suggest/", public(public_pages.suggest), name="suggest"),
    path(f"{_BOARD}<uuid:pk>/", public(public_pages.idea), name="idea"),
    path(f"{_BOARD}<uuid:pk>/support/", public(public_pages.support), name="support"),
]
staff_urls = [
    path("staff/ideas/<int:activity>/", staff(staff_pages.manage), name="manage"),
    path("staff/ideas/<int:activity>/<uuid:pk>/", staff(staff_pages.judge), name="judge"),
]
urlpatterns = public_urls + staff_urls
