"""Addresses of the verification desk."""

from django.urls import path

from binakon.enrolment.views import verification as views

_ONE = "verifikasi/<slug:slug>/<int:pk>/"

urlpatterns = [
    path("verifikasi/", views.verification_queue, name="verification_queue"),
    path("verifikasi/berkas/<int:pk>/<int:page>", views.document_page, name="document_page"),
    path("verifikasi/<slug:slug>/", views.verification_next, name="verification_next"),
    path(_ONE, views.verification_detail, name="verification_detail"),
    path(f"{_ONE}berkas/<int:paper>/putusan/", views.verdict_new, name="verdict_new"),
    path(f"{_ONE}berkas/<int:paper>/ulang/", views.verdict_again, name="verdict_again"),
    path(f"{_ONE}selesai/", views.review_close, name="review_close"),
    path(f"{_ONE}nik/", views.nik_reveal, name="nik_reveal"),
]
