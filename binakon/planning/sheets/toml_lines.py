"""On which line of a TOML text each table and each key is written."""

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

# No plan reaches deeper; a hostile file must not make the index grow with the square of its depth.
DEEPEST = 8

_SPACE = re.compile(r"[ \t]*+")
_BLANK = re.compile(r"(?:[ \t\n]++|#[^\n]*+)*+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]++")
_STRINGS = (
    re.compile(r'"""(?:[^"\\]++|\\.|"(?!""))*+"""(?:"{0,2})', re.DOTALL),
    re.compile(r"'''(?:[^']++|'(?!''))*+'''(?:'{0,2})", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]++|\\.)*+"'),
    re.compile(r"'[^'\n]*+'"),
)
_SCALAR = re.compile(r"[^,\]}\n#]++")


@dataclass(slots=True)
class LineIndex:
    """Lines by path: ("activity", 3, "window") is the window of the fourth [[activity]]."""

    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The 1-based line of the path, else of its nearest parent, at last 1."""
        for length in range(min(len(path), DEEPEST), 0, -1):
            found = self.lines.get(path[:length])
            if found is not None:
                return found
        return 1


def line_index(text: str) -> LineIndex:
    """Index a text that tomllib accepted."""
    return _Scanner(text.replace("\r\n", "\n")).scan()


class _Scanner:
    """One pass over the text; a stack instead of recursion, so that depth cannot break it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.counted_to = 0
        self.line = 1
        self.index = LineIndex()
        self.lengths: dict[Path, int] = {}
        self.table: Path = ()

    def scan(self) -> LineIndex:
        while self.skip(_BLANK) < len(self.text):
            before = self.position
            if self.text.startswith("[[", before):
                self.array_header()
            elif self.text.startswith("[", before):
                self.header()
            else:
                self.statement()
            if self.position == before:
                self.position += 1
        return self.index

    def skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.position)
        if match:
            self.position = match.end()
        return self.position

    def take(self, symbol: str) -> bool:
        if self.text.startswith(symbol, self.position):
            self.position += len(symbol)
            return True
        return False

    def present_line(self) -> int:
        self.line += self.text.count("\n", self.counted_to, self.position)
        self.counted_to = self.position
        return self.line

    def record(self, path: Path, line: int) -> None:
        """The first mention wins: [a.b] also tells where `a` is."""
        for length in range(1, min(len(path), DEEPEST) + 1):
            self.index.lines.setdefault(path[:length], line)

    def key(self) -> list[str]:
        """A key with its dots; of a very long one only the first parts are kept."""
        parts: list[str] = []
        while True:
            self.skip(_SPACE)
            part = self.key_part()
            if len(parts) <= DEEPEST:
                parts.append(part)
            self.skip(_SPACE)
            if not self.take("."):
                return parts

    def key_part(self) -> str:
        start = self.position
        if self.skip(_BARE_KEY) > start:
            return self.text[start : self.position]
        self.string()
        quoted = self.text[start : self.position]
        if quoted.startswith('"') and "\\" in quoted:
            with suppress(tomllib.TOMLDecodeError):
                return str(tomllib.loads(f"key = {quoted}")["key"])
        return quoted[1:-1]

    def string(self) -> bool:
        start = self.position
        return any(self.skip(pattern) > start for pattern in _STRINGS)

    def resolve(self, parts: list[str]) -> Path:
        """The path of a header: a name that is an array of tables means its latest table."""
        path: Path = ()
        for part in parts:
            path += (part,)
            if path in self.lengths:
                path += (self.lengths[path] - 1,)
        return path

    def array_header(self) -> None:
        line = self.present_line()
        self.take("[[")
        parts = self.key()
        self.take("]]")
        array = (*self.resolve(parts[:-1]), parts[-1])
        self.lengths[array] = self.lengths.get(array, 0) + 1
        self.table = (*array, self.lengths[array] - 1)
        self.record(self.table, line)

    def header(self) -> None:
        line = self.present_line()
        self.take("[")
        parts = self.key()
        self.take("]")
        self.table = self.resolve(parts)
        self.record(self.table, line)

    def statement(self) -> None:
        line = self.present_line()
        path = (*self.table, *self.key())
        self.record(path, line)
        self.skip(_SPACE)
        self.take("=")
        self.value(path)

    def value(self, path: Path) -> None:
        """Walk one value and all that is nested in it; a frame is (path, next number or None)."""
        frames: list[tuple[Path, int | None]] = []
        self.open_or_pass(path, frames)
        while frames:
            self.skip(_BLANK)
            if self.take(",") or self.take("\n"):
                continue
            if self.take("]") or self.take("}"):
                frames.pop()
                continue
            if self.position >= len(self.text):
                return
            self.member(frames)

    def member(self, frames: list[tuple[Path, int | None]]) -> None:
        parent, number = frames[-1]
        line, before = self.present_line(), self.position
        if number is None:
            path = (*parent, *self.key())[: DEEPEST + 1]
            self.skip(_SPACE)
            self.take("=")
        else:
            path = (*parent, number)[: DEEPEST + 1]
            frames[-1] = (parent, number + 1)
        self.record(path, line)
        self.open_or_pass(path, frames)
        if self.position == before:
            self.position += 1

    def open_or_pass(self, path: Path, frames: list[tuple[Path, int | None]]) -> None:
        self.skip(_SPACE)
        if self.take("["):
            frames.append((path, 0))
        elif self.take("{"):
            frames.append((path, None))
        elif not self.string():
            self.skip(_SCALAR)
