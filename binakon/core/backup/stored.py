"""Which rows name a file under `DATA_DIR/files`, so that a backup can tell when one is missing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """A column that holds the hexadecimal address of a stored file, or nothing, in the rows where `where` holds."""

    table: str
    column: str
    where: str = "1 = 1"


_registry: dict[tuple[str, str], StoredColumn] = {}


def register_stored(table: str, column: str, where: str = "1 = 1") -> None:
    """Let backups check that every address in this column has its file; call it beside the model.

    `where` is SQL of our own that both databases understand, e.g. "erased_at IS NULL".
    """
    _registry[table, column] = StoredColumn(table, column, where)


def stored_columns() -> list[StoredColumn]:
    """Every registered column, in a fixed order."""
    return [_registry[key] for key in sorted(_registry)]


def file_name(address: str) -> str:
    """The name below `files/` of the file with this address: `ab/abcdef….bin`."""
    return f"{address[:2]}/{address}.bin"
