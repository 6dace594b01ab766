"""Addresses of a meeting before its day: series, agenda, invitations and answers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
