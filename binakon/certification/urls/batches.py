"""Addresses of batches with an LSP, their papers and results, the tests of a case, and the desk of an LSP."""

from django.urls import path

from binakon.certification.views import (
    batch_papers,
    batch_schedule,
    batches,
    case_tests,
    partner,
    partner_results,
    results,
)

_BATCH = "sertifikasi/rombongan/<int:pk>/"
_PAPER = f"{_BATCH}surat/<int:paper>/"
_RESULT = f"{_BATCH}hasil/"
_TESTS = "sertifikasi/kasus/<str:code>/uji/"
_OWN = "mitra/rombongan/<int:pk>/"
_PERSON = "mitra/peserta/<str:code>/"

urlpatterns = [
    path("sertifikasi/rombongan/", batches.batch_list, name="batch_list"),
    path("sertifikasi/rombongan/baru/", batches.batch_new, name="batch_new"),
    path(_BATCH, batches.batch_detail, name="batch_detail"),
    path(f"{_BATCH}ubah/", batches.batch_edit, name="batch_edit"),
    path(f"{_BATCH}pilih/", batches.batch_select, name="batch_select"),
    path(f"{_BATCH}lepas/", batches.batch_release, name="batch_release"),
    path(f"{_BATCH}unduh/", batches.batch_sheet, name="batch_sheet"),
    path(f"{_BATCH}kirim/", batches.batch_send, name="batch_send"),
    path(f"{_BATCH}jadwal/", batch_schedule.batch_schedule, name="batch_schedule"),
    path(f"{_BATCH}batal/", batches.batch_cancel, name="batch_cancel"),
    path(f"{_BATCH}selesai/", batches.batch_close, name="batch_close"),
    path(f"{_BATCH}surat/baru/<str:kind>/", batch_papers.batch_paper_new, name="batch_paper_new"),
    path(_PAPER, batch_papers.batch_paper, name="batch_paper"),
    path(f"{_PAPER}naskah/", batch_papers.batch_paper_edit, name="batch_paper_edit"),
    path(f"{_PAPER}nomor/", batch_papers.batch_paper_number, name="batch_paper_number"),
    path(f"{_PAPER}pindaian/", batch_papers.batch_paper_sign, name="batch_paper_sign"),
    path(f"{_PAPER}tarik/", batch_papers.batch_paper_withdraw, name="batch_paper_withdraw"),
    path(f"{_PAPER}cetak/", batch_papers.batch_paper_print, name="batch_paper_print"),
    path(f"{_PAPER}bertanda-tangan/", batch_papers.batch_paper_scan, name="batch_paper_scan"),
    path(_RESULT, results.result_list, name="result_list"),
    path(f"{_RESULT}unggah/", results.result_upload, name="result_upload"),
    path(f"{_RESULT}berkas/<int:file>/", results.result_file, name="result_file"),
    path(
        f"{_RESULT}berkas/<int:file>/terima/",
        results.result_file_accept,
        name="result_file_accept",
    ),
    path(
        f"{_RESULT}berkas/<int:file>/buang/",
        results.result_file_discard,
        name="result_file_discard",
    ),
    path(f"{_RESULT}<str:code>/", results.result_new, name="result_new"),
    path(_TESTS, case_tests.case_tests, name="case_tests"),
    path(f"{_TESTS}banding/", case_tests.appeal_new, name="appeal_new"),
    path(f"{_TESTS}banding/<int:pk>/", case_tests.appeal_answer, name="appeal_answer"),
    path(f"{_TESTS}banding/<int:pk>/bukti/", case_tests.appeal_evidence, name="appeal_evidence"),
    path("mitra/", partner.partner_desk, name="partner_desk"),
    path(_OWN, partner.partner_batch_detail, name="partner_batch_detail"),
    path(f"{_OWN}unduh/", partner.partner_sheet, name="partner_sheet"),
    path(f"{_OWN}surat/", partner.partner_letter, name="partner_letter"),
    path(f"{_OWN}surat/pindaian/", partner.partner_scan, name="partner_scan"),
    path(f"{_OWN}jadwal/", partner.partner_schedule, name="partner_schedule"),
    path(f"{_OWN}hasil/", partner_results.partner_upload, name="partner_upload"),
    path(f"{_OWN}hasil/<int:file>/", partner_results.partner_file, name="partner_file"),
    path(
        f"{_OWN}hasil/<int:file>/terima/",
        partner_results.partner_file_accept,
        name="partner_file_accept",
    ),
    path(
        f"{_OWN}hasil/<int:file>/buang/",
        partner_results.partner_file_discard,
        name="partner_file_discard",
    ),
    path(_PERSON, partner.partner_case_detail, name="partner_case_detail"),
    path(f"{_PERSON}periksa/", partner.partner_review, name="partner_review"),
    path(f"{_PERSON}perbaikan/", partner.partner_correct, name="partner_correct"),
    path(f"{_PERSON}tagihan/", partner.partner_bill, name="partner_bill"),
    path(f"{_PERSON}hasil/", partner_results.partner_result, name="partner_result"),
]
