"""The PDF of a certificate: made once by whoever claims it, parked when it fails, and only ever text inside."""

import hashlib
import io
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import numpy
import pypdfium2
import pytest
import zxingcpp
from pikepdf import Pdf
from pypdf import PdfReader

from binakon.core import clock, files
from binakon.core.models import StoredFile
from binakon.core.problems import StaleState
from binakon.enrolment.models import Registration, Training
from binakon.trainings.actions.certificate_prints import (
    CLAIM_LASTS,
    claim_prints,
    keep_print,
    note_failure,
    retry_print,
)
from binakon.trainings.actions.certificates import issue_certificates
from binakon.trainings.documents.certificate import address_of, certificate_pdf
from binakon.trainings.jobs.certificates import render_certificates
from binakon.trainings.models import Certificate
from tests.factories import BY
from tests.trainings.certificates import a_completed_class, issued, named, stated
from tests.trainings.classes import participants

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("year")]
