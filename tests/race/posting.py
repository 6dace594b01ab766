"""Many forms sent at the same moment: bare HTTP, so that a test holds the last byte back or hangs up after it."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

AT_A_TIME = 64
# Django takes any 32 letters that cookie and form agree on; a form needs no page before it for that.
CSRF = "a" * 32


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 is nobody's answer."""

    status: int
    location: str
    body: str
    seconds: float


def form(path: str, **fields: str) -> bytes:
    """One POST of a form, as a browser sends it."""
    body = urlencode({"csrfmiddlewaretoken": CSRF, **fields}).encode()
    head = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Cookie: csrftoken={CSRF}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def at_once(port: int, requests: Sequence[bytes], *, at_a_time: int = AT_A_TIME) -> list[Answer]:
    """Send all, so many at a time, the first so many let go by one barrier; the answers in the same order."""
    return asyncio.run(_at_once(port, requests, at_a_time))


async def _at_once(port: int, requests: Sequence[bytes], at_a_time: int) -> list[Answer]:
    answers: dict[int, Answer] = {}
    numbers = iter(range(len(requests)))
    barrier = asyncio.Barrier(min(at_a_time, len(requests)))

    async def client() -> None:
        first: asyncio.Barrier | None = barrier
        for number in numbers:
            answers[number] = await _ask(port, requests[number], first)
            first = None

    await asyncio.gather(*(client() for _each in range(barrier.parties)))
    return [answers[number] for number in range(len(requests))]


async def _ask(port: int, request: bytes, barrier: asyncio.Barrier | None) -> Answer:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request[:-1])
    await writer.drain()
    if barrier is not None:
        await barrier.wait()
    begin = time.perf_counter()
    writer.write(request[-1:])
    heard = (await reader.read(-1)).decode()
    writer.close()
    head, _blank, body = heard.partition("\r\n\r\n")
    lines = head.split("\r\n")
    named = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    location = next((line[10:] for line in lines if line.lower().startswith("location: ")), "")
    status = int(lines[0].split(" ")[1]) if named else 0
    return Answer(status, location, body, time.perf_counter() - begin)


def hang_up(port: int, requests: Sequence[bytes]) -> None:
    """Send each and hang up without waiting for its answer."""
    asyncio.run(_hang_up(port, requests))


async def _hang_up(port: int, requests: Sequence[bytes]) -> None:
    for request in requests:
        _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request)
        await writer.drain()
        writer.transport.abort()
