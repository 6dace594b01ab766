"""Hearing a planner's assumptions: a new scenario, one candidate, the prices; empty stays unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binakon.core.fields import RupiahField, WholeField
from binakon.planning.rules.scenario_chain import chain_stated, chain_sums
from binakon.planning.rules.scenario_start import CODES, stated
from binakon.planning.rules.scenarios.facts import (
    Candidate,
    Indicator,
    Question,
    Rupiah,
    price_key,
)

_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
PLAN, EMPTY = "plan", "empty"


def _price_fields() -> dict[str, forms.Field]:
    return {
        Rupiah.FIXED.value: RupiahField(label=_("Biaya tetap per kelas (asumsi)")),
        Rupiah.PERSON.value: RupiahField(label=_("Biaya per orang (asumsi)")),
        Rupiah.TRAVEL.value: RupiahField(label=_("Perjalanan per orang (asumsi)")),
        "source": forms.CharField(
            required=False,
            max_length=300,
            label=_("Sumber asumsi harga"),
            help_text=_("Misalnya SSH gubernur, DPA tahun lalu, atau perkiraan kantor."),
        ),
    }


def price_initial(question: Question, code: str) -> dict[str, Any]:
    """The stated prices of a candidate (empty code: of all) with their source."""
    held = {each.key: each for each in question.assumptions}
    found: dict[str, Any] = {}
    for price in Rupiah:
        assumption = held.get(price_key(price, code))
        if assumption is not None:
            found |= {price.value: assumption.value, "source": assumption.source}
    return found


class _Priced(forms.Form):
    """A form with the three prices and the source that they need."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields |= _price_fields()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if any(found.get(price.value) is not None for price in Rupiah) and not found.get("source"):
            self.add_error("source", _("Tulis dari mana harganya, walau hanya perkiraan kantor."))
        return found

    def priced(self, question: Question, code: str, label: str) -> Question:
        """The question with these prices."""
        found = self.cleaned_data
        prices = {price: found.get(price.value) for price in Rupiah}
        return stated(question, code, prices, found.get("source", ""), label)


