"""The justification of a scenario's answer: why it is asked, on what it rests, what it changes, and what a cut would cost."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import override

from binakon.core import pdf, words
from binakon.people.documents.papers import (
    paper_words,
    paragraphs,
    printed_as_of,
    signature_of,
)
from binakon.planning.documents.costs import PAPER_LANGUAGE, UNFILLED
from binakon.planning.queries.scenario_papers import ScenarioPaper
from binakon.planning.rules.compare import AmountRow, Comparison, capital, compare_versions
from binakon.planning.rules.compare_words import sentences, shown, signed
from binakon.planning.rules.scenario_basis import basis_sentences, ceiling_sentences
from binakon.planning.rules.scenario_proposal import proposed
from binakon.planning.rules.scenario_rka import MARK, picks_for, price_source, rka_codes
from binakon.planning.rules.scenario_words import (
    cut_sentences,
    finish_words,
    giving_sentences,
)
from binakon.planning.rules.scenarios.answers import Answer, Infeasible, Pick

_KINDS = {
    "most": "orang terbanyak untuk pagu yang ada",
    "least": "uang paling sedikit untuk kebutuhan",
}
Part = dict[str, object]


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
    parts += [_ceilings(paper), _assumptions(paper)]
    if isinstance(found, Answer):
        parts.append(_comparison(paper, found))
    parts += [_finish(paper), _cuts(paper)]
    return {
        **paper_words(title, paper.head, is_draft=is_draft),
        "heading": "JUSTIFIKASI USULAN",
        "subject": scenario.name,
        "facts": _about(paper),
        "warning": _warning(paper),
        "parts": parts,
        "sign": signature_of(paper.head, place="", dated=None),
    }


def _part(
    label: str, texts: Sequence[str] = (), listed: Sequence[str] = (), table: Part | None = None
) -> Part:
    return {"label": label, "paragraphs": list(texts), "points": list(listed), "table": table}


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Part:
    """A table; `widths` share the page, and a negative one is a column of figures."""
    return {
        "heads": list(heads),
        "rows": [list(row) for row in rows],
        "widths": [abs(width) for width in widths],
        "aligns": ["right" if width < 0 else "left" for width in widths],
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


def _why(paper: ScenarioPaper) -> Part:
    purpose = paper.facts.scenario.programme.purpose
    texts = [" ".join(lines) for lines in paragraphs(paper.facts.scenario.note)]
    if not texts:
        texts.append(f"Alasan usulan: {UNFILLED}.")
    if purpose:
        texts.append(f"Tujuan program: {purpose.rstrip('.')}.")
    return _part("Mengapa diusulkan", texts)


def _goal(paper: ScenarioPaper) -> Part:
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
        left = paper.goal.people - paper.found.people if paper.goal else 0
        if left > 0:
            lines.append(f"Sesudah usulan ini kebutuhan masih kurang {words.number(left)} layanan.")
    lines.append(
        "Satu layanan adalah satu orang dilatih atau satu orang difasilitasi; "
        "orang yang mendapat keduanya terhitung dua kali."
    )
    return _part("Kebutuhan dan kekurangan", lines)


def _arrangement(paper: ScenarioPaper, found: Answer) -> Part:
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
    return _part("Susunan yang diusulkan", texts, table=_table(heads, rows, (34, 60, -26, -50)))


def _none(paper: ScenarioPaper, found: Infeasible) -> Part:
    texts = [
        "Tidak ada susunan yang memenuhi semua asumsi. Paling sedikit yang harus dilonggarkan:"
    ]
    listed = giving_sentences(found, paper.facts.answer.question, paper.facts.regions)
    return _part("Susunan yang diusulkan", texts, listed)


def _classes(paper: ScenarioPaper, found: Answer) -> Part:
    titles = {each.code: each.title for each in paper.facts.answer.question.candidates}
    rows = [
        [
            titles[pick.code],
            words.day(pick.day),
            words.day(pick.over_on),
            words.number(pick.people),
            words.rupiah(pick.rupiah),
        ]
        for pick in sorted(found.picks, key=lambda pick: (pick.day, pick.code, pick.number))
    ]
    heads = ("Kegiatan", "Mulai", "Hasil selesai", "Orang", f"Rupiah ({MARK})")
    table = _table(heads, rows, (62, 36, 36, -16, -34)) if rows else None
    return _part("Kelas dan harinya", [] if rows else ["Tidak ada kelas."], table=table)


def _regions(paper: ScenarioPaper, found: Answer) -> Part:
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
    return _part("Per kabupaten/kota", table=_table(heads, rows, (60, *(-50 for _code in codes))))


def _shares(picks: Sequence[Pick]) -> dict[str, int]:
    found: dict[str, int] = {}
    for share in (share for pick in picks for share in pick.regions):
        found[share.region] = found.get(share.region, 0) + share.people
    return found


def _ceilings(paper: ScenarioPaper) -> Part:
    listed = ceiling_sentences(paper.facts.answer.question)
    return _part("Pagu", [] if listed else [UNFILLED], listed)


def _assumptions(paper: ScenarioPaper) -> Part:
    rows = [
        [
            each.label,
            words.rupiah(each.value)
            if each.unit == "rupiah"
            else f"{words.number(each.value)} {each.unit}",
            price_source(each),
        ]
        for each in paper.facts.assumptions
    ]
    table = _table(("Asumsi", "Nilai", "Sumber"), rows, (80, -40, 60)) if rows else None
    listed = basis_sentences(paper.facts.answer.question, paper.facts.regions)
    return _part("Asumsi", [] if rows else ["Tidak ada harga yang diasumsikan."], listed, table)


def _comparison(paper: ScenarioPaper, found: Answer) -> Part:
    label = f"Dibandingkan dengan versi {paper.base_label}"
    if paper.base is None:
        return _part("Dibandingkan dengan versi yang berlaku", ["Belum ada versi yang berlaku."])
    entry = proposed(paper.facts.answer.question, found, paper.base, paper.dated)
    differs = compare_versions(paper.base, entry, paper.facts.regions)
    heads = ("", capital(paper.base_label), "Usulan", "Selisih")
    table = _table(heads, _amounts(differs), (70, -36, -36, -36))
    return _part(label, [] if not differs.is_equal else ["Sama."], sentences(differs), table)


def _amounts(differs: Comparison) -> list[list[str]]:
    return [
        [
            f"{row.label} {row.code}".strip(),
            _amount(row, row.before),
            _amount(row, row.after),
            "–" if row.delta is None else signed(row.delta, row.unit),
        ]
        for row in (*differs.targets, differs.ceiling, *differs.ceilings)
    ]


def _amount(row: AmountRow, value: int | None) -> str:
    if value is None and row.is_people:
        return "tidak ada"
    return shown(value, row.unit)


def _finish(paper: ScenarioPaper) -> Part:
    """Whether the last result comes in time, and whether each candidate still can when the perubahan comes on other days."""
    question, found = paper.facts.answer.question, paper.found
    texts = []
    if isinstance(found, Answer):
        texts.append(_in_time(found, question.finish_by))
    finishes = paper.solution.finishes
    held = [{row.code: row for row in each.rows} for each in finishes]
    rows = [
        [each.title, *(finish_words(rows_of.get(each.code)) for rows_of in held)]
        for each in question.candidates
    ]
    reached = [
        words.number(each.most.people) if isinstance(each.most, Answer) else "tidak ada"
        for each in finishes
    ]
    rows.append(["Layanan terbanyak", *reached])
    heads = ["Bila perubahan berlaku", *(words.day(each.change_on) for each in finishes)]
    table = _table(heads, rows, (50, *(45 for _each in finishes))) if finishes else None
    return _part("Apakah bisa selesai", texts, table=table)


def _in_time(found: Answer, finish_by: date) -> str:
    last = max((pick.over_on for pick in found.picks), default=None)
    if last is None:
        return "Tidak ada kelas."
    return (
        f"Hasil terakhir selesai {words.day(last)}; batasnya {words.day(finish_by)}. "
        f"{'Cukup waktu.' if last <= finish_by else 'Tidak cukup waktu.'}"
    )


def _cuts(paper: ScenarioPaper) -> Part:
    question, regions = paper.facts.answer.question, paper.facts.regions
    listed = [" ".join(cut_sentences(cut, question, regions)) for cut in paper.solution.cuts]
    return _part("Bila pagu dipotong", [] if listed else [UNFILLED], listed)
