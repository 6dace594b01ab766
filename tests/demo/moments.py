"""When everything of the demo happened: the stated moments of enrolment and trainings, and all rows that the story writes."""

from datetime import datetime
from typing import Any

from django.apps import apps

from binakon.enrolment.models import (
    Decree,
    Document,
    Letter,
    NomineeUpload,
    Objection,
    QuotaCalculation,
    Registration,
    SelectionRun,
)
from binakon.trainings.models import (
    Certificate,
    Completion,
    Engagement,
    EventReport,
    Mark,
    Presence,
    Scan,
    Session,
    Sitting,
    TrainingPaper,
)

# Everything of enrolment and of trainings that says when it happened.
MOMENTS = {
    Registration: ("started_at", "submitted_at"),
    Document: ("uploaded_at",),
    QuotaCalculation: ("made_at",),
    SelectionRun: ("made_at", "announced_at"),
    Objection: ("made_at", "answered_at"),
    Decree: ("signed_at",),
    Letter: ("made_at", "sent_at"),
    NomineeUpload: ("uploaded_at",),
    Engagement: ("invited_at", "answered_at"),
    TrainingPaper: ("made_at", "issued_at"),
    Session: ("closed_at",),
    Scan: ("scanned_at", "received_at", "settled_at"),
    Presence: ("at",),
    Sitting: ("started_at", "ended_at"),
    Mark: ("at",),
    Completion: ("decided_at",),
    Certificate: ("issued_at", "ended_at", "rendered_at"),
    EventReport: ("approved_at",),
}


def all_rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table that the story writes."""
    models = [
        m
        for name in ("core", "people", "planning", "enrolment", "trainings")
        for m in apps.get_app_config(name).get_models()
    ]
    return {m._meta.label: list(m._base_manager.order_by("pk").values()) for m in models}


def moments_after(moment: datetime) -> list[str]:
    """Every stated moment of enrolment that lies later."""
    return [
        f"{model.__name__}.{field}"
        for model, fields in MOMENTS.items()
        for field in fields
        if model._base_manager.filter(**{f"{field}__gt": moment}).exists()
    ]
