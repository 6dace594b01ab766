"""Addresses of decrees and letters."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
