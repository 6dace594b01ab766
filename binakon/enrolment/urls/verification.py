"""Addresses of the verification desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
