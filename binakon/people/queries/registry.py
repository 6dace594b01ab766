"""Whose records a viewer may read in the register of people: the one place where every page of it starts.

An office of a province sees the people of its kabupaten and kota and those whose home nobody wrote down; a kabupaten or
kota sees its own. Merged rows are read at the row that goes on.
"""

import uuid
from collections.abc import Collection

from django.db.models import Q

from binakon.people.models import Office, Role, Worker, WorkerQuerySet
from binakon.people.rules import PROVINCE_CODE, Viewer, province_of
from binakon.people.rules.registry import KEEPERS_OF_PEOPLE, READERS_OF_PEOPLE
from binakon.people.rules.sealed import nik_index


def reach(viewer: Viewer, roles: Collection[Role], path: str = "") -> Q:
    """Which people are in reach of these roles; `path` leads to the worker from another table ("worker__root__")."""
    held = [grant for grant in viewer.held if grant.role in roles]
    if any(grant.role == Role.ADMINISTRATOR for grant in held):
        return Q()
    codes = sorted({grant.office_code for grant in held})
    provinces = [code for code in codes if PROVINCE_CODE.fullmatch(code)]
    wanted = Office.objects.filter(Q(code__in=codes) | Q(parent__code__in=provinces))
    offices = list(wanted.values_list("pk", flat=True))
    found = Q(**{f"{path}office__in": offices})
    return found | Q(**{f"{path}office": None}) if provinces else found


def people_for(viewer: Viewer) -> WorkerQuerySet:
    """One row per person, of everybody whom this viewer may read."""
    return Worker.objects.people().filter(reach(viewer, READERS_OF_PEOPLE))


def kept_people(viewer: Viewer) -> WorkerQuerySet:
    """Those whose record this viewer may change."""
    return Worker.objects.people().filter(reach(viewer, KEEPERS_OF_PEOPLE))


def person_for(viewer: Viewer, key: uuid.UUID) -> Worker | None:
    """The person behind a key, also that of a row that was merged; None for whom the viewer may not read."""
    row = Worker.objects.filter(key=key).only("pk", "root_id").first()
    if row is None:
        return None
    return people_for(viewer).select_related("office").filter(pk=row.person_id).first()


def person_with_nik(viewer: Viewer, nik: str) -> Worker | None:
    """The person with this normalised NIK, whichever of their rows holds it, if the viewer may read them."""
    row = Worker.objects.filter(nik_index=nik_index(nik)).only("pk", "root_id").first()
    return people_for(viewer).filter(pk=row.person_id).first() if row is not None else None


def people_with_number(viewer: Viewer, *, nik: str, phone: str, certificate: str) -> list[Worker]:
    """Whoever has this NIK, this telephone, or an SKK with this number, among those whom the viewer may read."""
    alike = Q(pk__in=[])
    if nik:
        alike |= Q(nik_index=nik_index(nik))
    if phone:
        alike |= Q(phone=phone)
    if certificate:
        numbers = ("certificate_number", "blank_number", "bnsp_number", "lpjk_number")
        for field in numbers:
            alike |= Q(**{f"held__{field}__iexact": certificate})
    rows = Worker.objects.filter(alike).values_list("pk", "root")
    people = {root or pk for pk, root in rows}
    return list(people_for(viewer).filter(pk__in=people).select_related("office")[:50])


def twins_of(viewer: Viewer, *, key: str) -> list[Worker]:
    """People of the same name (as `name_key` compares it) whom the viewer may read; "" has none."""
    if not key:
        return []
    rows = people_for(viewer).filter(name_key=key)
    return list(rows.select_related("office").order_by("id")[:10])


def home_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """Where a person may live or work, as (number, name): the viewer's province, or their own kabupaten or kota."""
    provinces = {province_of(code) for code in viewer.office_codes}
    rows = Office.objects.loaded().filter(parent__code__in=provinces).order_by("code")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def home(pk: str) -> Office | None:
    """The kabupaten or kota that a form names."""
    return Office.objects.filter(pk=pk).first() if pk else None


def province_codes() -> frozenset[str]:
    """The codes of all provinces that a NIK may begin with."""
    codes = Office.objects.filter(kind=Office.Kind.PROVINCE).values_list("code", flat=True)
    return frozenset(codes)
