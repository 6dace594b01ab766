"""Addresses of decisions on plan versions."""

from django.urls import path

from binakon.planning import views

app_name = "planning"
urlpatterns = [
    path("rencana/versi/<int:pk>/ajukan/", views.version_submit, name="version_submit"),
    path("rencana/versi/<int:pk>/kembalikan/", views.version_return, name="version_return"),
    path("rencana/versi/<int:pk>/sahkan/", views.version_ratify, name="version_ratify"),
]
