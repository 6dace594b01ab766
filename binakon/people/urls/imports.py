"""Addresses of files of people and of SKK on their way in."""

from django.urls import path

from binakon.people.views import imports as views

urlpatterns = [
    path("orang/impor/", views.people_import_list, name="people_import_list"),
    path("orang/impor/baru/", views.people_import_new, name="people_import_new"),
    path(
        "orang/impor/templat/<slug:kind>/",
        views.people_import_template,
        name="people_import_template",
    ),
    path("orang/impor/<int:pk>/", views.people_import_detail, name="people_import_detail"),
    path(
        "orang/impor/<int:pk>/kolom/",
        views.people_import_columns,
        name="people_import_columns",
    ),
    path(
        "orang/impor/<int:pk>/masalah/",
        views.people_import_problems,
        name="people_import_problems",
    ),
    path(
        "orang/impor/<int:pk>/masukkan/",
        views.people_import_accept,
        name="people_import_accept",
    ),
    path(
        "orang/impor/<int:pk>/buang/",
        views.people_import_discard,
        name="people_import_discard",
    ),
]
