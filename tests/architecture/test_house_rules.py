"""The arrows and habits that no import contract can see (docs/package-map.md)."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db.migrations.loader import MigrationLoader

ROOT = Path(settings.BASE_DIR)
FLOORS = ["core", "audit", "accounts", "notifications", "jobs", "listing", "imports", "rates"]
FLOORS += ["companies", "contactlog", "workspace", "duediligence", "partnerships", "donations"]
HEIGHT = {label: height for height, label in enumerate(FLOORS)}
PACKAGES = [ROOT / name for name in settings.FIRST_PARTY]
SOURCES = [p for package in PACKAGES for p in package.rglob("*.py") if "migrations" not in p.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def ours() -> list[type]:
    return [m for m in apps.get_models() if m.__module__.split(".")[0] in settings.FIRST_PARTY]


def test_no_foreign_key_points_upward():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in ours()
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and field.related_model
        and HEIGHT.get(field.related_model._meta.app_label, -1) > HEIGHT[model._meta.app_label]
    ]
    assert upward == []


def test_no_generic_foreign_key():
    assert [m for m in ours() if any(isinstance(f, GenericForeignKey) for f in m._meta.private_fields)] == []


def test_no_migration_depends_on_a_floor_above(db):
    graph = MigrationLoader(None).disk_migrations
    upward = [
        f"{key} -> {needed}"
        for key, migration in graph.items()
        for needed in migration.dependencies
        if key[0] in HEIGHT and HEIGHT.get(needed[0], -1) > HEIGHT[key[0]]
    ]
    assert upward == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "templates")))
def test_templates_keep_the_rules(path):
    text = path.read_text(encoding="utf-8")
    floor = path.relative_to(ROOT / "templates").parts[0]
    names = re.findall(r"""\{%\s*url\s+["']([a-z_]+):""", text)
    if floor in HEIGHT:
        assert [n for n in names if HEIGHT.get(n, -1) > HEIGHT[floor]] == [], "a link points to a floor above"
    assert not re.search(r"<[^>]*\sstyle\s*=", text), "the policy of the pages refuses inline styles"
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text), "the policy of the pages refuses inline handlers"
    assert not re.search(r"<script(?![^>]*(\ssrc=|type=\"application/json\"))", text), "inline script"
    assert not re.search(r"\{%\s*(if|elif)[^%]*\b(status|state|role)\s*(==|!=)", text), "a rule belongs in a policy"


def _functions(tree: ast.AST):
    return (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def test_no_first_party_import_inside_a_function():
    hidden = []
    for path in SOURCES:
        # Django asks that AppConfig.ready imports receivers and extensions there and not sooner.
        if path.name == "apps.py":
            continue
        for function in _functions(ast.parse(path.read_text(encoding="utf-8"))):
            for node in ast.walk(function):
                if (
                    isinstance(node, ast.ImportFrom)
                    and (node.level or node.module.split(".")[0] in settings.FIRST_PARTY)
                ) or (isinstance(node, ast.Import) and node.names[0].name.split(".")[0] in settings.FIRST_PARTY):
                    hidden.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert hidden == []


def test_views_compare_no_status_and_no_role():
    found = []
    for path in SOURCES:
        if not {"views", "api"} & set(path.relative_to(ROOT).parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            left = node.left if isinstance(node, ast.Compare) else None
            if isinstance(left, ast.Attribute) and left.attr in {"status", "state", "role"}:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == []


def test_services_take_keywords_only():
    loose = []
    for path in SOURCES:
        if "services" not in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and len(node.args.args) > 1:
                loose.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert loose == []


def test_nothing_changes_or_removes_the_trail():
    calls = re.compile(r"AuditEvent\.objects[^\n]*\.(update|delete|bulk_update)\(")
    assert [str(p) for p in SOURCES if calls.search(p.read_text(encoding="utf-8"))] == []


def test_save_and_init_of_models_hold_no_logic():
    written = [
        f"{model._meta.label}.{name}"
        for model in ours()
        for name in ("save", "__init__", "delete")
        if name in vars(model)
    ]
    assert written == []


def _imported(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_rules_and_deeds_know_nothing_of_http():
    rooms = {"policies", "selectors", "services", "querysets"}
    doors = ("django.http", "django.forms", "django.template", "rest_framework", "django_htmx")
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in SOURCES
        if rooms & {*path.parts, path.stem}
        for name in _imported(ast.parse(path.read_text(encoding="utf-8")))
        if name.startswith(doors)
    ]
    assert found == []
