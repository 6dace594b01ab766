"""Which arguments every address is asked with: one's own row, a stranger's, and one that does not exist."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from binakon.core import scan
from binakon.core.clock import now
from binakon.enrolment.models import Registration
from binakon.people.models import Organisation
from tests.matrix import agreements, batches, cases, certified, meeting_days, meetings, register
from tests.matrix.world import YEAR, World

Labelled = list[tuple[str, Any]]

# Log-in and second factors are allauth's and people's own; their tests stand in tests/people.
OUTSIDE = ("account", "mfa")
NOBODY = 999_999_999
# Pages of the class whose seats a selection gives.
OF_THE_RANKED = (
    "selection_", "objection_", "quota", "calculation_", "need_edit", "training_draw", "draw_codes", "draw_seed",
)  # fmt: skip
# Which row of the taught class `pk` names, by the first word that stands in the address.
TAUGHT_ROWS = {
    "attendance_sheet": "sheet",
    "attendance_": "session",
    "session_": "session",
    "certificate_": "certificate",
    "engagement_": "engagement",
    "instructor_paper": "paper",
    "instructor_": "instructor",
    "material": "material",
    "question_": "question",
    "sitting_": "sitting",
    "report_photo": "photo",
    "key_": "key",
}
# Addresses behind somebody's link that name a row of the class.
OF_A_LINK = ("portal:registration_material", "portal:instructor_paper")
# Rows that are the same for every address of their word.
NAMED_ROWS = (
    "decree", "letter", "message", "version", "run", "objection", "calculation", "official",
)  # fmt: skip
# Addresses about one person, where each place is asked.
OF_A_PERSON = (
    "link_renew", "nik_reveal", "place_", "registration_", "review_close", "verdict_", "verification_detail",
    "document_page", "nominee_withdraw", "nominee_replace", "nominee_papers",
)  # fmt: skip
# Of these the world has no row: they are asked with a number that does not exist, and their own tests ask the rest.
NOT_IN_WORLD = {
    "certification:case_bulk_result", "certification:eligibility_bulk_result", "certification:eligibility_bulk_resume",
    "enrolment:nominee_upload", "enrolment:nominee_upload_accept", "enrolment:nominee_upload_discard",
    "enrolment:registration_bulk_result", "enrolment:registration_bulk_resume",
    "enrolment:registration_bulk_undo", "planning:activity_edit", "planning:activity_new",
    "planning:activity_remove", "planning:payment_withdraw", "planning:workbook_accept",
    "expiry_bulk_result", "expiry_bulk_resume", "planning:workbook_discard", "planning:workbook_preview", "planning:workbook_upload",
    "people_import_detail", "people_import_columns", "people_import_problems", "people_import_accept",
    "people_import_discard",
    "planning:scenario_detail", "planning:scenario_candidate_new", "planning:scenario_candidate",
    "planning:scenario_candidate_remove", "planning:scenario_limits", "planning:scenario_prices",
    "planning:scenario_ask", "planning:scenario_share", "planning:scenario_discard",
    "planning:scenario_answer", "planning:scenario_propose",
    "planning:scenario_justification", "planning:scenario_rka",
    "duplicate_detail", "merge_detail", "two_people_undo",
    "planning:price_end",
    "planning:cost_lines", "planning:cost_line_new", "planning:cost_copy", "planning:cost_sum", "planning:cost_upload",
    "planning:cost_accept", "planning:cost_line_edit", "planning:cost_line_remove", "planning:cost_line_move", "planning:terms_edit",
    "planning:terms_paper", "planning:terms_sheet", "planning:estimate_paper", "planning:estimate_sheet",
    "coordination:meeting_file", "coordination:meeting_file_remove", "portal:invitation_file",
}  # fmt: skip


def arguments(
    world: World, name: str, wanted: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The values of an address' arguments, each with a label; an address without arguments has one."""
    if not wanted:
        yield "", {}
        return
    known = _known(world, name)
    if any(part not in known for part in wanted):
        raise KeyError(f"{name}: no argument for {sorted(set(wanted) - known.keys())}")
    first = next((part for part in wanted if len(known[part]) > 1), wanted[0])
    rest = {part: known[part][0][1] for part in wanted if part != first}
    for label, value in known[first]:
        yield label, {first: value, **rest}


