"""The justification of a scenario's answer: why it is asked, on what it rests, what it changes, and what a cut would cost."""

from collections.abc import Sequence

from django.utils.translation import override

from binakon.core import pdf, words
from binakon.people.documents.papers import (
    paper_words,
    paragraphs,
    printed_as_of,
    signature_of,
)
from binakon.planning.documents.costs import PAPER_LANGUAGE, UNFILLED
from binakon.planning.documents.scenario_proof import (
    assumptions,
    ceilings,
    comparison,
    cuts,
    finish,
    part,
    table_of,
    version_of,
)
from binakon.planning.queries.scenario_papers import ScenarioPaper
from binakon.planning.rules.compare import capital
from binakon.planning.rules.scenario_rka import MARK, picks_for, rka_codes
from binakon.planning.rules.scenario_words import giving_sentences
from binakon.planning.rules.scenarios.answers import Answer, Infeasible, Pick

_KINDS = {
    "most": "orang terbanyak untuk pagu yang ada",
    "least": "uang paling sedikit untuk kebutuhan",
}


def print_justification(paper: ScenarioPaper) -> bytes:
    """The justification as PDF; equal answers have equal papers, for it is dated by its answer."""
    with override(PAPER_LANGUAGE):
        return pdf.render(
            "planning/justification", justification(paper), as_of=printed_as_of(paper.dated)
        )


def justification(paper: ScenarioPaper) -> dict[str, object]:
    """Every word of the paper."""
    scenario, answer = paper.facts.scenario, paper.facts.answer
    is_draft = scenario.shared_at is None or answer.is_outdated
    title = f"JUSTIFIKASI USULAN {scenario.name}"
    found = paper.found
    parts = [_why(paper), _goal(paper)]
    parts += (
        [_arrangement(paper, found), _classes(paper, found), _regions(paper, found)]
        if isinstance(found, Answer)
        else [_none(paper, found)]
    )
    parts += [ceilings(paper), assumptions(paper)]
    if isinstance(found, Answer):
        parts.append(comparison(paper, found))
    parts += [finish(paper), cuts(paper)]
    return {
        **paper_words(title, paper.head, is_draft=is_draft),
        "heading": "JUSTIFIKASI USULAN",
        "subject": scenario.name,
        "facts": _about(paper),
        "warning": _warning(paper),
        "parts": parts,
        "sign": signature_of(paper.head, place=scenario.programme.office.seat, dated=None),
    }


def _about(paper: ScenarioPaper) -> list[dict[str, str]]:
    scenario, answer = paper.facts.scenario, paper.facts.answer
    pairs = (
        ("Program", scenario.programme.name),
        ("Tahun anggaran", str(paper.facts.year)),
        ("Versi yang berlaku", paper.base_label or "belum ada"),
        ("Pertanyaan", _KINDS[paper.kind]),
        ("Dijawab", f"{words.moment(answer.answered_at)}, {answer.solver}"),
    )
    return [{"label": label, "value": value or UNFILLED} for label, value in pairs]


def _warning(paper: ScenarioPaper) -> str:
    if paper.facts.answer.is_outdated:
        return "Kedaluwarsa: asumsi skenario ini sudah berubah sejak dijawab. Hitung lagi sebelum memakainya."
    return "Seluruh rupiah di kertas ini bersandar pada asumsi di bawah. Usulan bukan target sampai ada perubahan."


def _why(paper: ScenarioPaper) -> dict[str, object]:
    purpose = paper.facts.scenario.programme.purpose
    texts = [" ".join(lines) for lines in paragraphs(paper.facts.scenario.note)]
    if not texts:
        texts.append(f"Alasan usulan: {UNFILLED}.")
    if purpose:
        texts.append(f"Tujuan program: {purpose.rstrip('.')}.")
    return part("Mengapa diusulkan", texts)


