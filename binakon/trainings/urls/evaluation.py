"""Addresses of the evaluation."""

from django.urls import URLPattern, path

from binakon.trainings.views import evaluation as views

_CLASS = "pelatihan/<slug:slug>/evaluasi/"

urlpatterns: list[URLPattern] = [
    path(_CLASS, views.evaluation_detail, name="evaluation_detail"),
    path(f"{_CLASS}atur/", views.evaluation_edit, name="evaluation_edit"),
]
