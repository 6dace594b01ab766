"""What a reader of the catalogue asks for: each filter alone, all together, and what nobody knows."""

import pytest

from binakon.portal.rules.catalogue import Listed, ask, choices, found_by, total_words


def listed(number: int, **facts: object) -> Listed:
    values: dict[str, object] = {
        "number": number,
        "kind": "bimtek",
        "kind_label": "BIMTEK",
        "months": ("2026-04",),
        "occupation": "Teknik Jalan",
        "regions": ("63.03",),
        "states": ("direncanakan",),
        "state_label": "Direncanakan",
        "words": "bimtek jalan teknik jalan hpji",
    }
    return Listed(**{**values, **facts})  # type: ignore[arg-type]


ALL = (
    listed(0),
    listed(1, months=("2026-03", "2026-04"), kind="rakor", occupation="", words="rapat koordinasi"),
    listed(2, months=("setelah-perubahan",), kind="certification", states=("menunggu-perubahan",)),
    listed(3, regions=("63.03", "63.09"), occupation="Arsitek", words="bimtek arsitek iai"),
)


def numbers(**words: str) -> list[int]:
    return [each.number for each in found_by(ask(words, ALL), ALL)]


def test_without_a_filter_everything_is_found_in_its_order() -> None:
    assert numbers() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"jenis": "rakor"}, [1]),
        ({"bulan": "2026-04"}, [0, 1, 3]),
        ({"bulan": "2026-03"}, [1]),
        ({"bulan": "setelah-perubahan"}, [2]),
        ({"jabatan": "Arsitek"}, [3]),
        ({"wilayah": "63.09"}, [3]),
        ({"keadaan": "menunggu-perubahan"}, [2]),
        ({"cari": "HPJI jalan"}, [0, 2]),
        ({"cari": "tidak ada"}, []),
        ({"jenis": "bimtek", "wilayah": "63.09"}, [3]),
        ({"jenis": "rakor", "wilayah": "63.09"}, []),
    ],
)
def test_every_filter_finds_what_it_says(words: dict[str, str], found: list[int]) -> None:
    assert numbers(**words) == found


def test_what_nobody_knows_is_told_and_ignored() -> None:
    asked = ask({"jenis": "pesta", "bulan": "2031-01", "halaman": "-3"}, ALL)
    assert asked.unknown == ("pesta", "2031-01")
    assert (dict(asked.chosen), asked.page) == ({}, 1)


def test_options_say_how_many_they_would_find_beside_the_other_filters() -> None:
    asked = ask({"jenis": "bimtek"}, ALL)
    months = choices("bulan", asked, ALL, str)
    assert [(choice.value, choice.count) for choice in months] == [("2026-04", 2)]
    kinds = choices("jenis", asked, ALL, str)
    assert [(choice.value, choice.count, choice.is_chosen) for choice in kinds] == [
        ("bimtek", 2, True),
        ("rakor", 1, False),
        ("certification", 1, False),
    ]


def test_a_chip_takes_only_its_own_filter_away() -> None:
    asked = ask({"jenis": "bimtek", "cari": "jalan", "kantor": "64.09"}, ALL)
    assert asked.asking(without="jenis") == {"cari": "jalan", "kantor": "64.09"}
    assert asked.asking(page=2) == {
        "jenis": "bimtek",
        "cari": "jalan",
        "halaman": "2",
        "kantor": "64.09",
    }


@pytest.mark.parametrize(
    ("found", "everything", "words"), [(9, 9, "9 kegiatan"), (7, 9, "7 dari 9 kegiatan")]
)
def test_the_total_is_said_in_words(found: int, everything: int, words: str) -> None:
    assert total_words(found, everything) == words
