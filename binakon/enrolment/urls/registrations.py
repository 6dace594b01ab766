"""Addresses of the list of registrations and of one of them."""

from django.urls import path

from binakon.enrolment.views import registration_deeds as deeds
from binakon.enrolment.views import registrations as views

_ALL = "pendaftaran/"
_BULK = "pendaftaran/massal/<slug:key>/<int:pk>/"
_ONE = "pendaftaran/<int:pk>/"

urlpatterns = [
    path(_ALL, views.registration_list, name="registration_list"),
    path(f"{_ALL}unduh/", views.registration_export, name="registration_export"),
    path(f"{_ALL}cari/", views.registration_search, name="registration_search"),
    path(f"{_ALL}massal/", deeds.registration_bulk, name="registration_bulk"),
    path(
        f"{_ALL}massal/lakukan/", deeds.registration_bulk_confirm, name="registration_bulk_confirm"
    ),
    path(_BULK, deeds.registration_bulk_result, name="registration_bulk_result"),
    path(f"{_BULK}batal/", deeds.registration_bulk_undo, name="registration_bulk_undo"),
    path(f"{_BULK}lanjut/", deeds.registration_bulk_resume, name="registration_bulk_resume"),
    path(_ONE, views.registration_detail, name="registration_detail"),
    path(f"{_ONE}nik/", views.registration_nik, name="registration_nik"),
    path(f"{_ONE}tarik/", views.registration_withdraw, name="registration_withdraw"),
    path(f"{_ONE}tolak/", views.registration_reject, name="registration_reject"),
    path(f"{_ONE}tautan/", views.link_renew, name="link_renew"),
    path(f"{_ONE}ingatkan/", views.registration_remind, name="registration_remind"),
    path(f"{_ONE}lepas/", views.place_release, name="place_release"),
    path(f"{_ONE}antre/", views.place_queue_again, name="place_queue_again"),
]
