"""Tables of one migration made together: every operation in its place, the same state, models rendered once."""

from itertools import pairwise
from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from binakon.core.tables import Tables, TablesTogether


class Shelves(TablesTogether):
    operations: ClassVar = [
        migrations.CreateModel(
            name="Shelf", fields=[("id", models.BigAutoField(primary_key=True))]
        ),
        migrations.CreateModel(
            name="Book",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("shelf", models.ForeignKey("core.Shelf", models.CASCADE)),
            ],
        ),
        migrations.AddIndex("book", models.Index(fields=["shelf", "id"], name="books_of_shelf")),
        migrations.CreateModel(name="Desk", fields=[("id", models.BigAutoField(primary_key=True))]),
    ]


def one_by_one(found: list[Operation]) -> list[Operation]:
    return [
        one
        for operation in found
        for one in (operation.tables if isinstance(operation, Tables) else [operation])
    ]


def test_only_tables_that_follow_each_other_are_made_together() -> None:
    together, index, alone = Shelves("0001_shelves", "core").operations
    shelf, book, *others = Shelves.operations
    assert isinstance(together, Tables)
    assert together.tables == [shelf, book]
    assert [index, alone] == others
    assert together.formatted_description() == "+ Create model Shelf; Create model Book"


def test_the_state_is_that_of_one_table_after_the_other() -> None:
    known = ProjectState()
    Shelves.operations[3].state_forwards("core", known)
    together, apart = known.clone(), known.clone()
    assert together.apps.is_installed("core")  # now its models are rendered
    Tables(Shelves.operations[:2]).state_forwards("core", together)
    for operation in Shelves.operations[:2]:
        operation.state_forwards("core", apart)
    assert together == apart
    assert together.models.keys() == {("core", "desk"), ("core", "shelf"), ("core", "book")}
    # Nothing was rendered on the way; the first that asks gets all.
    assert "apps" not in vars(together)
    shelf, book = (together.apps.get_model("core", name) for name in ("Shelf", "Book"))
    assert book._meta.get_field("shelf").related_model is shelf


def test_no_operation_of_any_migration_is_lost_or_moved() -> None:
    found = MigrationLoader(None).disk_migrations.values()
    own = [migration for migration in found if isinstance(migration, TablesTogether)]
    assert len(own) >= 17
    for migration in own:
        assert one_by_one(migration.operations) == type(migration).operations
        kinds = [type(operation) for operation in migration.operations]
        assert (migrations.CreateModel, migrations.CreateModel) not in list(pairwise(kinds))
