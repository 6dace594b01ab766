"""Addresses of the year's end and of what counts as facilitated."""

from django.urls import path

from binakon.certification.views import finish

urlpatterns = [
    path("sertifikasi/akhir-tahun/", finish.finish_list, name="finish_list"),
    path("sertifikasi/akhir-tahun/perkiraan/", finish.estimate_edit, name="estimate_edit"),
    path("sertifikasi/hitungan/", finish.counting_edit, name="counting_edit"),
]
