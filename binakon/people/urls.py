"""Addresses of logging in and out."""

from allauth.account.views import LoginView, LogoutView
from django.urls import path
from django.views.generic import RedirectView

urlpatterns = [
    path("masuk/", LoginView.as_view(), name="account_login"),
    path("keluar/", LogoutView.as_view(), name="account_logout"),
    # allauth asks for the address of signing up; users are added by the office, so it leads to logging in.
    path("mendaftar/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
]
