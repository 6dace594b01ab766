"""Addresses of a regency's nominations."""

from django.urls import URLPattern, path

from binakon.enrolment.views import nominations, nominee_uploads, nominees

_CLASS = "usulan/<slug:slug>/"
_UPLOAD = f"{_CLASS}unggahan/<int:pk>/"
_NOMINEE = f"{_CLASS}<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("usulan/", nominations.nomination_list, name="nomination_list"),
    path(_CLASS, nominations.nomination_detail, name="nomination_detail"),
    path(f"{_CLASS}ingatkan/", nominations.nomination_remind, name="nomination_remind"),
    path(f"{_CLASS}templat.xlsx", nominations.nomination_template, name="nomination_template"),
    path(f"{_CLASS}tambah/", nominees.nominee_add, name="nominee_add"),
    path(f"{_CLASS}unggah/", nominee_uploads.nomination_upload, name="nomination_upload"),
    path(_UPLOAD, nominee_uploads.nominee_upload, name="nominee_upload"),
    path(f"{_UPLOAD}terima/", nominee_uploads.nominee_upload_accept, name="nominee_upload_accept"),
    path(f"{_UPLOAD}buang/", nominee_uploads.nominee_upload_discard, name="nominee_upload_discard"),
    path(f"{_NOMINEE}ganti/", nominees.nominee_replace, name="nominee_replace"),
    path(f"{_NOMINEE}tarik/", nominees.nominee_withdraw, name="nominee_withdraw"),
    path(f"{_NOMINEE}berkas/", nominees.nominee_papers, name="nominee_papers"),
]
