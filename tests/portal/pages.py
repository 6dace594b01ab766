"""A page as its reader meets it: status, headings, links, numbers that open, facts and rows; no markup."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})


@dataclass(frozen=True)
class Link:
    """Where a reader may go, and by which words; a figure is a number that opens."""

    text: str
    href: str
    is_figure: bool = False


@dataclass
class Element:
    """An element while it is read: what it is and the text it gathers."""

    tag: str
    attributes: dict[str, str]
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())


class Page(HTMLParser):
    """A response, read."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response
        self.status = response.status_code
        self.headings: list[str] = []
        self.links: list[Link] = []
        self.labels: list[str] = []
        self.facts: dict[str, str] = {}
        self.rows: list[tuple[str, ...]] = []
        self.inline: list[str] = []
        self.title = self.language = ""
        self._open = [Element("page", {})]
        self._term = ""
        self._cells: list[str] = []
        self.body = response.content.decode()
        self.feed(self.body)
        self.text = self._open[0].text

    @property
    def figures(self) -> list[Link]:
        """The numbers that open, in the order of reading."""
        return [link for link in self.links if link.is_figure]

    def figures_in(self, start: str, end: str) -> list[str]:
        """The numbers that open between two sentences of the source."""
        part = self.body[self.body.index(start) :]
        return [link.text for link in _read(part[: part.index(end)]).figures]

    def href(self, text: str) -> str:
        """The one address behind a link's words."""
        found = {link.href for link in self.links if link.text == text}
        assert len(found) == 1, f"{text}: {sorted(found)}"
        return found.pop()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in {"script", "style"} and "src" not in attributes:
            self.inline.append(f"<{tag}>")
        self.inline += [name for name in attributes if name == "style" or name.startswith("on")]
        if tag == "html":
            self.language = attributes.get("lang", "")
        if "aria-label" in attributes:
            self.labels.append(attributes["aria-label"])
        if tag not in VOID:
            self._open.append(Element(tag, attributes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {element.tag for element in self._open}:
            return
        while self._open[-1].tag != tag:
            self._close(self._open.pop())
        self._close(self._open.pop())

    def _close(self, element: Element) -> None:
        match element.tag:
            case "title" if not self.title:
                self.title = element.text
            case "h1" | "h2" | "h3":
                self.headings.append(element.text)
            case "a":
                classes = element.attributes.get("class", "").split()
                href = element.attributes.get("href", "")
                self.links.append(Link(element.text, href, "fig" in classes))
            case "dt":
                self._term = element.text
            case "dd":
                self.facts[self._term] = element.text
            case "th" | "td":
                self._cells.append(element.text)
            case "tr":
                self.rows.append(tuple(self._cells))
                self._cells = []


def visit(client: Client, path: str, **headers: str) -> Page:
    """Open an address and read what comes."""
    return Page(client.get(path, headers=headers))


def opened(client: Client, page: Page) -> Iterable[tuple[Link, Page]]:
    """Every number of a page with the page that it opens, each address once."""
    for link in {link.href: link for link in page.figures}.values():
        yield link, visit(client, link.href)


def values(links: Iterable[Link]) -> list[str]:
    """What the numbers say."""
    return [link.text for link in links]


def _read(html: str) -> Page:
    return Page(HttpResponse(html))
