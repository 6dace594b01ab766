"""The texts of a KAK: written beside other people's edits."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from binakon.core import ledger
from binakon.core.actor import Actor
from binakon.core.problems import StaleState
from binakon.planning.actions.open_books import OpenBooks
from binakon.planning.models import TERMS_TEXTS, PlanVersion, TermsOfReference, VersionActivity
from binakon.planning.states import VersionState

_COLUMNS = (*TERMS_TEXTS, "place", "dated", "signatory")


@transaction.atomic
def write_terms(
    row: VersionActivity, texts: Mapping[str, Any], *, revision: int, by: Actor
) -> TermsOfReference:
    """Keep the texts of an activity's KAK.

    `revision` is what the writer had read (0 for the first text); `StaleState` when somebody wrote meanwhile, or
    when the version is ratified; `Blocked` when its year is closed.
    """
    version = row.version
    OpenBooks.hold(version.programme_id)
    if not _hold(version):
        raise StaleState(_("Versi ini sudah disahkan, jadi KAK-nya tidak berubah lagi."))
    terms, _is_new = TermsOfReference.objects.get_or_create(version=version, activity_code=row.code)
    changes = {
        name: texts[name]
        for name in _COLUMNS
        if name in texts and texts[name] != getattr(terms, name)
    }
    mine = TermsOfReference.objects.filter(pk=terms.pk, revision=revision)
    if mine.update(**changes, revision=F("revision") + 1) != 1:
        raise StaleState(
            _("KAK ini baru saja diubah orang lain. Muat ulang halaman, lalu tulis lagi.")
        )
    ledger.record(
        version,
        "planversion:write_terms",
        by=by,
        sentence=f"KAK {row} pada {version} ditulis",
        before={"code": row.code, **{name: str(getattr(terms, name) or "") for name in changes}},
        after={"code": row.code, **{name: str(value or "") for name, value in changes.items()}},
        office_code=version.programme.office.code,
    )
    terms.refresh_from_db()
    return terms


def _hold(version: PlanVersion) -> bool:
    """Whether the version may still be written; nobody ratifies it until the transaction ends."""
    frozen = (VersionState.RATIFIED, VersionState.SUPERSEDED)
    kept = PlanVersion.objects.filter(pk=version.pk).exclude(state__in=frozen)
    return kept.update(note=F("note")) == 1
