"""What the justification of an answer has to prove: ceilings, assumptions, what it changes, the finish, and what a cut costs."""

from collections.abc import Sequence
from datetime import date

from binakon.core import words
from binakon.planning.documents.costs import UNFILLED
from binakon.planning.queries.scenario_papers import ScenarioPaper
from binakon.planning.rules.compare import AmountRow, Comparison, capital, compare_versions
from binakon.planning.rules.compare_words import sentences, shown, signed
from binakon.planning.rules.plan_file import VersionEntry
from binakon.planning.rules.scenario_assumed import basis_lines, ceiling_lines
from binakon.planning.rules.scenario_proposal import proposed
from binakon.planning.rules.scenario_rka import price_source
from binakon.planning.rules.scenario_words import cut_sentences, finish_words
from binakon.planning.rules.scenarios.answers import Answer

Part = dict[str, object]


def part(
    label: str, texts: Sequence[str] = (), listed: Sequence[str] = (), table: Part | None = None
) -> Part:
    """One part of the paper: paragraphs, then a table, then points."""
    return {"label": label, "paragraphs": list(texts), "points": list(listed), "table": table}


def table_of(heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Part:
    """A table; `widths` share the page, and a negative one is a column of figures."""
    return {
        "heads": list(heads),
        "rows": [list(row) for row in rows],
        "widths": [abs(width) for width in widths],
        "aligns": ["right" if width < 0 else "left" for width in widths],
    }


def ceilings(paper: ScenarioPaper) -> Part:
    """The rupiah that may be spent."""
    listed = ceiling_lines(paper.facts.answer.question)
    return part("Pagu", [] if listed else [UNFILLED], listed)


def assumptions(paper: ScenarioPaper) -> Part:
    """Every assumed price with its mark and source, and what else is assumed."""
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
    table = table_of(("Asumsi", "Nilai", "Sumber"), rows, (80, -40, 60)) if rows else None
    listed = basis_lines(paper.facts.answer.question, paper.facts.regions)
    return part("Asumsi", [] if rows else ["Tidak ada harga yang diasumsikan."], listed, table)


def version_of(paper: ScenarioPaper, found: Answer) -> VersionEntry:
    """The usulan that the answer would become."""
    question = paper.facts.answer.question
    base = paper.base or VersionEntry("usulan", 1, "draft", paper.dated)
    return proposed(
        question, found, base, paper.dated, shared=paper.shared, standing=paper.standing
    )


def comparison(paper: ScenarioPaper, found: Answer) -> Part:
    """What the answer would change against the version in force, in figures and in words."""
    label = f"Dibandingkan dengan versi {paper.base_label}"
    if paper.base is None:
        return part("Dibandingkan dengan versi yang berlaku", ["Belum ada versi yang berlaku."])
    entry = version_of(paper, found)
    differs = compare_versions(paper.base, entry, paper.facts.regions)
    heads = ("", capital(paper.base_label), "Usulan", "Selisih")
    table = table_of(heads, _amounts(differs), (70, -36, -36, -36))
    return part(label, [] if not differs.is_equal else ["Sama."], sentences(differs), table)


def _amounts(differs: Comparison) -> list[list[str]]:
    return [
        [
            f"{row.label} {row.code}".strip(),
            _amount(row, row.before),
            _amount(row, row.after),
            _difference(row),
        ]
        for row in (*differs.targets, differs.ceiling, *differs.ceilings)
    ]


def _difference(row: AmountRow) -> str:
    if row.delta is None:
        return "–"
    return signed(row.delta, row.unit) if row.delta else "tetap"


def _amount(row: AmountRow, value: int | None) -> str:
    if value is None and row.is_people:
        return "tidak ada"
    return shown(value, row.unit)


def finish(paper: ScenarioPaper) -> Part:
    """Whether the last result comes in time, and whether each candidate still can when the perubahan comes on other days."""
    question, found = paper.facts.answer.question, paper.found
    texts = []
    if isinstance(found, Answer):
        texts.append(_in_time(found, question.finish_by))
    finishes = paper.solution.finishes
    held = [{row.code: row for row in each.rows} for each in finishes]
    rows = [
        [each.title, *(finish_words(rows_of.get(each.code), each) for rows_of in held)]
        for each in question.candidates
    ]
    reached = [
        words.number(each.most.people) if isinstance(each.most, Answer) else "tidak ada"
        for each in finishes
    ]
    rows.append(["Layanan terbanyak", *reached])
    heads = ["Bila perubahan berlaku", *(words.day(each.change_on) for each in finishes)]
    table = table_of(heads, rows, (50, *(45 for _each in finishes))) if finishes else None
    return part("Apakah bisa selesai", texts, table=table)


def _in_time(found: Answer, finish_by: date) -> str:
    last = max((pick.over_on for pick in found.picks), default=None)
    if last is None:
        return "Tidak ada kelas."
    return (
        f"Hasil terakhir selesai {words.day(last)}; batasnya {words.day(finish_by)}. "
        f"{'Cukup waktu.' if last <= finish_by else 'Tidak cukup waktu.'}"
    )


def cuts(paper: ScenarioPaper) -> Part:
    """What a cut costs, and whom."""
    question, regions = paper.facts.answer.question, paper.facts.regions
    listed = [" ".join(cut_sentences(cut, question, regions)) for cut in paper.solution.cuts]
    return part("Bila pagu dipotong", [] if listed else [UNFILLED], listed)
