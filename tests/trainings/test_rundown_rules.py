"""The rule of a rundown: what stops, what is only told, and what a standard day proposes."""

from datetime import date, time

import pytest

from binakon.trainings.rules.rundown import (
    Elsewhere,
    Norms,
    RundownFacts,
    Slot,
    proposed_jp,
    rundown_problems,
)
from binakon.trainings.rules.rundown_day import standard_day
from binakon.trainings.states import SessionKind

MONDAY, FRIDAY = date(2026, 4, 20), date(2026, 4, 24)


def slot(key: int = 1, starts: time = time(8), ends: time = time(9, 30), **fields: object) -> Slot:
    values: dict[str, object] = {"on": MONDAY, "jp": 2, "topic": f"Materi {key}", **fields}
    return Slot(key=key, starts=starts, ends=ends, **values)  # type: ignore[arg-type]


def told(*slots: Slot, **fields: object) -> list[tuple[str, bool]]:
    values: dict[str, object] = {"first": MONDAY, "last": FRIDAY, **fields}
    facts = RundownFacts(slots=slots, **values)  # type: ignore[arg-type]
    return [(problem.code, problem.blocks) for problem in rundown_problems(facts)]


def test_a_sound_day_has_nothing_to_say() -> None:
    assert told(slot(1), slot(2, time(9, 30), time(11))) == []


def test_sessions_of_one_class_that_overlap_stop_and_touching_ones_do_not() -> None:
    assert told(slot(1), slot(2, time(9, 29), time(11))) == [("overlap", True)]
    assert told(slot(1), slot(2, time(9, 30), time(11))) == []
    assert told(slot(1), slot(2, time(8, 30), time(9), jp=0)) == [("overlap", True)]


def test_a_session_that_ends_before_it_starts_stops() -> None:
    assert told(slot(1, time(9), time(8), jp=0)) == [("ends_at", True)]


def test_a_day_that_is_not_the_class_s_stops_and_an_hour_outside_is_told() -> None:
    hours = ((MONDAY, time(8), time(16)),)
    assert told(slot(on=date(2026, 4, 21)), hours=hours) == [("on", True)]
    assert told(slot(starts=time(7, 30), ends=time(9)), hours=hours) == [("outside_hours", False)]
    assert told(slot(), hours=hours) == []
    assert told(slot(on=date(2026, 4, 27))) == [("on", True)], "without hours, its span counts"


def test_the_limit_of_a_day_comes_from_the_norms_of_the_class() -> None:
    day = [slot(1, time(8), time(11), jp=4), slot(2, time(13), time(17), jp=5)]
    assert told(*day, norms=Norms(longest=600)) == []
    assert told(*day, norms=Norms(longest=600, most_jp=8)) == [("day_limit", False)]
    friday = [
        slot(1, time(7), time(11), jp=5, on=FRIDAY),
        slot(2, time(14), time(17), jp=3, on=FRIDAY),
    ]
    assert told(*friday, norms=Norms(longest=600)) == [("day_limit", False)]


def test_more_jp_than_the_minutes_make_is_told() -> None:
    assert told(slot(jp=3)) == [("jp", False)]
    assert told(slot(jp=3), norms=Norms(minutes=30)) == []


def test_a_long_stretch_without_a_break_is_told_once() -> None:
    long = [slot(number, time(8 + number), time(9 + number), jp=1) for number in range(4)]
    assert told(*long) == [("break_missing", False)]
    rest = slot(9, time(9), time(10), kind=SessionKind.BREAK, jp=0)
    assert told(long[0], rest, *long[2:]) == []


def test_a_session_over_the_friday_prayer_is_told_and_a_break_then_is_not() -> None:
    assert told(slot(starts=time(11), ends=time(12), jp=1, on=FRIDAY)) == [("friday_prayer", False)]
    assert told(slot(starts=time(11), ends=time(12), jp=1)) == []
    rest = slot(starts=time(11, 15), ends=time(13, 45), kind=SessionKind.BREAK, jp=0, on=FRIDAY)
    assert told(rest) == []


def test_a_room_of_another_class_and_a_teacher_elsewhere_are_told_but_do_not_stop() -> None:
    other = Elsewhere("Kelas lain", MONDAY, time(9), time(10), "Aula  Utama", (7,))
    ours = slot(room="aula utama", teachers=((7, "Narasumber (contoh)"),))
    assert told(ours, elsewhere=(other,)) == [("room", False), ("instructor", False)]
    later = Elsewhere("Kelas lain", MONDAY, time(9, 30), time(10), "aula utama", (7,))
    assert told(ours, elsewhere=(later,)) == []
    nowhere = Elsewhere("Kelas lain", MONDAY, time(9), time(10), "", ())
    assert told(slot(), elsewhere=(nowhere,)) == [], "no room is not the same room"


VENUE = "Aula Dinas PUPR, Banjarbaru"


def clashes(room: str, there: str, *, venue: str = VENUE, house: str = VENUE) -> list[str]:
    """What is told of a session in `room` while another class is in `there`."""
    other = Elsewhere("Kelas lain", MONDAY, time(9), time(10), there, venue=house)
    facts = RundownFacts(MONDAY, FRIDAY, (slot(room=room),), elsewhere=(other,), venue=venue)
    return [problem.sentence for problem in rundown_problems(facts)]


