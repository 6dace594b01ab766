"""Addresses of trainings: opened, changed, closed."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
