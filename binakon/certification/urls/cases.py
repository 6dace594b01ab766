"""Addresses of the board and of each case with its steps, of costs, and of the decrees that determine."""

from django.urls import URLPattern, path

from binakon.certification.views import case_costs, case_decrees, case_deeds, cases

_LIST = "sertifikasi/daftar/"
_CASE = "sertifikasi/kasus/<str:code>/"
_ACTIVITY = "sertifikasi/kegiatan/<slug:slug>/"
_DECREES = f"{_ACTIVITY}sk/"
_DECREE = f"{_DECREES}<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("sertifikasi/", cases.case_board, name="case_board"),
    path(_ACTIVITY, cases.activity_board, name="activity_board"),
    path(_LIST, cases.case_list, name="case_list"),
    path(f"{_LIST}unduh/", cases.case_export, name="case_export"),
    path(f"{_LIST}massal/", case_deeds.case_bulk, name="case_bulk"),
    path(f"{_LIST}massal/lakukan/", case_deeds.case_bulk_confirm, name="case_bulk_confirm"),
    path(
        f"{_LIST}massal/<slug:key>/<int:pk>/",
        case_deeds.case_bulk_result,
        name="case_bulk_result",
    ),
    path(_CASE, cases.case_detail, name="case_detail"),
    path(f"{_CASE}langkah/<slug:move>/", cases.case_step, name="case_step"),
    path(f"{_CASE}bukti/<int:pk>/", cases.case_evidence, name="case_evidence"),
    path(f"{_CASE}biaya/", case_costs.case_costs, name="case_costs"),
    path(f"{_CASE}biaya/<int:pk>/hapus/", case_costs.case_cost_remove, name="case_cost_remove"),
    path("sertifikasi/biaya/", case_costs.cost_start, name="cost_start"),
    path(f"{_ACTIVITY}biaya/", case_costs.cost_list, name="cost_list"),
    path(f"{_ACTIVITY}biaya/bayar/", case_costs.cost_pay, name="cost_pay"),
    path(_DECREES, case_decrees.case_decree_list, name="case_decree_list"),
    path(f"{_DECREES}susun/", case_decrees.case_decree_draw, name="case_decree_draw"),
    path(_DECREE, case_decrees.case_decree_detail, name="case_decree_detail"),
    path(f"{_DECREE}naskah/", case_decrees.case_decree_text, name="case_decree_text"),
    path(f"{_DECREE}nomor/", case_decrees.case_decree_issue, name="case_decree_issue"),
    path(f"{_DECREE}tanda-tangan/", case_decrees.case_decree_sign, name="case_decree_sign"),
    path(f"{_DECREE}tarik/", case_decrees.case_decree_withdraw, name="case_decree_withdraw"),
    path(f"{_DECREE}sk.pdf", case_decrees.case_decree_paper, name="case_decree_paper"),
    path(f"{_DECREE}pindaian/", case_decrees.case_decree_scan, name="case_decree_scan"),
]
