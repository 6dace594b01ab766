"""What one row of a file says: its values, and every finding with its field."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from binakon.people.models import Sex
from binakon.people.rules.import_facts import (
    ERROR,
    Facts,
    Finding,
    Judged,
    Values,
    cell_of,
    nik_text,
)
from binakon.people.rules.import_fields import FIELDS, NUMBERS, heading_key
from binakon.people.rules.import_values import (
    NotRead,
    read_classification,
    read_day,
    read_diploma,
    read_level,
    read_sex,
    tidy,
)
from binakon.people.rules.import_words import NOTES
from binakon.people.rules.nik import nik_hints, nik_problems
from binakon.people.rules.phone import normalise_phone, phone_problems
from binakon.people.states import ImportKind

OLDEST = date(1930, 1, 1)
YOUNGEST = 15
SHORTEST_REASON = 5
# Whole numbers beyond this are rounded by Excel before anybody sees them.
_EXACT = 10**15
_RUNS = ("=", "+", "-", "@")


class RowReader:
    """Reads rows by one set of facts: each field by what it is, every finding noted."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._longest = {each.key: each.longest for each in FIELDS[facts.kind]}
        self._findings: list[Finding] = []
        self._cells: Sequence[Any] = ()
        self._at = 0
        this_year = facts.today.year
        days = {
            "born_on": this_year - YOUNGEST,
            "kta_until": this_year + 20,
            "issued_on": this_year,
        }
        readers: dict[str, Callable[[Any], Any]] = {
            "sex": read_sex,
            "level": read_level,
            "classification": read_classification,
            "phone": self._phone,
            "email": self._email,
            "office": lambda cell: self._word(cell, facts.offices, "bad_office"),
            "association": lambda cell: self._word(cell, facts.associations, "bad_association"),
            "issuer": lambda cell: self._word(cell, facts.issuers, "bad_association"),
            **dict.fromkeys(NUMBERS, self._number),
            **{
                key: _day_reader(latest)
                for key, latest in {**days, "expires_on": this_year + 20}.items()
            },
        }
        self._plan = [
            (key, column, readers.get(key))
            for key, column in facts.columns.items()
            if key not in {"nik", "name", "diploma"}
        ]

    def judge(self, at: int, cells: Sequence[Any]) -> Judged:
        """One row, counted from 0."""
        self._findings, self._cells, self._at = [], cells, at
        values: Values = {}
        self._nik(values)
        self._name(values)
        for key, column, reader in self._plan:
            cell = cell_of(cells, column)
            if cell == "" or cell is None:
                continue
            value = self._read(key, cell, reader)
            if value not in ("", None):
                values[key] = value
        if "diploma" in self._facts.columns:
            self._diploma(values)
        if self._facts.kind == ImportKind.WORKERS:
            self._as_worker(values)
        else:
            self._as_held(values)
        return Judged(at + 1, values, self._findings)

    def _note(self, key: str, code: str, fact: str = "") -> None:
        self._findings.append((key, code, fact, code not in NOTES))

    def _read(self, key: str, cell: Any, reader: Callable[[Any], Any] | None) -> Any:
        if cell is ERROR:
            self._note(key, "cell_error")
            return ""
        try:
            return reader(cell) if reader else self._text(key, cell)
        except NotRead as refused:
            self._note(key, refused.code, refused.fact)
            return ""

    def _text(self, key: str, cell: Any) -> str:
        text = tidy(cell)
        if text.startswith(_RUNS) and text != "-":
            raise NotRead("starts_like_formula")
        if len(text) > self._longest[key]:
            raise NotRead("too_long", str(self._longest[key]))
        return "" if text in {"-", "–"} else text

    def _nik(self, values: Values) -> None:
        column = self._facts.columns.get("nik")
        cell = "" if column is None else cell_of(self._cells, column)
        if cell is ERROR:
            self._note("nik", "cell_error")
            return
        if isinstance(cell, bool | int | float | date):
            self._note("nik", "nik_number")
            return
        if not cell or not (nik := nik_text(cell)):
            return
        if "e+" in cell.lower():
            self._note("nik", "nik_shortened")
            return
        problems = nik_problems(nik)
        for problem in problems:
            self._note("nik", problem.code, _fact_of(problem.code, nik))
        # That there is a NIK is known, what it is not.
        values["nik"] = "" if problems else nik
        if first := self._facts.repeated.get((self._at, "nik")):
            self._note("nik", "nik_twice", first)

    def _name(self, values: Values) -> None:
        column = self._facts.columns.get("name")
        cell = "" if column is None else cell_of(self._cells, column)
        if cell is ERROR:
            self._note("name", "cell_error")
            return
        name = tidy(cell)
        if name.startswith(_RUNS):
            self._note("name", "starts_like_formula")
        elif len(name) > self._longest["name"]:
            self._note("name", "name_long")
        elif name and not any(sign.isalpha() for sign in name):
            self._note("name", "name_no_letter")
        elif name:
            values["name"] = name
        elif self._facts.kind == ImportKind.WORKERS:
            self._note("name", "name_missing")

    def _phone(self, cell: Any) -> str:
        text = tidy(cell)
        # Of "0812… / 0813…" the first is the one to call.
        for part in text.replace(";", "/").replace(",", "/").split("/"):
            if part.strip() in {"", "-"}:
                continue
            phone = normalise_phone(part)
            if phone_problems(phone) or len(phone) > 20:
                raise NotRead("bad_phone")
            return phone
        return ""

    def _email(self, cell: Any) -> str:
        text = tidy(cell).lower()
        if text in {"-", ""}:
            return ""
        name, at, host = text.partition("@")
        is_address = bool(name and at and "." in host and " " not in text) and "@" not in host
        if not is_address or host.startswith(".") or host.endswith(".") or len(text) > 254:
            raise NotRead("bad_email")
        return text

    @staticmethod
    def _word(cell: Any, words: Mapping[str, int], code: str) -> int | str:
        text = tidy(cell)
        if text in {"-", ""}:
            return ""
        found = words.get(heading_key(text))
        if found is None:
            raise NotRead(code, text[:40])
        return found

    def _number(self, cell: Any) -> str:
        if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= _EXACT:
            raise NotRead("number_long")
        text = tidy(cell)
        if text.startswith(_RUNS) and text != "-":
            raise NotRead("starts_like_formula")
        if len(text) > 60:
            raise NotRead("too_long", "60")
        return "" if text in {"-", "–"} else text

    def _diploma(self, values: Values) -> None:
        cell = cell_of(self._cells, self._facts.columns["diploma"])
        if cell in ("", None, "-"):
            return
        found = self._read("diploma", cell, read_diploma)
        if found:
            values["diploma"], programme = found
            if programme and not values.get("study_programme"):
                values["study_programme"] = programme[:200]

    def _as_worker(self, values: Values) -> None:
        has_nik_problem = any(finding[0] == "nik" for finding in self._findings)
        if "nik" not in values and not has_nik_problem:
            reason = values.get("no_nik_reason", "")
            if not reason:
                self._note(
                    "nik" if "nik" in self._facts.columns else "no_nik_reason", "nik_missing"
                )
            elif len(reason) < SHORTEST_REASON:
                self._note("no_nik_reason", "reason_short")
        self._born(values)
        if values.get("nik"):
            self._hints(values)
        is_told = values.get("association") or any(f[0] == "association" for f in self._findings)
        if values.get("kta_number") and not is_told:
            self._note("kta_number", "kta_without_association")

    def _as_held(self, values: Values) -> None:
        has_nik_problem = any(finding[0] == "nik" for finding in self._findings)
        is_named = values.get("name") and values.get("born_on")
        if "nik" not in values and not has_nik_problem and not is_named:
            self._note("nik" if "nik" in self._facts.columns else "name", "nik_needed")
        if not values.get("occupation") and not any(f[0] == "occupation" for f in self._findings):
            self._note("occupation", "occupation_missing")
        for key in NUMBERS:
            if first := self._facts.repeated.get((self._at, key)):
                self._note(key, "number_twice", first)
        issued, expires = values.get("issued_on"), values.get("expires_on")
        if issued and expires and expires < issued:
            self._note("expires_on", "expires_before")
        self._born(values)

    def _born(self, values: Values) -> None:
        born = values.get("born_on")
        if born is None:
            return
        today = self._facts.today
        if not OLDEST <= born <= date(today.year - YOUNGEST, today.month, min(today.day, 28)):
            self._note("born_on", "born_impossible")
            del values["born_on"]

    def _hints(self, values: Values) -> None:
        sex = values.get("sex")
        hints = nik_hints(
            values["nik"],
            born_on=values.get("born_on"),
            is_female=None if sex is None else sex == Sex.FEMALE,
            provinces=self._facts.provinces,
        )
        for hint in hints:
            self._note("nik", hint.code, _fact_of(hint.code, values["nik"]))


def _day_reader(latest: int) -> Callable[[Any], date | str]:
    def read(cell: Any) -> date | str:
        if isinstance(cell, str) and cell.strip() in {"", "-", "–"}:
            return ""
        return read_day(cell, latest)

    return read


def _fact_of(code: str, nik: str) -> str:
    """What fills the sentence: two digits at most, from which nobody learns the number."""
    facts = {
        "nik_length": str(len(nik)),
        "nik_day": nik[6:8],
        "nik_province": nik[:2],
        "nik_month": nik[8:10],
    }
    return facts.get(code, "")
