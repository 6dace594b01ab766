"""A comparison of two versions as people say it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.core import words
from binakon.planning.rules.activity_words import kind_words
from binakon.planning.rules.compare import AmountRow, Comparison, capital
from binakon.planning.rules.plan_file import ActivityEntry


def signed(amount: int, unit: str = "") -> str:
    """+115, −30, +Rp52.500.000."""
    shown = words.rupiah(abs(amount)) if unit == "Rp" else words.number(abs(amount))
    return f"{'+' if amount >= 0 else '−'}{shown}"


def shown(amount: int | None, unit: str = "") -> str:
    """An amount in its unit; unknown is said, never 0."""
    if amount is None or unit == "Rp":
        return words.rupiah(amount)
    return f"{words.number(amount)} {unit}".strip()


def sentences(comparison: Comparison) -> list[str]:
    """The comparison as people say it: "Difasilitasi 60 → 90 (+30)", "Dua BIMTEK ditambah: …"."""
    labels = [row.label for row in comparison.targets]
    said = [
        _amount_sentence(row, with_code=not row.is_people or labels.count(row.label) > 1)
        for row in (*comparison.targets, comparison.ceiling, *comparison.ceilings)
        if row.before != row.after
    ]
    if any(row.before != row.after for row in comparison.targets) and len(comparison.targets) > 1:
        said.append(_amount_sentence(comparison.total, with_code=False))
    said += _count_sentences(comparison.added, _("%(count)s %(kind)s ditambah: %(titles)s"))
    said += _count_sentences(comparison.removed, _("%(count)s %(kind)s dihapus: %(titles)s"))
    for change in comparison.changed:
        parts = "; ".join(
            f"{part.name[:1].lower()}{part.name[1:]} {part.before} → {part.after}"
            for part in change.changes
        )
        said.append(f"{change.entry.title}: {parts}")
    return said


def _amount_sentence(row: AmountRow, *, with_code: bool) -> str:
    name = f"{row.label} {row.code}".strip() if with_code else row.label
    missing = _("tidak ada") if row.is_people else None
    before = missing if missing and row.before is None else shown(row.before, row.unit)
    after = missing if missing and row.after is None else shown(row.after, row.unit)
    change = f" ({signed(row.delta, row.unit)})" if row.delta is not None else ""
    return f"{name} {before} → {after}{change}"


def _count_sentences(entries: tuple[ActivityEntry, ...], sentence: str) -> list[str]:
    by_kind: dict[str, list[ActivityEntry]] = {}
    for entry in entries:
        by_kind.setdefault(kind_words(entry), []).append(entry)
    return [
        sentence
        % {
            "count": capital(words.spelled(len(found))),
            "kind": kind,
            "titles": _some_titles(found),
        }
        for kind, found in by_kind.items()
    ]


MOST_TITLES = 5


def _some_titles(entries: list[ActivityEntry]) -> str:
    titles = [entry.title for entry in entries[:MOST_TITLES]]
    rest = len(entries) - len(titles)
    if rest:
        titles.append(ngettext("%(rest)d lainnya", "%(rest)d lainnya", rest) % {"rest": rest})
    return words.joined(titles)
