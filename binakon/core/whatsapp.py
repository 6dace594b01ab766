"""The address that opens a WhatsApp chat with a text filled in; a person presses send."""

import re
from urllib.parse import quote

LONGEST = 2000
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_PHONE = re.compile(r"[1-9]\d{7,14}")


def chat_href(phone: str, text: str) -> str:
    """The wa.me address for digits with country code ("62812…"), at most 2,000 characters; "" for any other number.

    A text too long gives up its end but never its links.
    """
    return _filled(f"https://wa.me/{phone}?text=", text) if _PHONE.fullmatch(phone) else ""


def share_href(text: str) -> str:
    """The wa.me address that lets the sender pick the chat, for a text whose reader's number nobody knows."""
    return _filled("https://wa.me/?text=", text)


def _filled(start: str, text: str) -> str:
    text = text.strip()
    if len(start) + len(_encoded(text)) <= LONGEST:
        return start + _encoded(text)
    links = list(dict.fromkeys(_ADDRESS.findall(text)))
    while links and len(start) + len(_encoded(_ending(links))) > LONGEST:
        links.pop()
    ending = _ending(links)
    room = LONGEST - len(start) - len(_encoded(ending))
    return start + _encoded(_cut(text, room) + ending)


def _encoded(text: str) -> str:
    return quote(text, safe="")


def _ending(links: list[str]) -> str:
    return "\n\n".join([" …", *links])


def _cut(text: str, room: int) -> str:
    """As many whole words from the beginning as fit when percent-encoded, up to the first link."""
    first_link = _ADDRESS.search(text)
    kept = ""
    for word in re.findall(r"\s*\S+", text[: first_link.start()] if first_link else text):
        if len(_encoded(kept + word)) > room:
            break
        kept += word
    return kept