def _known(world: World, name: str) -> dict[str, Labelled]:
    version = world.names["version"].pk
    known: dict[str, Labelled] = {
        "year": [("", YEAR)],
        "slug": _slugs(world, name),
        "token": _tokens(world, name),
        "contact_token": [("", "palsu")],
        "key": [("", "registered")],
        "code": [("", "bimtek-jalan")],
        "move": [("", "batal")],
        "form": [("", "txt")],
        "number": [("", 1)],
        "edition": [("", 1)],
        "before": [("", version)],
        "after": [("", version)],
        "upload": [("", NOBODY)],
        "line": [("", NOBODY)],
        "step": [("", "who")],
        "kind": _kinds(name),
        "page": [("", 1)],
        "office": [("", "63" if name.startswith("portal:") else "63.03")],
        "group": [("", "women")],
        "file": [("", NOBODY)],
        "paper": [("", world.people["Banjar"].documents.get().pk)],
        "pk": rows(world, name),
        "one": [(f" ({place})", _key(one)) for place, one in world.people.items()],
        "other": [("", _key(world.people["Banjar"]))],
    }
    if any(word in name for word in OF_THE_RANKED):
        run = world.names["run"].pk
        known |= {"before": [("", run)], "after": [("", run)]}
    known |= register.known(world, name)
    known |= cases.known(world, name) | certified.known(world.certified, name)
    known |= batches.known(name) | meetings.known(name) | meeting_days.known(name)
    known |= agreements.known(name)
    if name == "portal:own_scan":
        key = world.taught.tokens["session"]
        known |= {"key": [("", key)], "code": [("", scan.code_at(key, now()))]}
    return known


def _key(person: Registration) -> UUID:
    assert person.worker is not None, "whoever is in the world was received"
    return person.worker.key


def _slugs(world: World, name: str) -> Labelled:
    about = name.split(":")[-1]
    is_of_selection = about.startswith(("selection", "objection", "draw", "calculation", "quota"))
    taught = world.taught.training.activity.slug
    if is_of_selection or any(word in name for word in OF_THE_RANKED):
        return [("", world.ranked.activity.slug)]
    if name.startswith("trainings:"):
        return [("", taught)]
    own = [("", world.training.activity.slug)]
    return [*own, (" (taught)", taught)] if name.startswith("portal:") else own


def _tokens(world: World, name: str) -> Labelled:
    tokens = world.taught.tokens
    if name.startswith("portal:instructor_"):
        return [("", tokens["instructor"])]
    if name.startswith("portal:verification_"):
        return [
            ("", tokens["certificate"]),
            (" (revoked)", tokens["revoked"]),
            (" (none)", "A" * 26),
        ]
    # Asked about the taught class, an applicant of another one is the stranger.
    applicant, participant = world.people["Banjar"], world.taught.people["Banjar"]
    return [("", world.link_of(applicant)), (" (participant)", world.link_of(participant))]


def _kinds(name: str) -> Labelled:
    if "sitting" in name:
        return [("", "pre")]
    if name == "people_import_template":
        return [("", "workers"), (" (held)", "held"), (" (none)", "lain")]
    is_of_test = "exam" in name or ":score_" in name
    return [("", "post"), (" (pre)", "pre")] if is_of_test else [("", "id_card")]


def rows(world: World, name: str) -> Labelled:
    """The rows that `pk` may name at this address, and one that does not exist."""
    return [*_standing(world, name), (" (none)", NOBODY)]


def _entered(world: World, about: str) -> int | None:
    """The row that was entered for an address of the register or of cases."""
    if about in register.RECORDS:
        return register.record(world).pk
    if about in cases.PAPERS:
        return cases.paper(world).pk
    return certified.standing(world.certified, about)


def _of_register_or_case(world: World, name: str, about: str) -> Labelled | None:
    """The row of a batch, of the register or of a case that an address is about; None for any other."""
    known = batches.known(name) | agreements.known(name)
    in_batch = (known | meetings.known(name) | meeting_days.known(name)).get("pk")
    if in_batch is not None:
        return [row for row in in_batch if row[0] == ""]
    entered = _entered(world, about)
    return None if entered is None else [("", entered)]


def _standing(world: World, name: str) -> Labelled:
    about = name.split(":")[-1]
    taught = world.taught
    if name == "trainings:completion_person":
        return [(f" ({place})", one.pk) for place, one in taught.people.items()]
    if name in OF_A_LINK or name.startswith("trainings:"):
        row = next((row for word, row in TAUGHT_ROWS.items() if word in about), None)
        gone = [(" (revoked)", taught.rows["revoked"])] if row == "certificate" else []
        return [("", taught.rows[row]), *gone] if row else []
    if name in NOT_IN_WORLD:
        return []
    entered_row = _of_register_or_case(world, name, about)
    if entered_row is not None:
        return entered_row
    for word in NAMED_ROWS:
        if word in about or (word == "run" and "selection" in about):
            return [("", world.names[word].pk)]
    if "organisation" in about:
        return [("", Organisation.objects.order_by("pk")[0].pk)]
    if "document" in about or "paper_image" in about or "verification_file" in about:
        return [(f" ({place})", one.documents.get().pk) for place, one in world.people.items()]
    if any(word in about for word in OF_A_PERSON):
        return [(f" ({place})", one.pk) for place, one in world.people.items()]
    return []
