"""Addresses of the register of people, and whose SKK ends when."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
