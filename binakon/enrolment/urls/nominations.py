"""Addresses of a regency's nominations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
