"""Addresses of certificates and signing keys."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
