"""Names as they are compared: titles, short forms and old spelling do not make two people of one."""

import pytest

from binakon.people.rules.names import name_key, sound_key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Ir. H. Muhammad Rizky Ramadhan, S.T., M.T., IPM", "muhammad rizky ramadhan"),
        ("M. Rizky Ramadhan S.T M.T", "muhammad rizky ramadhan"),
        ("Moh. Rizky Ramadhan", "muhammad rizky ramadhan"),
        ("MUHAMAD RIZKY RAMADHAN ST MT", "muhammad rizky ramadhan"),
        ("Ir.H.Muhammad Rizky Ramadhan,ST", "muhammad rizky ramadhan"),
        ("Hj. Siti Noor Aisyah, S.Ars", "siti nur aisyah"),
        ("St. Nur Aisyah", "siti nur aisyah"),
        ("Sukarno", "sukarno"),
        ("Ir. Soekarno", "soekarno"),
        ("Gt. Achmad Fauzi", "gusti ahmad fauzi"),
        ("Nur'aini", "nuraini"),
        ("Dr. Yaşar Özgür", "yasar ozgur"),
        ("Prof. Dr. Ir. Abd. Rachman, M.Eng., Ph.D.", "abdul rahman"),
        ("Ramadhan, Muhammad Rizky", "muhammad rizky ramadhan"),
        ("Sukarno, S.T., M.T.", "sukarno"),
        ("M.", "m"),
        ("H. Ir.", "ir"),
        ("   ", ""),
    ],
)
def test_a_name_is_compared_without_titles_and_in_one_way_of_writing(
    written: str, key: str
) -> None:
    assert name_key(written) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sjarifoeddin Noer", "Syarifuddin Nur"),
        ("Soekarno", "Sukarno"),
        ("Djoko Tjahjono", "Joko Cahjono"),
        ("Rizky Akbar", "Akbar Rizki"),
        ("Fauzi Hasibuan", "Fauzi Hasibuann"),
        ("Aisyah", "Aisah"),
    ],
)
def test_names_that_sound_alike_share_their_sound(one: str, other: str) -> None:
    assert sound_key(name_key(one)) == sound_key(name_key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Rahman", "Rahmat"), ("Siti Aminah", "Siti Aisyah"), ("Budi Santoso", "Budi Susanto")],
)
def test_names_of_different_people_keep_different_sounds(one: str, other: str) -> None:
    assert sound_key(name_key(one)) != sound_key(name_key(other))
