"""Addresses of batches with an LSP, their papers and results."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
