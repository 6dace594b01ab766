"""Two versions side by side: what one changes against the other, in figures and in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from django.utils.translation import gettext as _

from binakon.planning.rules.activity_words import FIELDS
from binakon.planning.rules.plan_file import ActivityEntry, TargetEntry, VersionEntry
from binakon.planning.states import indicator_label

_CONTENT = (
    "kind",
    "title",
    "occupation",
    "levels",
    "window.text",
    "window_text",
    "is_approximate",
    "seats",
    "partners",
    "regions",
    "is_all_regions",
    "cost",
    "indicator",
    "sub_activity",
)
content_of = attrgetter(*_CONTENT)


@dataclass(frozen=True, slots=True)
class AmountRow:
    """One amount in both versions; None means that a version does not state it. `is_people` is counted in people."""

    label: str
    code: str
    unit: str
    before: int | None
    after: int | None
    is_people: bool = False

    @property
    def delta(self) -> int | None:
        """How much more (or less) the later version states; None where one of both is unknown."""
        if self.before is None and self.after is not None and self.is_people:
            return self.after
        if self.after is None and self.before is not None and self.is_people:
            return -self.before
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One fact of an activity that both versions state differently, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ActivityChange:
    """An activity that both versions hold, with what differs."""

    entry: ActivityEntry
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two versions, and how many activities stay as they were."""

    targets: tuple[AmountRow, ...]
    total: AmountRow
    ceiling: AmountRow
    ceilings: tuple[AmountRow, ...]
    added: tuple[ActivityEntry, ...]
    removed: tuple[ActivityEntry, ...]
    changed: tuple[ActivityChange, ...]
    same: int

    @property
    def is_equal(self) -> bool:
        """Whether both say the same."""
        amounts = (*self.targets, self.ceiling, *self.ceilings)
        return not (self.added or self.removed or self.changed) and all(
            row.before == row.after for row in amounts
        )


def compare_versions(
    before: VersionEntry, after: VersionEntry, regions: Mapping[str, str] | None = None
) -> Comparison:
    """What `after` changes against `before`; `regions` names region codes."""
    earlier = {entry.code: entry for entry in before.activities}
    later = {entry.code: entry for entry in after.activities}
    names = regions or {}
    changed = tuple(
        ActivityChange(entry, tuple(field_changes(earlier[code], entry, names)))
        for code, entry in later.items()
        if code in earlier and content_of(earlier[code]) != content_of(entry)
    )
    return Comparison(
        targets=tuple(_target_rows(before, after)),
        total=AmountRow(_("Jumlah layanan"), "", "", before.people, after.people, is_people=True),
        ceiling=AmountRow(_("Pagu"), "", "Rp", before.ceiling, after.ceiling),
        ceilings=tuple(_ceiling_rows(before, after)),
        added=tuple(entry for code, entry in later.items() if code not in earlier),
        removed=tuple(entry for code, entry in earlier.items() if code not in later),
        changed=changed,
        same=len(earlier.keys() & later.keys()) - len(changed),
    )


def _target_rows(before: VersionEntry, after: VersionEntry) -> Iterator[AmountRow]:
    earlier = {(t.indicator, t.sub_activity): t for t in before.targets}
    later = {(t.indicator, t.sub_activity): t for t in after.targets}
    for key in dict.fromkeys((*earlier, *later)):
        first, second = earlier.get(key), later.get(key)
        known = second or first
        assert known is not None
        is_people = known.people is not None
        unit = "" if is_people else known.unit
        label = capital(indicator_label(key[0]))
        yield AmountRow(label, key[1], unit, _amount(first), _amount(second), is_people)


def _amount(target: TargetEntry | None) -> int | None:
    if target is None:
        return None
    return target.people if target.people is not None else target.value


def _ceiling_rows(before: VersionEntry, after: VersionEntry) -> Iterator[AmountRow]:
    earlier = {part.sub_activity: part.ceiling for part in before.ceilings}
    later = {part.sub_activity: part.ceiling for part in after.ceilings}
    for code in sorted({*earlier, *later}):
        yield AmountRow(_("Pagu subkegiatan"), code, "Rp", earlier.get(code), later.get(code))


def field_changes(
    before: ActivityEntry, after: ActivityEntry, regions: Mapping[str, str]
) -> Iterator[FieldChange]:
    """Every fact that differs, in the order of the form."""
    for _name, label, say in FIELDS:
        first, second = say(before, regions), say(after, regions)
        if first != second:
            yield FieldChange(_(label), first, second)


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]
