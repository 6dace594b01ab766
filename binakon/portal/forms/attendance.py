"""Hearing the code on the screen of a room."""

from django import forms
from django.utils.translation import gettext_lazy


class CodeForm(forms.Form):
    """The code of a session, as it is read from the screen."""

    code = forms.CharField(
        max_length=20,
        label=gettext_lazy("Kode di layar ruang kelas"),
        help_text=gettext_lazy(
            "Delapan huruf dan angka, misalnya K7M3-9QXT. Berganti tiap 15 detik."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": gettext_lazy("Ketik kode yang tampil di layar.")},
    )
