"""Folders of files: copied while others write into them, listed with sizes and SHA-256, and checked."""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from binakon.core.backup.manifest import Entry

_BLOCK = 1 << 20


def copy_tree(source: Path, target: Path) -> tuple[Entry, ...]:
    """Copy every file below `source`; one that vanishes meanwhile is left out, a missing folder is no files.

    The hash is of the bytes that were written, whatever happens to the original.
    """
    entries = []
    for path in _files(source):
        name = path.relative_to(source).as_posix()
        try:
            original = path.open("rb")
        except FileNotFoundError:
            continue
        with original:
            copy = target / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            with copy.open("wb") as file:
                entries.append(_copied(name, original, file))
    return tuple(entries)


def _copied(name: str, source: BinaryIO, target: BinaryIO) -> Entry:
    digest, size = sha256(), 0
    while block := source.read(_BLOCK):
        digest.update(block)
        size += target.write(block)
    target.flush()
    os.fsync(target.fileno())
    return Entry(name, size, digest.hexdigest())


def _files(folder: Path) -> Iterator[Path]:
    """Regular files in a fixed order; a name that begins with a dot is a draft of somebody who is still writing."""
    if not folder.is_dir():
        return
    for place, folders, names in os.walk(folder, onerror=_unless_gone):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path


def _unless_gone(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def entry_of(path: Path, name: str) -> Entry:
    """One file's size and SHA-256 as it stands."""
    with path.open("rb") as file:
        digest, size = sha256(), 0
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return Entry(name, size, digest.hexdigest())


def faults(folder: Path, wanted: Iterable[Entry]) -> list[str]:
    """One sentence per file that is missing, cannot be read, is cut short, or holds other bytes."""
    sentences = []
    for entry in wanted:
        path = folder / entry.name
        try:
            found = entry_of(path, entry.name)
        except FileNotFoundError:
            sentences.append(f"{path} tidak ada.")
        except OSError as error:
            sentences.append(f"{path} tidak dapat dibaca ({error.strerror}).")
        else:
            if found.size != entry.size:
                sentences.append(
                    f"{path}: {found.size} bita, padahal manifes mencatat {entry.size}."
                )
            elif found != entry:
                sentences.append(f"{path}: isinya berubah sejak dicadangkan.")
    return sentences


def holds_files(folder: Path) -> bool:
    """Whether there is any file below the folder."""
    return next(_files(folder), None) is not None


def sync_folders(folder: Path) -> None:
    """Make the names of everything below the folder survive a power cut, as its bytes already do."""
    for place, _folders, _names in os.walk(folder):
        sync_folder(Path(place))


def sync_folder(folder: Path) -> None:
    """Make the names in one folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
