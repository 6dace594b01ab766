"""Addresses of proposals, papers, eligibility and decisions otherwise."""

from django.urls import path

from binakon.certification.views import eligibility, eligibility_deeds, gate, rules

urlpatterns = [
    path("sertifikasi/syarat/", eligibility.eligibility_list, name="eligibility_list"),
    path(
        "sertifikasi/syarat/massal/",
        eligibility_deeds.eligibility_bulk,
        name="eligibility_bulk",
    ),
    path(
        "sertifikasi/syarat/massal/lakukan/",
        eligibility_deeds.eligibility_bulk_confirm,
        name="eligibility_bulk_confirm",
    ),
    path(
        "sertifikasi/syarat/massal/<int:pk>/",
        eligibility_deeds.eligibility_bulk_result,
        name="eligibility_bulk_result",
    ),
    path(
        "sertifikasi/syarat/massal/<int:pk>/lanjut/",
        eligibility_deeds.eligibility_bulk_resume,
        name="eligibility_bulk_resume",
    ),
    path(
        "sertifikasi/kasus/<str:code>/syarat/",
        eligibility.eligibility_detail,
        name="eligibility_detail",
    ),
    path("sertifikasi/kegiatan/<slug:slug>/dana/", gate.gate_detail, name="gate_detail"),
    path("sertifikasi/aturan/", rules.rule_list, name="rule_list"),
    path("sertifikasi/aturan/prodi/", rules.programme_upload, name="programme_upload"),
    path("sertifikasi/aturan/prodi/muat/", rules.programme_accept, name="programme_accept"),
    path("sertifikasi/aturan/<slug:key>/baru/", rules.rule_new, name="rule_new"),
]
