"""An applicant at the portal: opens the form, fills the steps, and reads what comes; all people are invented."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

from binakon.enrolment.models import Registration, Training
from binakon.people.models import Office
from tests.enrolment.people import a_nik

WHO = {"name": "Muhammad Zainuddin Noor Rahman (contoh)", "born_on": "4 5 1991", "sex": "male"}
REACH = {
    "phone": "0812 0000 1234",
    "email": "zainuddin@contoh.example",
    "employer": "CV Contoh Karya",
    "position": "Pelaksana",
    "education": "bachelor",
    "field_of_study": "Teknik Sipil",
    "has_skk": "no",
    "skk_expires_on": "",
}


@dataclass
class Applicant:
    """One person with a phone of their own; `number` decides the NIK."""

    training: Training
    number: int = 1
    client: Client = field(default_factory=Client)
    home: str = ""

    @property
    def start(self) -> str:
        return f"/kegiatan/{self.training.activity.slug}/daftar/"

    def form_key(self) -> str:
        body = self.client.get(self.start).content.decode()
        return re.findall(r'name="form_key" value="([0-9a-f]{32})"', body)[0]

    def who(self, **changed: Any) -> dict[str, Any]:
        return {**WHO, "nik": a_nik(self.number), **changed}

    def begin(self, form_key: str = "", **changed: Any) -> HttpResponse:
        """The first step; `home` is the address behind the link when it was taken."""
        data = {"form_key": form_key or self.form_key(), **self.who(**changed)}
        answer = self.client.post(self.start, data)
        if answer.status_code == 302:
            self.home = re.findall(r"^(/pendaftaran/[^/]+/)", answer.url)[0]
        return answer

    def reach(self, **changed: Any) -> HttpResponse:
        office = str(Office.objects.get(code="63.03").pk)
        return self.post("isian/asal/", **{**REACH, "office": office, **changed})

    def send(self, **changed: Any) -> HttpResponse:
        return self.post("isian/kirim/", **{"is_true": "on", **changed})

    def register(self, **changed: Any) -> HttpResponse:
        """The whole form without papers, to the status page."""
        self.begin(**changed)
        self.reach()
        assert self.send().status_code == 302
        return self.get()

    def get(self, path: str = "") -> HttpResponse:
        return self.client.get(self.home + path)

    def post(self, path: str, **data: Any) -> HttpResponse:
        return self.client.post(self.home + path, data)

    @property
    def registration(self) -> Registration:
        return Registration.objects.get(key=self.home.split("/")[2].split(".")[0])
