"""What the desk says of decrees: the sentence first, why somebody is not on the list, the tone of a state."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binakon.enrolment.states import DecreeState, PlaceState, RegistrationState

TONES = {
    DecreeState.DRAFT: "",
    DecreeState.ISSUED: "wait",
    DecreeState.SIGNED: "good",
    DecreeState.WITHDRAWN: "bad",
}


def headline(ready: int, left: int, determined: int, offered: int = 0) -> str:
    """The answer of the page in figures; `offered` are those who have not answered an offer yet."""
    parts = []
    if determined:
        parts.append(
            ngettext(
                "%(many)d orang sudah ditetapkan.", "%(many)d orang sudah ditetapkan.", determined
            )
            % {"many": determined}
        )
    if ready:
        parts.append(
            ngettext("%(many)d orang siap ditetapkan.", "%(many)d orang siap ditetapkan.", ready)
            % {"many": ready}
        )
    elif not determined:
        parts.append(_("Belum ada yang siap ditetapkan."))
    if left:
        parts.append(
            ngettext(
                "%(many)d orang memegang kursi tetapi belum siap.",
                "%(many)d orang memegang kursi tetapi belum siap.",
                left,
            )
            % {"many": left}
        )
    if offered:
        parts.append(
            ngettext(
                "%(many)d orang ditawari kursi dan belum menjawab.",
                "%(many)d orang ditawari kursi dan belum menjawab.",
                offered,
            )
            % {"many": offered}
        )
    return " ".join(parts)


def why_not(registration_state: str, place_state: str) -> str:
    """Why somebody who holds a seat is not on the list yet; "" when they are ready."""
    if registration_state == RegistrationState.SUBMITTED:
        return _("berkasnya belum selesai diperiksa")
    if registration_state == RegistrationState.CORRECTION:
        return _("menunggu perbaikan berkas dari yang bersangkutan")
    if registration_state != RegistrationState.VERIFIED:
        return _("pendaftarannya tidak berlaku lagi")
    return _("belum menjawab tawaran kursi") if is_offered(place_state) else ""


def is_offered(place_state: str) -> bool:
    """Whether somebody has been offered a seat and has not answered: the seat is kept for them, but it is not theirs."""
    return place_state == PlaceState.OFFERED
