from django.urls import URLPattern

app_name = "decisions"
public_urls: list[URLPattern] = []
staff_urls: list[URLPattern] = []
urlpatterns = public_urls + staff_urls
