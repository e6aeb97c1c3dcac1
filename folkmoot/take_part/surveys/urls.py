from django.urls import path

from folkmoot.foundation.people.audiences import public, staff
from folkmoot.take_part.surveys import kiosk_pages, public_pages
from folkmoot.take_part.surveys.staff_pages import building, importing, keying, responses, tablets

app_name = "surveys"
_SURVEY = "engagements/<slug:slug>/survey/<int:activity>/"
_STAFF = "staff/surveys/<int:activity>/"
public_urls = [
    path(_SURVEY, public(public_pages.start), name="start"),
    path(f"{_SURVEY}question/<int:number>/", public(public_pages.question), name="question"),
    path(f"{_SURVEY}all/", public(public_pages.every_question), name="all"),
    path(f"{_SURVEY}check/", public(public_pages.check), name="check"),
    path(f"{_SURVEY}about-you/", public(public_pages.about_you), name="about_you"),
    path(f"{_SURVEY}kiosk/", public(kiosk_pages.open_or_close), name="kiosk_open"),
    path(f"{_SURVEY}kiosk/receipt/", public(kiosk_pages.receipt), name="kiosk_receipt"),
    path(f"{_SURVEY}kiosk/waiting/", public(kiosk_pages.waiting), name="kiosk_waiting"),
    path(f"{_SURVEY}kiosk/clear/", public(kiosk_pages.clear), name="kiosk_clear"),
    path(f"{_SURVEY}kiosk/<str:token>/", public(kiosk_pages.enter), name="kiosk"),
]
staff_urls = [
    path(_STAFF, staff(building.build), name="build"),
    path(f"{_STAFF}introduction/", staff(building.introduction), name="introduction"),
    path(f"{_STAFF}questions/new/", staff(building.question), name="add_question"),
    path(f"{_STAFF}questions/<slug:key>/", staff(building.question), name="edit_question"),
    path(f"{_STAFF}questions/<slug:key>/move/", staff(building.move), name="move_question"),
    path(f"{_STAFF}questions/<slug:key>/drop/", staff(building.drop), name="drop_question"),
    path(f"{_STAFF}equality/", staff(building.equality), name="equality"),
    path(f"{_STAFF}freeze/", staff(building.freeze), name="freeze"),
    path(f"{_STAFF}versions/new/", staff(building.start_version), name="new_version"),
    path(f"{_STAFF}preview/", staff(building.preview), name="preview"),
    path(f"{_STAFF}print/", staff(building.paper_form), name="print"),
    path(f"{_STAFF}key/", staff(keying.key), name="key"),
    path(f"{_STAFF}kiosk/", staff(tablets.tablet), name="tablet"),
    path("staff/import/<str:ref>/", staff(importing.bring_in), name="import"),
    path(f"{_STAFF}responses/", staff(responses.responses), name="responses"),
    path(f"{_STAFF}responses/export/", staff(responses.export), name="export"),
]
urlpatterns = public_urls + staff_urls
