"""Addresses of a meeting on its day: arrivals, minutes and the official record."""

from django.urls import URLPattern, path

from binakon.coordination.views import arrivals, minutes, records

_HERE = "rapat/<slug:code>/"
_DOOR = f"{_HERE}hadir/"
_RECORD = f"{_HERE}berita-acara/"

urlpatterns: list[URLPattern] = [
    path(_DOOR, arrivals.meeting_arrivals, name="meeting_arrivals"),
    path(f"{_DOOR}daftar.pdf", arrivals.arrival_paper, name="arrival_paper"),
    path(f"{_DOOR}pindai/", arrivals.arrival_scan, name="arrival_scan"),
    path(f"{_DOOR}kirim/", arrivals.arrival_sync, name="arrival_sync"),
    path(f"{_DOOR}luring/", arrivals.arrival_offline, name="arrival_offline"),
    path(f"{_DOOR}luring.js", arrivals.arrival_worker, name="arrival_worker"),
    path(f"{_DOOR}kode/", arrivals.arrival_code, name="arrival_code"),
    path(f"{_DOOR}<int:pk>/catat/", arrivals.arrival_mark, name="arrival_mark"),
    path(f"{_DOOR}<int:pk>/batal/", arrivals.arrival_undo, name="arrival_undo"),
    path(f"{_HERE}notulen/", minutes.meeting_minutes, name="meeting_minutes"),
    path(f"{_HERE}notulen/simpan/", minutes.minutes_save, name="minutes_save"),
    path(f"{_HERE}langkah/<slug:move>/", minutes.meeting_move, name="meeting_move"),
    path(_RECORD, records.record_list, name="record_list"),
    path(f"{_RECORD}<int:pk>/", records.record_detail, name="record_detail"),
    path(f"{_RECORD}<int:pk>/nomor/", records.record_number, name="record_number"),
    path(f"{_RECORD}<int:pk>/cetak.pdf", records.record_print, name="record_print"),
    path(f"{_RECORD}<int:pk>/pindaian/", records.record_sign, name="record_sign"),
    path(f"{_RECORD}<int:pk>/pindaian/lihat/", records.record_scan, name="record_scan"),
    path(f"{_RECORD}<int:pk>/kirim/", records.record_send, name="record_send"),
    path(f"{_RECORD}<int:pk>/buang/", records.record_discard, name="record_discard"),
]
