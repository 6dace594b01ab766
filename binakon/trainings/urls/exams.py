"""Addresses of the bank of questions and of tests."""

from django.urls import URLPattern, path

from binakon.trainings.views import exam_results, exams, paper_scores, question_uploads, questions

_CLASS = "pelatihan/<slug:slug>/tes/"
_EXAM = f"{_CLASS}<slug:kind>/"

urlpatterns: list[URLPattern] = [
    path("soal/", questions.question_list, name="question_list"),
    path("soal/baru/", questions.question_new, name="question_new"),
    path("soal/unggah/", question_uploads.question_upload, name="question_upload"),
    path("soal/terima/", question_uploads.question_accept, name="question_accept"),
    path("soal/templat.xlsx", question_uploads.question_template, name="question_template"),
    path("soal/<int:pk>/", questions.question_edit, name="question_edit"),
    path("soal/<int:pk>/henti/", questions.question_retire, name="question_retire"),
    path(_CLASS, exams.exam_list, name="exam_list"),
    path(f"{_CLASS}hasil/", exam_results.exam_results, name="exam_results"),
    path(f"{_CLASS}hasil.xlsx", exam_results.exam_results_file, name="exam_results_file"),
    path(_EXAM, exams.exam_detail, name="exam_detail"),
    path(f"{_EXAM}atur/", exams.exam_edit, name="exam_edit"),
    path(f"{_EXAM}soal/", exams.exam_questions, name="exam_questions"),
    path(f"{_EXAM}acak/", exams.exam_draw, name="exam_draw"),
    path(f"{_EXAM}buka/", exams.exam_open, name="exam_open"),
    path(f"{_EXAM}tutup/", exams.exam_close, name="exam_close"),
    path(f"{_EXAM}buka-lagi/", exams.exam_reopen, name="exam_reopen"),
    path(f"{_EXAM}kertas/", paper_scores.exam_paper, name="exam_paper"),
    path(f"{_EXAM}kertas/templat.xlsx", paper_scores.score_file, name="score_file"),
    path(f"{_EXAM}kertas/unggah/", paper_scores.score_upload, name="score_upload"),
    path(f"{_EXAM}kertas/terima/", paper_scores.score_accept, name="score_accept"),
    path(f"{_EXAM}batalkan/<int:pk>/", exams.sitting_annul, name="sitting_annul"),
]
