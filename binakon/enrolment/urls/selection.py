"""Addresses of quotas, selection runs and objections."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
