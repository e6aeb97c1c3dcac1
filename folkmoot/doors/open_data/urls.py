from django.urls import URLPattern

app_name = "open_data"
public_urls: list[URLPattern] = []
staff_urls: list[URLPattern] = []
urlpatterns = public_urls + staff_urls
