"""What tests of the pages of nominations ask and send."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from binakon.enrolment.models import Training
from binakon.people.models import Role
from tests import cast


def client_of(role: Role | str) -> Client:
    client = Client()
    if isinstance(role, Role):
        client.force_login(cast.user(role))
    else:
        client.force_login(cast.User.objects.get(email=role))
    return client


def home(training: Training) -> str:
    return f"/meja/usulan/{training.activity.slug}/"


def sent(
    client: Client, training: Training, content: bytes, name: str = "usulan.xlsx"
) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return client.post(f"{home(training)}unggah/", {"workbook": file})


def without_chance(answer: HttpResponse) -> str:
    """A page without what is new on every page: tokens and keys."""
    page = re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"', "", answer.content.decode())
    return re.sub(r'nonce="[^"]*"', "", page)
