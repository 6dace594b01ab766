"""A case of the taught person of Banjar in a batch of an LSP, with a paper, a file of results, a test and an appeal."""

from typing import TYPE_CHECKING, Any

from binakon.certification.actions import appeals, batch_papers, batches, results
from binakon.certification.models import Appeal, Assessment, Batch, CasePaper, ResultFile
from binakon.certification.states import AssessmentOutcome, CasePaperKind
from binakon.people.models import Role
from tests.cast import viewer
from tests.certification.bodies import a_site, an_assessor, an_lsp
from tests.certification.walk import TODAY, a_case_in
from tests.factories import BY, an_activity

if TYPE_CHECKING:
    from tests.matrix.world import World

Labelled = list[tuple[str, Any]]
OWNER = "Banjar"
LSP = "LSP Sarang"
_NOBODY = 999_999_999
_OURS = (
    "batch_", "result_", "partner_", "body_", "licence_", "assessor_", "site_", "appeal_", "case_tests",
)  # fmt: skip


def enter(world: "World") -> None:
    """Write down what the addresses of batches name; the partner of the cast logs in for somebody else."""
    worker = world.taught.people[OWNER].worker
    assert worker is not None, "whoever was received is a worker"
    activity = an_activity("kenari-skk", kind="certification", title="Fasilitasi SKK kenari")
    case = a_case_in(
        "not_competent",
        worker=worker,
        activity=activity,
        code="KENARI22",
        occupation_name="Ahli Muda Kenari",
    )
    lsp = an_lsp(LSP, schemes="Ahli Muda Kenari; 7")
    an_assessor(lsp)
    a_site(lsp)
    batch = batches.open_batch(activity, lsp, by=BY)
    batches.select_cases(batch, [case.pk], by=BY)
    batch_papers.draw_up(batch, CasePaperKind.LETTER, by=BY)
    go = Assessment.objects.create(
        case=case,
        batch=batch,
        number=1,
        planned_on=TODAY,
        tested_on=TODAY,
        decided_on=TODAY,
        outcome=AssessmentOutcome.NOT_YET_COMPETENT,
    )
    appeals.open_appeal(go, reason="tes", made_on=TODAY, by=BY)
    by = viewer(Role.STAFF).actor
    results.keep_file(batch, file_name="hasil.csv", content=b"Nama;Hasil\n", days={}, by=by)


def known(name: str) -> dict[str, Labelled]:
    """The arguments of addresses of batches, bodies and the tests of a case; {} for any other."""
    about = name.removeprefix("certification:")
    if about == name or not about.startswith(_OURS):
        return {}
    found: dict[str, Labelled] = {"code": [("", "KENARI22"), (" (none)", "TIDAKADA")]}
    batch = Batch.objects.get(organisation__short_name=LSP)
    lsp = batch.organisation
    rows: dict[str, Any] = {
        "batch_": batch,
        "result_": batch,
        "partner_": batch,
        "body_": lsp,
        "licence_new": lsp,
        "assessor_new": lsp,
        "site_new": lsp,
        "licence_edit": lsp.licences.get(),
        "assessor_edit": lsp.assessors.get(),
        "site_edit": lsp.assessment_sites.get(),
        "appeal_": Appeal.objects.get(assessment__batch=batch),
    }
    row = next((row for word, row in rows.items() if about.startswith(word)), None)
    if row is None:
        return found
    if about.startswith(("result_new", "appeal_")):
        found["pk"] = [("", row.pk)]
    else:
        found["pk"] = [("", row.pk), (" (none)", _NOBODY)]
    found["paper"] = [("", CasePaper.objects.get(batch=batch).pk)]
    found["file"] = [("", ResultFile.objects.get(batch=batch).pk)]
    found["kind"] = [("", "minutes"), (" (none)", "lain")]
    return found
