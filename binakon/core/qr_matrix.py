"""The modules of a QR code (ISO/IEC 18004), a fifth as dear as segno's: five hundred certificates have two codes each.

What is the same for every text of one version and level (patterns, order, mask, blocks) is asked of segno once and kept;
what remains is Reed-Solomon and putting bits into their places. Tests compare the result with segno's, module by module.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from operator import itemgetter
from typing import Any

import segno
from segno import consts

# Choosing the mask costs four fifths of a code; a scanner reads every mask, and tests read this one.
MASK = 3
_LEVELS = "LMQH"
_ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
_BYTES = 0b0100
_PADS = b"\xec\x11"
_BITS = bytes.maketrans(b"01", b"\x00\x01")
_DATA = (consts.TYPE_DATA_LIGHT, consts.TYPE_DATA_DARK)
# The field's polynomial x^8 + x^4 + x^3 + x^2 + 1.
_FIELD = 0x11D


def matrix(text: str, error: str) -> list[bytes]:
    """The modules row by row, 1 is dark, without quiet zone; at least this level ("l", "m", "q", "h")."""
    if not text.isascii() or _ALPHANUMERIC.issuperset(text):
        code = segno.make(text, error=error, micro=False, mask=MASK)
        return [bytes(row) for row in code.matrix]
    data = text.encode("ascii")
    version, level = _version_of(len(data), _LEVELS.index(error.upper()))
    frame = _frame(version, level)
    words = _codewords(data, version, frame)
    masked = int.from_bytes(words) << frame.spare ^ frame.mask
    bits = f"{masked:0{8 * len(words) + frame.spare}b}".encode().translate(_BITS)
    cells = bytes(frame.pick(bits + b"\x00\x01"))
    return [cells[start : start + frame.size] for start in range(0, len(cells), frame.size)]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Everything about one version and level that no text changes; `pick` puts bits and patterns into their cells."""

    size: int
    spare: int
    mask: int
    pick: Callable[[bytes], tuple[int, ...]]
    blocks: tuple[int, ...]
    checks: int


def _version_of(count: int, least: int) -> tuple[int, str]:
    """The smallest version that holds so many bytes at this level, and the best level that it still has room for."""
    for version in range(1, 41):
        bits = 4 + _count_bits(version) + 8 * count
        room: dict[int, int] = consts.SYMBOL_CAPACITY[version]  # type: ignore[assignment]  # untyped table
        fitting = [level for level in _LEVELS[least:] if bits <= room[consts.ERROR_MAPPING[level]]]
        if fitting and fitting[0] == _LEVELS[least]:
            return version, fitting[-1]
    raise ValueError(f"{count} bytes fit into no QR code")


def _count_bits(version: int) -> int:
    return 8 if version < 10 else 16


@lru_cache(maxsize=64)
def _frame(version: int, level: str) -> _Frame:
    code = segno.make("0", version=version, error=level, mask=MASK, boost_error=False, micro=False)
    kinds = [list(row) for row in code.matrix_iter(border=0, verbose=True)]
    size = len(kinds)
    # The cell left of the format bits holds data, though segno's map takes it for one of them.
    kinds[8][size - 9] = consts.TYPE_DATA_LIGHT
    order = [(x, y) for x, y in _zigzag(size) if kinds[y][x] in _DATA]
    many = len(order)
    place = {cell: number for number, cell in enumerate(order)}
    dark = [[bool(cell) for cell in row] for row in code.matrix]
    picks = [place.get((x, y), many + dark[y][x]) for y in range(size) for x in range(size)]
    mask = int("".join("1" if (x + y) % 3 == 0 else "0" for x, y in order), 2)
    table: dict[int, Any] = consts.ECC[version]  # type: ignore[assignment]  # untyped table
    groups = table[consts.ERROR_MAPPING[level]]
    blocks = tuple(group.num_data for group in groups for _each in range(group.num_blocks))
    return _Frame(
        size=size,
        spare=many % 8,
        mask=mask,
        pick=itemgetter(*picks),
        blocks=blocks,
        checks=groups[0].num_total - groups[0].num_data,
    )


def _zigzag(size: int) -> list[tuple[int, int]]:
    """Every cell in the order in which bits are laid: pairs of columns from the right, up and down in turn."""
    cells = []
    # The column of the timing pattern belongs to no pair.
    columns = [x for x in range(size) if x != 6]
    for turn, right in enumerate(reversed(columns[1::2])):
        left = columns[columns.index(right) - 1]
        rows = range(size) if turn % 2 else range(size - 1, -1, -1)
        cells += [(x, y) for y in rows for x in (right, left)]
    return cells


def _codewords(data: bytes, version: int, frame: _Frame) -> bytes:
    """Data with its header and padding, in blocks, each followed by its check words, interleaved."""
    header = _BYTES << _count_bits(version) | len(data)
    told = (header << 8 * len(data) | int.from_bytes(data)) << 4
    words = told.to_bytes((4 + _count_bits(version)) // 8 + len(data) + 1)
    missing = sum(frame.blocks) - len(words)
    # Like segno, a byte of zeros before the padding: a reader has stopped before it, and the two stay comparable.
    words += (b"\x00" + _PADS * (missing // 2 + 1))[:missing]
    blocks, start = [], 0
    for length in frame.blocks:
        blocks.append(words[start : start + length])
        start += length
    checks = [_checks(block, frame.checks) for block in blocks]
    return _interleaved(blocks) + _interleaved(checks)


def _interleaved(blocks: Sequence[bytes]) -> bytes:
    if len(blocks) == 1:
        return blocks[0]
    return bytes(word for words in zip_longest(*blocks) for word in words if word is not None)


def _checks(block: bytes, many: int) -> bytes:
    """The remainder of the block divided by the generator, Reed-Solomon over GF(256)."""
    table, top, whole = _multiples(many), 8 * (many - 1), (1 << 8 * many) - 1
    rest = 0
    for word in block:
        rest = (rest << 8 & whole) ^ table[word ^ rest >> top]
    return rest.to_bytes(many)


@lru_cache(maxsize=32)
def _multiples(many: int) -> tuple[int, ...]:
    """The generator of so many check words times each value of a word, its leading one left out."""
    generator, root = [1], 1
    for _each in range(many):
        longer = [*generator, 0]
        for place, factor in enumerate(generator, start=1):
            longer[place] ^= _times(factor, root)
        generator, root = longer, _times(root, 2)
    return tuple(
        int.from_bytes(bytes(_times(factor, value) for factor in generator[1:]))
        for value in range(256)
    )


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one & 0x100:
            one ^= _FIELD
        other >>= 1
    return product