def test_a_room_or_house_that_is_written_in_another_way_is_still_told() -> None:
    sure = "“Materi 1” (08.00–09.30): “%s” dipakai Kelas lain, 09.00–10.00."
    assert clashes("Ruang Rapat 2", "R. Rapat II") == [sure % "Ruang Rapat 2"]
    house = "AULA DINAS P.U.P.R. - Banjar Baru (contoh)"
    assert clashes("R.2", "ruang 02", house=house) == [sure % "R.2"]
    perhaps = "“Materi 1” (08.00–09.30): “Aula” mungkin sama dengan “%s”, yang dipakai Kelas lain, 09.00–10.00."
    assert clashes("Aula", "Aula Utama") == [perhaps % "Aula Utama"]
    longer = "Dinas PUPR, Aula, Banjarbaru, Kalimantan Selatan"
    assert clashes("Aula", "aula", house=longer) == [perhaps % f"aula, {longer}"]


def test_a_neighbouring_room_another_house_and_a_screen_are_no_clash() -> None:
    assert clashes("Ruang 1", "Ruang 2") == []
    assert clashes("Aula", "Aula", house="Hotel Contoh, Banjarmasin") == []
    assert clashes("Zoom", "zoom") == []
    assert clashes("Meranti", "Ulin") == []


def test_a_room_that_nobody_wrote_is_not_known_to_be_free() -> None:
    [sentence] = clashes("", "Aula")
    assert "Tulis ruang di kedua rundown" in sentence
    other = Elsewhere("Kelas lain", MONDAY, time(8), time(16), venue=VENUE)
    both = [slot(1), slot(2, time(13), time(14), jp=1)]
    assert told(*both, elsewhere=(other,), venue=VENUE) == [("venue", False)], "once a day"
    rest = slot(1, kind=SessionKind.BREAK, jp=0)
    assert told(rest, elsewhere=(other,), venue=VENUE) == []


def test_a_holiday_among_the_days_is_told_by_its_name() -> None:
    facts = RundownFacts(MONDAY, FRIDAY, (slot(),), holidays=((MONDAY, "Hari Contoh"),))
    assert [problem.sentence for problem in rundown_problems(facts)] == [
        "Senin, 20 April 2026 hari libur: Hari Contoh."
    ]


@pytest.mark.parametrize(
    ("promised", "sentences"),
    [
        (None, []),
        (2, []),
        (5, ["Kelas ini menjanjikan 5 JP; rundown baru berisi 2 JP, kurang 3 JP."]),
        (1, ["Kelas ini menjanjikan 1 JP; rundown berisi 2 JP, lebih 1 JP."]),
    ],
)
def test_the_sum_of_jp_is_held_against_the_promise(
    promised: int | None, sentences: list[str]
) -> None:
    facts = RundownFacts(MONDAY, FRIDAY, (slot(),), norms=Norms(promised_jp=promised))
    assert [problem.sentence for problem in rundown_problems(facts)] == sentences


def test_jp_are_whole_stretches_of_the_norms_minutes_and_breaks_have_none() -> None:
    assert proposed_jp(SessionKind.TEACHING, time(8), time(9, 30), Norms()) == 2
    assert proposed_jp(SessionKind.TEACHING, time(8), time(9, 29), Norms()) == 1
    assert proposed_jp(SessionKind.BREAK, time(8), time(9, 30), Norms()) == 0
    assert proposed_jp(SessionKind.TEACHING, time(8), time(9, 30), Norms(minutes=30)) == 3


def test_a_standard_monday_has_nine_jp_around_its_breaks() -> None:
    day = standard_day(MONDAY, Norms())
    assert [(f"{row.starts:%H.%M}", f"{row.ends:%H.%M}", row.jp) for row in day] == [
        ("08.00", "10.15", 3),
        ("10.15", "10.30", 0),
        ("10.30", "12.00", 2),
        ("12.00", "13.00", 0),
        ("13.00", "15.15", 3),
        ("15.30", "15.45", 0),
        ("15.45", "16.30", 1),
    ]


def test_a_standard_friday_has_seven_jp_and_stands_still_for_the_prayer() -> None:
    day = standard_day(FRIDAY, Norms())
    assert sum(row.jp for row in day) == 7
    assert [row.topic for row in day if row.kind == SessionKind.BREAK][1] == (
        "Istirahat dan salat Jumat"
    )


@pytest.mark.parametrize("day", [MONDAY, FRIDAY])
def test_what_is_proposed_breaks_no_rule(day: date) -> None:
    rows = standard_day(day, Norms())
    slots = [
        Slot(number, day, row.starts, row.ends, row.kind, row.jp, row.topic)
        for number, row in enumerate(rows, start=1)
    ]
    assert told(*slots, first=day, last=day) == []


def test_a_proposed_day_ends_with_the_hours_of_the_class_and_never_with_a_break() -> None:
    day = standard_day(MONDAY, Norms(), until=time(13, 30))
    assert [f"{row.ends:%H.%M}" for row in day] == ["10.15", "10.30", "12.00"]
