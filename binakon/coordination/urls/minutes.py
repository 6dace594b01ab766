"""Addresses of a meeting on its day: arrivals, minutes and the official record."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
