"""Addresses of the evaluation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
