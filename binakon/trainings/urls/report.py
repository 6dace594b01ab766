"""Addresses of the report of an event, of PKB and of the rows of SIPJAKI."""

from django.urls import URLPattern, path

from binakon.trainings.views import cpd, report, sipjaki

_HERE = "pelatihan/<slug:slug>/laporan/"

urlpatterns: list[URLPattern] = [
    path(_HERE, report.report_detail, name="report_detail"),
    path(f"{_HERE}tulis/", report.report_edit, name="report_edit"),
    path(f"{_HERE}laporan.pdf", report.report_paper, name="report_paper"),
    path(f"{_HERE}sahkan/", report.report_approve, name="report_approve"),
    path(f"{_HERE}foto/", report.report_photo_new, name="report_photo_new"),
    path(f"{_HERE}foto/<int:pk>/", report.report_photo, name="report_photo"),
    path(f"{_HERE}foto/<int:pk>/hapus/", report.report_photo_remove, name="report_photo_remove"),
    path(f"{_HERE}pkb/", cpd.cpd_detail, name="cpd_detail"),
    path("laporan/sipjaki/", sipjaki.sipjaki_list, name="sipjaki_list"),
    path("laporan/sipjaki/unduh/", sipjaki.sipjaki_export, name="sipjaki_export"),
]
