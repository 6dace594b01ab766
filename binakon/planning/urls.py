"""Addresses of the planner's pages."""

from django.urls import path

from binakon.planning.views import (
    activities,
    closing,
    cost_papers,
    costs,
    decisions,
    duties,
    life,
    money,
    papers,
    prices,
    scenario_answers,
    scenario_papers,
    scenarios,
    versions,
    workbooks,
    years,
)

app_name = "planning"
_VERSION = "rencana/versi/<int:pk>/"
_SCENARIO = "skenario/<int:year>/<int:pk>/"
_ANSWER = "skenario/jawaban/<int:pk>/"
_ACTIVITY = f"{_VERSION}kegiatan/<slug:code>/"
_COSTS = f"{_ACTIVITY}biaya/"
_UPLOAD = f"{_VERSION}unggahan/<int:upload>/"
urlpatterns = [
    path("rencana/<int:year>/templat.xlsx", workbooks.workbook_template, name="workbook_template"),
    path("rencana/baru/", years.year_new, name="year_new"),
    path("tahun/", closing.year_list, name="year_list"),
    path("tahun/<int:year>/tutup/", closing.year_closing, name="year_closing"),
    path(
        "tahun/<int:year>/tutup/<slug:move>/", closing.year_closing_step, name="year_closing_step"
    ),
    path("tahun/<int:year>/berikutnya/", closing.year_next, name="year_next"),
    path("rencana/<int:year>/kebutuhan/", years.goal_edit, name="goal_edit"),
    path("uang/<int:year>/", money.money, name="money"),
    path("uang/realisasi/<int:pk>/tarik/", money.payment_withdraw, name="payment_withdraw"),
    path("kegiatan/<slug:slug>/", life.activity_life, name="activity_life"),
    path("kegiatan/<slug:slug>/<slug:move>/", life.activity_move, name="activity_move"),
    path("rencana/<int:year>/tenggat/", duties.duty_list, name="duty_list"),
    path("rencana/<int:year>/tenggat/selesai/", duties.duty_deliver, name="duty_deliver"),
    path("rencana/<int:year>/tenggat/batal/", duties.duty_take_back, name="duty_take_back"),
    path("rencana/<int:year>/versi-baru/", versions.version_new, name="version_new"),
    path(
        "rencana/banding/<int:before>/<int:after>/",
        versions.version_compare,
        name="version_compare",
    ),
    path(
        "rencana/banding/<int:before>/<int:after>/perbandingan.pdf",
        papers.comparison_paper,
        name="comparison_paper",
    ),
    path(f"{_VERSION}rencana.pdf", papers.version_paper, name="version_paper"),
    path(_VERSION, versions.version_detail, name="version_detail"),
    path(f"{_VERSION}ubah/", versions.version_edit, name="version_edit"),
    path(f"{_VERSION}ajukan/", decisions.version_submit, name="version_submit"),
    path(f"{_VERSION}kembalikan/", decisions.version_return, name="version_return"),
    path(f"{_VERSION}sahkan/", decisions.version_ratify, name="version_ratify"),
    path(f"{_VERSION}dokumen/", decisions.version_document, name="version_document"),
    path(f"{_VERSION}buang/", decisions.version_discard, name="version_discard"),
    path(f"{_VERSION}rencana.xlsx", workbooks.version_workbook, name="version_workbook"),
    path(f"{_VERSION}unggah/", workbooks.workbook_upload, name="workbook_upload"),
    path(_UPLOAD, workbooks.workbook_preview, name="workbook_preview"),
    path(f"{_UPLOAD}simpan/", workbooks.workbook_accept, name="workbook_accept"),
    path(f"{_UPLOAD}buang/", workbooks.workbook_discard, name="workbook_discard"),
    path(f"{_VERSION}kegiatan/baru/", activities.activity_new, name="activity_new"),
    path(f"{_VERSION}kegiatan/<slug:code>/", activities.activity_edit, name="activity_edit"),
    path(
        f"{_VERSION}kegiatan/<slug:code>/hapus/", activities.activity_remove, name="activity_remove"
    ),
    path("skenario/<int:year>/", scenarios.scenario_list, name="scenario_list"),
    path("skenario/<int:year>/baru/", scenarios.scenario_new, name="scenario_new"),
    path(
        "skenario/<int:year>/banding/", scenario_answers.scenario_compare, name="scenario_compare"
    ),
    path(_SCENARIO, scenarios.scenario_detail, name="scenario_detail"),
    path(f"{_SCENARIO}calon/", scenarios.scenario_candidate, name="scenario_candidate_new"),
    path(f"{_SCENARIO}calon/<slug:code>/", scenarios.scenario_candidate, name="scenario_candidate"),
    path(
        f"{_SCENARIO}calon/<slug:code>/hapus/",
        scenarios.scenario_candidate_remove,
        name="scenario_candidate_remove",
    ),
    path(f"{_SCENARIO}batas/", scenarios.scenario_limits, name="scenario_limits"),
    path(f"{_SCENARIO}harga/", scenarios.scenario_prices, name="scenario_prices"),
    path(f"{_SCENARIO}tanya/", scenario_answers.scenario_ask, name="scenario_ask"),
    path(f"{_SCENARIO}bagikan/", scenarios.scenario_share, name="scenario_share"),
    path(f"{_SCENARIO}buang/", scenarios.scenario_discard, name="scenario_discard"),
    path(_ANSWER, scenario_answers.scenario_answer, name="scenario_answer"),
    path(f"{_ANSWER}usulkan/", scenario_answers.scenario_propose, name="scenario_propose"),
    path(
        f"{_ANSWER}justifikasi.pdf",
        scenario_papers.scenario_justification,
        name="scenario_justification",
    ),
    path(f"{_ANSWER}rka.xlsx", scenario_papers.scenario_rka, name="scenario_rka"),
    path(_COSTS, costs.cost_lines, name="cost_lines"),
    path(f"{_COSTS}baru/", costs.cost_line_new, name="cost_line_new"),
    path(f"{_COSTS}salin/", costs.cost_copy, name="cost_copy"),
    path(f"{_COSTS}jumlah/", costs.cost_sum, name="cost_sum"),
    path(f"{_COSTS}unggah/", cost_papers.cost_upload, name="cost_upload"),
    path(f"{_COSTS}simpan/", cost_papers.cost_accept, name="cost_accept"),
    path(f"{_COSTS}<int:line>/", costs.cost_line_edit, name="cost_line_edit"),
    path(f"{_COSTS}<int:line>/hapus/", costs.cost_line_remove, name="cost_line_remove"),
    path(f"{_COSTS}<int:line>/urutan/", costs.cost_line_move, name="cost_line_move"),
    path(f"{_ACTIVITY}kak/", cost_papers.terms_edit, name="terms_edit"),
    path(f"{_ACTIVITY}kak.pdf", cost_papers.terms_paper, name="terms_paper"),
    path(f"{_ACTIVITY}kak.xlsx", cost_papers.terms_sheet, name="terms_sheet"),
    path(f"{_ACTIVITY}rab.pdf", cost_papers.estimate_paper, name="estimate_paper"),
    path(f"{_ACTIVITY}rab.xlsx", cost_papers.estimate_sheet, name="estimate_sheet"),
    path("harga/", prices.price_list, name="price_list"),
    path("harga/baru/", prices.price_new, name="price_new"),
    path("harga/<int:pk>/akhiri/", prices.price_end, name="price_end"),
    path("harga/akun/", prices.account_list, name="account_list"),
    path("harga/templat.xlsx", prices.price_template, name="price_template"),
    path("harga/unggah/", prices.price_upload, name="price_upload"),
    path("harga/simpan/", prices.price_accept, name="price_accept"),
]
