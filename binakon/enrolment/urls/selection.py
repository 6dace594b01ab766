"""Addresses of quotas, selection runs and objections."""

from django.urls import URLPattern, path

from binakon.enrolment.views import objections, quotas, selection

_CLASS = "pelatihan/<slug:slug>/"
_RUN = f"{_CLASS}seleksi/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(f"{_CLASS}kuota/", quotas.quota_detail, name="quota_detail"),
    path(f"{_CLASS}kuota/hitung/", quotas.quota_calculate, name="quota_calculate"),
    path(f"{_CLASS}kuota/ubah/<str:office>/", quotas.quota_edit, name="quota_edit"),
    path(f"{_CLASS}kuota/hitungan/<int:pk>/", quotas.calculation_detail, name="calculation_detail"),
    path(
        f"{_CLASS}kuota/hitungan/<int:pk>/kuota.pdf",
        quotas.calculation_paper,
        name="calculation_paper",
    ),
    path(f"{_CLASS}kebutuhan/", quotas.need_edit, name="need_edit"),
    path(f"{_CLASS}seleksi/", selection.selection_detail, name="selection_detail"),
    path(f"{_CLASS}seleksi/usulkan/", selection.selection_propose, name="selection_propose"),
    path(_RUN, selection.selection_run, name="selection_run"),
    path(f"{_RUN}umumkan/", selection.selection_announce, name="selection_announce"),
    path(f"{_RUN}buang/", selection.selection_discard, name="selection_discard"),
    path(f"{_RUN}hasil/", selection.selection_export, name="selection_export"),
    path(f"{_RUN}berita-acara.pdf", selection.selection_paper, name="selection_paper"),
    path(
        f"{_CLASS}seleksi/banding/<int:before>/<int:after>/",
        selection.selection_compare,
        name="selection_compare",
    ),
    path(f"{_CLASS}keberatan/", objections.objection_list, name="objection_list"),
    path(f"{_CLASS}keberatan/<int:pk>/", objections.objection_answer, name="objection_answer"),
]
