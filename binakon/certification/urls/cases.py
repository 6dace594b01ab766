"""Addresses of the board and of each case with its steps."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
