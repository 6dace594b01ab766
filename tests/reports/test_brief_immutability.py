"""An approved edition stays byte-equal, whatever code or hand writes; without its guards it gives way."""

import pytest
from django.db import DatabaseError, connection, transaction

from binakon.reports.models import BriefEdition, BriefFigure, PressBrief
from tests.reports import briefs

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("kalsel")]

EDITION, FIGURE = "reports_briefedition", "reports_brieffigure"
NO_FIGURES = f"DELETE FROM {FIGURE}"
COLUMNS = "key, measure, part, value, shown, label, definition, version, unit"

# Each deed with a question that tells whether it was done.
DEEDS = {
    "another title": (
        [f"UPDATE {EDITION} SET title = '[]'"],
        f"SELECT count(*) = 1 FROM {EDITION} WHERE CAST(title AS text) = '[]'",
    ),
    "another text": (
        [f"UPDATE {EDITION} SET paragraphs = '[]'"],
        f"SELECT count(*) = 1 FROM {EDITION} WHERE CAST(paragraphs AS text) = '[]'",
    ),
    "another approver": (
        [f"UPDATE {EDITION} SET approved_by = 'x'"],
        f"SELECT count(*) = 1 FROM {EDITION} WHERE approved_by = 'x'",
    ),
    "another day": (
        [f"UPDATE {EDITION} SET as_of = '2026-01-01'"],
        f"SELECT count(*) = 1 FROM {EDITION} WHERE as_of = '2026-01-01'",
    ),
    "another reason": (
        [f"UPDATE {EDITION} SET reason = 'x'"],
        f"SELECT count(*) = 1 FROM {EDITION} WHERE reason = 'x'",
    ),
    "room for more figures": (
        [f"UPDATE {EDITION} SET figure_count = 99"],
        f"SELECT count(*) = 1 FROM {EDITION} WHERE figure_count = 99",
    ),
    "another value": (
        [f"UPDATE {FIGURE} SET value = 90 WHERE key = 'facilitated'"],
        f"SELECT value = 90 FROM {FIGURE} WHERE key = 'facilitated'",
    ),
    "another definition": (
        [f"UPDATE {FIGURE} SET definition = 'x' WHERE key = 'facilitated'"],
        f"SELECT definition = 'x' FROM {FIGURE} WHERE key = 'facilitated'",
    ),
    "another version": (
        [f"UPDATE {FIGURE} SET version = 'x' WHERE key = 'facilitated'"],
        f"SELECT version = 'x' FROM {FIGURE} WHERE key = 'facilitated'",
    ),
    "a figure deleted": (
        [f"DELETE FROM {FIGURE} WHERE key = 'facilitated'"],
        f"SELECT count(*) = 0 FROM {FIGURE} WHERE key = 'facilitated'",
    ),
    "a figure added": (
        [
            f"INSERT INTO {FIGURE} (edition_id, {COLUMNS}) "
            "SELECT edition_id, 'x', measure, part, value, shown, label, definition, version, unit "
            f"FROM {FIGURE} WHERE key = 'facilitated'"
        ],
        f"SELECT count(*) = 1 FROM {FIGURE} WHERE key = 'x'",
    ),
    "an edition deleted with its figures": (
        [NO_FIGURES, f"DELETE FROM {EDITION}"],
        f"SELECT count(*) = 0 FROM {EDITION}",
    ),
}
GUARDS = {
    "edition_frozen_update": EDITION,
    "edition_frozen_delete": EDITION,
    "brief_figure_frozen_insert": FIGURE,
    "brief_figure_frozen_update": FIGURE,
    "brief_figure_frozen_delete": FIGURE,
}


def do(deed: str) -> bool:
    """Whether the database did it and kept it."""
    statements, question = DEEDS[deed]
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        cursor.execute(question)
        return bool(cursor.fetchone()[0])


def everything() -> list[tuple[object, ...]]:
    return [
        *BriefEdition.objects.order_by("id").values_list(),
        *BriefFigure.objects.order_by("id").values_list(),
    ]


@pytest.mark.parametrize("deed", DEEDS)
def test_an_approved_edition_refuses_and_stays_as_it_was(deed: str) -> None:
    briefs.approved()
    before = everything()
    assert len(before) > 12
    with pytest.raises(DatabaseError, match="immutable"):
        do(deed)
    assert everything() == before


@pytest.mark.parametrize("deed", DEEDS)
def test_without_its_guards_the_same_edition_gives_way(deed: str) -> None:
    briefs.approved()
    with connection.cursor() as cursor:
        for name, table in GUARDS.items():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")
    assert do(deed) is True


def test_an_edition_with_no_figures_left_to_lose_cannot_be_deleted_either() -> None:
    briefs.approved()
    with connection.cursor() as cursor:
        on = f" ON {FIGURE}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER brief_figure_frozen_delete{on}")
        cursor.execute(NO_FIGURES)
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        BriefEdition.objects.get().delete()


def test_the_objects_of_the_code_are_refused_as_raw_statements_are() -> None:
    briefs.approved()
    edition = BriefEdition.objects.get()
    figure = edition.figures.get(key="facilitated")
    deeds = (
        lambda: BriefEdition.objects.update(reason="x"),
        edition.save,
        lambda: BriefFigure.objects.update(value=90),
        figure.delete,
        lambda: BriefFigure.objects.create(edition=edition, key="x", value=1, measure="goal"),
    )
    for deed in deeds:
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            deed()


def test_the_state_of_the_brief_itself_still_moves() -> None:
    assert briefs.corrected().state == "published"
    assert PressBrief.objects.get().editions.count() == 2
