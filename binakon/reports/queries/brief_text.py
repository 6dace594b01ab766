"""A brief as a thing: paragraphs of pieces, figures by key, what is unknown; as text and as JSON."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from binakon.core.calendar import format_day
from binakon.core.figures import Figure


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or a number with the figure it opens to."""

    text: str
    figure: Figure | None = None


@dataclass(slots=True)
class Brief:
    """The text as paragraphs of pieces, its figures by key, and what is not known."""

    year: int
    as_of: date
    office: str
    title_pieces: list[Piece] = field(default_factory=list)
    paragraphs: list[list[Piece]] = field(default_factory=list)
    figures: dict[str, Figure] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    source: str = ""
    status: str = "draft"

    @property
    def title(self) -> str:
        """The title as plain text."""
        return "".join(piece.text for piece in self.title_pieces)

    def as_text(self) -> str:
        """The brief as it is sent: headed DRAF until a person has approved it."""
        lines = [
            "DRAF – belum disetujui",
            "",
            self.title,
            f"Keadaan per {format_day(self.as_of)}",
            "",
        ]
        for paragraph in self.paragraphs:
            lines += ["".join(piece.text for piece in paragraph), ""]
        if self.unknown:
            lines += ["Yang belum diketahui:", *(f"- {line}" for line in self.unknown), ""]
        if self.source:
            lines += [f"Sumber: {self.source}", ""]
        return "\n".join(lines)

    def as_json(self) -> dict[str, Any]:
        """The brief as other programs read it."""
        return {
            "year": self.year,
            "as_of": self.as_of.isoformat(),
            "office": self.office,
            "status": self.status,
            "title": self.title,
            "paragraphs": [
                "".join(piece.text for piece in paragraph) for paragraph in self.paragraphs
            ],
            "figures": {
                key: {
                    "value": found.value,
                    "definition": str(found.measure.definition),
                    "version": found.counted.version or None,
                }
                for key, found in self.figures.items()
            },
            "unknown": self.unknown,
        }
