from django.urls import URLPattern

app_name = "engagements"
public_urls: list[URLPattern] = []
staff_urls: list[URLPattern] = []
urlpatterns = public_urls + staff_urls
