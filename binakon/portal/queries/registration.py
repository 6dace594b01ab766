"""What the pages of a registration need around their forms: steps, links to keep, regions to choose from."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binakon.core import clock, snapshots
from binakon.enrolment.queries.offered import terms_of
from binakon.enrolment.queries.own_wishes import has_choice
from binakon.enrolment.rules.links import token_of
from binakon.enrolment.rules.terms import state_sentence
from binakon.enrolment.rules.wishes import wished_by
from binakon.people import queries as people
from binakon.people.rules.phone import wa_digits

if TYPE_CHECKING:
    from binakon.enrolment.models import Registration, Training

WHO, REACH, WISHES, PAPERS, CHECK = "who", "reach", "wishes", "papers", "check"
PATHS = {WHO: "diri", REACH: "asal", WISHES: "pilihan", PAPERS: "berkas", CHECK: "kirim"}
TITLES = {
    WHO: gettext_lazy("Data diri"),
    REACH: gettext_lazy("Kontak dan asal"),
    WISHES: gettext_lazy("Pilihan kelas"),
    PAPERS: gettext_lazy("Berkas Anda"),
    CHECK: gettext_lazy("Periksa dan kirim"),
}


def steps_of(training: "Training", registration: "Registration | None" = None) -> list[str]:
    """The steps that this class has: other classes only where there are any to wish, papers only where some are asked."""
    # A draft that was just saved has forgotten its class; only one that wishes others must be asked.
    wishes = registration is not None and wished_by(registration.answers)
    asks = registration.papers_asked if registration and wishes else training.documents
    has_wishes = has_choice(training, registration)
    return [
        WHO,
        REACH,
        *([WISHES] if has_wishes else []),
        *([PAPERS] if asks else []),
        CHECK,
    ]


def own_path(token: str, step: str = "") -> str:
    """The address behind a link, or of one of its steps."""
    return f"/pendaftaran/{token}/isian/{PATHS[step]}/" if step else f"/pendaftaran/{token}/"


@dataclass(frozen=True, slots=True)
class StepPage:
    """The frame of one step."""

    training: "Training"
    registration: "Registration | None"
    token: str
    title: str
    number: int
    total: int
    back: str
    back_label: str
    is_open: bool
    sentence: str
    has_wishes: bool
    link: "KeptLink | None"
    contact: str


@dataclass(frozen=True, slots=True)
class KeptLink:
    """A link to keep, and the same as a WhatsApp message to oneself."""

    address: str
    whatsapp: str


def step_page(
    request: HttpRequest,
    training: "Training",
    step: str,
    registration: "Registration | None" = None,
) -> StepPage:
    """The frame around the form of a step; without a registration it is the first one of a new form."""
    steps = steps_of(training, registration)
    place = _index(steps, step)
    terms = terms_of(training, clock.now())
    token = token_for(request, registration) if registration else ""
    back, back_label = f"/kegiatan/{training.activity.slug}/", training.activity.title
    if registration and place:
        back = own_path(token, steps[place - 1])
        back_label = _("Langkah %(number)d: %(title)s") % {
            "number": place,
            "title": TITLES[steps[place - 1]],
        }
    return StepPage(
        training=training,
        registration=registration,
        token=token,
        title=str(TITLES[step]),
        number=place + 1,
        total=len(steps),
        back=back,
        back_label=back_label,
        is_open=terms.may_register,
        sentence=state_sentence(terms),
        has_wishes=WISHES in steps,
        link=kept_link(request, registration) if registration else None,
        contact=wa_digits(training.contact_phone),
    )


def token_for(request: HttpRequest, registration: "Registration") -> str:
    """The token that the request came with, so that using a link never lengthens its life; else a new one."""
    match = request.resolver_match
    token: str = match.kwargs.get("token", "") if match else ""
    return token or token_of(registration.key.hex, registration.link_version)


def next_path(
    request: HttpRequest, registration: "Registration", training: "Training", step: str
) -> str:
    """Where somebody goes who has finished this step."""
    steps = steps_of(training, registration)
    return own_path(token_for(request, registration), steps[_index(steps, step) + 1])


def current_path(request: HttpRequest, registration: "Registration") -> str:
    """The step where a draft goes on."""
    steps = steps_of(registration.training, registration)
    return own_path(
        token_for(request, registration),
        steps[min(_index(steps, registration.step) + 1, len(steps) - 1)],
    )


def _index(steps: list[str], step: str) -> int:
    """Where a step stands; one that this class no longer has was the one after `REACH`."""
    if step in steps:
        return steps.index(step)
    return steps.index(REACH) if step == WISHES else 0


def kept_link(request: HttpRequest, registration: "Registration") -> KeptLink:
    """The status link of a registration, to copy or to send to oneself."""
    address = request.build_absolute_uri(own_path(token_for(request, registration)))
    title = registration.training.activity.title
    text = _("Pendaftaran saya di %(title)s, kode %(code)s: %(link)s") % {
        "title": title,
        "code": registration.code,
        "link": address,
    }
    return KeptLink(address, f"https://wa.me/{registration.phone}?text={quote(text)}")


def contact_link(registration: "Registration") -> str:
    """A WhatsApp message to the office's contact that names the registration by its code; "" where nobody is named."""
    training = registration.training
    digits = wa_digits(training.contact_phone)
    if not digits:
        return ""
    text = _("Saya mendaftar di %(title)s dengan kode %(code)s.") % {
        "title": training.activity.title,
        "code": registration.code,
    }
    return f"https://wa.me/{digits}?text={quote(text)}"


def regency_choices(office_code: str, history: int | None) -> tuple[tuple[str, str], ...]:
    """The kabupaten and kota to choose from, as (number of the row, name)."""
    return snapshots.kept(
        f"regencies:{office_code}",
        history,
        lambda: tuple((str(o.pk), o.name) for o in people.regencies_of(office_code)),
    )
