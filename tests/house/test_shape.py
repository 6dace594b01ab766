"""The shape of the house: foreign keys point downwards, documents agree with the code."""

import ast
import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Field

from tests.house.workflows import WORKFLOWS

ROOT = Path(__file__).parents[2]
STORY = (
    "core",
    "people",
    "planning",
    "coordination",
    "enrolment",
    "trainings",
    "certification",
    "reports",
    "portal",
)


def upward(keys: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of (app, app it points to), those that point to a later chapter."""
    return [(own, other) for own, other in keys if STORY.index(other) > STORY.index(own)]


def own_models() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("binakon.")]


def test_foreign_keys_point_downwards_except_to_the_user() -> None:
    keys = []
    for model in own_models():
        for field in model._meta.get_fields():
            if isinstance(field, Field) and field.is_relation and field.related_model:
                other = field.related_model
                if other._meta.label != settings.AUTH_USER_MODEL:
                    keys.append((model._meta.app_label, other._meta.app_label))
    assert len(keys) > 10
    assert upward(keys) == []
    assert upward([("people", "planning")]) == [("people", "planning")]


def test_every_model_stands_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    missing = [m.__name__ for m in own_models() if not re.search(rf"\b{m.__name__}\b", glossary)]
    assert missing == []


def test_no_code_name_of_the_glossary_is_given_twice() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    names = [
        cells[2].strip()
        for cells in (line.split("|") for line in glossary.splitlines())
        if len(cells) > 4 and "`" in cells[2]
    ]
    assert sorted(names) == sorted(set(names))


def variables_read() -> set[str]:
    """The BINAKON_ variables that settings read."""
    tree = ast.parse((ROOT / "binakon" / "config" / "settings.py").read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith("BINAKON_")
    }


def test_every_setting_is_explained_and_none_is_invented() -> None:
    explained = set(
        re.findall(
            r"^\| `(BINAKON_\w+)`", (ROOT / "docs/operate/settings.md").read_text(), re.MULTILINE
        )
    )
    assert explained == variables_read()
    example = set(
        re.findall(r"^#?(BINAKON_\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    )
    assert {name.removesuffix("_FILE") for name in example} == variables_read()


def test_every_workflow_has_its_diagram_and_every_diagram_its_workflow() -> None:
    papers = sorted((ROOT / "docs" / "workflows").glob("*.md"))
    drawn = [
        text
        for paper in papers
        for text in re.findall(r"```mermaid\n(.*?)```", paper.read_text("utf-8"), re.DOTALL)
    ]
    assert len(papers) >= 18
    assert set(drawn) == {workflow.mermaid() for workflow in WORKFLOWS.values()}


def test_every_migration_has_a_name() -> None:
    names = [path.stem for path in (ROOT / "binakon").glob("*/migrations/0*.py")]
    assert len(names) >= 3
    assert [name for name in names if "auto" in name or name.endswith("_initial")] == []


def makes_tables_one_by_one(source: str) -> bool:
    """Whether a migration lets Django render every model again for each of its tables, which costs seconds."""
    return source.count("migrations.CreateModel(") > 1 and "(TablesTogether):" not in source


def test_a_migration_of_several_tables_makes_them_together() -> None:
    paths = (ROOT / "binakon").glob("*/migrations/0*.py")
    assert [path.stem for path in paths if makes_tables_one_by_one(path.read_text("utf-8"))] == []
    two = "class Migration({}):\n" + 2 * "migrations.CreateModel(\n"
    assert makes_tables_one_by_one(two.format("migrations.Migration"))
    assert not makes_tables_one_by_one(two.format("TablesTogether"))


def test_the_version_is_the_newest_of_the_changelog() -> None:
    assert (
        re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)[1]
        == settings.VERSION
    )  # type: ignore[index]


def test_every_dependency_has_its_sentence() -> None:
    wanted = {
        re.split(r"[\[>=<]", line)[0] for line in (ROOT / "requirements.in").read_text().split()
    }
    paper = (ROOT / "docs/decisions/0010-dependencies.md").read_text(encoding="utf-8")
    assert wanted == set(re.findall(r"^- \*\*([\w-]+)\*\*", paper, re.MULTILINE))
