"""Education and work: years of experience by diploma, the training of fresh graduates, the study programme."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from binakon.certification.rules.applicants import (
    Answer,
    Applicant,
    Rules,
    Wanted,
    Years,
    decide,
    met,
    missing,
    plain,
)
from binakon.certification.states import CasePath
from binakon.people.rules.experience import MONTHS
from binakon.people.states import Diploma


def experience(who: Applicant, wanted: Wanted, rules: Rules) -> Iterable[Answer]:
    """Enough years of relevant work for the best of the diplomas."""
    if wanted.path == CasePath.RENEWAL:
        return
    rows = {row.diploma: row for row in rules.experience}
    fitting = [rows[diploma] for diploma, _programme in who.studies if diploma in rows]
    if not who.studies:
        yield missing(
            "experience", _("Pendidikan belum diisi."), _("Catat ijazah beserta program studinya.")
        )
    elif not fitting:
        yield _no_row(who, wanted, rows)
    else:
        best = min(fitting, key=lambda row: row.years)
        yield from _years(who, wanted, best)
        if best.needs_training:
            yield _graduate_training(who, best)


def _no_row(who: Applicant, wanted: Wanted, rows: Mapping[str, Years]) -> Answer:
    known = [diploma.value for diploma in Diploma]
    highest = max(known.index(diploma) for diploma, _programme in who.studies)
    words = {"diploma": Diploma(known[highest]).label, "level": wanted.level}
    if rows and highest > min(known.index(diploma) for diploma in rows):
        return decide(
            "experience",
            _("Tabel tidak menyebut ijazah %(diploma)s untuk jenjang %(level)d.") % words,
            _("Ajukan jenjang yang lebih tinggi, atau catat juga ijazah sebelumnya."),
        )
    return missing(
        "experience",
        _("Ijazah %(diploma)s tidak mengantar ke jenjang %(level)d.") % words,
        _("Ajukan jenjang yang lebih rendah, atau catat ijazah yang lebih tinggi bila ada."),
    )


def _years(who: Applicant, wanted: Wanted, best: Years) -> Iterable[Answer]:
    words: dict[str, Any] = {
        "diploma": Diploma(best.diploma).label,
        "level": wanted.level,
        "years": best.years,
    }
    if best.years == 0:
        yield met(
            "experience",
            _("%(diploma)s untuk jenjang %(level)d tidak perlu pengalaman kerja.") % words,
            best.source,
        )
    elif who.months is None:
        yield missing(
            "experience",
            _(
                "Pengalaman kerja belum diisi; %(diploma)s untuk jenjang %(level)d perlu %(years)d tahun."
            )
            % words,
            _("Catat pengalaman kerja dengan bulan mulai dan selesainya."),
            best.source,
        )
    else:
        words |= {"have": who.months // MONTHS, "months": who.months % MONTHS}
        short = best.years * MONTHS - who.months
        sentence = (
            _("Pengalaman %(have)d tahun %(months)d bulan; %(diploma)s perlu %(years)d tahun.")
            % words
        )
        if short <= 0:
            yield met("experience", sentence, best.source)
        else:
            fix = _("Kurang %(short)d bulan: lengkapi buktinya, atau ajukan jenjang di bawahnya.")
            yield missing("experience", sentence, fix % {"short": short}, best.source)


def _graduate_training(who: Applicant, best: Years) -> Answer:
    if who.has_graduate_training:
        return met("graduate_training", _("Sertifikat PKT 32 JP ada."), best.source)
    return missing(
        "graduate_training",
        _("Lulusan baru perlu sertifikat PKT 32 JP."),
        _("Daftarkan pada PKT balai, lalu unggah sertifikatnya."),
        best.source,
    )


def programme(who: Applicant, wanted: Wanted, rules: Rules) -> Iterable[Answer]:
    """A study programme that leads to the occupation."""
    if wanted.path == CasePath.RENEWAL:
        return
    studied = [programme for _diploma, programme in who.studies if programme]
    words = {"programmes": ", ".join(studied), "occupation": wanted.occupation}
    if not studied:
        yield missing(
            "programme",
            _("Program studi belum diisi."),
            _("Catat program studi seperti di ijazah."),
        )
    elif rules.programmes is None:
        yield decide(
            "programme",
            _("Daftar program studi untuk %(occupation)s belum dimuat.") % words,
            _("Cocokkan %(programmes)s dengan daftar jabatan kerja, lalu putuskan.") % words,
        )
    elif any(plain(programme) in rules.programmes for programme in studied):
        yield met(
            "programme",
            _("%(programmes)s ada di daftar untuk %(occupation)s.") % words,
            rules.programmes_source,
        )
    else:
        yield missing(
            "programme",
            _("%(programmes)s tidak ada di daftar untuk %(occupation)s.") % words,
            _("Pilih jabatan kerja yang sesuai dengan ijazahnya."),
            rules.programmes_source,
        )
