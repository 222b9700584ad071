"""Messages in templates, by Django's own reading of them, and the words that stand outside of any translation tag."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO

from babel.messages.extract import extract_python
from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

from .message import Key

_KEYWORDS = {"gettext": None, "_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
_CALL = re.compile(r"(?<![A-Z])(?:n?p?gettext|_)\(.*")
# Attributes of tags and of components that a person reads or hears.
_READ = {"title", "label", "aria-label", "alt", "placeholder", "help", "text", "note", "summary", "aria-description"}
_SILENT = {"script", "style", "svg", "kbd", "code"}
_SKIPPED = {"comment", "blocktranslate", "blocktrans"}
_WORD = re.compile(r"[^\W\d_]{2,}")
HOLE = "\u241a"


def messages_of(source: str) -> Iterator[tuple[Key, str]]:
    """Each message with its plural ("" without one)."""
    # templatize() leaves calls between dummies; alone on their lines they are Python.
    calls = "\n".join(match[0] for line in templatize(source).splitlines() if (match := _CALL.search(line)))
    for _line, function, words, _comments in extract_python(BytesIO(calls.encode()), _KEYWORDS, [], {}):
        parts = [words] if isinstance(words, str) else [word for word in words if word]
        context = parts.pop(0) if function in {"pgettext", "npgettext"} else ""
        yield Key(parts[0], context), parts[1] if function in {"ngettext", "npgettext"} else ""


def bare_words(source: str) -> Iterator[str]:
    """The text and the read attributes of a template that say something in one language only."""
    reader = _Reader()
    reader.feed("".join(_visible(source)))
    reader.close()
    return (text for text in reader.found if _WORD.search(text))


def _visible(source: str) -> Iterator[str]:
    """The HTML of a template, with a hole where a tag stands and nothing of comments and translated blocks."""
    end = ""
    for token in Lexer(source).tokenize():
        word = token.contents.split(" ", 1)[0] if token.token_type == TokenType.BLOCK else ""
        if end:
            end = "" if word == end else end
        elif word in _SKIPPED or (word == "block" and token.contents.endswith("_class")):
            end = f"end{word}"
            yield HOLE
        elif token.token_type == TokenType.TEXT:
            yield token.contents
        else:
            yield HOLE


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        self.found += [value.strip() for name, value in attrs if name in _READ and value]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._silent -= tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found += [part for piece in data.split(HOLE) if (part := piece.strip())]
