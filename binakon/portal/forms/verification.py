"""Hearing whoever checks a certificate: its number and code, its PDF, or the text of its offline code."""

from django import forms
from django.utils.translation import gettext_lazy

from binakon.portal.forms.fields import LineField


class NumberForm(forms.Form):
    """What is printed under the QR."""

    number = LineField(
        max_length=100,
        label=gettext_lazy("Nomor sertifikat"),
        help_text=gettext_lazy("Persis seperti tercetak, dengan garis miring."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    code = LineField(
        max_length=40,
        label=gettext_lazy("Kode periksa"),
        help_text=gettext_lazy("8 huruf dan angka di dekat QR; boleh huruf kecil."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-width": "m",
            }
        ),
    )


class PdfForm(forms.Form):
    """The file as it was received."""

    pdf = forms.FileField(
        label=gettext_lazy("Berkas sertifikat (PDF)"),
        help_text=gettext_lazy("Berkas hanya dibandingkan, lalu dilupakan; tidak kami simpan."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={
            "required": gettext_lazy("Pilih berkas PDF lebih dulu."),
            "empty": gettext_lazy("Berkas ini kosong. Pilih berkas PDF sertifikat."),
        },
        max_length=1000,
    )


class OfflineForm(forms.Form):
    """The text behind the QR that is checked without network."""

    payload = forms.CharField(
        max_length=4000,
        label=gettext_lazy("Isi QR"),
        help_text=gettext_lazy("Tempel teks atau tautan hasil pindaian. Isinya diawali BK1."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_payload(self) -> str:
        """The text alone, also where the whole link was pasted."""
        return str(self.cleaned_data["payload"]).strip().rsplit("#", 1)[-1]
