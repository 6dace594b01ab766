"""The answer of a scenario as a workbook in the RKA form: heads and lines of every sub-activity, and what is assumed."""

from django.utils.translation import override

from binakon.core import words
from binakon.planning.queries.scenario_papers import ScenarioPaper
from binakon.planning.rules.scenario_assumed import basis_lines, ceiling_lines
from binakon.planning.rules.scenario_rka import MARK, picks_for, rka_codes, rka_lines
from binakon.planning.rules.scenarios.facts import Question
from binakon.planning.sheets.scenario_write import SubSheet, rka_workbook

FORM_LANGUAGE = "id"


def answer_workbook(paper: ScenarioPaper) -> bytes:
    """The workbook of an answer. Refused where the assumptions allow no arrangement."""
    with override(FORM_LANGUAGE):
        question, facts = paper.facts.answer.question, paper.facts
        subs = [_sub(paper, code) for code in rka_codes(question)]
        basis = [*ceiling_lines(question), *basis_lines(question, facts.regions)]
        title = f"RKA {facts.scenario.name}"
        return rka_workbook(title, subs, facts.assumptions, basis)


def _sub(paper: ScenarioPaper, code: str) -> SubSheet:
    question, found = paper.facts.answer.question, paper.answer
    lines = tuple(rka_lines(question, found, code))
    return SubSheet(
        code=code,
        title=f"RKA {paper.facts.scenario.name}, tahun {paper.facts.year}",
        facts=_head(paper, code),
        lines=lines,
        total=sum(pick.rupiah for pick in picks_for(question, found, code)),
    )


def _head(paper: ScenarioPaper, code: str) -> tuple[tuple[str, str | int], ...]:
    """The head of the form; what nobody has said of the sub-activity is said to be so."""
    question, sub, empty = paper.facts.answer.question, paper.subs[code], words.unknown()
    picks = picks_for(question, paper.answer, code)
    people = sum(pick.people for pick in picks)
    places = {share.region for pick in picks for share in pick.regions if share.people}
    names = [paper.facts.regions.get(region, region) for region in sorted(places)]
    ceilings = {part.sub_activity: part.ceiling for part in paper.base.ceilings} if paper.base else {}  # fmt: skip
    before: str | int = ceilings.get(code, empty)
    outdated = " (kedaluwarsa: asumsinya sudah berubah)" if paper.facts.answer.is_outdated else ""
    return (
        ("Sub kegiatan", code),
        ("Uraian", sub.name or empty),
        ("Tolok ukur capaian", empty),
        ("Target capaian", empty),
        ("Tolok ukur keluaran", sub.indicator or empty),
        ("Target keluaran", f"{words.number(people)} {sub.unit}".strip()),
        ("Tolok ukur hasil", empty),
        ("Target hasil", empty),
        ("Keluaran sub kegiatan", sub.output or empty),
        ("Sumber dana", empty),
        ("Lokasi", words.joined(names) or empty),
        ("Awal pelaksanaan", words.day(min((pick.day for pick in picks), default=None))),
        ("Akhir pelaksanaan", words.day(max((pick.over_on for pick in picks), default=None))),
        ("Jumlah pagu yang diusulkan", sum(pick.rupiah for pick in picks)),
        (
            f"Pagu sebelumnya ({paper.base_label})" if paper.base_label else "Pagu sebelumnya",
            before,
        ),
        *_kept(question, code),
        ("Keterangan", f"Usulan dari skenario, seluruh rupiah {MARK}{outdated}"),
    )


def _kept(question: Question, code: str) -> tuple[tuple[str, str | int], ...]:
    """What activities that are no candidates keep of the sub-activity, outside the lines; nothing where there are none."""
    costs = [other.rupiah for other in question.others if other.sub_activity == code]
    if not costs:
        return ()
    known = [cost for cost in costs if cost is not None]
    kept: str | int = sum(known) if len(known) == len(costs) else words.unknown()
    return ((f"Di luar rincian ini: {len(costs)} kegiatan lain dalam rencana", kept),)
