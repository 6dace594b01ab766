"""Addresses of attendance."""

from django.urls import URLPattern, path

from binakon.trainings.views import attendance, attendance_scan

_HERE = "pelatihan/<slug:slug>/hadir/"

urlpatterns: list[URLPattern] = [
    path(_HERE, attendance.attendance_detail, name="attendance_detail"),
    path(f"{_HERE}daftar.pdf", attendance.attendance_paper, name="attendance_paper"),
    path(f"{_HERE}kartu.pdf", attendance.attendance_cards, name="attendance_cards"),
    path(f"{_HERE}unduh/", attendance.attendance_file, name="attendance_file"),
    path(f"{_HERE}kirim/", attendance_scan.attendance_sync, name="attendance_sync"),
    path(f"{_HERE}luring/", attendance_scan.attendance_offline, name="attendance_offline"),
    path(f"{_HERE}luring.js", attendance_scan.attendance_worker, name="attendance_worker"),
    path(
        f"{_HERE}pindai.webmanifest",
        attendance_scan.attendance_manifest,
        name="attendance_manifest",
    ),
    path(f"{_HERE}lembar/<int:pk>/", attendance.attendance_sheet, name="attendance_sheet"),
    path(f"{_HERE}<int:pk>/", attendance.attendance_session, name="attendance_session"),
    path(f"{_HERE}<int:pk>/pindai/", attendance_scan.attendance_scan, name="attendance_scan"),
    path(f"{_HERE}<int:pk>/kode/", attendance_scan.attendance_code, name="attendance_code"),
]
