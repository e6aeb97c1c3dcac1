from django.urls import path

from folkmoot.foundation.people.audiences import public
from folkmoot.plan.strategy import public_pages

app_name = "strategy"
public_urls = [path("strategy/", public(public_pages.strategy), name="strategy")]
urlpatterns = public_urls
