"""Addresses of the list of registrations and of one of them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