def _goal(paper: ScenarioPaper) -> dict[str, object]:
    promised = paper.base.people if paper.base else None
    lines = []
    if paper.goal:
        need = f"{capital(paper.goal.label)}: {words.number(paper.goal.people)} layanan"
        lines.append(f"{need} ({paper.goal.meaning})." if paper.goal.meaning else f"{need}.")
    else:
        lines.append(f"Kebutuhan tahun ini: {UNFILLED}.")
    if promised is not None:
        told = f"Versi {paper.base_label} menjanjikan {words.number(promised)} layanan"
        gap = paper.goal.people - promised if paper.goal else 0
        lines.append(f"{told}; kurang {words.number(gap)}." if gap > 0 else f"{told}.")
    if isinstance(paper.found, Answer):
        lines.append(f"Usulan ini melayani {words.number(paper.found.people)} layanan.")
        whole = version_of(paper, paper.found).people
        if whole > paper.found.people:
            told = "Bersama kegiatan lain yang tetap dalam rencana"
            lines.append(f"{told}: {words.number(whole)} layanan.")
        left = paper.goal.people - whole if paper.goal else 0
        if left > 0:
            lines.append(f"Sesudah usulan ini kebutuhan masih kurang {words.number(left)} layanan.")
    lines.append(
        "Satu layanan adalah satu orang dilatih atau satu orang difasilitasi; "
        "orang yang mendapat keduanya terhitung dua kali."
    )
    return part("Kebutuhan dan kekurangan", lines)


def _arrangement(paper: ScenarioPaper, found: Answer) -> dict[str, object]:
    question = paper.facts.answer.question
    rows = []
    for code in rka_codes(question):
        picks, sub = picks_for(question, found, code), paper.subs[code]
        people = words.number(sum(pick.people for pick in picks))
        rupiah = words.rupiah(sum(pick.rupiah for pick in picks))
        rows.append([code, sub.name or UNFILLED, f"{people} {sub.unit}".strip(), f"{rupiah} ({MARK})"])  # fmt: skip
    texts = [
        f"{words.number(found.people)} layanan dengan {words.rupiah(found.rupiah)} ({MARK}) "
        f"dalam {words.number(found.classes)} kelas."
    ]
    if found.next_person is not None:
        texts.append(
            f"Satu orang lagi menambah paling sedikit {words.rupiah(found.next_person)} ({MARK})."
        )
    heads = ("Kode", "Sub kegiatan", "Keluaran", "Rupiah")
    return part("Susunan yang diusulkan", texts, table=table_of(heads, rows, (34, 60, -26, -50)))


def _none(paper: ScenarioPaper, found: Infeasible) -> dict[str, object]:
    texts = [
        "Tidak ada susunan yang memenuhi semua asumsi. Paling sedikit yang harus dilonggarkan:"
    ]
    listed = giving_sentences(found, paper.facts.answer.question, paper.facts.regions)
    return part("Susunan yang diusulkan", texts, listed)


def _classes(paper: ScenarioPaper, found: Answer) -> dict[str, object]:
    titles = {each.code: each.title for each in paper.facts.answer.question.candidates}
    rows = [
        [
            _class_name(pick, found, titles[pick.code]),
            words.day(pick.day),
            words.day(pick.over_on),
            words.number(pick.people),
            words.rupiah(pick.rupiah),
        ]
        for pick in sorted(found.picks, key=lambda pick: (pick.day, pick.code, pick.number))
    ]
    heads = ("Kegiatan", "Mulai", "Hasil selesai", "Orang", f"Rupiah ({MARK})")
    table = table_of(heads, rows, (62, 36, 36, -16, -34)) if rows else None
    return part("Kelas dan harinya", [] if rows else ["Tidak ada kelas."], table=table)


def _class_name(pick: Pick, found: Answer, title: str) -> str:
    is_alone = sum(each.code == pick.code for each in found.picks) == 1
    return title if is_alone else f"{title}, kelas {pick.number}"


def _regions(paper: ScenarioPaper, found: Answer) -> dict[str, object]:
    """People of every regency, the sub-activities beside each other and never added up."""
    question, names = paper.facts.answer.question, paper.facts.regions
    codes = rka_codes(question)
    shares = {code: _shares(picks_for(question, found, code)) for code in codes}
    rows = [
        [names.get(region, region), *(words.number(shares[code].get(region, 0)) for code in codes)]
        for region in question.regions
    ]
    rows.append(["Jumlah", *(words.number(sum(shares[code].values())) for code in codes)])
    heads = ["Kabupaten/kota"]
    for code in codes:
        unit = paper.subs[code].unit
        heads.append(f"{code} ({unit})" if unit else code)
    return part("Per kabupaten/kota", table=table_of(heads, rows, (60, *(-50 for _code in codes))))


def _shares(picks: Sequence[Pick]) -> dict[str, int]:
    found: dict[str, int] = {}
    for share in (share for pick in picks for share in pick.regions):
        found[share.region] = found.get(share.region, 0) + share.people
    return found
