"""Addresses of a meeting before its day: series, agenda, invitations and answers."""

from django.urls import URLPattern, path

from binakon.coordination.views import agenda, invitations, letters, meetings

_ONE = "rapat/<slug:code>/"
_LETTER = f"{_ONE}surat/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("rapat/", meetings.meeting_list, name="meeting_list"),
    path("rapat/baru/", meetings.meeting_new, name="meeting_new"),
    path("rapat/seri/baru/", meetings.series_new, name="series_new"),
    path("rapat/seri/<int:pk>/", meetings.series_detail, name="series_detail"),
    path("undangan/", invitations.invitation_inbox, name="invitation_inbox"),
    path("undangan/<int:pk>/", invitations.invitation_open, name="invitation_open"),
    path(_ONE, meetings.meeting_detail, name="meeting_detail"),
    path(f"{_ONE}ubah/", meetings.meeting_edit, name="meeting_edit"),
    path(f"{_ONE}batal/", meetings.meeting_cancel, name="meeting_cancel"),
    path(f"{_ONE}acara/", agenda.agenda_edit, name="agenda_edit"),
    path(f"{_ONE}acara/<int:pk>/", agenda.agenda_item, name="agenda_item"),
    path(f"{_ONE}acara/<int:pk>/naik/", agenda.agenda_raise, name="agenda_raise"),
    path(f"{_ONE}acara/<int:pk>/hapus/", agenda.agenda_remove, name="agenda_remove"),
    path(f"{_ONE}bahan/<int:pk>/", agenda.meeting_file, name="meeting_file"),
    path(f"{_ONE}bahan/<int:pk>/hapus/", agenda.meeting_file_remove, name="meeting_file_remove"),
    path(f"{_ONE}surat/baru/<slug:kind>/", letters.meeting_letter_new, name="meeting_letter_new"),
    path(_LETTER, letters.meeting_letter, name="meeting_letter"),
    path(f"{_LETTER}ubah/", letters.meeting_letter_edit, name="meeting_letter_edit"),
    path(f"{_LETTER}nomor/", letters.meeting_letter_number, name="meeting_letter_number"),
    path(f"{_LETTER}kirim/", letters.meeting_letter_send, name="meeting_letter_send"),
    path(f"{_LETTER}buang/", letters.meeting_letter_discard, name="meeting_letter_discard"),
    path(f"{_LETTER}surat.pdf", letters.meeting_letter_paper, name="meeting_letter_paper"),
    path(f"{_ONE}undang/<str:office>/", letters.invitation_late, name="invitation_late"),
    path(f"{_ONE}jawaban/", invitations.answer_list, name="answer_list"),
    path(f"{_ONE}jawaban/unduh/", invitations.answer_export, name="answer_export"),
    path(f"{_ONE}jawaban/<int:pk>/", invitations.answer_typed, name="answer_typed"),
    path(f"{_ONE}jawaban/<int:pk>/tautan/", invitations.invitation_link, name="invitation_link"),
]
