"""Addresses of logging in and out, one's own account, messages, deadlines and the letterhead. What allauth offers beyond these stays closed."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path
from django.views.generic import RedirectView

from binakon.people import views

_ACCOUNT = "akun/"
_FACTORS = "akun/faktor-kedua/"
_KEYS = f"{_FACTORS}kunci/"
_MESSAGE = "pesan/<int:pk>/"
urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("masuk/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("masuk/kunci/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("keluar/", account.logout, name="account_logout"),
    # allauth asks for the address of signing up; users are added by the office, so it leads to logging in.
    path("mendaftar/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
    path(_ACCOUNT, views.account, name="account"),
    path("kantor/", views.office_detail, name="office_detail"),
    path("kantor/ubah/", views.office_edit, name="office_edit"),
    path("kantor/pejabat/baru/", views.official_new, name="official_new"),
    path("kantor/pejabat/<int:pk>/", views.official_edit, name="official_edit"),
    path("kantor/kontak/", views.office_contact_list, name="office_contact_list"),
    path("kantor/kontak/<str:office>/", views.office_contact_edit, name="office_contact_edit"),
    path("kantor/mitra/", views.organisation_list, name="organisation_list"),
    path("kantor/mitra/baru/", views.organisation_new, name="organisation_new"),
    path("kantor/mitra/<int:pk>/", views.organisation_edit, name="organisation_edit"),
    path(f"{_ACCOUNT}nonaktif/", account.account_inactive, name="account_inactive"),
    path(f"{_ACCOUNT}pastikan/", account.reauthenticate, name="account_reauthenticate"),
    path(f"{_ACCOUNT}sandi/", account.password_change, name="account_change_password"),
    path(
        f"{_ACCOUNT}sandi/pertama/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path("masuk/lupa/", account.password_reset, name="account_reset_password"),
    path("masuk/lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^masuk/lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "masuk/lupa/selesai/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(_FACTORS, mfa.index, name="mfa_index"),
    path(f"{_FACTORS}pastikan/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(f"{_FACTORS}aplikasi/", totp.activate_totp, name="mfa_activate_totp"),
    path(f"{_FACTORS}aplikasi/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(f"{_FACTORS}cadangan/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        f"{_FACTORS}cadangan/baru/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        f"{_FACTORS}cadangan/unduh/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(_KEYS, webauthn.list_webauthn, name="mfa_list_webauthn"),
    path(f"{_KEYS}tambah/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(f"{_KEYS}pastikan/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path(f"{_KEYS}<int:pk>/lepas/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path(
        f"{_KEYS}<int:pk>/ubah/",
        RedirectView.as_view(pattern_name="mfa_list_webauthn"),
        name="mfa_edit_webauthn",
    ),
    path("pesan/", views.message_list, name="message_list"),
    path(_MESSAGE, views.message_detail, name="message_detail"),
    path(f"{_MESSAGE}surel/", views.message_html, name="message_html"),
    path(f"{_MESSAGE}ubah/", views.message_edit, name="message_edit"),
    path(f"{_MESSAGE}batal/", views.message_cancel, name="message_cancel"),
    path(f"{_MESSAGE}kirim-ulang/", views.message_again, name="message_again"),
    path(f"{_MESSAGE}diteruskan/", views.message_passed_on, name="message_passed_on"),
    path("tenggat/", views.deadline_list, name="deadline_list"),
    path("tenggat/alamat-baru/", views.deadline_feed_new, name="deadline_feed_new"),
    path("tenggat.ics", views.deadline_feed, name="deadline_feed"),
]
