"""The letterhead and the signature block of an office's papers, in the words and capitals of official papers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What an office says of itself; "" is unknown."""

    region: str
    office_name: str
    seat: str
    address: str
    phone: str
    email: str
    website: str


@dataclass(frozen=True, slots=True)
class SignerFacts:
    """Who signs, as printed: `position` without "Plt."."""

    name: str
    position: str
    rank: str
    employee_number: str
    is_acting: bool


def head_of(office: OfficeFacts, signer: SignerFacts | None) -> dict[str, str]:
    """Everything a paper prints of office and signer, ready to be kept with it."""
    contact = [
        f"{label} {value}"
        for label, value in (
            ("Telepon", office.phone),
            ("Surel", office.email),
            ("Laman", office.website),
        )
        if value
    ]
    return {
        "government": f"Pemerintah {office.region}".upper(),
        "office": agency_of(office).upper(),
        "office_name": office.office_name or office.region,
        "address": office.address,
        "contact": " · ".join(contact),
        "authority": authority_of(office, signer),
        "position": ("Plt. " if signer and signer.is_acting else "")
        + (signer.position if signer else ""),
        "name": signer.name if signer else "",
        "rank": signer.rank if signer else "",
        "employee_number": signer.employee_number if signer else "",
    }


def agency_of(office: OfficeFacts) -> str:
    """The agency's name without its region, which stands in the line above it; "" while it is not known."""
    return office.office_name.removesuffix(office.region).strip()


def authority_of(office: OfficeFacts, signer: SignerFacts | None) -> str:
    """Who decides, in full: "Kepala Dinas Pekerjaan Umum … Provinsi …", whoever holds the position."""
    name = office.office_name or office.region
    position = signer.position if signer else "Kepala Dinas"
    first = name.split(" ", 1)[0]
    if position == f"Kepala {first}":
        return f"Kepala {name}"
    return position if name in position else f"{position} {name}"
