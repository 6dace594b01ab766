"""Addresses of the report of an event and of PKB."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
