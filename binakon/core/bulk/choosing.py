"""Before anything is written: which rows were chosen, which of them go, which are left out and why."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from binakon.core import words
from binakon.core.bulk.declare import Deed
from binakon.core.lists import Listing, ask, found
from binakon.core.problems import Problem, StaleState, blocking, refuse
from binakon.core.typed import whole_numbers

SALT = "binakon.core.bulk"
VALID_SECONDS = 60 * 60
LARGEST_KEY = 2**63 - 1
Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A chosen row that will not go, and why."""

    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a page shows before the confirmation; `token` is the signed selection that the form sends back.

    `cautions` are rows that go although something is to be said of them; `missing` counts chosen rows that the viewer
    does not find (any more).
    """

    deed: str
    question: str
    button: str
    tone: str
    going: tuple[str, ...]
    left: tuple[LeftOut, ...]
    cautions: tuple[LeftOut, ...]
    missing: int
    details: Mapping[str, str]
    undo_minutes: int
    is_whole: bool
    token: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What a signed selection holds."""

    nonce: str
    keys: tuple[int, ...]
    digest: str
    details: Mapping[str, str]


def deed_of(deeds: Iterable[Deed], key: str) -> Deed:
    """The deed that a pressed button names; `Blocked` where none was pressed."""
    for deed in deeds:
        if deed.key == key:
            return deed
    refuse([Problem("deed", _("Pilih dulu apa yang akan dilakukan."))])
    raise AssertionError("unreachable")


def preview(
    deed: Deed,
    listing: Listing,
    queryset: Rows,
    form: QueryDict,
    *,
    user_id: int,
    details: Mapping[str, str] | None = None,
) -> Preview:
    """Judge the chosen rows: those of `pilih`, or with `semua` every row that the list's words of the form find.

    Raises `Blocked` when nothing was chosen or more than `deed.most`.
    """
    chosen, missing = _chosen(deed, listing, queryset, form)
    rows = listing.gathered(list(chosen))
    problems = deed.problems(rows)
    going = [row for row in rows if not blocking(problems.get(listing.key(row), ()))]
    gone = {listing.key(row) for row in going}
    noted = [
        (listing.key(row), _left_out(listing, row, problems))
        for row in rows
        if problems.get(listing.key(row))
    ]
    return Preview(
        deed=deed.key,
        question=deed.asks(len(going)),
        button=str(deed.label),
        tone=deed.tone,
        going=tuple(listing.name(row) for row in going),
        left=tuple(note for key, note in noted if key not in gone),
        cautions=tuple(note for key, note in noted if key in gone),
        missing=missing(len(rows)),
        details=details or {},
        undo_minutes=int(deed.undo_for.total_seconds() // 60) if deed.undo else 0,
        is_whole=deed.is_whole,
        token=_signed(deed, listing, going, user_id, details or {}) if going else "",
    )


def selection(deed: Deed, token: str, *, user_id: int | None) -> Selection:
    """What was confirmed; `StaleState` for a selection that is too old, forged, another deed's or another user's."""
    try:
        key, owner, nonce, keys, digest, details = signing.loads(
            token, salt=SALT, max_age=VALID_SECONDS
        )
    except signing.SignatureExpired:
        raise StaleState(_("Pratinjau ini sudah lebih dari satu jam. Pilih dan lihat sekali lagi."))
    except (signing.BadSignature, ValueError):
        raise StaleState(_("Pratinjau ini tidak dikenal. Pilih dan lihat sekali lagi."))
    if key != deed.key or owner != user_id:
        raise StaleState(_("Pratinjau ini tidak dikenal. Pilih dan lihat sekali lagi."))
    return Selection(nonce, tuple(keys), digest, details)


def still_the_same(deed: Deed, listing: Listing, rows: Sequence[Any], chosen: Selection) -> None:
    """`StaleState` unless the rows are exactly those of the preview, unchanged and still without a problem."""
    problems = deed.problems(rows)
    clear = [row for row in rows if not blocking(problems.get(listing.key(row), ()))]
    lost = len(chosen.keys) - len(clear)
    if lost:
        raise StaleState(
            _(
                "%(lost)s dari %(all)s baris berubah sejak pratinjau. Belum ada yang dilakukan; pilih dan lihat sekali lagi."
            )
            % {"lost": words.number(lost), "all": words.number(len(chosen.keys))}
        )
    if digest_of(deed, listing, rows) != chosen.digest:
        raise StaleState(
            _(
                "Sebagian baris berubah sejak pratinjau. Belum ada yang dilakukan; pilih dan lihat sekali lagi."
            )
        )


def digest_of(deed: Deed, listing: Listing, rows: Iterable[Any]) -> str:
    """What the rows are now, in a few letters."""
    stamps = sorted((listing.key(row), deed.stamp(row) if deed.stamp else "") for row in rows)
    return hashlib.sha256(repr(stamps).encode()).hexdigest()[:32]


def _chosen(deed: Deed, listing: Listing, queryset: Rows, form: QueryDict) -> tuple[Rows, Any]:
    if form.get("semua"):
        asked = ask(listing, form)
        if asked.ignored:
            # Without the word that nobody knows, "all" would be more than the reader saw.
            refuse([Problem("words", sentence) for sentence in asked.ignored])
        everything = found(listing, queryset, asked)
        _refuse_many(deed, everything.count())
        return everything, lambda _found: 0
    keys = {key for key in whole_numbers(form.getlist("pilih")) if key <= LARGEST_KEY}
    if not keys:
        refuse([Problem("none", _("Pilih dulu barisnya: centang kotak di sebelah kirinya."))])
    _refuse_many(deed, len(keys))
    chosen = queryset.filter(pk__in=keys).order_by(*listing.order, "pk")
    return chosen, lambda count: len(keys) - count


def _refuse_many(deed: Deed, count: int) -> None:
    if count > deed.most:
        sentence = _(
            "%(count)s baris terlalu banyak sekaligus; paling banyak %(most)s. Persempit dengan saringan, lalu ulangi."
        )
        numbers = {"count": words.number(count), "most": words.number(deed.most)}
        refuse([Problem("many", sentence % numbers)])


def _left_out(listing: Listing, row: Any, problems: Mapping[int, Sequence[Problem]]) -> LeftOut:
    return LeftOut(
        listing.name(row), tuple(problem.sentence for problem in problems[listing.key(row)])
    )


def _signed(
    deed: Deed, listing: Listing, going: Sequence[Any], user_id: int, details: Mapping[str, str]
) -> str:
    keys = sorted(listing.key(row) for row in going)
    content = [
        deed.key,
        user_id,
        secrets.token_urlsafe(16),
        keys,
        digest_of(deed, listing, going),
        dict(details),
    ]
    return signing.dumps(content, salt=SALT, compress=True)
