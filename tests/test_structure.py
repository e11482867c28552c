"""Promises about the shape of the project itself."""

import sys
from graphlib import TopologicalSorter

import grimp
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from publishing import checks
from publishing.models import SitePage

OURS = ("publishing", "resources", "campaigns", "home")


def test_the_folder_site_is_no_package():
    assert not (settings.ROOT / "site" / "__init__.py").exists()


def test_no_package_of_ours_bears_a_name_of_the_standard_library():
    packages = {path.parent.name for path in settings.ROOT.glob("*/__init__.py")}
    assert set(OURS) <= packages
    assert not packages & sys.stdlib_module_names


def test_no_module_needs_itself_by_way_of_others_not_even_for_a_type():
    graph = grimp.build_graph(*OURS, cache_dir=None)
    TopologicalSorter({module: graph.find_modules_directly_imported_by(module) for module in graph.modules}).prepare()


def test_the_page_tree_is_closed():
    classes = [model for model in apps.get_models() if issubclass(model, SitePage)]
    assert len(classes) >= 7
    for model in classes:
        assert {"parent_page_types", "subpage_types", "template"} <= vars(model).keys(), model
        for parent in model.allowed_parent_page_models():
            assert model in parent.allowed_subpage_models() or parent.__name__ == "Page"


def test_every_field_that_an_editor_fills_says_why():
    silent = []
    for model in apps.get_models():
        if model._meta.app_label not in OURS or not issubclass(model, SitePage):
            continue
        for field in model._meta.local_fields:
            if field.editable and not field.name.endswith("_ptr") and not (field.help_text or field.verbose_name):
                silent.append(f"{model.__name__}.{field.name}")
    assert not silent


@pytest.mark.django_db(transaction=False)
def test_system_checks_are_silent():
    call_command("check", fail_level="WARNING")


def test_a_tree_deeper_than_restrictions_are_looked_for_is_told_at_start(monkeypatch):
    assert checks.no_page_lies_deeper_than_restrictions_are_looked_for(None) == []
    monkeypatch.setattr(checks, "DEEPEST", 4)
    assert [error.id for error in checks.no_page_lies_deeper_than_restrictions_are_looked_for(None)] == [
        "publishing.E002"
    ]


def test_base_settings_stay_short():
    assert len((settings.ROOT / "site/suluah/settings/base.py").read_text().splitlines()) < 250


def test_no_line_of_a_template_is_longer_than_one_of_code():
    folders = (settings.ROOT / "templates", settings.ROOT / "home/starter/materials")
    sheets = [sheet for folder in folders for sheet in folder.rglob("*.html")]
    assert len(sheets) > 150
    assert not [
        f"{sheet.relative_to(settings.ROOT)}:{number}"
        for sheet in sheets
        for number, line in enumerate(sheet.read_text().splitlines(), start=1)
        if len(line) > 120
    ]


def test_tests_run_on_the_database_that_the_settings_name(db):
    assert connection.vendor in {"sqlite", "postgresql"}
