"""The press brief in Indonesian, from figures alone: what is promised, what waits, what is not known."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils import translation

from binakon.core import words
from binakon.core.figures import figure
from binakon.core.measures import Scope
from binakon.planning.models import Activity
from binakon.planning.queries import class_part, quotas_of, year_of
from binakon.planning.states import ActivityKind, ActivityState, indicator_label
from binakon.reports.queries.brief_text import Brief, Piece
from binakon.reports.rules.wording import Class, together

_MARK = re.compile(r"\[\[([^\]]+)\]\]")


def brief_of(office: str, year: int, as_of: date) -> Brief | None:
    """Write the brief; None when no plan was loaded for the year. Always Indonesian: it is sent as it stands."""
    scope = Scope(office, year, as_of)
    if year_of(scope).programme is None:
        return None
    with translation.override("id"):
        return _Writer(scope).write()


class _Writer:
    """Collects paragraphs; a sentence whose fact is unknown is left out and said among the unknown."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.reader = year_of(scope)
        self.brief = Brief(scope.year, scope.as_of, scope.office)
        self.workers = (
            "tenaga ahli konstruksi" if self.reader.is_for_experts else "tenaga kerja konstruksi"
        )

    def write(self) -> Brief:
        programme = self.reader.programme
        assert programme is not None
        self.brief.source = programme.source
        self._figures()
        self._title()
        for sentence in (
            *self._promise(),
            *self._rakor(),
            *self._classes(ActivityKind.BIMTEK, "BIMTEK"),
            *self._classes(ActivityKind.TRAINING, "pelatihan"),
            *self._certification(),
            *self._money(),
            *self._results(),
            *self._gap(),
        ):
            self._add(sentence)
        if programme.purpose:
            self._add(f"Tujuannya: {_lower_first(programme.purpose).rstrip('.')}.")
        self.brief.unknown = list(self._unknown())
        return self.brief

    def _figures(self) -> None:
        wanted = {
            "total": ("planned_places", ""),
            "trained": ("planned_places", "trained"),
            "facilitated": ("planned_places", "facilitated"),
            "goal": ("goal", ""),
            "gap": ("gap", ""),
            "bimtek": ("activities_planned", "bimtek"),
            "bimtek_unnamed": ("activities_unnamed", "bimtek"),
            "training": ("activities_planned", "training"),
            "training_unnamed": ("activities_unnamed", "training"),
            "regions": ("regions", ""),
            "ceiling": ("ceiling", ""),
        }
        self.brief.figures = {
            key: figure(name, self.scope, part) for key, (name, part) in wanted.items()
        }

    def _value(self, key: str) -> int | None:
        return self.brief.figures[key].value

    def _add(self, sentence: str) -> None:
        self.brief.paragraphs.append(self._pieces(sentence))

    def _pieces(self, sentence: str) -> list[Piece]:
        pieces, last = [], 0
        for mark in _MARK.finditer(sentence):
            pieces.append(Piece(sentence[last : mark.start()]))
            key, _bar, style = mark[1].partition("|")
            found = self.brief.figures[key]
            say = {"kata": words.spelled, "rupiah": words.rupiah}.get(style, words.number)
            shown = say(found.value)
            pieces.append(Piece(shown, found, key))
            last = mark.end()
        pieces.append(Piece(sentence[last:]))
        return [piece for piece in pieces if piece.text]

    def _region(self) -> str:
        programme = self.reader.programme
        assert programme is not None
        return programme.office.name

    def _about(self) -> str:
        return "sekitar " if self.brief.figures["total"].counted.is_about else ""

    def _title(self) -> None:
        year = self.scope.year
        if self._value("total") is None:
            sentence = f"Rencana kompetensi {self.workers} {self._region()} tahun {year}"
        else:
            sentence = (
                f"{self._region()} merencanakan {self._about()}[[total]] tempat peningkatan kompetensi "
                f"{self.workers} pada {year}"
            )
        self.brief.title_pieces = self._pieces(sentence)

    def _promise(self) -> Iterator[str]:
        programme = self.reader.programme
        assert programme is not None
        who = programme.office.label
        if self._value("total") is None:
            yield f"{who} menyusun {programme.name} tahun {self.scope.year}. Targetnya belum disahkan."
            return
        parts = []
        if self._value("trained") is not None:
            where = " dalam bimbingan teknis (BIMTEK)" if self._value("bimtek") else ""
            parts.append(f"[[trained]] orang dilatih{where}")
        if self._value("facilitated") is not None:
            parts.append("[[facilitated]] orang difasilitasi sertifikasinya")
        detail = f": {words.joined(parts)}" if parts else ""
        speaker = (
            f" Hal itu disampaikan {programme.spokesperson}." if programme.spokesperson else ""
        )
        yield (
            f"{who} merencanakan {self._about()}[[total]] tempat bagi {self.workers} pada "
            f"{self.scope.year}{detail}.{self._as_services(parts)}{speaker}"
        )

    def _as_services(self, parts: list[str]) -> str:
        if len(parts) < 2:
            return " Jumlah itu dihitung sebagai layanan, bukan orang."
        return " Jumlah itu dihitung sebagai layanan: satu orang bisa ikut keduanya."

    def _of_kind(self, kind: ActivityKind) -> list[Activity]:
        return [
            a
            for a in self.reader.activities
            if a.kind == kind and a.state != ActivityState.CANCELLED
        ]

    def _rakor(self) -> Iterator[str]:
        found = self._of_kind(ActivityKind.RAKOR)
        if not found:
            return
        guests = " dengan [[regions]] kabupaten/kota" if self._value("regions") is not None else ""
        when = words.joined([activity.window_words for activity in found])
        yield f"Rapat koordinasi jasa konstruksi{guests} direncanakan {when}."

    def _classes(self, kind: ActivityKind, word: str) -> Iterator[str]:
        found = self._of_kind(kind)
        if not found:
            return
        levels = sorted({level for activity in found for level in activity.levels})
        span = f" untuk jenjang {levels[0]}–{levels[-1]}" if len(levels) > 1 else ""
        clauses = "".join(self._clauses(found, kind, word))
        yield f"Sepanjang {self.scope.year} direncanakan [[{kind.value}|kata]] {word}{span}.{clauses}"

    def _clauses(self, found: list[Activity], kind: ActivityKind, word: str) -> Iterator[str]:
        named = [
            Class(
                activity.occupation,
                activity.window_words,
                tuple(partner.name for partner in activity.partners.all()),
                class_part(activity),
            )
            for activity in found
            if activity.occupation
        ]
        for when, partners, groups in together(named):
            subjects = words.joined([self._subject(group) for group in groups])
            with_whom = f" bersama {words.joined(list(partners))}" if partners else ""
            yield f" Pada {when}: {subjects}{with_whom}."
        if self._value(f"{kind.value}_unnamed"):
            yield f" Bidang [[{kind.value}_unnamed|kata]] {word} lain belum diumumkan."

    def _subject(self, group: Class) -> str:
        key = f"kelas:{group.part}"
        self.brief.figures[key] = figure("activities_for", self.scope, group.part)
        return f"[[{key}|kata]] bagi jabatan kerja {group.occupation}"

    def _certification(self) -> Iterator[str]:
        waiting = [a for a in self.reader.activities if a.waited_on(self.scope.as_of)]
        certification = [
            activity for activity in waiting if activity.kind == ActivityKind.CERTIFICATION
        ]
        if certification and self._value("facilitated") is not None:
            funded = (
                "Anggarannya sudah dialokasikan; "
                if all(a.is_funded for a in certification)
                else ""
            )
            yield (
                f"Fasilitasi sertifikasi bagi [[facilitated]] orang dilaksanakan setelah perubahan anggaran. "
                f"{funded}pelaksanaannya menunggu perubahan itu disahkan."
            ).replace(". pelaksanaannya", ". Pelaksanaannya")

    def _money(self) -> Iterator[str]:
        version = self.reader.in_force_on(self.scope.as_of)
        if version is not None and self._value("ceiling") is not None:
            yield f"Pagu pada anggaran {version.label}: [[ceiling|rupiah]]."

    def _results(self) -> Iterator[str]:
        keys = {
            a.indicator.key
            for a in self.reader.activities
            if a.indicator and a.realised is not None
        }
        parts = []
        for key in sorted(keys):
            self.brief.figures[f"published:{key}"] = figure("published", self.scope, key)
            parts.append(f"[[published:{key}]] orang {indicator_label(key)}")
        if parts:
            yield f"Hasil yang sudah diumumkan: {words.joined(parts)}."

    def _gap(self) -> Iterator[str]:
        version = self.reader.in_force_on(self.scope.as_of)
        if version is not None and version.note:
            yield f"Catatan pada anggaran {version.label}: {_lower_first(version.note).rstrip('.')}.{self._last_year()}"
        elif last := self._last_year():
            yield last.strip()
        goal, gap = self._value("goal"), self._value("gap")
        if goal is not None and gap is not None and gap > 0:
            yield (
                "Kebutuhan idealnya [[goal]], sehingga rencana ini masih kurang [[gap]]. Kekurangan itu hendak "
                "diusulkan pada perubahan anggaran dan belum menjadi target."
            )
        elif goal is not None:
            yield "Kebutuhan idealnya [[goal]]."

    def _last_year(self) -> str:
        programme, year = self.reader.programme, self.scope.year - 1
        assert programme is not None
        facts = [fact for fact in self.reader.history if fact.year == year]
        sentences = []
        for fact in facts:
            key = f"history:{year}:{fact.indicator}"
            found = figure("history_target", self.scope, f"{year}:{fact.indicator}")
            if found.value is None:
                continue
            self.brief.figures[key] = found
            label = {"trained": "dilatih", "facilitated": "difasilitasi"}.get(
                fact.indicator, fact.indicator
            )
            sentences.append(f" Target {year} adalah [[{key}]] orang {label}.")
            if fact.realised is None:
                sentences.append(f" Realisasi {label} {year} belum diumumkan.")
        if facts:
            sentences.append(f" Jumlah keseluruhan {year} tidak diumumkan.")
        return "".join(sentences)

    def _unknown(self) -> Iterator[str]:
        if self._value("bimtek_unnamed"):
            yield f"Bidang dan tanggal {words.spelled(self._value('bimtek_unnamed') or 0)} BIMTEK belum diumumkan."
        if self._value("ceiling") is None:
            yield "Pagu dan biaya dalam rupiah belum diisi."
        if any(a.seats is None for a in self._of_kind(ActivityKind.BIMTEK)):
            yield "Jumlah kursi tiap BIMTEK belum diisi."
        programme = self.reader.programme
        if self.reader.regions and programme and not quotas_of(programme.pk).exists():
            yield "Kuota tiap kabupaten/kota belum diisi."
        if self._value("total") is None:
            yield "Target tahun ini belum disahkan."


def _lower_first(text: str) -> str:
    """The first letter small, unless the word is an acronym."""
    first = text.split(" ", 1)[0]
    return text if first.isupper() and len(first) > 1 else text[:1].lower() + text[1:]
