"""What an applicant reads first: where their registration stands, why, and what comes next, for every state there is."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _

from binakon.core import words
from binakon.enrolment.rules.status_after import after_class
from binakon.enrolment.rules.status_facts import Action, Status, StatusFacts
from binakon.enrolment.rules.status_wishes import elsewhere_status, is_seated_elsewhere
from binakon.enrolment.states import PlaceState, Policy, RegistrationState, TrainingState


def status_of(facts: StatusFacts) -> Status:
    """Result first, reason second, next step third."""
    if facts.state in _ENDED:
        return _ENDED[facts.state](facts)
    if facts.training_state == TrainingState.CANCELLED:
        return Status(
            _("Kelas ini dibatalkan"),
            _("Alasannya tertulis di halaman kegiatan."),
            _(
                "Anda tidak perlu melakukan apa-apa. Pendaftaran Anda tidak dipakai untuk kelas lain."
            ),
            "bad",
            frozenset(),
        )
    if facts.state == RegistrationState.CORRECTION and facts.place != PlaceState.OFFERED:
        return _with_objection(_correction(facts), facts)
    if is_seated_elsewhere(facts):
        return _with_objection(elsewhere_status(facts), facts)
    word = _PLACES.get(facts.place, _without_place)
    return _with_objection(after_class(word(facts), facts), facts)


def _draft(facts: StatusFacts) -> Status:
    if facts.is_open:
        return Status(
            _("Pendaftaran Anda belum dikirim"),
            _("Isian Anda tersimpan, tetapi belum kami terima sebagai pendaftaran."),
            _("Lanjutkan, lalu tekan “Kirim pendaftaran” sebelum %(closes)s.")
            % {"closes": words.moment(facts.closes_at)},
            "wait",
            frozenset({Action.CONTINUE, Action.DISCARD}),
        )
    return Status(
        _("Pendaftaran Anda tidak sempat dikirim"),
        _("Kelas ini tidak menerima pendaftaran sekarang, dan isian Anda belum dikirim."),
        _(
            "Isian yang tidak dikirim kami hapus 7 hari setelah dimulai. Lihat kegiatan lain yang masih dibuka."
        ),
        "bad",
        frozenset({Action.DISCARD}),
    )


def _withdrawn(facts: StatusFacts) -> Status:
    return Status(
        _("Anda tidak lagi terdaftar di kelas ini"),
        _reason(facts.decision_reason),
        _(
            "Selama pendaftaran masih dibuka, Anda boleh mendaftar lagi; urutannya dihitung dari awal."
        ),
        "",
        frozenset(),
    )


def _rejected(facts: StatusFacts) -> Status:
    status = Status(
        _("Pendaftaran Anda tidak bisa diterima"),
        _reason(facts.decision_reason),
        _("Kalau keterangan ini keliru, hubungi panitia dan sebutkan kode pendaftaran Anda."),
        "bad",
        frozenset(),
    )
    return _with_objection(status, facts)


_ENDED: dict[str, Callable[[StatusFacts], Status]] = {
    RegistrationState.DRAFT: _draft,
    RegistrationState.WITHDRAWN: _withdrawn,
    RegistrationState.REJECTED: _rejected,
}


def _correction(facts: StatusFacts) -> Status:
    kept = {
        PlaceState.ACCEPTED: _("Kursi Anda tetap ditahan."),
        PlaceState.DETERMINED: _("Anda tetap peserta."),
        PlaceState.WAITING: _("Nomor cadangan Anda tetap."),
    }.get(PlaceState(facts.place) if facts.place else PlaceState.LAPSED, _("Urutan Anda tetap."))
    if facts.correction_due_at is None:
        heading = _("Perbaiki berkas Anda")
    elif facts.correction_due_at < facts.moment:
        heading = _("Waktu memperbaiki berkas sudah lewat")
        kept = _("Kirim perbaikannya sekarang juga; panitia yang memutuskan apakah masih diterima.")
    else:
        heading = _("Perbaiki berkas Anda sebelum %(due)s") % {
            "due": words.moment(facts.correction_due_at)
        }
    return Status(
        heading,
        _("%(papers)d berkas harus diganti; alasannya tertulis di bawah.")
        % {"papers": facts.papers_to_replace}
        if facts.papers_to_replace
        else _reason(facts.decision_reason),
        kept,
        "wait",
        frozenset({Action.CORRECT, Action.WITHDRAW}),
    )


def _determined(facts: StatusFacts) -> Status:
    return Status(
        _("Anda peserta kelas ini"),
        _("Nama Anda tercantum dalam %(decree)s.") % {"decree": facts.decree}
        if facts.decree
        else _("Nama Anda tercantum dalam surat keputusan penetapan peserta."),
        _(
            "Datang pada hari dan tempat yang tertulis di bawah. Kalau tidak bisa hadir, hubungi panitia secepatnya supaya kursi Anda dipakai orang lain."
        ),
        "good",
        frozenset(),
    )


def _seated(facts: StatusFacts) -> Status:
    if facts.state == RegistrationState.VERIFIED:
        heading = _("Anda mendapat kursi, dan berkas Anda lengkap")
        following = _(
            "Berikutnya nama peserta ditetapkan dengan surat keputusan (SK). Kabarnya tampil di halaman ini."
        )
    elif facts.has_documents:
        heading = _("Pendaftaran Anda masuk: satu kursi ditahan untuk NIK yang Anda tulis")
        following = _(
            "Kursi ditahan sampai berkas Anda diperiksa. Hasil pemeriksaan tampil di halaman ini."
        )
    else:
        heading = _("Pendaftaran Anda masuk: satu kursi ditahan untuk NIK yang Anda tulis")
        following = _(
            "Kursi ditahan sampai pendaftaran Anda diperiksa. Hasilnya tampil di halaman ini."
        )
    return Status(heading, facts.result, following, "good", frozenset({Action.WITHDRAW}))


def _offered(facts: StatusFacts) -> Status:
    if facts.offered_until is not None and facts.offered_until < facts.moment:
        return Status(
            _("Waktu menjawab tawaran kursi sudah lewat"),
            _("Kursi ditawarkan sampai %(until)s, dan belum ada jawaban dari Anda.")
            % {"until": words.moment(facts.offered_until)},
            _(
                "Kursinya ditawarkan kepada orang berikutnya. Kalau Anda masih ingin ikut, hubungi panitia."
            ),
            "bad",
            frozenset({Action.WITHDRAW}),
        )
    following = _("Kalau tidak dijawab sampai waktu itu, kursi ditawarkan kepada orang berikutnya.")
    actions = {Action.ACCEPT, Action.DECLINE}
    if facts.state == RegistrationState.CORRECTION:
        following += " " + _("Berkas Anda juga masih harus diperbaiki; lihat di bawah.")
        actions.add(Action.CORRECT)
    return Status(
        _("Satu kursi tersedia untuk Anda: jawab sampai %(until)s")
        % {"until": words.moment(facts.offered_until)},
        _(
            "Sebuah kursi kosong, dan Anda yang pertama dalam daftar cadangan yang boleh mendapatkannya."
        ),
        following,
        "wait",
        frozenset(actions),
    )


def _waiting(facts: StatusFacts) -> Status:
    number = words.number(facts.waiting_number)
    return Status(
        _("Anda cadangan nomor %(number)s") % {"number": number},
        facts.result
        or _("Semua kursi yang boleh Anda dapatkan sedang terisi ketika pendaftaran Anda sampai."),
        _(
            "Kalau ada kursi kosong, kursi itu ditawarkan menurut nomor. Tawarannya tampil di halaman ini dan dikirim kepada Anda; jawab sebelum batas waktunya."
        ),
        "wait",
        frozenset({Action.WITHDRAW}),
    )


def _not_selected(facts: StatusFacts) -> Status:
    return Status(
        _("Anda belum mendapat kursi di kelas ini"),
        facts.result or _reason(facts.place_reason),
        _("Pendaftaran Anda tetap tercatat. Lihat kegiatan lain yang masih dibuka."),
        "bad",
        frozenset(),
    )


def _declined(facts: StatusFacts) -> Status:
    return Status(
        _("Anda menolak kursi yang ditawarkan"),
        "",
        _("Kursinya ditawarkan kepada orang berikutnya. Kalau itu keliru, hubungi panitia."),
        "",
        frozenset(),
    )


def _lapsed(facts: StatusFacts) -> Status:
    return Status(
        _("Tawaran kursi Anda sudah berakhir"),
        _(
            "Tidak ada jawaban sampai batas waktunya, jadi kursi ditawarkan kepada orang berikutnya."
        ),
        _(
            "Kalau Anda masih ingin ikut, hubungi panitia; Anda bisa masuk daftar cadangan lagi di urutan terakhir."
        ),
        "bad",
        frozenset(),
    )


def _released(facts: StatusFacts) -> Status:
    return Status(
        _("Kursi Anda dilepas panitia"),
        _reason(facts.place_reason),
        _("Kalau keterangan ini keliru, hubungi panitia dan sebutkan kode pendaftaran Anda."),
        "bad",
        frozenset(),
    )


def _replaced(facts: StatusFacts) -> Status:
    return Status(
        _("Kursi Anda diberikan kepada peserta pengganti"),
        _reason(facts.place_reason),
        _("Kalau keterangan ini keliru, hubungi panitia dan sebutkan kode pendaftaran Anda."),
        "bad",
        frozenset(),
    )


def _without_place(facts: StatusFacts) -> Status:
    verified = facts.state == RegistrationState.VERIFIED
    heading = (
        _("Berkas Anda lengkap, hasil seleksi belum diumumkan")
        if verified
        else _("Pendaftaran Anda sudah masuk dan menunggu seleksi")
    )
    how = {
        Policy.DRAW: _(
            "Kursi dibagi dengan undian yang bisa diulang siapa saja dari benih yang diumumkan."
        ),
        Policy.RANKED: _("Kursi dibagi menurut poin; bobotnya tertulis di halaman kegiatan."),
        Policy.FIRST_COME: _("Kursi dibagi menurut urutan mendaftar."),
    }[Policy(facts.policy)]
    if facts.training_state == TrainingState.OPEN:
        following = _(
            "Pendaftaran ditutup %(closes)s. Sesudah itu seleksi disusun dan hasilnya tampil di halaman ini."
        ) % {"closes": words.moment(facts.closes_at)}
    else:
        following = _(
            "Pendaftaran sudah ditutup. Hasil seleksi tampil di halaman ini setelah diumumkan."
        )
    return Status(heading, how, following, "go", frozenset({Action.WITHDRAW}))


_PLACES: dict[str, Callable[[StatusFacts], Status]] = {
    PlaceState.WAITING: _waiting,
    PlaceState.OFFERED: _offered,
    PlaceState.ACCEPTED: _seated,
    PlaceState.DETERMINED: _determined,
    PlaceState.NOT_SELECTED: _not_selected,
    PlaceState.DECLINED: _declined,
    PlaceState.LAPSED: _lapsed,
    PlaceState.RELEASED: _released,
    PlaceState.REPLACED: _replaced,
}


def _with_objection(status: Status, facts: StatusFacts) -> Status:
    until = facts.objections_until
    if until is None or facts.has_objected or until < facts.moment:
        return status
    return replace(status, actions=status.actions | {Action.OBJECT})


def _reason(text: str) -> str:
    """A reason that somebody typed, as a sentence."""
    plain = " ".join(text.split())
    if not plain:
        return ""
    return plain[:1].upper() + plain[1:] + ("" if plain[-1] in ".!?" else ".")
