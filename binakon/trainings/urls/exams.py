"""Addresses of the bank of questions and of tests."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
