"""Addresses of completion: rule, marks, decisions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
