"""What a journey asks of a page: no console error, no stranger's host, nothing sideways, no accessibility fault."""

import shutil
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

# The same engine without a window around it, at a fifth of the CPU; where it is missing, the whole browser.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = (Path(__file__).resolve().parent.parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
# How long a page may take on a busy machine before it hangs; nothing depends on it.
WAIT_MS = 30_000
expect.set_options(timeout=WAIT_MS)
# Every page is looked at narrow and wide, light and dark; the gate takes one of each, `./test --full` all four.
LOOKS = [
    (360, "light"),
    (1280, "dark"),
    pytest.param(360, "dark", marks=pytest.mark.every_look),
    pytest.param(1280, "light", marks=pytest.mark.every_look),
]


class Pages:
    """Opens pages, each in a browser context (cookies) of its own, and notes what none may do."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser = browser
        self._host = urlsplit(address).netloc
        self._contexts: list[BrowserContext] = []
        self._faults: list[str] = []

    def __call__(
        self,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        refusals: tuple[int, ...] = (),
        loses_network: bool = False,
    ) -> Page:
        """A new visitor's page; `refusals` are statuses (404, 409, 422) that this journey means to meet.

        One that `loses_network` may say so in the console.
        """
        context = self._browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale="id-ID",
            timezone_id="Asia/Makassar",
            reduced_motion="reduce",
        )
        context.set_default_timeout(WAIT_MS)
        self._contexts.append(context)
        context.on("request", self._note_request)
        if not loses_network:
            context.on("console", lambda message: self._note_console(message, refusals))
        context.on("weberror", lambda fault: self._faults.append(f"script: {fault.error}"))
        return context.new_page()

    def close(self) -> list[str]:
        """Close every page and tell what went wrong on any of them."""
        for context in self._contexts:
            context.close()
        return self._faults

    def _note_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        # Passkeys know this machine only as localhost.
        netloc = parts.netloc.replace("localhost:", "127.0.0.1:")
        if parts.scheme not in {"data", "blob", "about"} and netloc != self._host:
            self._faults.append(f"another host: {request.url}")

    def _note_console(self, message: ConsoleMessage, refusals: tuple[int, ...]) -> None:
        if message.type != "error":
            return
        if any(f"responded with a status of {status} " in message.text for status in refusals):
            return
        self._faults.append(f"console: {message.text} ({message.location.get('url', '')})")


def axe(page: Page, *, ignore: tuple[str, ...] = ()) -> list[str]:
    """Accessibility faults (WCAG 2.2 AA and good practice), one line each: `assert axe(page) == []`."""
    # A click returns when the next page begins to arrive; only a whole page is judged.
    page.wait_for_load_state()
    # Handed over by evaluate, because the site's strict CSP rightly refuses a script tag.
    page.evaluate(AXE)
    answer: dict[str, Any] = page.evaluate(
        "rules => axe.run({resultTypes: ['violations'], rules: Object.fromEntries(rules.map(r => [r, {enabled: false}]))})",
        list(ignore),
    )
    return [
        f"{fault['id']} ({fault['impact']}): {fault['help']}: {node['html'][:160]}"
        for fault in answer["violations"]
        for node in fault["nodes"]
    ]


def no_sideways_scroll(page: Page) -> list[str]:
    """Elements that push the page wider than the window: `assert no_sideways_scroll(page) == []`."""
    page.wait_for_load_state()
    found: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            const wide = [...document.body.querySelectorAll('*')]
                .filter(element => element.getBoundingClientRect().right > width + 0.5)
                .map(element => element.outerHTML.slice(0, 120));
            return wide.length ? wide : [`page is ${document.documentElement.scrollWidth} px wide`];
        }"""
    )
    return found
