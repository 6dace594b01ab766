"""Addresses of completion: rule, marks, decisions."""

from django.urls import URLPattern, path

from binakon.trainings.views import completion as views
from binakon.trainings.views import completion_rule as rules

_CLASS = "pelatihan/<slug:slug>/selesai/"

urlpatterns: list[URLPattern] = [
    path(_CLASS, views.completion_detail, name="completion_detail"),
    path(f"{_CLASS}aturan/", rules.completion_rule, name="completion_rule"),
    path(f"{_CLASS}aturan/jawaban/", rules.completion_rule_answer, name="completion_rule_answer"),
    path(f"{_CLASS}nilai/", views.completion_marks, name="completion_marks"),
    path(f"{_CLASS}putuskan/", views.completion_decide, name="completion_decide"),
    path(f"{_CLASS}<int:pk>/", views.completion_person, name="completion_person"),
]
