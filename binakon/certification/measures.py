"""What certification counts: the four dates of a case, and the one of them that the office counts as facilitated."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.certification.queries.counts import (
    counting_rule,
    dated_cases,
    facilitations_in,
    reached_on,
)
from binakon.certification.states import CountedDate
from binakon.core.measures import Counted, Measure, Row, Scope, register

_SOURCE = gettext_lazy("Catatan kegiatan di Binakon")
_SERVICES = gettext_lazy("layanan")


def _count(scope: Scope, counted: CountedDate, note: str = "") -> Counted:
    """Cases that had reached a date; unknown while nobody was proposed."""
    key = f"{scope.office}:{scope.year}"
    cases = scope.once(
        f"cases:{key}:{scope.region}", lambda: dated_cases(scope.office, scope.year, scope.region)
    )
    if not cases:
        return Counted(note=note)
    tally = reached_on(cases, counted, scope.as_of)
    if tally.total is None:
        return Counted(note=note)
    activities = scope.once(
        f"facilitations:{key}", lambda: facilitations_in(scope.office, scope.year)
    )
    rows = tuple(
        Row(
            activity.title,
            tally.by_activity.get(activity.pk),
            activity.window_words,
            f"/kegiatan/{activity.slug}/"
            if scope.is_public
            else f"/meja/sertifikasi/kegiatan/{activity.slug}/",
        )
        for activity in activities
    )
    return Counted(tally.total, len(tally.people), rows, note=note)


def _counter(counted: CountedDate) -> Callable[[Scope], Counted]:
    return lambda scope: _count(scope, counted)


def _facilitated(scope: Scope) -> Counted:
    """The date that the office decided on; unknown while it has not decided, because the indicator does not say."""
    rule = counting_rule(scope.office, scope.as_of)
    if rule is None:
        return Counted(note=_("Kantor belum menetapkan tanggal mana yang dihitung."))
    counted = CountedDate(rule.counts)
    return _count(scope, counted, _("dihitung saat %(date)s") % {"date": counted.label})


for _measure in (
    Measure(
        "facilitated",
        gettext_lazy("difasilitasi"),
        _SERVICES,
        gettext_lazy(
            "Kasus sertifikasi yang dihitung sebagai difasilitasi menurut ketetapan kantor."
        ),
        _SOURCE,
        _facilitated,
        is_of_people=True,
    ),
    Measure(
        "case_determined",
        gettext_lazy("ditetapkan difasilitasi"),
        _SERVICES,
        gettext_lazy("Kasus sertifikasi yang orangnya tercantum dalam SK penetapan bernomor."),
        _SOURCE,
        _counter(CountedDate.DETERMINED),
        is_of_people=True,
    ),
    Measure(
        "tested",
        gettext_lazy("diuji"),
        _SERVICES,
        gettext_lazy("Kasus yang uji kompetensinya sudah berlangsung."),
        _SOURCE,
        _counter(CountedDate.TESTED),
        is_of_people=True,
    ),
    Measure(
        "competent",
        gettext_lazy("kompeten"),
        _SERVICES,
        gettext_lazy("Kasus yang dinyatakan kompeten oleh LSP."),
        _SOURCE,
        _counter(CountedDate.COMPETENT),
        is_of_people=True,
    ),
    Measure(
        "recorded",
        gettext_lazy("SKK tercatat"),
        _SERVICES,
        gettext_lazy("Kasus yang SKK-nya tercatat dengan nomornya."),
        _SOURCE,
        _counter(CountedDate.RECORDED),
        is_of_people=True,
    ),
):
    register(_measure)
