"""How one applicant walks: the product's whole journey, and the three requests of the bare form."""

import re
from urllib.parse import urlsplit

from bench.crowd import FULL, OK, Answer, Visitor, Walk

_CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_FORM_KEY = re.compile(r'name="form_key" value="([0-9a-f]{32})"')
_REGENCY = re.compile(r'<option value="(\d+)"')


def product(activity: str, first: int = 0) -> Walk:
    """From the page of the activity to the signed status page: eight requests for whoever gets a seat."""

    async def walk(visitor: Visitor, number: int) -> str:
        page = await visitor.get("1 activity", activity)
        if f"{activity}daftar/" not in page.body:
            return FULL if page.status == 200 else f"activity {page.status}"
        page = await visitor.get("2 form", f"{activity}daftar/")
        if "form_key" not in page.body:
            return FULL if page.status == 200 else f"form {page.status}"
        sent = await visitor.post("3 who", f"{activity}daftar/", _who(page, first + number))
        if sent.status == 422:
            return FULL
        if sent.status != 302:
            return f"who {sent.status}"
        page = await visitor.get("4 reach", sent.location)
        reach = _reach(page, first + number)
        sent = await visitor.post("5 reach sent", urlsplit(sent.location).path, reach)
        if sent.status != 302:
            return f"reach {sent.status}"
        page = await visitor.get("6 check", sent.location)
        sent = await visitor.post("7 send", sent.location, {**_csrf(page), "is_true": "on"})
        if sent.status == 422:
            return FULL
        if sent.status != 302:
            return f"send {sent.status}"
        page = await visitor.get("8 status", sent.location)
        return OK if page.status == 200 and "kept-link" in page.body else f"status {page.status}"

    return walk


def _csrf(page: Answer) -> dict[str, str]:
    return {"csrfmiddlewaretoken": _CSRF.findall(page.body)[0]}


def _who(page: Answer, number: int) -> dict[str, str]:
    return {
        **_csrf(page),
        "form_key": _FORM_KEY.findall(page.body)[0],
        "name": f"Muhammad Zainuddin Noor {number} (contoh)",
        "nik": f"630510{1 + number % 28:02d}0190{number + 1:04d}",
        "born_on": f"{1 + number % 28} 1 1990",
        "sex": "male",
    }


def _reach(page: Answer, number: int) -> dict[str, str]:
    regencies = _REGENCY.findall(page.body)
    return {
        **_csrf(page),
        "office": regencies[number % len(regencies)],
        "phone": f"0812000{number:05d}",
        "email": f"pendaftar{number}@contoh.example",
        "education": "bachelor",
        "field_of_study": "Teknik Sipil",
        "employer": "CV Contoh Karya",
        "position": "Pelaksana",
        "has_skk": "no",
        "skk_expires_on": "",
    }


async def floor(visitor: Visitor, number: int) -> str:
    """Page, form, result."""
    page = await visitor.get("1 form", "/form/1/")
    if "Sold out" in page.body:
        return FULL
    sent = await visitor.post(
        "2 send",
        "/form/1/",
        {
            **_csrf(page),
            "name": f"Applicant {number}",
            "email": f"a{number}@contoh.example",
            "national_id": f"ID{number:010d}",
            "region": str(number % 14),
        },
    )
    if sent.status == 200 and "Sold out" in sent.body:
        return FULL
    if sent.status != 302:
        return f"send {sent.status}"
    page = await visitor.get("3 done", sent.location)
    return OK if page.status == 200 and "Registered" in page.body else f"done {page.status}"
