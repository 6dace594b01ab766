"""Migrations that make many tables: Django renders every model again for each table, and here once for all of them."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import ClassVar

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel, Migration
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState


class Tables(Operation):
    """Tables that follow each other in one migration, made in their order and removed in the opposite one."""

    category: ClassVar[OperationCategory] = OperationCategory.ADDITION

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # What is rendered would be rendered again after each table; without it a table is only noted,
        # and the first that asks renders all. Django itself forgets it so, see clear_delayed_apps_cache.
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(table.describe() for table in self.tables)


class TablesTogether(Migration):
    """A migration as Django writes it, whose tables that follow each other are made as one operation."""

    def __init__(self, name: str, app_label: str) -> None:
        super().__init__(name, app_label)
        # Each migration holds a copy of its own; the stubs know only that of the class.
        self.operations = list(_together(type(self).operations))  # type: ignore[misc]


def _together(operations: Sequence[Operation]) -> Iterator[Operation]:
    for creates, found in groupby(operations, lambda one: isinstance(one, CreateModel)):
        several = list(found)
        tables = [one for one in several if isinstance(one, CreateModel)]
        if creates and len(tables) > 1:
            yield Tables(tables)
        else:
            yield from several
