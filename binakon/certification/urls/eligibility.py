"""Addresses of proposals, papers, eligibility and decisions otherwise."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
