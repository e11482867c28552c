"""Every word of ours that a visitor or an editor meets is Indonesian."""

import ast
import json
import os
from io import StringIO

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.template import engines
from django.template.base import FilterExpression, Node
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
PYTHON_FILES = [
    path
    for folder in ("publishing", "resources", "campaigns", "home", "site")
    for path in (settings.ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
]
TEMPLATES = [path.relative_to(settings.ROOT / "templates") for path in (settings.ROOT / "templates").rglob("*.html")]


def words_of_python(path) -> set[str]:
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id in GETTEXT
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def nodes_of(nodelist):
    for node in nodelist:
        yield node
        for name in getattr(node, "child_nodelists", ()):
            yield from nodes_of(getattr(node, name, None) or [])
        for _condition, inner in getattr(node, "conditions_nodelists", ()):
            yield from nodes_of(inner)


def words_of_template(name) -> set[str]:
    found = set()
    for node in nodes_of(engines["django"].get_template(str(name)).template.nodelist):
        if isinstance(node, TranslateNode) and isinstance(node.filter_expression, FilterExpression):
            found.add(str(node.filter_expression.var.literal or node.filter_expression.var))
        elif isinstance(node, BlockTranslateNode):
            for tokens in filter(None, (node.singular, node.plural)):
                text, _variables = node.render_token_list(tokens)
                found.add(text.strip() if node.trimmed else text)
        else:
            assert isinstance(node, Node)
    return found


@pytest.fixture(scope="module")
def indonesian() -> dict[str, str]:
    with (settings.ROOT / "locale/id/LC_MESSAGES/django.po").open("rb") as file:
        catalog = read_po(file)
    translated = {}
    for message in catalog:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        text = message.string if isinstance(message.string, str) else next(iter(message.string), "")
        if not message.fuzzy:
            translated.update(dict.fromkeys(ids, text))
    return translated


def test_every_word_in_the_code_is_translated(indonesian):
    missing = {
        str(path): words
        for path in PYTHON_FILES
        if (words := {w for w in words_of_python(path) if not indonesian.get(w)})
    }
    assert not missing, json.dumps({key: sorted(value) for key, value in missing.items()}, indent=1)


@pytest.mark.parametrize("name", TEMPLATES, ids=str)
def test_every_word_in_a_template_is_translated(name, indonesian):
    assert not {word for word in words_of_template(name) if not indonesian.get(word)}


def test_compiling_that_breaks_off_leaves_the_former_catalogue(tmp_path, settings, monkeypatch):
    settings.ROOT = tmp_path
    folder = tmp_path / "locale" / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid "Help"\nmsgstr "Bantuan"\n')
    call_command("compile_translations", stdout=StringIO())
    former = (folder / "django.mo").read_bytes()
    assert b"Bantuan" in former

    def break_off(file, _catalog) -> None:
        file.write(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr("publishing.management.commands.compile_translations.write_mo", break_off)
    os.utime(folder / "django.mo", (0, 0))
    with pytest.raises(KeyboardInterrupt):
        call_command("compile_translations", stdout=StringIO())
    assert (folder / "django.mo").read_bytes() == former
