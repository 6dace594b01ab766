"""What certification tells of a person: their cases with the four dates, and what a renewal asks of each level."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.certification.models import Case, LevelRule
from binakon.certification.states import CaseState
from binakon.core import words
from binakon.enrolment.queries.visible import offices_with
from binakon.people.queries.chapters import (
    Happened,
    Trait,
    history,
    renewal_rules_from,
    trait,
)
from binakon.people.queries.persons import person_of
from binakon.people.rules import NOMINATORS, SEERS, Viewer
from binakon.people.rules.credits import RenewalRule

_DATES = (
    ("determined_on", gettext_lazy("ditetapkan")),
    ("tested_on", gettext_lazy("diuji")),
    ("competent_on", gettext_lazy("kompeten")),
    ("recorded_on", gettext_lazy("tercatat")),
)
_TONES = {
    CaseState.RECORDED: "good",
    CaseState.ISSUED: "good",
    CaseState.COMPETENT: "good",
    CaseState.LAPSED: "bad",
    CaseState.WITHDRAWN: "",
    CaseState.EXPIRED: "",
}


@history("cases")
def cases(viewer: Viewer, rows: Sequence[int]) -> list[Happened]:
    """The cases of a person: those of the viewer's offices, a regency's officer those of their own people."""
    found = Case.objects.filter(worker__in=rows)
    codes, own = offices_with(viewer, SEERS), offices_with(viewer, NOMINATORS)
    if codes is not None:
        reach = Q(activity__programme__office__code__in=codes)
        found = found.filter(reach | Q(office__code__in=own or []))
    return [
        Happened(
            chapter=_("Sertifikasi"),
            on=timezone.localdate(each.proposed_at),
            title=_("%(occupation)s, jenjang %(level)d")
            % {"occupation": each.occupation_name, "level": each.level},
            state=str(each.get_state_display()),
            tone=_TONES.get(CaseState(each.state), "wait"),
            detail=" · ".join(
                f"{label} {words.day(getattr(each, field))}"
                for field, label in _DATES
                if getattr(each, field)
            ),
            href=_href(each, codes),
        )
        for each in found.select_related("activity__programme__office")
    ]


def _href(case: Case, codes: list[str] | None) -> str:
    """The page of a case, for whoever may open it."""
    office = case.activity.programme.office.code
    if codes is not None and office not in codes:
        return ""
    return reverse("certification:case_detail", args=[case.code])


def _has_skk_of_ours() -> Q:
    rows = Case.objects.recorded().order_by().annotate(person=person_of("worker"))
    return Q(pk__in=rows.values("person"))


trait(Trait("difasilitasi", gettext_lazy("SKK lewat kantor ini"), _has_skk_of_ours))


@renewal_rules_from
def renewal_rules(day: date) -> dict[int, RenewalRule]:
    """The newest rule of each level that holds on a day."""
    rows = LevelRule.objects.valid_on(day).order_by(F("valid_from").asc(nulls_first=True), "id")
    return {
        rule.level: RenewalRule(rule.level, rule.renewal_credits, rule.valid_years, rule.source)
        for rule in rows
    }
