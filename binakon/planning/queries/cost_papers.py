"""What the papers of one activity print: its terms of reference and its cost estimate."""

from dataclasses import dataclass
from datetime import date

from binakon.people.models import Official
from binakon.people.queries import head_of_papers
from binakon.people.rules import Viewer, can_plan
from binakon.planning.models import (
    TERMS_TEXTS,
    Ceiling,
    PlanVersion,
    SubActivity,
    Target,
    TermsOfReference,
    VersionActivity,
)
from binakon.planning.queries.bound import promised_lines
from binakon.planning.queries.contents import entry_of_row
from binakon.planning.queries.costs import line_entries
from binakon.planning.queries.version_pages import region_names
from binakon.planning.rules.activity_words import region_words, window_words
from binakon.planning.rules.costs import LineEntry
from binakon.planning.rules.plan_tree import line_of
from binakon.planning.states import indicator_label


@dataclass(frozen=True, slots=True)
class TermsFacts:
    """The texts of a KAK; `revision` 0 before the first of them."""

    texts: dict[str, str]
    place: str
    dated: date | None
    signatory: int | None
    revision: int


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What KAK and RAB of one activity print; money in rupiah, None where it is not known."""

    version: PlanVersion
    version_words: str
    activity: VersionActivity
    terms: TermsFacts
    head: dict[str, str]
    lines: tuple[LineEntry, ...]
    sub_code: str
    sub_name: str
    measure: str
    target: str
    location: str
    window: str
    begins: date | None
    ends: date | None
    ceiling: int | None
    may_write: bool


def paper_facts(viewer: Viewer, pk: int, code: str) -> PaperFacts | None:
    """The facts for a viewer with a role at the version's office; None otherwise."""
    version = PlanVersion.objects.filter(pk=pk).select_related("programme__office").first()
    if version is None or not viewer.roles_at(version.programme.office.code):
        return None
    activity = VersionActivity.objects.filter(version=pk, code=code).first()
    if activity is None:
        return None
    office = version.programme.office.code
    row = TermsOfReference.objects.filter(version=pk, activity_code=code).first()
    signer = (
        Official.objects.filter(pk=row.signatory_id).first() if row and row.signatory_id else None
    )
    sub_code = line_of(activity.sub_activity, activity.indicator, promised_lines(pk))
    sub = SubActivity.objects.filter(code=sub_code).order_by("-id").first() if sub_code else None
    entry = entry_of_row(activity)
    ceiling = Ceiling.objects.filter(version=pk, sub_activity__code=sub_code).first()
    return PaperFacts(
        version=version,
        version_words=str(version),
        activity=activity,
        terms=_terms(row, version),
        head=head_of_papers(office, signer),
        lines=line_entries(pk, code),
        sub_code=sub_code,
        sub_name=sub.name if sub else "",
        measure=sub.indicator if sub else "",
        target=_target(pk, sub_code),
        location=region_words(entry, region_names(office)),
        window=window_words(entry),
        begins=activity.starts_on,
        ends=activity.ends_on,
        ceiling=ceiling.amount if ceiling else None,
        may_write=not version.is_frozen and can_plan(viewer, office),
    )


def _terms(row: TermsOfReference | None, version: PlanVersion) -> TermsFacts:
    if row is None:
        return TermsFacts(
            dict.fromkeys(TERMS_TEXTS, ""), version.programme.office.seat, None, None, 0
        )
    texts = {name: str(getattr(row, name)) for name in TERMS_TEXTS}
    return TermsFacts(texts, row.place, row.dated, row.signatory_id, row.revision)


def _target(version_id: int, sub_code: str) -> str:
    """What the version promises on the sub-activity: 200 Orang (dilatih)."""
    rows = Target.objects.filter(version=version_id, sub_activity__code=sub_code)
    parts = [
        f"{row.people if row.people is not None else row.value} "
        f"{row.unit or row.indicator.unit} ({indicator_label(row.indicator.key)})"
        for row in rows.select_related("indicator")
    ]
    return "; ".join(parts)
