"""Letters on paper: one page to all its recipients, or one page to each participant."""

from collections.abc import Sequence

from django.utils.translation import override

from binakon.core import pdf, words
from binakon.enrolment.models import Decree, Letter, LetterRecipient, Registration
from binakon.enrolment.queries.letters import call_of, decree_behind, recipients_of
from binakon.enrolment.rules.letter_words import CLOSING, opening
from binakon.enrolment.states import LetterKind
from binakon.people.documents.papers import (
    BLANK,
    days,
    paper_words,
    paragraphs,
    points,
    printed_as_of,
    signature_of,
)
from binakon.people.queries import head_of_papers

PAPER_LANGUAGE = "id"
# More recipients than these would push the text off the first page; they stand in an annex then.
MOST_ABOVE = 14


def letter_pdf(letter: Letter) -> bytes:
    """The letter as it is signed; a call letter has a page for each participant."""
    return _print(letter, recipients_of(letter))


def call_letter_for(registration: Registration) -> bytes | None:
    """A participant's own page of the newest call letter that was sent to them; None while there is none."""
    found = call_of(registration)
    return _print(*found) if found else None


def _print(letter: Letter, rows: Sequence[LetterRecipient]) -> bytes:
    with override(PAPER_LANGUAGE):
        as_of = printed_as_of(letter.dated)
        return pdf.render("enrolment/letter", letter_paper(letter, rows), as_of=as_of)


def letter_paper(letter: Letter, rows: Sequence[LetterRecipient]) -> dict[str, object]:
    """Every word of the letter, in the order in which the template prints them."""
    training = letter.training
    head = letter.head or head_of_papers(training.office_code, letter.signatory)
    is_call = letter.kind == LetterKind.CALL
    decree = decree_behind(training)
    sign = signature_of(head, place=letter.place, dated=letter.dated)
    annex = _annex(letter, rows)
    attached = letter.attachments or ("1 (satu) lembar" if annex else "–")
    return {
        **paper_words(letter.subject, head, is_draft=not letter.number, is_numbered=not is_call),
        "dateline": sign["place"],
        "block": [
            {"label": "Nomor", "value": letter.number or BLANK},
            {"label": "Sifat", "value": letter.nature or "Biasa"},
            {"label": "Lampiran", "value": attached},
            {"label": "Hal", "value": letter.subject},
        ],
        "greeting": "Yth.",
        "at": "di",
        "pages": [_to(row) for row in rows] if is_call else [],
        "recipients": _above(rows) if not is_call else [],
        "opening": opening(
            letter.kind,
            title=str(training),
            dates=days(training.starts_on, training.ends_on),
            venue=training.venue,
            decree=_decree_words(decree),
        ),
        "facts": _facts(letter, rows),
        "body": paragraphs(letter.body),
        "closing": CLOSING,
        "sign": {**sign, "place": "", "date": ""},
        "copies": {"word": "Tembusan:", "lines": points(letter.copies)},
        "annex": annex,
    }


def _decree_words(decree: Decree | None) -> str:
    if decree is None:
        return "keputusan penetapan peserta"
    authority = decree.head.get("authority", "")
    dated = f" tanggal {words.day(decree.dated)}" if decree.dated else ""
    return " ".join(f"Keputusan {authority} Nomor {decree.number}".split()) + dated


def _to(row: LetterRecipient) -> dict[str, str]:
    """One participant as they are addressed."""
    person = row.registration
    employer = person.employer if person else ""
    return {"name": row.name, "line": employer, "place": row.place or "Tempat"}


def _above(rows: Sequence[LetterRecipient]) -> list[str]:
    """The recipients over the text: by name, or the annex when they are too many."""
    if len(rows) > MOST_ABOVE:
        return ["(daftar penerima terlampir)"]
    return [row.name for row in rows]


def _facts(letter: Letter, rows: Sequence[LetterRecipient]) -> list[dict[str, object]]:
    training = letter.training
    if letter.kind == LetterKind.CALL:
        hours = [
            f"{words.weekday_and_day(day.on)}, {day.starts_at:%H.%M}–{day.ends_at:%H.%M} WITA"
            for day in training.days.all()
        ]
        when = hours or [days(training.starts_on, training.ends_on)]
        pairs: list[tuple[str, list[str]]] = [
            ("Hari, tanggal", when),
            ("Tempat", [training.venue]),
            ("Acara", [str(training)]),
        ]
    else:
        reply = [words.weekday_and_day(letter.reply_by)] if letter.reply_by else []
        seats = [row.seats for row in rows if row.seats is not None]
        told = [f"{seats[0]} orang"] if len(rows) == 1 and seats else []
        if len(rows) > 1 and seats:
            told = ["sebagaimana tercantum dalam lampiran"]
        pairs = [
            ("Kuota", told),
            ("Usulan masuk", [f"paling lambat {reply[0]}"] if reply else []),
            ("Persyaratan", points(training.requirements)),
        ]
    contact = " ".join(filter(None, (training.contact_name, training.contact_phone)))
    pairs.append(("Narahubung", [contact] if contact else []))
    return [{"label": label, "lines": lines} for label, lines in pairs if lines]


def _annex(letter: Letter, rows: Sequence[LetterRecipient]) -> dict[str, object] | None:
    """The quota of each recipient, or the recipients that do not fit above the text."""
    if letter.kind == LetterKind.CALL or len(rows) < 2:
        return None
    has_seats = any(row.seats is not None for row in rows)
    if not has_seats and len(rows) <= MOST_ABOVE:
        return None
    heads = ["No.", "Penerima", "Tempat", *(["Kuota (orang)"] if has_seats else [])]
    cells = [
        [
            f"{row.position}",
            row.name,
            row.place or "–",
            *([f"{row.seats}" if row.seats is not None else "–"] if has_seats else []),
        ]
        for row in rows
    ]
    dated = words.day(letter.dated) if letter.dated else BLANK
    return {
        "lines": ["Lampiran surat", f"Nomor {letter.number or BLANK}", f"Tanggal {dated}"],
        "title": "DAFTAR PENERIMA DAN KUOTA" if has_seats else "DAFTAR PENERIMA",
        "heads": heads,
        "rows": cells,
    }
