"""A brief as a thing: paragraphs of pieces, figures by key, what is unknown; as text, as JSON and as a fact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone, translation

from binakon.core import words
from binakon.core.calendar import format_day
from binakon.core.figures import Figure
from binakon.planning.states import indicator_label
from binakon.reports.queries.opened import part_label
from binakon.reports.rules.frozen import BriefFact, FigureFact, Run
from binakon.reports.rules.wording import Approval


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or a number with the figure it opens to and the key of that figure."""

    text: str
    figure: Figure | None = None
    key: str = ""


@dataclass(slots=True)
class Brief:
    """The text as paragraphs of pieces, its figures by key, and what is not known.

    `approval` is filled when a person has approved exactly this text with exactly these figures.
    """

    year: int
    as_of: date
    office: str
    title_pieces: list[Piece] = field(default_factory=list)
    paragraphs: list[list[Piece]] = field(default_factory=list)
    figures: dict[str, Figure] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    source: str = ""
    approval: Approval | None = None

    @property
    def status(self) -> str:
        """`draft` until a person has approved it, then `approved` or `published`."""
        return self.approval.status if self.approval else "draft"

    @property
    def title(self) -> str:
        """The title as plain text."""
        return "".join(piece.text for piece in self.title_pieces)

    @property
    def lines(self) -> list[str]:
        """The paragraphs as plain texts."""
        return ["".join(piece.text for piece in paragraph) for paragraph in self.paragraphs]

    @property
    def fact(self) -> BriefFact:
        """Text and figures without the tables behind them; always Indonesian, as the text is."""
        with translation.override("id"):
            return BriefFact(
                title=_runs(self.title_pieces),
                paragraphs=tuple(map(_runs, self.paragraphs)),
                figures=tuple(_figure_fact(key, found) for key, found in self.figures.items()),
                unknown=tuple(self.unknown),
                source=self.source,
            )

    def as_text(self) -> str:
        """The brief as it is sent: headed DRAF until a person has approved it."""
        return text_of(
            heading(self.approval),
            self.title,
            self.as_of,
            [*self.lines, *_said(self.approval)],
            unknown=self.unknown,
            source=self.source,
        )

    def as_json(self) -> dict[str, Any]:
        """The brief as other programs read it."""
        found = json_of(self.fact, self.year, self.as_of, self.office, self.status)
        found["paragraphs"] += _said(self.approval)
        return found


def heading(approval: Approval | None) -> str:
    """The first line: whether a person has approved this text, who, and since when it is public."""
    if approval is None:
        return "DRAF – belum disetujui"
    with translation.override("id"):
        approved = f"disetujui {_day(approval.approved_at)} oleh {approval.by}"
        if approval.published_at is None:
            return f"{approved[:1].upper()}{approved[1:]}; belum terbit"
        return f"Terbit {_day(approval.published_at)}; {approved}"


def text_of(
    first_line: str,
    title: str,
    as_of: date,
    paragraphs: Iterable[str],
    *,
    unknown: Sequence[str],
    source: str,
) -> str:
    """A brief as plain text, paragraphs apart, ending with its source."""
    with translation.override("id"):
        lines = [first_line, "", title, f"Keadaan per {format_day(as_of)}", ""]
    for paragraph in paragraphs:
        lines += [paragraph, ""]
    if unknown:
        lines += ["Yang belum diketahui:", *(f"- {line}" for line in unknown), ""]
    if source:
        lines += [f"Sumber: {source}", ""]
    return "\n".join(lines)


def json_of(fact: BriefFact, year: int, as_of: date, office: str, status: str) -> dict[str, Any]:
    """The fixed shape in which programs read a brief, live or frozen."""
    return {
        "year": year,
        "as_of": as_of.isoformat(),
        "office": office,
        "status": status,
        "title": fact.title_text,
        "paragraphs": ["".join(text for text, _key in runs) for runs in fact.paragraphs],
        "figures": {
            figure.key: {
                "value": figure.value,
                "definition": figure.definition,
                "version": figure.version or None,
            }
            for figure in fact.figures
        },
        "unknown": list(fact.unknown),
    }


def quotation_line(quotation: str, quoted: str) -> str:
    """A quotation as a paragraph: “Kalimatnya,” kata siapa."""
    words_said = quotation.rstrip(". ")
    return f"“{words_said}{'' if words_said.endswith(('!', '?')) else ','}” kata {quoted}."


def _said(approval: Approval | None) -> list[str]:
    if approval is None or not approval.quotation:
        return []
    return [quotation_line(approval.quotation, approval.quoted)]


def _day(moment: Any) -> str:
    return words.day(timezone.localdate(moment))


def _runs(pieces: Iterable[Piece]) -> tuple[Run, ...]:
    return tuple((piece.text, piece.key) for piece in pieces)


def _figure_fact(key: str, found: Figure) -> FigureFact:
    shown = words.rupiah if found.measure.key == "ceiling" else words.number
    return FigureFact(
        key=key,
        measure=found.measure.key,
        part=found.scope.part,
        value=found.value,
        shown=shown(found.value),
        label=figure_label(found),
        definition=str(found.measure.definition),
        version=found.counted.version,
        unit=str(found.measure.unit),
    )


def figure_label(found: Figure) -> str:
    """What a figure of a brief counts, as one says it: "target dilatih", "kegiatan direncanakan, BIMTEK"."""
    label, part = str(found.measure.label), found.scope.part
    if not part:
        return label
    match found.measure.key:
        case "planned_places":
            return f"target {indicator_label(part)}"
        case "history_target":
            year, _colon, indicator = part.partition(":")
            return f"target {year} {indicator_label(indicator)}"
        case "activities_for":
            return part_label(part)
    return f"{label}, {part_label(part)}"
