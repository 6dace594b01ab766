"""Addresses of what was agreed, and of the workspace of a kabupaten or kota."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