class NewScenarioForm(forms.Form):
    """The name of a scenario and what it begins with."""

    name = forms.CharField(max_length=200, label=_("Nama skenario"))
    start = forms.ChoiceField(label=_("Mulai dari"), widget=forms.RadioSelect)
    note = forms.CharField(
        required=False, max_length=2000, label=_("Catatan"), widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, others: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        copies = [(str(pk), _("Salinan “%(name)s”") % {"name": name}) for pk, name in others]
        self.fields["start"].choices = [  # type: ignore[attr-defined]
            (PLAN, _("Rencana yang berlaku dan yang menunggu")),
            (EMPTY, _("Kosong")),
            *copies,
        ]


class PricesForm(_Priced):
    """Prices of every candidate that has none of its own."""


class CandidateForm(_Priced):
    """One candidate activity."""

    title = forms.CharField(max_length=300, label=_("Nama kegiatan"))
    indicator = forms.ChoiceField(
        label=_("Menghitung orang yang"),
        choices=[
            (Indicator.TRAINED.value, _("dilatih (0011)")),
            (Indicator.FACILITATED.value, _("difasilitasi (0014)")),
        ],
    )
    least = WholeField(required=True, label=_("Isi kelas paling sedikit"))
    most = WholeField(required=True, label=_("Isi kelas paling banyak"))
    least_times = WholeField(required=True, label=_("Kelas yang sudah dijanjikan"))
    most_times = WholeField(required=True, label=_("Kelas paling banyak"))
    earliest = forms.DateField(label=_("Mulai paling awal"), widget=_DATE)
    latest = forms.DateField(label=_("Mulai paling akhir"), widget=_DATE)
    lead_days = WholeField(required=True, label=_("Persiapan sejak uang ada (hari kerja)"))
    result_days = WholeField(
        required=True,
        label=_("Dari hari kelas sampai hasilnya keluar (hari kalender)"),
        help_text=_("Misalnya menunggu uji dan keputusan LSP. Isi 0 bila langsung."),
    )
    chain_days = WholeField(
        required=True, label=_("Sesudah itu sampai tercatat dan terbayar (hari kerja)")
    )
    partner = forms.CharField(required=False, max_length=200, label=_("Mitra atau LSP"))
    waits_for_change = forms.BooleanField(
        required=False, label=_("Uangnya menunggu perubahan anggaran")
    )
    regions = forms.MultipleChoiceField(
        required=False,
        label=_("Hanya untuk orang dari"),
        help_text=_("Tanpa centang berarti dari semua kabupaten/kota."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        regions: Mapping[str, str],
        known: Candidate | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.known = known
        self.fields["regions"].choices = list(regions.items())  # type: ignore[attr-defined]
        if known:
            self._ask_what_is_unknown(known)

    def _ask_what_is_unknown(self, known: Candidate) -> None:
        """No price that the plan tells; of what has happened only its people and what it cost."""
        told = {each.value for each in Rupiah if getattr(known, each.value) is not None}
        if len(told) == len(Rupiah):
            told.add("source")
        for name in told:
            del self.fields[name]
        if known.is_held:
            asked = {"most", "source", *(each.value for each in Rupiah)}
            self.fields = {name: own for name, own in self.fields.items() if name in asked}
            if known.least == known.most:
                self.fields["most"].label = _("Orang")

    @staticmethod
    def of(question: Question, candidate: Candidate) -> dict[str, Any]:
        """What a candidate says, as the form shows it; an unknown size is empty."""
        names = ("title", "least", "least_times", "most_times", "earliest", "latest", "lead_days")
        found = {name: getattr(candidate, name) for name in (*names, "partner", "waits_for_change")}
        of_calendar, working = chain_sums(candidate.chain)
        indicator = candidate.indicator.value
        own = {
            "most": candidate.most or None,
            "result_days": of_calendar,
            "chain_days": working,
            "indicator": indicator,
            "regions": list(candidate.regions),
        }
        return {**found, **own, **price_initial(question, candidate.code)}

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        for low, high, sentence in (
            ("least", "most", _("Tidak boleh kurang dari isi paling sedikit.")),
            ("least_times", "most_times", _("Tidak boleh kurang dari yang sudah dijanjikan.")),
            ("earliest", "latest", _("Tidak boleh sebelum tanggal paling awal.")),
        ):
            one, other = found.get(low), found.get(high)
            if one is not None and other is not None and one > other:
                self.add_error(high, sentence)
        if found.get("least") == 0:
            self.add_error("least", _("Paling sedikit 1 orang."))
        return found

    def taken(self, question: Question, code: str) -> Question:
        """The question with this candidate, in its old place or last."""
        found = self.cleaned_data
        held = {each.code: each for each in question.candidates}
        if self.known and self.known.is_held:
            return self._known_better(question, self.known)
        indicator = Indicator(found["indicator"])
        new = Candidate(
            code=code,
            title=found["title"],
            indicator=indicator,
            kind="bimtek" if indicator is Indicator.TRAINED else "certification",
            sub_activity=CODES[indicator],
            fixed_cost=None,
            cost_per_person=None,
            travel_per_person=None,
            least=found["least"],
            most=found["most"],
            most_times=found["most_times"],
            earliest=found["earliest"],
            latest=found["latest"],
            least_times=found["least_times"],
            lead_days=found["lead_days"],
            partner=found["partner"].strip(),
            waits_for_change=found["waits_for_change"],
            chain=chain_stated(
                found["result_days"], found["chain_days"], held[code].chain if code in held else ()
            ),
            regions=self._chosen_regions(),
        )
        if code in held:
            old = held[code]
            told = {each.value: getattr(old, each.value) for each in Rupiah}
            new = replace(new, kind=old.kind, **told)
            if old.indicator is indicator:
                new = replace(new, sub_activity=old.sub_activity)
        held[code] = new
        changed = replace(question, candidates=tuple(held.values()))
        return self.priced(changed, code, new.title)

    def _known_better(self, question: Question, known: Candidate) -> Question:
        people = self.cleaned_data["most"]
        least = people if known.least == known.most else min(known.least, people)
        new = replace(known, least=least, most=people)
        changed = [new if each.code == known.code else each for each in question.candidates]
        return self.priced(replace(question, candidates=tuple(changed)), known.code, known.title)

    def _chosen_regions(self) -> tuple[str, ...]:
        """In the order of the codes; all of them is the same as none."""
        found = set(self.cleaned_data["regions"])
        known = [code for code, _name in self.fields["regions"].choices]  # type: ignore[attr-defined]
        return () if len(found) == len(known) else tuple(code for code in known if code in found)
