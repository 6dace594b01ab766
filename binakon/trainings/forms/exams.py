"""Hearing the terms of a test, a draw of its questions, when it closes anew."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from binakon.core.fields import WholeField
from binakon.enrolment.forms.days import MomentField
from binakon.enrolment.rules.training_terms import moment_of
from binakon.trainings.rules.exams import Terms

MOST_SEED = 2_147_483_647


class ExamForm(forms.Form):
    """The terms of a test; `revision` is what the writer had read."""

    opens_at = MomentField(
        label=gettext_lazy("Dibuka"), help_text=gettext_lazy("Misalnya 20 April 2026, 08.30")
    )
    closes_at = MomentField(label=gettext_lazy("Ditutup"))
    minutes = WholeField(
        label=gettext_lazy("Waktu mengerjakan (menit)"),
        required=True,
        help_text=gettext_lazy("Dihitung per orang sejak ia mulai, tidak melewati waktu tutup."),
    )
    least_attendance = WholeField(
        label=gettext_lazy("Kehadiran paling sedikit (% JP)"),
        help_text=gettext_lazy(
            "Hanya untuk tes akhir. Dihitung dari JP sesi yang sudah selesai. Kosongkan kalau tidak disyaratkan."
        ),
    )
    shuffles = forms.BooleanField(
        label=gettext_lazy("Acak urutan soal dan pilihan untuk setiap orang"), required=False
    )
    shows_score = forms.BooleanField(
        label=gettext_lazy("Perlihatkan nilai kepada peserta"),
        required=False,
        help_text=gettext_lazy(
            "Nilai tampil setelah dikirim; kunci jawaban baru setelah tes ditutup."
        ),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def terms(self) -> Terms:
        """What was stated; ask only a valid form."""
        told = self.cleaned_data
        opens_at, closes_at = moment_of(told["opens_at"]), moment_of(told["closes_at"])
        assert opens_at is not None, "the form asks for the moment"
        assert closes_at is not None, "the form asks for the moment"
        return Terms(
            opens_at=opens_at,
            closes_at=closes_at,
            minutes=told["minutes"],
            shuffles=told["shuffles"],
            shows_score=told["shows_score"],
            least_attendance=told["least_attendance"],
        )


class DrawForm(forms.Form):
    """So many questions by lot from one topic."""

    topic = forms.ChoiceField(label=gettext_lazy("Dari"))
    many = WholeField(label=gettext_lazy("Berapa soal"), required=True)
    seed = forms.IntegerField(
        label=gettext_lazy("Benih"),
        min_value=0,
        max_value=MOST_SEED,
        widget=forms.NumberInput(attrs={"data-width": "m"}),
        help_text=gettext_lazy(
            "Dengan benih yang sama, undiannya memilih soal yang sama. Benih dan hasilnya tercatat."
        ),
    )

    def __init__(self, *args: Any, topics: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["topic"].choices = topics  # type: ignore[attr-defined]


class ReopenForm(forms.Form):
    """Until when a test is open again, and why."""

    closes_at = MomentField(label=gettext_lazy("Ditutup lagi"))
    reason = forms.CharField(label=gettext_lazy("Alasan"), min_length=5, max_length=300)


class AnnulForm(forms.Form):
    """Why somebody's go counts no more."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), min_length=5, max_length=300)
