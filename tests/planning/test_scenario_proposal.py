"""What an answer proposes: nothing unknown is added as nought, and the note keeps its end."""

from dataclasses import replace
from datetime import date

from binakon.core.calendar import parse_window
from binakon.planning.rules.plan_file import ActivityEntry, CeilingEntry, VersionEntry
from binakon.planning.rules.scenario_proposal import proposal_note, proposed, unpriced
from binakon.planning.rules.scenario_start import CODES
from binakon.planning.rules.scenarios.answers import Answer, Begin, IndicatorShare, Pick
from binakon.planning.rules.scenarios.facts import Indicator
from tests.planning.scenarios import a_question

DAY = date(2026, 9, 7)
TRAINED = CODES[Indicator.TRAINED]
PICK = Pick("kelas", 1, 20, 30_000_000, (Begin(DAY, 20),), date(2026, 9, 11), ())
SHARES = (IndicatorShare(Indicator.TRAINED, 20, 30_000_000),)


def an_answer() -> Answer:
    return Answer(20, 30_000_000, 1, True, (PICK,), SHARES, (), a_question().assumptions)


def another(code: str, cost: int | None, sub_activity: str = "") -> ActivityEntry:
    return ActivityEntry(
        code=code,
        kind="coordination",
        title=f"Rapat {code}",
        window=parse_window("2026-04"),
        cost=cost,
        sub_activity=sub_activity,
    )


def said(*others: ActivityEntry, parts: tuple[CeilingEntry, ...] = ()) -> VersionEntry:
    base = VersionEntry("murni", 1, "ratified", DAY, ceilings=parts, activities=others)
    return proposed(a_question(), an_answer(), base, DAY)


def test_what_others_cost_is_added_where_it_is_known() -> None:
    version = said(another("a", 5_000_000, TRAINED), another("b", 2_000_000))
    assert version.ceiling == 37_000_000
    assert version.ceilings == (CeilingEntry(TRAINED, 35_000_000),)


def test_one_unknown_cost_leaves_the_ceiling_unfilled() -> None:
    version = said(another("a", None), another("b", 2_000_000))
    assert (version.ceiling, version.ceilings) == (None, (CeilingEntry(TRAINED, 30_000_000),))


def test_one_unknown_cost_of_a_sub_activity_leaves_its_ceiling_unfilled() -> None:
    version = said(another("a", None, TRAINED), parts=(CeilingEntry("9.99", 7),))
    assert (version.ceiling, version.ceilings) == (None, (CeilingEntry("9.99", 7),))


def test_the_note_names_what_is_unfilled_and_keeps_its_end() -> None:
    others = tuple(another(f"{number}", None) for number in range(1, 8))
    base = VersionEntry("murni", 1, "ratified", DAY, activities=others)
    unknown = unpriced(a_question(), base)
    many = tuple(replace(each, label="x" * 300) for each in a_question().assumptions * 100)
    note = proposal_note("n" * 200, replace(an_answer(), assumptions=many), unknown)
    assert "bersandar pada 300 asumsi harga" in note
    assert note.endswith(
        "karena biaya kegiatan lain belum diisi: Rapat 1, Rapat 2, Rapat 3, Rapat 4, Rapat 5, dan 2 kegiatan lain."
    )


def test_a_further_class_takes_no_code_that_anything_else_has() -> None:
    held = a_question().candidates[0]
    asked = replace(a_question(), candidates=(held, replace(held, code="kelas-2")))
    picks = (
        PICK,
        replace(PICK, number=2),
        replace(PICK, number=3),
        replace(PICK, code="kelas-2"),
    )
    base = VersionEntry("murni", 1, "ratified", DAY, activities=(another("kelas-3", 1),))
    version = proposed(asked, replace(an_answer(), picks=picks), base, DAY, taken={"kelas-4"})
    codes = ["kelas-3", "kelas", "kelas-5", "kelas-6", "kelas-2"]
    assert [entry.code for entry in version.activities] == codes


def days_of(stands: str, was: str = "2026-04", picked: Pick = PICK) -> str:
    entry = ActivityEntry("kelas", "bimtek", "Kelas", parse_window(was), indicator="trained")
    base = VersionEntry("murni", 1, "ratified", DAY, activities=(entry,))
    standing = {"kelas": replace(entry, window=parse_window(stands), window_text=f"{stands} resmi")}
    answer = replace(an_answer(), picks=(picked,))
    [found] = proposed(a_question(), answer, base, DAY, standing=standing).activities
    assert found.window_text in {"", f"{found.window.text} resmi"}
    return found.window.text


def test_a_class_keeps_the_days_that_it_was_given_since_where_the_answer_leaves_it_in_that_month() -> (
    None
):
    assert days_of("2026-09-15/2026-09-17") == "2026-09-15/2026-09-17"
    assert days_of("2026-09-06/2026-09-08") == "2026-09-06/2026-09-08"
    # Before the day on which it may begin, in another month, or over its end: only the month is known.
    assert days_of("2026-09-01/2026-09-03") == "2026-09"
    assert days_of("2026-10-15/2026-10-17") == "2026-09"
    assert days_of("2026-09-29/2026-10-01") == "2026-09"
    # Nobody moved it: what the plan states holds.
    assert days_of("2026-04", was="2026-09-15/2026-09-17") == "2026-09-15/2026-09-17"


def test_the_longest_code_leaves_room_for_the_number_of_a_further_class() -> None:
    held = replace(a_question().candidates[0], code="k" * 80)
    picks = (replace(PICK, code=held.code), replace(PICK, code=held.code, number=2))
    base = VersionEntry("murni", 1, "ratified", DAY)
    asked = replace(a_question(), candidates=(held,))
    version = proposed(asked, replace(an_answer(), picks=picks), base, DAY)
    assert [len(entry.code) for entry in version.activities] == [80, 72]
