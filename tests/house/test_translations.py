"""English stands beside every Indonesian sentence of a page, and the compiled catalogue is fresh."""

import ast
import gettext
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "locale" / "en" / "LC_MESSAGES"


def catalogue() -> Catalog:
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="en")


def sentences(template: str) -> set[str]:
    """The Indonesian sentences that a template hands to translation."""
    code = templatize(template)
    found = re.findall(r"""gettext\(\s*u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""", code)
    return {ast.literal_eval(text) for text in found}


def missing(wanted: set[str], known: dict[str, str]) -> list[str]:
    return sorted(sentence for sentence in wanted if not known.get(sentence))


def test_every_sentence_of_a_page_has_its_english() -> None:
    known = {
        str(message.id if isinstance(message.id, str) else message.id[0]): str(message.string)
        for message in catalogue()
        if message.id and not message.fuzzy
    }
    wanted: set[str] = set()
    for path in (ROOT / "templates").rglob("*.html"):
        wanted |= sentences(path.read_text(encoding="utf-8"))
    assert len(wanted) > 100
    assert missing(wanted, known) == []
    assert missing({"Kalimat baru"}, known) == ["Kalimat baru"]


def test_placeholders_agree_in_both_languages() -> None:
    holders = re.compile(r"%\(\w+\)[sd]")
    differing = [
        message.id
        for message in catalogue()
        if isinstance(message.id, str)
        and message.string
        and sorted(holders.findall(message.id)) != sorted(holders.findall(str(message.string)))
    ]
    assert differing == []


def test_the_compiled_catalogue_is_fresh() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    stale = [
        message.id
        for message in catalogue()
        if isinstance(message.id, str)
        and message.id
        and message.string
        and not message.fuzzy
        and compiled.gettext(message.id) != message.string
    ]
    assert stale == []
