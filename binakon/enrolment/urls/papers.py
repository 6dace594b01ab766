"""Addresses of decrees and letters."""

from django.urls import URLPattern, path

from binakon.enrolment.views import decree_papers, decrees, letters

_DECREES = "pelatihan/<slug:slug>/sk/"
_DECREE = f"{_DECREES}<int:pk>/"
_LETTERS = "pelatihan/<slug:slug>/surat/"
_LETTER = f"{_LETTERS}<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(_DECREES, decrees.decree_list, name="decree_list"),
    path(f"{_DECREES}susun/", decrees.decree_draw, name="decree_draw"),
    path(f"{_DECREES}perubahan/", decree_papers.decree_amend, name="decree_amend"),
    path(_DECREE, decrees.decree_detail, name="decree_detail"),
    path(f"{_DECREE}naskah/", decrees.decree_text, name="decree_text"),
    path(f"{_DECREE}nomor/", decrees.decree_issue, name="decree_issue"),
    path(f"{_DECREE}tanda-tangan/", decrees.decree_sign, name="decree_sign"),
    path(f"{_DECREE}tarik/", decrees.decree_withdraw, name="decree_withdraw"),
    path(f"{_DECREE}sk.pdf", decree_papers.decree_paper, name="decree_paper"),
    path(f"{_DECREE}daftar.xlsx", decree_papers.decree_sheet, name="decree_sheet"),
    path(f"{_DECREE}pindaian/", decree_papers.decree_scan, name="decree_scan"),
    path(_LETTERS, letters.letter_list, name="letter_list"),
    path(f"{_LETTERS}baru/<str:kind>/", letters.letter_new, name="letter_new"),
    path(_LETTER, letters.letter_detail, name="letter_detail"),
    path(f"{_LETTER}ubah/", letters.letter_edit, name="letter_edit"),
    path(f"{_LETTER}nomor/", letters.letter_number, name="letter_number"),
    path(f"{_LETTER}kirim/", letters.letter_send, name="letter_send"),
    path(f"{_LETTER}buang/", letters.letter_discard, name="letter_discard"),
    path(f"{_LETTER}surat.pdf", letters.letter_paper, name="letter_paper"),
    path("surat/", letters.letter_inbox, name="letter_inbox"),
    path("surat/<int:pk>/surat.pdf", letters.received_letter_paper, name="received_letter_paper"),
]
