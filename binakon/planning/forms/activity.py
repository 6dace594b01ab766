"""Hearing one activity of a draft version."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.core import signing
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core.calendar import Window
from binakon.core.fields import ListField, RupiahField, WholeField
from binakon.planning.rules.plan_file import ActivityEntry
from binakon.planning.states import ActivityKind, indicator_label

SALT = "planning.activity"
_CODE = re.compile(r"[a-z0-9][a-z0-9-]*")


class ActivityForm(forms.Form):
    """What a version states of one activity. `base` carries, signed, what the writer read."""

    title = forms.CharField(max_length=300, label=gettext_lazy("Judul"))
    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=ActivityKind.choices)
    code = forms.CharField(
        required=False,
        max_length=80,
        label=gettext_lazy("Kode"),
        help_text=gettext_lazy("Dipakai di alamat halaman. Kosongkan: dibuat dari judul."),
    )
    occupation = forms.CharField(
        required=False,
        max_length=2000,
        label=gettext_lazy("Jabatan kerja"),
        help_text=gettext_lazy("Misalnya Teknik Jalan. Kosongkan bila bidangnya belum ditentukan."),
    )
    levels = forms.TypedMultipleChoiceField(
        required=False,
        coerce=int,
        label=gettext_lazy("Jenjang"),
        widget=forms.CheckboxSelectMultiple,
    )
    window = forms.CharField(
        max_length=100,
        label=gettext_lazy("Waktu"),
        help_text=gettext_lazy(
            "10 Februari 2026, 10–12 Februari 2026, Februari 2026, Maret–April 2026, Triwulan II 2026, atau setelah perubahan."
        ),
    )
    window_text = forms.CharField(
        required=False,
        max_length=2000,
        label=gettext_lazy("Waktu seperti yang diumumkan"),
        help_text=gettext_lazy("Misalnya “akhir Maret atau awal April 2026”."),
    )
    is_approximate = forms.BooleanField(required=False, label=gettext_lazy("Waktunya perkiraan"))
    seats = WholeField(label=gettext_lazy("Kursi"))
    cost = RupiahField(label=gettext_lazy("Biaya"))
    indicator = forms.ChoiceField(required=False, label=gettext_lazy("Menambah indikator"))
    sub_activity = forms.ChoiceField(required=False, label=gettext_lazy("Subkegiatan"))
    partners = ListField(
        label=gettext_lazy("Mitra"), help_text=gettext_lazy("Pisahkan dengan koma.")
    )
    is_all_regions = forms.BooleanField(
        required=False, label=gettext_lazy("Melibatkan semua kabupaten/kota")
    )
    regions = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Kabupaten/kota yang dilibatkan"),
        widget=forms.CheckboxSelectMultiple,
    )
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        entry: ActivityEntry | None,
        levels: Iterable[int],
        regions: Mapping[str, str],
        names: Mapping[str, str],
        indicators: Iterable[str],
        read_time: Callable[[str], tuple[Window, bool]],
    ) -> None:
        self.entry = entry
        self.read_time = read_time
        self.is_vague = False
        super().__init__(data, initial=_initial(entry) if entry else {})
        self.fields["levels"].choices = [(level, str(level)) for level in levels]  # type: ignore[attr-defined]
        self.fields["regions"].choices = list(regions.items())  # type: ignore[attr-defined]
        self.fields["sub_activity"].choices = [  # type: ignore[attr-defined]
            ("", _("menurut indikatornya")),
            *((code, f"{code} {name}") for code, name in names.items()),
        ]
        self.fields["indicator"].choices = [  # type: ignore[attr-defined]
            ("", _("tidak ada")),
            *((key, indicator_label(key)) for key in indicators),
        ]
        if entry is not None:
            self.fields["code"].disabled = True
        self.fields["title"].widget.attrs["autofocus"] = True

    def clean_code(self) -> str:
        """The code typed, else one made from the title."""
        code = self.cleaned_data["code"] or slugify(self.cleaned_data.get("title", ""))[:80]
        if code and not _CODE.fullmatch(code):
            raise forms.ValidationError(
                _("Pakai huruf kecil a–z, angka, dan tanda hubung, diawali huruf atau angka.")
            )
        return str(code)

    def clean_window(self) -> Window:
        """The window in the precision that was typed."""
        window, self.is_vague = self.read_time(self.cleaned_data["window"])
        return window

    def read_entry(self) -> ActivityEntry:
        """The activity as the writer wants it, its fields numbered for the rules' problems."""
        found = self.cleaned_data
        names = [name for name in self.fields if name != "base"]
        return ActivityEntry(
            code=found["code"],
            kind=found["kind"],
            title=found["title"].strip(),
            window=found["window"],
            occupation=found["occupation"].strip(),
            levels=tuple(sorted(found["levels"])),
            window_text=found["window_text"].strip(),
            is_approximate=found["is_approximate"] or self.is_vague,
            seats=found["seats"],
            partners=found["partners"],
            regions=() if found["is_all_regions"] else tuple(found["regions"]),
            is_all_regions=found["is_all_regions"],
            cost=found["cost"],
            indicator=found["indicator"],
            sub_activity=found["sub_activity"],
            line=1,
            lines={name: number for number, name in enumerate(names, start=1)},
        )


def sealed(columns: Mapping[str, Any]) -> str:
    """What the writer reads, signed, to be compared when they save."""
    return signing.dumps(dict(columns), salt=SALT, compress=True)


def opened(text: str) -> dict[str, Any] | None:
    """What the writer had read; None when the form was tampered with."""
    try:
        found: dict[str, Any] = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    return found


def _initial(entry: ActivityEntry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "kind": entry.kind,
        "code": entry.code,
        "occupation": entry.occupation,
        "levels": list(entry.levels),
        "window": entry.window.text,
        "window_text": entry.window_text,
        "is_approximate": entry.is_approximate,
        "seats": entry.seats,
        "cost": entry.cost,
        "indicator": entry.indicator,
        "sub_activity": entry.sub_activity,
        "partners": entry.partners,
        "is_all_regions": entry.is_all_regions,
        "regions": list(entry.regions),
    }
