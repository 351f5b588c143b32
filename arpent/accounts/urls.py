from django.urls import path

from arpent.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("email/", views.address, name="address"),
]
