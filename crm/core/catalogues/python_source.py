"""Messages in Python, read from the syntax tree: exact about what `_` is in each file, and faster than a tokenizer."""

import ast
import re
from collections.abc import Iterator

from .message import Key

# Which argument is what: context, singular, plural.
_SHAPES: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
_MODULES = {"django.utils.translation", "django.utils"}
# Where a person reads the argument (the first one, or by its name): a plain string there was forgotten.
_READ_CALLS = {"wrong_person", "wrong_moment", "ValidationError", "Conflict", "Forbidden"}
_READ_ARGUMENTS = {
    "verbose_name",
    "verbose_name_plural",
    "label",
    "help_text",
    "empty_label",
    "violation_error_message",
}
_WORTH_A_LOOK = re.compile(rf"\b({'|'.join(_READ_CALLS | _READ_ARGUMENTS)})\b|Choices\)")


class Unreadable(Exception):
    """A call that no catalogue can serve: its words are known only when it runs."""

    def __init__(self, line: int, call: str) -> None:
        super().__init__(f"line {line}: {call}() takes plain strings, since a catalogue knows nothing else")


def messages_of(source: str) -> Iterator[tuple[Key, str]]:
    """Each message with its plural ("" without one). Raises `Unreadable` for one that is put together as it runs."""
    if "translation" not in source:
        return
    tree = ast.parse(source)
    names = _names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (called := _called(node, names)):
            yield _message(node, called)


def unmarked(source: str) -> Iterator[tuple[int, str]]:
    """Strings that people read and that no gettext call surrounds, with their lines."""
    if not _WORTH_A_LOOK.search(source):
        return
    for node in ast.walk(ast.parse(source)):
        read = [*_read_arguments(node), *_read_choices(node)]
        yield from ((value.lineno, text) for value in read if (text := _plain(value)) and any(map(str.isalpha, text)))


def _read_arguments(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        yield from (keyword.value for keyword in node.keywords if keyword.arg in _READ_ARGUMENTS)
        if isinstance(node.func, ast.Name) and node.func.id in _READ_CALLS:
            yield from node.args[:1]


def _read_choices(node: ast.AST) -> Iterator[ast.expr]:
    """The second of a pair, in a class of choices."""
    if isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases):
        for line in node.body:
            if isinstance(line, ast.Assign) and isinstance(line.value, ast.Tuple):
                yield line.value.elts[-1]


def _names(tree: ast.Module) -> dict[str, str]:
    """What this file calls the gettext functions, by their names in this file."""
    return {
        alias.asname or alias.name: alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module in _MODULES
        for alias in node.names
        if alias.name in _SHAPES or alias.name == "translation"
    }


def _called(node: ast.Call, names: dict[str, str]) -> str:
    match node.func:
        case ast.Name(id=name) if names.get(name) in _SHAPES:
            return names[name]
        case ast.Attribute(value=ast.Name(id=name), attr=attr) if names.get(name) == "translation" and attr in _SHAPES:
            return attr
    return ""


def _message(node: ast.Call, called: str) -> tuple[Key, str]:
    context, singular, plural = (
        "" if place is None else _plain(node.args[place]) if place < len(node.args) else None
        for place in _SHAPES[called]
    )
    if context is None or singular is None or plural is None:
        raise Unreadable(node.lineno, called)
    return Key(singular, context), plural


def _plain(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
