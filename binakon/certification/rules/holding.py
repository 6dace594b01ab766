"""What somebody holds already: the membership card, the same SKK, and how many there may be."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from binakon.certification.rules.applicants import (
    Answer,
    Applicant,
    Held,
    LevelTerms,
    Rules,
    Wanted,
    decide,
    met,
    missing,
    plain,
)
from binakon.certification.states import CasePath
from binakon.people.states import Classification


def membership(who: Applicant, wanted: Wanted, rules: Rules) -> Iterable[Answer]:
    """An active card of a professional association; a fresh graduate needs none yet."""
    if rules.level is None or not rules.level.needs_membership:
        return
    if wanted.path == CasePath.FRESH_GRADUATE:
        yield met("membership", _("Lulusan baru belum perlu KTA."), rules.level.source)
        return
    standing = [card for card in who.cards if card.valid_to is None or card.valid_to >= wanted.on]
    active = [card for card in standing if card.is_active]
    words = {"association": ", ".join(card.association for card in active or who.cards)}
    if active:
        yield met("membership", _("Anggota aktif %(association)s.") % words, rules.level.source)
    elif standing:
        yield decide(
            "membership",
            _("KTA %(association)s dinyatakan, belum diperiksa.") % words,
            _("Cocokkan dengan pencatatan anggota asosiasi, lalu catat hasilnya."),
            rules.level.source,
        )
    elif who.cards:
        yield missing(
            "membership",
            _("KTA %(association)s sudah berakhir.") % words,
            _("Minta anggota memperpanjang KTA."),
            rules.level.source,
        )
    else:
        yield missing(
            "membership",
            _("Belum ada KTA asosiasi profesi."),
            _("Daftar dulu pada asosiasi profesi yang tercatat di LPJK."),
            rules.level.source,
        )


def not_held(who: Applicant, wanted: Wanted, _rules: Rules) -> Iterable[Answer]:
    """What is held is renewed, not asked for anew; what is renewed is held."""
    same = [
        held
        for held in who.held
        if plain(held.occupation) == plain(wanted.occupation) and held.level in (wanted.level, None)
    ]
    standing = [held for held in same if _stands(held, wanted.on)]
    words = {"occupation": wanted.occupation, "level": wanted.level}
    if wanted.path == CasePath.RENEWAL:
        yield (
            met("held", _("Memperpanjang SKK yang dimiliki."))
            if same
            else missing(
                "held",
                _("Tidak ada SKK %(occupation)s jenjang %(level)d yang bisa diperpanjang.") % words,
                _("Catat SKK lamanya, atau ajukan sebagai permohonan baru."),
            )
        )
    elif standing:
        yield missing(
            "held",
            _("Sudah memegang SKK %(occupation)s jenjang %(level)d yang berlaku.") % words,
            _("Ajukan perpanjangan, atau pilih jabatan kerja lain."),
        )
    elif same:
        yield missing(
            "held",
            _("Pernah memegang SKK %(occupation)s jenjang %(level)d; masanya sudah lewat.") % words,
            _("Ajukan sebagai perpanjangan beserta angka kredit PKB."),
        )
    else:
        yield met("held", _("Belum memegang SKK %(occupation)s.") % words)


def most_held(who: Applicant, wanted: Wanted, rules: Rules) -> Iterable[Answer]:
    """How many SKK and how many classifications one person may hold at once."""
    terms = rules.level
    if terms is None or wanted.path == CasePath.RENEWAL:
        return
    standing = [held for held in who.held if _stands(held, wanted.on)]
    if terms.most_certificates is not None:
        words = {"have": len(standing), "most": terms.most_certificates}
        if len(standing) < terms.most_certificates:
            yield met(
                "most_certificates",
                _("Memegang %(have)d SKK dari paling banyak %(most)d.") % words,
                terms.source,
            )
        else:
            yield missing(
                "most_certificates",
                _("Sudah memegang %(have)d SKK; paling banyak %(most)d.") % words,
                _("Tunggu salah satunya berakhir."),
                terms.source,
            )
    if terms.most_classifications is not None:
        yield _classifications(standing, wanted, terms)


def _classifications(standing: Sequence[Held], wanted: Wanted, terms: LevelTerms) -> Answer:
    most = terms.most_classifications or 0
    classes = {held.classification for held in standing}
    together = {*classes, wanted.classification}
    rule, source = "classifications", terms.source
    if "" in together:
        return decide(
            rule,
            _("Klasifikasi salah satu SKK atau jabatan kerja ini belum diisi."),
            _("Isi klasifikasinya."),
            source,
        )
    names = ", ".join(sorted(str(Classification(word).label) for word in together))
    words = {"names": names, "most": most}
    if len(together) > most:
        return missing(
            rule,
            _("Menjadi lebih dari %(most)d klasifikasi: %(names)s.") % words,
            _("Pilih jabatan kerja dalam klasifikasi yang sudah dipegang."),
            source,
        )
    required = terms.required_classification
    if len(together) > 1 and required and required not in together:
        return missing(
            rule,
            _("Dua klasifikasi hanya boleh bila salah satunya %(required)s: %(names)s.")
            % {**words, "required": Classification(required).label},
            _("Pilih jabatan kerja dalam klasifikasi yang sudah dipegang."),
            source,
        )
    return met(rule, _("Klasifikasi: %(names)s.") % words, source)


def _stands(held: Held, day: date) -> bool:
    return held.expires_on is None or held.expires_on >= day
