"""The living page of every component, for designers and screenshot tests."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def style(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "style.html")
