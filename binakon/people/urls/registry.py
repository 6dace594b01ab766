"""Addresses of the register of people, and whose SKK ends when."""

from django.urls import path

from binakon.people.views import expiry, identity, records, registry

_ALL = "orang/"
_ENDS = "orang/masa-berlaku/"
_BULK = "orang/masa-berlaku/massal/<int:pk>/"
_ONE = "orang/<uuid:key>/"
_RECORD = "orang/<uuid:key>/<slug:kind>/<int:pk>/"

urlpatterns = [
    path(_ALL, registry.person_list, name="person_list"),
    path(f"{_ALL}unduh/", registry.person_export, name="person_export"),
    path(f"{_ALL}cari/", registry.person_search, name="person_search"),
    path(f"{_ALL}baru/", registry.person_new, name="person_new"),
    path(_ENDS, expiry.expiry_list, name="expiry_list"),
    path(f"{_ENDS}unduh/", expiry.expiry_export, name="expiry_export"),
    path(f"{_ENDS}massal/", expiry.expiry_bulk, name="expiry_bulk"),
    path(f"{_ENDS}massal/lakukan/", expiry.expiry_bulk_confirm, name="expiry_bulk_confirm"),
    path(_BULK, expiry.expiry_bulk_result, name="expiry_bulk_result"),
    path(f"{_BULK}lanjut/", expiry.expiry_bulk_resume, name="expiry_bulk_resume"),
    path(_ONE, registry.person_detail, name="person_detail"),
    path(f"{_ONE}ubah/", registry.person_edit, name="person_edit"),
    path(f"{_ONE}nik/", registry.person_nik, name="person_nik"),
    path(f"{_ONE}nik/ubah/", identity.person_nik_edit, name="person_nik_edit"),
    path(f"{_ONE}<slug:kind>/baru/", records.record_new, name="record_new"),
    path(_RECORD, records.record_edit, name="record_edit"),
    path(f"{_RECORD}hapus/", records.record_remove, name="record_remove"),
]
