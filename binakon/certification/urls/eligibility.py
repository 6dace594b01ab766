"""Addresses of proposals, papers, eligibility and decisions otherwise."""

from django.urls import path

from binakon.certification.views import (
    case_documents,
    eligibility,
    eligibility_deeds,
    gate,
    proposals,
    rule_pages,
)

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
    path("sertifikasi/aturan/", rule_pages.rule_list, name="rule_list"),
    path("sertifikasi/aturan/prodi/", rule_pages.programme_upload, name="programme_upload"),
    path("sertifikasi/aturan/prodi/muat/", rule_pages.programme_accept, name="programme_accept"),
    path("sertifikasi/aturan/<slug:key>/baru/", rule_pages.rule_new, name="rule_new"),
    path("sertifikasi/usul/", proposals.proposal_start, name="proposal_start"),
    path("sertifikasi/kegiatan/<slug:slug>/usul/", proposals.proposal_new, name="proposal_new"),
    path(
        "sertifikasi/kasus/<str:code>/berkas/",
        case_documents.case_document_list,
        name="case_document_list",
    ),
    path(
        "sertifikasi/kasus/<str:code>/berkas/<slug:kind>/",
        case_documents.case_document_upload,
        name="case_document_upload",
    ),
    path(
        "sertifikasi/kasus/<str:code>/berkas/<int:pk>/putusan/",
        case_documents.case_document_judge,
        name="case_document_judge",
    ),
    path(
        "sertifikasi/kasus/<str:code>/berkas/<int:pk>/halaman/<int:page>/",
        case_documents.case_document_page,
        name="case_document_page",
    ),
    path(
        "sertifikasi/kasus/<str:code>/tautan/",
        case_documents.case_link_send,
        name="case_link_send",
    ),
]
