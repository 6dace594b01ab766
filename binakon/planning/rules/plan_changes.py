"""How two versions differ, in words and figures."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from binakon.core.calendar import format_day
from binakon.planning.rules.plan_file import TargetEntry, VersionEntry
from binakon.planning.rules.plan_words import dotted, rupiah

INDICATORS = {
    "trained": gettext_noop("dilatih"),
    "facilitated": gettext_noop("difasilitasi"),
}
STATUS_WORDS = {
    "draft": gettext_noop("draf"),
    "submitted": gettext_noop("diajukan"),
    "ratified": gettext_noop("disahkan"),
    # What came after a ratified version does not change what it says.
    "superseded": gettext_noop("disahkan"),
}

_Key = tuple[str, str]


def version_changes(stored: VersionEntry, given: VersionEntry) -> list[str]:
    """Every difference as “what before → after”; empty when both say the same."""
    return [
        *_targets_changed(stored, given),
        *_changed(_("pagu"), _rupiah(stored.ceiling), _rupiah(given.ceiling)),
        *_ceilings_changed(stored, given),
        *_changed(_("nomor dokumen"), _text(stored.document), _text(given.document)),
        *_changed(_("tanggal"), format_day(stored.dated), format_day(given.dated)),
        *_changed(_("status"), _status(stored), _status(given)),
        *_changed(_("catatan"), _text(stored.note), _text(given.note)),
        *_changed(_("jumlah"), _about(stored), _about(given)),
    ]


def _changed(name: str, before: str, after: str) -> Iterator[str]:
    if before != after:
        yield f"{name} {before} → {after}"


def _targets_changed(stored: VersionEntry, given: VersionEntry) -> Iterator[str]:
    before, after = _by_key(stored), _by_key(given)
    for key in dict.fromkeys((*before, *after)):
        yield from _changed(
            _("target %(indicator)s") % {"indicator": _target_name(key, before, after)},
            _amount(before.get(key)),
            _amount(after.get(key)),
        )


def _ceilings_changed(stored: VersionEntry, given: VersionEntry) -> Iterator[str]:
    before = {part.sub_activity: part.ceiling for part in stored.ceilings}
    after = {part.sub_activity: part.ceiling for part in given.ceilings}
    for code in dict.fromkeys((*before, *after)):
        name = _("pagu %(code)s") % {"code": code}
        yield from _changed(name, _rupiah(before.get(code)), _rupiah(after.get(code)))


def _by_key(version: VersionEntry) -> dict[_Key, TargetEntry]:
    return {(target.indicator, target.sub_activity): target for target in version.targets}


def _target_name(key: _Key, *versions: dict[_Key, TargetEntry]) -> str:
    """The indicator, with its sub-activity only where the indicator alone is not enough."""
    indicator, sub_activity = key
    name = _(INDICATORS[indicator]) if indicator in INDICATORS else indicator
    namesakes = {each for targets in versions for each in targets if each[0] == indicator}
    return f"{name} ({sub_activity or '–'})" if len(namesakes) > 1 else name


def _amount(target: TargetEntry | None) -> str:
    if target is None:
        return _("tidak ada")
    if target.people is not None:
        return dotted(target.people)
    return _("belum diisi") if target.value is None else f"{dotted(target.value)} {target.unit}"


def _rupiah(amount: int | None) -> str:
    return _("belum diisi") if amount is None else rupiah(amount)


def _status(version: VersionEntry) -> str:
    word = STATUS_WORDS.get(version.status)
    return _(word) if word else version.status


def _text(text: str) -> str:
    return f"“{text}”" if text else _("belum diisi")


def _about(version: VersionEntry) -> str:
    return _("sekitar") if version.is_total_about else _("pasti")
