"""One version of the plan on paper: what it promises, by which activities, with which money."""

from django.utils.translation import gettext as _

from binakon.core import pdf, words
from binakon.planning.documents.money import money_part
from binakon.planning.documents.prints import PlanPrint
from binakon.planning.documents.unfilled import unfilled_part
from binakon.planning.documents.words import (
    detail_words,
    figure,
    sheet_words,
    target_words,
    total,
    window_words,
)
from binakon.planning.rules.plan_file import ActivityEntry
from binakon.planning.rules.plan_tree import Branch
from binakon.planning.states import FROZEN_STATES, Stage


def plan_pdf(plan: PlanPrint) -> bytes:
    """The paper of one version; raises `binakon.core.pdf.UnprintablePaper`."""
    return pdf.render("planning/plan", plan_paper(plan), as_of=plan.sheet.as_of)


def plan_paper(plan: PlanPrint) -> dict[str, object]:
    """Every word and figure of the paper, in the order in which the template prints them."""
    title = _("Rencana Kegiatan Tahun %(year)s") % {"year": plan.sheet.year}
    called = f"{plan.version_label}, {plan.state_words}"
    return {
        **sheet_words(
            plan.sheet, title=f"{title} – {_('versi')} {plan.version_label}", version=called
        ),
        "heading": title,
        "line": _("Versi %(version)s") % {"version": plan.version_label},
        "stamps": [{"word": plan.state_words, "tone": _tone(plan)}],
        "purpose": plan.purpose,
        "source": _("Sumber: %(source)s") % {"source": plan.source} if plan.source else "",
        "facts": _facts(plan),
        "sentences": _sentences(plan),
        "summary": _summary(plan),
        "branches": _branches(plan),
        "money": money_part(plan.money),
        "goal": _goal(plan),
        "note": {"title": _("Catatan versi"), "text": plan.version.note},
        "sign": _signature(plan),
        "unfilled": unfilled_part(plan),
    }


def _tone(plan: PlanPrint) -> str:
    if plan.version.stage == Stage.USULAN:
        return "ask"
    return "done" if plan.version.status in FROZEN_STATES else "plan"


def _facts(plan: PlanPrint) -> list[dict[str, str | None]]:
    version = plan.version
    stages = dict(Stage.choices)
    ceiling = None if version.ceiling is None else words.rupiah(version.ceiling)
    pairs = [
        (_("Tahap"), str(stages.get(version.stage, version.stage))),
        (_("Keadaan"), plan.state_words),
        (_("Tanggal"), words.day(version.dated)),
        (_("Dokumen"), version.document or None),
        (_("Nomor"), str(version.number)),
        (_("Pagu"), ceiling),
        (_("Kegiatan"), words.number(sum(len(branch.activities) for branch in plan.tree))),
        (_("Data per"), words.moment(plan.sheet.as_of)),
    ]
    return [{"label": label, "value": value} for label, value in pairs]


def _sentences(plan: PlanPrint) -> list[str]:
    """The answer of the paper in figures, before any table."""
    version = plan.version
    people = words.number(plan.people)
    about = _("sekitar %(people)s") % {"people": people} if version.is_total_about else people
    verb = (
        _("Versi ini mengusulkan %(people)s layanan")
        if version.stage == Stage.USULAN
        else _("Versi ini menjanjikan %(people)s layanan")
    )
    parts = words.joined([target_words(target) for target in version.targets])
    promise = verb % {"people": about}
    return [
        f"{promise}: {parts}." if parts else f"{promise}.",
        _("Pagunya %(ceiling)s.") % {"ceiling": words.rupiah(version.ceiling)},
    ]


def _name(branch: Branch) -> str:
    if not branch.code:
        return _("Tanpa sub kegiatan")
    return branch.name or _("Nama sub kegiatan belum diisi")


def _targets(branch: Branch) -> str | None:
    return "; ".join(map(target_words, branch.targets)) or None


def _summary(plan: PlanPrint) -> dict[str, object]:
    rows = [
        [
            {"name": _name(branch), "small": branch.code},
            _targets(branch),
            words.number(len(branch.activities)),
            total(activity.seats for activity in branch.activities),
            total(activity.cost for activity in branch.activities),
            figure(branch.ceiling),
        ]
        for branch in plan.tree
    ]
    activities = [activity for branch in plan.tree for activity in branch.activities]
    return {
        "title": _("Ringkasan per sub kegiatan"),
        "unit": _("Biaya dan pagu dalam rupiah."),
        "heads": [
            _("Sub kegiatan"),
            _("Target"),
            _("Kegiatan"),
            _("Kursi"),
            _("Biaya"),
            _("Pagu"),
        ],
        "rows": rows,
        "total": [
            _("Jumlah"),
            _("%(people)s layanan") % {"people": words.number(plan.people)},
            words.number(len(activities)),
            total(activity.seats for activity in activities),
            total(activity.cost for activity in activities),
            total(branch.ceiling for branch in plan.tree),
        ],
    }


def _branches(plan: PlanPrint) -> dict[str, object]:
    return {
        "title": _("Rincian kegiatan"),
        "heads": [
            _("Kegiatan"),
            _("Waktu"),
            _("Mitra"),
            _("Wilayah"),
            _("Kursi"),
            _("Biaya (Rp)"),
        ],
        "empty": _("Belum ada kegiatan pada sub kegiatan ini."),
        "parts": [_branch(branch, plan) for branch in plan.tree],
    }


def _branch(branch: Branch, plan: PlanPrint) -> dict[str, object]:
    ceiling = None if branch.ceiling is None else words.rupiah(branch.ceiling)
    facts = [
        (_("Pagu"), ceiling),
        (_("Target"), _targets(branch)),
    ]
    return {
        "code": branch.code,
        "name": _name(branch),
        "facts": [{"label": label, "value": value} for label, value in facts],
        "rows": [_row(activity, plan) for activity in branch.activities],
        "total": [
            _("Jumlah %(count)s kegiatan") % {"count": words.number(len(branch.activities))},
            "",
            "",
            "",
            total(activity.seats for activity in branch.activities),
            total(activity.cost for activity in branch.activities),
        ],
    }


def _row(activity: ActivityEntry, plan: PlanPrint) -> list[object]:
    regions = (
        _("semua kabupaten/kota")
        if activity.is_all_regions
        else ", ".join(plan.region_names.get(code, code) for code in activity.regions)
    )
    return [
        {"name": activity.title, "small": detail_words(activity)},
        window_words(activity) or None,
        ", ".join(activity.partners) or None,
        regions or None,
        figure(activity.seats),
        figure(activity.cost),
    ]


def _goal(plan: PlanPrint) -> dict[str, object] | None:
    """What would be needed beside what is promised; a goal is never a target."""
    goal = plan.goal
    if goal is None:
        return None
    people = plan.people or 0
    facts = [
        (_("Kebutuhan %(label)s %(year)s") % {"label": goal.label, "year": goal.year}, goal.people),
        (_("Direncanakan versi ini"), plan.people),
        (_("Selisih, bukan target"), plan.gap),
    ]
    return {
        "title": _("Kebutuhan dan selisih"),
        "facts": [{"label": label, "value": figure(value)} for label, value in facts],
        "meaning": goal.meaning,
        "planned": min(1000, people * 1000 // goal.people) if goal.people else 0,
    }


def _signature(plan: PlanPrint) -> dict[str, str]:
    place = plan.place or "…………………………"
    return {
        "place": f"{place}, ………………………… {plan.sheet.year}",
        "position": plan.position or _("Kepala Dinas"),
        "name": _("Nama dan NIP"),
    }
