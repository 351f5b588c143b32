"""The shape of the code, as `docs/architecture.md` draws it."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

from tests.architecture.rooms import ROOT, order, python_files, short, tree

DRAWERS = {
    "utils",
    "helpers",
    "common",
    "misc",
    "manager",
    "managers",
    "service",
    "services",
    "handler",
    "handlers",
}
CODE = [pytest.param(path, id=short(path)) for path in python_files()]


def test_every_room_has_its_place_in_the_order():
    rooms = {path.name for path in (ROOT / "arpent").iterdir() if (path / "__init__.py").exists()}
    assert rooms <= set(order())


def test_every_room_says_what_it_is_in_one_sentence():
    for room in (ROOT / "arpent").iterdir():
        if (room / "__init__.py").exists():
            words = ast.get_docstring(tree(room / "__init__.py"))
            assert words, f"{room.name} says nothing"
            assert words.splitlines()[0].endswith("."), room.name


def test_foreign_keys_point_left():
    places = order()
    ours = [model for model in apps.get_models() if model.__module__.startswith("arpent.")]
    for model in ours:
        for field in model._meta.get_fields():
            if (
                isinstance(field, ForeignKey | OneToOneField | ManyToManyField)
                and field.related_model in ours
            ):
                here, there = model._meta.app_label, field.related_model._meta.app_label
                assert places.index(there) <= places.index(here), (
                    f"{model.__name__}.{field.name} points right"
                )


def test_names_of_models_are_lower_case():
    for model in apps.get_models():
        if model.__module__.startswith("arpent."):
            assert str(model._meta.verbose_name)[0].islower(), model.__name__


@pytest.mark.parametrize("path", CODE)
def test_no_drawer_names(path: Path):
    assert path.stem not in DRAWERS
    assert not re.search(r"\d$", path.stem), "twin names say nothing"


@pytest.mark.parametrize("path", CODE)
def test_modules_stay_readable(path: Path):
    assert len(path.read_text().splitlines()) <= 400


@pytest.mark.parametrize("path", CODE)
def test_functions_stay_readable(path: Path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= 50, f"{node.name} has {lines} lines"


@pytest.mark.parametrize("path", CODE)
def test_nothing_happens_behind_ones_back(path: Path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert "signals" not in node.module
        if isinstance(node, ast.ClassDef):
            names = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
            assert "save" not in names, f"{node.name} overrides save()"


@pytest.mark.parametrize("path", [p for p in CODE if "views" in p.values[0].name])
def test_views_are_functions_that_ask_querysets_for_rights(path: Path):
    text = path.read_text()
    assert "request.user.is_staff" not in text
    assert "request.user.is_superuser" not in text
    assert not [node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]
