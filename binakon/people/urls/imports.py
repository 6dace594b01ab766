"""Addresses of files of people and of SKK on their way in."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
