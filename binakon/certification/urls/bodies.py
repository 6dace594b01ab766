"""Addresses of LSP, their licences, assessors and places of tests."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
