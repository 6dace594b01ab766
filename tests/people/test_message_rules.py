"""What of a message everybody may see, and its way over WhatsApp."""

from urllib.parse import unquote

import pytest

from binakon.core.actor import Actor, ActorKind
from binakon.core.whatsapp import LONGEST, chat_href
from binakon.people.models import Role
from binakon.people.rules import Held, Viewer
from binakon.people.rules import messages as rules
from tests.people.letters import LINK, TOKEN


def test_the_secret_of_a_link_is_hidden_and_its_place_is_not() -> None:
    text = f"Buka {LINK} atau https://contoh.example/x?kunci={TOKEN}&a=1."
    shown = rules.without_secrets(text)
    assert TOKEN not in shown
    assert shown == (
        "Buka https://binakon.contoh.example/pendaftaran/3f2a••••/ atau https://contoh.example/x?kunci=3f2a••••&a=1."
    )


def test_no_twist_of_an_address_brings_its_secret_out() -> None:
    for path in (f"//{TOKEN}", f"/?{TOKEN}", f"/a?b={TOKEN}", f"/#{TOKEN}", f"/a&{TOKEN}"):
        assert TOKEN not in rules.without_secrets(f"https://contoh.example{path}")


@pytest.mark.parametrize("nik", ["6305010101900001", "6305 0101 0190 0001", "63.05.01.010190.0001"])
def test_a_nik_is_never_shown(nik: str) -> None:
    assert rules.without_secrets(f"NIK {nik}.") == "NIK ••••••••••••••••."
    assert rules.holds_nik(f"NIK {nik}.")


@pytest.mark.parametrize("text", ["081234567890", "12345678901234567", f"lihat {LINK}"])
def test_other_numbers_are_no_nik(text: str) -> None:
    assert not rules.holds_nik(text)


@pytest.mark.parametrize(
    ("address", "masked"), [("hikmah@contoh.example", "h••••@contoh.example"), ("", "")]
)
def test_readers_see_masked_addresses(address: str, masked: str) -> None:
    assert rules.masked_email(address) == masked


def test_readers_see_masked_numbers() -> None:
    assert rules.masked_phone("6281200000001") == "628••••01"
    assert rules.masked_phone("") == ""


def test_the_whatsapp_address_carries_the_text_percent_encoded() -> None:
    href = chat_href("6281200000001", f"Yth. Ani & Budi,\n\n100% #1\n{LINK}\n")
    start = "https://wa.me/6281200000001?text="
    assert href.startswith(f"{start}Yth.%20Ani%20%26%20Budi%2C%0A%0A100%25%20%231%0Ahttps%3A%2F%2F")
    assert unquote(href.removeprefix(start)) == f"Yth. Ani & Budi,\n\n100% #1\n{LINK}"


@pytest.mark.parametrize("before", ["kata " * 900, "é" * 3000, "\n\n".join(["aku"] * 800)])
def test_a_long_text_is_cut_and_its_link_kept_whole(before: str) -> None:
    href = chat_href("6281200000001", f"{before}\n\n{LINK}\n\npenutup")
    assert len(href) <= LONGEST
    assert unquote(href).endswith(f" …\n\n{LINK}")


def test_links_beyond_the_limit_give_way_from_the_end() -> None:
    href = chat_href("6281200000001", f"{LINK} " + " ".join(f"{LINK}{n}" for n in range(40)))
    assert len(href) <= LONGEST
    assert LINK in unquote(href)


@pytest.mark.parametrize("phone", ["", "0812", "+62812000", "62812x00001", "6281200000001/../x"])
def test_no_address_is_made_of_what_is_no_number(phone: str) -> None:
    assert chat_href(phone, "Halo") == ""


@pytest.mark.parametrize(
    "subject", ["certification.case", "certification.assessment", "certification.appeal"]
)
def test_what_is_about_one_person_is_read_only_by_who_sees_people(subject: str) -> None:
    treasurer = Viewer(Actor(ActorKind.USER, "uji"), (Held(Role.TREASURER, "63"),))
    verifier = Viewer(Actor(ActorKind.USER, "uji"), (Held(Role.VERIFIER, "63"),))
    assert rules.can_read_messages(treasurer, "63", "planning.activity")
    assert not rules.can_read_messages(treasurer, "63", subject)
    assert rules.can_read_messages(verifier, "63", subject)
