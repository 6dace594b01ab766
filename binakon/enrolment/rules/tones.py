"""The tone of each state on pages: a badge's look comes with the state, once."""

from binakon.enrolment.states import DocumentState, PlaceState, RegistrationState

DOCUMENT: dict[str, str] = {
    DocumentState.WAITING: "",
    DocumentState.SEEN_ONCE: "go",
    DocumentState.ACCEPTED: "good",
    DocumentState.CORRECTION: "wait",
    DocumentState.REFUSED: "bad",
    DocumentState.REPLACED: "",
}
REGISTRATION: dict[str, str] = {
    RegistrationState.DRAFT: "",
    RegistrationState.SUBMITTED: "go",
    RegistrationState.CORRECTION: "wait",
    RegistrationState.VERIFIED: "good",
    RegistrationState.REJECTED: "bad",
    RegistrationState.WITHDRAWN: "",
    RegistrationState.REPEATED: "",
}
PLACE: dict[str, str] = {
    PlaceState.WAITING: "wait",
    PlaceState.OFFERED: "go",
    PlaceState.ACCEPTED: "good",
    PlaceState.DETERMINED: "good",
    PlaceState.NOT_SELECTED: "",
    PlaceState.DECLINED: "",
    PlaceState.LAPSED: "bad",
    PlaceState.RELEASED: "",
    PlaceState.REPLACED: "",
}
