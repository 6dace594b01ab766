"""Two ways of writing a place: surely one, perhaps one, or two."""

import pytest

from binakon.trainings.rules.rooms import Likeness, likeness


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Aula", "aula", Likeness.SAME),
        ("Ruang Rapat 2", "Rapat II, R.", Likeness.SAME),
        ("Gd. A Lt.3", "Gedung A, lantai 3", Likeness.SAME),
        ("Dinas PUPR Prov. Kalsel", "Dinas PUPR Provinsi Kalimantan Selatan", Likeness.SAME),
        ("Banjarbaru, Aula PUPR", "Aula PUPR Banjarbaru", Likeness.SAME),
        ("Aula", "Aula Utama Dinas PUPR", Likeness.PERHAPS),
        ("Balai Jasa Konstruksi", "Balai Jasa Kontruksi", Likeness.PERHAPS),
        ("Ruang Rapat", "Ruang Rapat 2", Likeness.PERHAPS),
        ("Ruang Rapat 1", "Ruang Rapat 2", Likeness.OTHER),
        ("Meranti", "Ulin", Likeness.OTHER),
        ("Kelas A", "Kelas B", Likeness.OTHER),
        ("", "", Likeness.OTHER),
        ("Ruang", "Gedung", Likeness.OTHER),
    ],
)
def test_writings_of_a_place_are_compared_by_what_they_mean(
    one: str, other: str, expected: Likeness
) -> None:
    assert likeness(one, other) == expected
    assert likeness(other, one) == expected
