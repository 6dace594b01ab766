"""Addresses of rows that may be one person, and merging them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
