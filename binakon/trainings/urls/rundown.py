"""Addresses of the rundown, its instructors, materials and papers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
