"""The papers agree with the code: every field that could tell of a person has a rule, links lead somewhere, no machine is named."""

from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.db import models

from binakon.people.models import User, Worker
from tests.house import paper_checks as checks

ROOT = Path(__file__).parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TELLING = (
    models.CharField,
    models.TextField,
    models.DateField,
    models.JSONField,
    models.BinaryField,
    models.UUIDField,
)


def may_tell_of_a_person(field: models.Field) -> bool:
    """Free text, days, blobs, and whoever a row points to; words of our own lists tell of nobody by themselves."""
    if field.is_relation:
        return field.related_model in (User, Worker)
    return isinstance(field, TELLING) and not field.choices


def fields_held() -> set[str]:
    return {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if model._meta.managed and may_tell_of_a_person(field)
    }


def fields_named(policy: dict[str, list[dict[str, list[str]]]]) -> set[str]:
    """Fields that a rule names although nobody asks for it, such as a word of a list; they must exist."""
    held = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
    }
    named = {name for group in policy.values() for rule in group for name in rule["fields"]}
    return named & held


def test_every_field_that_could_tell_of_a_person_has_one_rule() -> None:
    policy = yaml.safe_load((ROOT / "docs" / "retention.yaml").read_text(encoding="utf-8"))
    fields = fields_held() | fields_named(policy)
    assert list(checks.retention_faults(policy, fields)) == []
    assert list(checks.retention_faults(policy, fields | {"people.Worker.religion"})) == [
        "people.Worker.religion has no rule"
    ]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_links_of_a_paper_lead_somewhere(paper: Path) -> None:
    targets = list(checks.dead_links(paper.read_text(encoding="utf-8")))
    assert [target for target in targets if not (paper.parent / target).exists()] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_paper_names_no_machine_and_no_registry(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    assert [*checks.machine_faults(text), *checks.registry_faults(text)] == []


def test_a_named_machine_and_a_dead_link_would_be_found() -> None:
    assert list(checks.machine_faults("see /ho" + "me/somebody/x")) != []
    assert list(checks.dead_links("[x](nowhere.md)")) == ["nowhere.md"]
