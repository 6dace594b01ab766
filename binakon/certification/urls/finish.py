"""Addresses of the year's end and of what counts as facilitated."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
