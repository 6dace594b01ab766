"""Addresses of the public pages."""

from django.urls import path

from binakon.portal import views
from binakon.portal.views import arrivals, cases, invitations, published, verification

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("style/", views.style, name="style"),
    path("kegiatan/", views.activity_list, name="activity_list"),
    path("kegiatan/<slug:slug>/", views.activity_detail, name="activity_detail"),
    path("kegiatan/<slug:slug>/kuota/", views.training_quota, name="training_quota"),
    path("kegiatan/<slug:slug>/undian/", views.training_draw, name="training_draw"),
    path("kegiatan/<slug:slug>/undian/kode.txt", views.draw_codes, name="draw_codes"),
    path("kegiatan/<slug:slug>/undian/benih.txt", views.draw_seed, name="draw_seed"),
    path("kegiatan/<slug:slug>/jadwal.pdf", views.training_schedule, name="training_schedule"),
    path("kegiatan/<slug:slug>/jadwal.ics", views.training_calendar, name="training_calendar"),
    path("kegiatan/<slug:slug>/daftar/", views.registration_start, name="registration_start"),
    path("kasus/<str:token>/", cases.case_status, name="case_status"),
    path("kasus/<str:token>/banding/", cases.case_appeal, name="case_appeal"),
    path("kasus/<str:token>/berkas/<slug:kind>/", cases.case_upload, name="case_upload"),
    path("kasus/<str:token>/berkas/<slug:kind>/lihat/", cases.case_file, name="case_file"),
    path("pendaftaran/surel/<str:contact_token>/", views.contact_confirm, name="contact_confirm"),
    path("pendaftaran/<str:token>/", views.registration_status, name="registration_status"),
    path("pendaftaran/<str:token>/isian/diri/", views.registration_who, name="registration_who"),
    path(
        "pendaftaran/<str:token>/isian/asal/", views.registration_reach, name="registration_reach"
    ),
    path(
        "pendaftaran/<str:token>/isian/pilihan/",
        views.registration_wishes,
        name="registration_wishes",
    ),
    path(
        "pendaftaran/<str:token>/isian/berkas/",
        views.registration_papers,
        name="registration_papers",
    ),
    path(
        "pendaftaran/<str:token>/isian/kirim/", views.registration_check, name="registration_check"
    ),
    path(
        "pendaftaran/<str:token>/berkas/<slug:kind>/",
        views.registration_upload,
        name="registration_upload",
    ),
    path(
        "pendaftaran/<str:token>/berkas/<slug:kind>/lihat/",
        views.registration_file,
        name="registration_file",
    ),
    path("pendaftaran/<str:token>/pilihan/", views.registration_order, name="registration_order"),
    path("pendaftaran/<str:token>/terima/", views.registration_accept, name="registration_accept"),
    path("pendaftaran/<str:token>/tolak/", views.registration_decline, name="registration_decline"),
    path(
        "pendaftaran/<str:token>/mundur/", views.registration_withdraw, name="registration_withdraw"
    ),
    path(
        "pendaftaran/<str:token>/keberatan/", views.registration_object, name="registration_object"
    ),
    path(
        "pendaftaran/<str:token>/evaluasi/",
        views.registration_evaluation,
        name="registration_evaluation",
    ),
    path(
        "pendaftaran/<str:token>/jadwal.ics",
        views.registration_calendar,
        name="registration_calendar",
    ),
    path(
        "pendaftaran/<str:token>/panggilan.pdf", views.registration_call, name="registration_call"
    ),
    path(
        "pendaftaran/<str:token>/tes/<slug:kind>/",
        views.registration_exam,
        name="registration_exam",
    ),
    path(
        "pendaftaran/<str:token>/tes/<slug:kind>/simpan/",
        views.registration_exam_save,
        name="registration_exam_save",
    ),
    path("undangan/<str:token>/", invitations.invitation_answer, name="invitation_answer"),
    path("undangan/<str:token>/isian/", invitations.invitation_form, name="invitation_form"),
    path(
        "undangan/<str:token>/rapat.ics",
        invitations.invitation_calendar,
        name="invitation_calendar",
    ),
    path(
        "undangan/<str:token>/surat/<int:pk>/",
        invitations.invitation_paper,
        name="invitation_paper",
    ),
    path(
        "undangan/<str:token>/bahan/<int:pk>/", invitations.invitation_file, name="invitation_file"
    ),
    path(
        "undangan/<str:token>/tamu/<uuid:key>/",
        invitations.invitation_guest,
        name="invitation_guest",
    ),
    path("narasumber/<str:token>/surat/<int:pk>/", views.instructor_paper, name="instructor_paper"),
    path("narasumber/<str:token>/", views.instructor_answer, name="instructor_answer"),
    path(
        "narasumber/<str:token>/jadwal.ics", views.instructor_calendar, name="instructor_calendar"
    ),
    path(
        "pendaftaran/<str:token>/hadir/",
        views.registration_attendance,
        name="registration_attendance",
    ),
    path(
        "pendaftaran/<str:token>/hadir/kirim/",
        views.registration_attendance_sync,
        name="registration_attendance_sync",
    ),
    path(
        "pendaftaran/<str:token>/hadir/luring.js",
        views.registration_attendance_worker,
        name="registration_attendance_worker",
    ),
    path(
        "pendaftaran/<str:token>/hadir/pasang.webmanifest",
        views.registration_attendance_manifest,
        name="registration_attendance_manifest",
    ),
    path(
        "pendaftaran/<str:token>/materi/<int:pk>/",
        views.registration_material,
        name="registration_material",
    ),
    path(
        "pendaftaran/<str:token>/sertifikat.pdf",
        views.registration_certificate,
        name="registration_certificate",
    ),
    path("hadir/<slug:key>/<str:code>/", views.own_scan, name="own_scan"),
    path("rapat/<slug:code>/hadir/<slug:room>/", arrivals.meeting_arrival, name="meeting_arrival"),
    path("capaian/<int:year>/", views.achievement, name="achievement"),
    path("angka/<int:year>/<slug:key>/", views.figure_detail, name="figure_detail"),
    path("siaran-pers/", views.brief_list, name="brief_list"),
    path("siaran-pers/<int:year>/<int:number>/", views.brief_detail, name="brief_detail"),
    path(
        "siaran-pers/<int:year>/<int:number>/siaran.<slug:form>",
        views.brief_file,
        name="brief_file",
    ),
    path(
        "siaran-pers/<int:year>/<int:number>/angka/<path:key>/",
        views.brief_figure,
        name="brief_figure",
    ),
    path(
        "siaran-pers/<int:year>/<int:number>/edisi/<int:edition>/",
        views.brief_detail,
        name="brief_detail",
    ),
    path(
        "siaran-pers/<int:year>/<int:number>/edisi/<int:edition>/angka/<path:key>/",
        views.brief_figure,
        name="brief_figure",
    ),
    path("jadwal.ics", views.schedule, name="schedule"),
    path("verifikasi/", verification.verification, name="verification"),
    path("verifikasi/pdf/", verification.verification_pdf, name="verification_pdf"),
    path("verifikasi/periksa.json", verification.verification_check, name="verification_check"),
    path("verifikasi/luring/", verification.offline_check, name="offline_check"),
    path("verifikasi/luring/worker.js", published.offline_worker, name="offline_worker"),
    path("verifikasi/penerbit/<str:office>.json", published.issuer_profile, name="issuer_profile"),
    path("verifikasi/penerbit/<str:office>/did.json", published.issuer_did, name="issuer_did"),
    path("verifikasi/status/<str:office>", published.status_list, name="status_list"),
    path(".well-known/jwks.json", published.signing_keys, name="signing_keys"),
    path(".well-known/did.json", published.site_did, name="site_did"),
    path(
        "v/<path:token>/kredensial.jwt",
        verification.verification_credential,
        name="verification_credential",
    ),
    path("v/<path:token>.json", verification.verification_json, name="verification_json"),
    path("v/<path:token>/", verification.verification_detail, name="verification_detail"),
]
