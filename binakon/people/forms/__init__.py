"""Hearing a log-in: closed sign-up, plain sentences, a second factor."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.account.forms import ResetPasswordForm as AllauthResetPasswordForm
from allauth.account.forms import ResetPasswordKeyForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from cryptography.fernet import Fernet
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Users are added by the office; nobody signs up by themselves."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "Surel atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi."
        ),
        "too_many_login_attempts": _(
            "Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."
        ),
        "rate_limited": _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
        "incorrect_password": _("Kata sandinya tidak cocok. Ketik lagi."),
        "enter_current_password": _("Kata sandi sekarang tidak cocok. Ketik lagi."),
        "invalid_password_reset": _("Tautannya sudah tidak berlaku. Minta tautan baru."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only what went wrong is said above a page; log-in and log-out speak through the page itself."""
        if level >= messages.ERROR:
            super().add_message(request, level, *args, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors in plain words, their secrets encrypted at rest."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "Kodenya tidak cocok. Tunggu kode berikutnya di aplikasi, lalu ketik lagi."
        ),
        "cannot_delete_authenticator": _(
            "Ini faktor kedua Anda yang terakhir, dan instalasi ini mewajibkannya. Tambahkan yang lain dulu."
        ),
        "cannot_generate_recovery_codes": _(
            "Pasang aplikasi autentikator atau kunci masuk dulu, baru buat kode cadangan."
        ),
    }

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor stays where one is required."""
        if settings.SECOND_FACTOR != "required":
            return True
        kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        own = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=kinds)
        return bool(own.exclude(pk=authenticator.pk).exists())

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        """What a passkey is called until its owner names it."""
        held = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return str(_("Kunci masuk %(number)d") % {"number": held + 1})


def _cipher() -> Fernet:
    key = hashlib.sha256(b"binakon second factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _plain(form: forms.BaseForm, **labels: Any) -> None:
    """Labels of ours, no placeholders, no help that allauth brings in another tone."""
    for name, field in form.fields.items():
        field.label = labels.get(name, field.label)
        field.help_text = ""
        field.widget.attrs.pop("placeholder", None)


class LoginForm(AllauthLoginForm):
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, login=_("Surel"), password=_("Kata sandi"))


class ReauthenticateForm(AllauthReauthenticateForm):
    """The password again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, password=_("Kata sandi"))


class ChangePasswordForm(AllauthChangePasswordForm):
    """The old password, then the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(
            self,
            oldpassword=_("Kata sandi sekarang"),
            password1=_("Kata sandi baru"),
            password2=_("Kata sandi baru, sekali lagi"),
        )
        self.fields["password1"].help_text = _(
            "Sedikitnya 12 karakter. Kalimat pendek mudah diingat."
        )


class ResetPasswordForm(AllauthResetPasswordForm):
    """Whose password was forgotten."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, email=_("Surel"))


class NewPasswordForm(ResetPasswordKeyForm):
    """A new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(
            self,
            password1=_("Kata sandi baru"),
            password2=_("Kata sandi baru, sekali lagi"),
        )
        self.fields["password1"].help_text = _(
            "Sedikitnya 12 karakter. Kalimat pendek mudah diingat."
        )


class ActivateTOTPForm(AllauthActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, code=_("Kode enam angka dari aplikasi"))
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "data-width": "s"}


class AuthenticateForm(AllauthAuthenticateForm):
    """The code of the moment, or one of the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, code=_("Kode dari aplikasi, atau kode cadangan"))
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "data-width": "s"}


class ReauthenticateCodeForm(AllauthReauthenticateCodeForm):
    """The code again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, code=_("Kode dari aplikasi, atau kode cadangan"))
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "data-width": "s"}


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey's name, and whether it alone may log in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, name=_("Nama kunci"), passwordless=_("Boleh masuk tanpa kata sandi"))
        self.fields["passwordless"].help_text = _(
            "Perangkat meminta sidik jari, wajah, atau PIN; kata sandi tidak perlu diketik."
        )
