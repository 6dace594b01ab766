"""What waits for the viewer in the classes of the year: what, how many, until when, where."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.certification.queries.desk_work import case_work
from binakon.core import words
from binakon.core.measures import Scope
from binakon.enrolment.queries.desk_work import ClassWork, desk_work
from binakon.people.rules import Viewer
from binakon.trainings.queries.completion_rule import rule_changes_waiting
from binakon.trainings.queries.desk_work import exceptions_waiting


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that waits for the viewer: what, when, why, where."""

    text: str
    when: str
    why: str
    href: str


def class_todos(viewer: Viewer, scope: Scope) -> list[Todo]:
    """What enrolment and trainings wait for, the most pressing kind first; only what this viewer may do."""
    work = desk_work(viewer, scope.office, scope.year)
    exceptions = exceptions_waiting(viewer, scope.office, scope.year)
    return [
        *_each(work.late, _late, "/meja/pendaftaran/?kelas={pk}&terlambat=ya"),
        *_each(work.objections, _objections, "/meja/pelatihan/{slug}/keberatan/"),
        *_each(exceptions, _exceptions, "/meja/pelatihan/{slug}/selesai/"),
        *_each(work.unverified, _unverified, "/meja/verifikasi/{slug}/"),
        *_each(work.undecreed, _undecreed, "/meja/pelatihan/{slug}/sk/"),
        *_each(work.unanswered, _unanswered, "/meja/usulan/{slug}/"),
        *_each(
            rule_changes_waiting(viewer, scope.office, scope.year),
            _rule_changes,
            "/meja/pelatihan/{slug}/selesai/aturan/jawaban/",
        ),
    ]


def case_todos(viewer: Viewer, scope: Scope) -> list[Todo]:
    """What the certification of the year waits for; only what this viewer may do."""
    work = case_work(viewer, scope.office, scope.year)
    todos = [
        Todo(_("Pengecualian sertifikasi menunggu jawaban Anda"), "", about, href)
        for about, href in work.exceptions
    ]
    todos += [
        Todo(_("Banding hasil uji menunggu jawaban LSP"), "", about, href)
        for about, href in work.appeals
    ]
    if work.lost:
        text = ngettext(
            "%(many)d kelompok sertifikasi tidak sempat tercatat tahun ini",
            "%(many)d kelompok sertifikasi tidak sempat tercatat tahun ini",
            work.lost,
        )
        why = _("Lihat langkah mana yang harus mulai hari ini")
        todos.append(Todo(text % {"many": work.lost}, "", why, "/meja/sertifikasi/akhir-tahun/"))
    if work.is_counting_undecided:
        todos.append(
            Todo(
                _("Tetapkan kapan seseorang dihitung difasilitasi"),
                "",
                _("Sebelum ditetapkan, angka difasilitasi belum diisi"),
                "/meja/sertifikasi/hitungan/",
            )
        )
    for many, text, state in (
        (work.proposed, _("%(many)d kasus sertifikasi menunggu diperiksa syaratnya"), "proposed"),
        (work.eligible, _("%(many)d orang siap ditetapkan difasilitasi"), "eligible"),
    ):
        if many:
            href = f"/meja/sertifikasi/?keadaan={state}"
            todos.append(Todo(text % {"many": many}, "", _("Sertifikasi"), href))
    return todos


def _each(found: tuple[ClassWork, ...], text: Callable[[int], str], path: str) -> Iterator[Todo]:
    for work in found:
        yield Todo(
            text=text(work.many) % {"many": work.many},
            when=words.day(timezone.localdate(work.due_at)) if work.due_at else "",
            why=str(work.training),
            href=path.format(slug=work.training.activity.slug, pk=work.training.pk),
        )


def _late(many: int) -> str:
    return ngettext(
        "%(many)d perbaikan berkas lewat tenggat",
        "%(many)d perbaikan berkas lewat tenggat",
        many,
    )


def _objections(many: int) -> str:
    return ngettext("%(many)d keberatan belum dijawab", "%(many)d keberatan belum dijawab", many)


def _exceptions(many: int) -> str:
    return ngettext(
        "%(many)d pengecualian menunggu jawaban Anda",
        "%(many)d pengecualian menunggu jawaban Anda",
        many,
    )


def _unverified(many: int) -> str:
    return ngettext(
        "%(many)d pendaftaran menunggu diperiksa",
        "%(many)d pendaftaran menunggu diperiksa",
        many,
    )


def _undecreed(many: int) -> str:
    return ngettext(
        "%(many)d peserta siap ditetapkan dengan SK",
        "%(many)d peserta siap ditetapkan dengan SK",
        many,
    )


def _unanswered(many: int) -> str:
    return ngettext(
        "%(many)d kabupaten/kota belum cukup mengusulkan",
        "%(many)d kabupaten/kota belum cukup mengusulkan",
        many,
    )


def _rule_changes(_many: int) -> str:
    return _("Perubahan syarat selesai menunggu jawaban Anda")
