"""Addresses of the signing keys."""

from django.urls import path

from binakon.trainings.views import credentials

urlpatterns = [
    path("kunci/", credentials.key_list, name="key_list"),
    path("kunci/<int:pk>/ganti/", credentials.key_rotate, name="key_rotate"),
]
