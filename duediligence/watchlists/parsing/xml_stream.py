"""XML record by record: no document type, no entities, no more in memory than one record.

A declaration is refused where it begins, so that nothing is ever expanded.
"""

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from .broken import BrokenFile

_PIECE = 1 << 16
_DEEPEST = 40
_MOST_NODES = 50_000
_LONGEST_TEXT = 2_000_000


class Records:
    """Yields (line, element) for each element called one of `wanted`, below a root called `root`."""

    def __init__(self, root: str, wanted: frozenset[str], on_root: Callable[[dict[str, str]], Any]) -> None:
        self._root, self._wanted, self._on_root = root, wanted, on_root
        self._path: list[str] = []
        self._ready: list[tuple[int, Element]] = []
        self._builder: TreeBuilder | None = None
        self._line = self._nodes = self._letters = self._depth = 0

    def read(self, file: BinaryIO) -> Iterator[tuple[int, Element]]:
        parser = self._parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._declared
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        try:
            while piece := file.read(_PIECE):
                parser.Parse(piece, False)
                yield from self._taken()
            parser.Parse(b"", True)
        except expat.ExpatError as problem:
            raise self._broken(_("The XML is broken here: %(problem)s.") % {"problem": problem}) from problem
        except (LookupError, ValueError) as problem:
            raise self._broken(_("This file is in an encoding that is not known.")) from problem
        yield from self._taken()

    def _taken(self) -> list[tuple[int, Element]]:
        taken, self._ready = self._ready, []
        return taken

    def _declared(self, *_declaration: Any) -> None:
        raise self._broken(_("The file declares a document type or entities. No watch list needs that; it is refused."))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if not self._path and tag != self._root:
            sentence = _("The file is not in this format: it begins with <%(found)s> instead of <%(wanted)s>.")
            raise self._broken(sentence % {"found": tag[:60], "wanted": self._root})
        if not self._path:
            self._on_root(attributes)
        self._path.append(tag)
        if len(self._path) > _DEEPEST:
            raise self._broken(_("The elements are nested too deeply."))
        if self._builder is None and tag in self._wanted:
            self._builder, self._depth, self._line = TreeBuilder(), len(self._path), self._parser.CurrentLineNumber
            self._nodes = self._letters = 0
        if self._builder is not None:
            self._nodes += 1
            if self._nodes > _MOST_NODES:
                raise self._broken(_("One entry has too many parts."))
            self._builder.start(tag, attributes)

    def _text(self, text: str) -> None:
        if self._builder is None:
            return
        self._letters += len(text)
        if self._letters > _LONGEST_TEXT:
            raise self._broken(_("One entry is too long."))
        self._builder.data(text)

    def _end(self, _name: str) -> None:
        tag = self._path[-1]
        if self._builder is not None:
            self._builder.end(tag)
            if len(self._path) == self._depth:
                self._ready.append((self._line, self._builder.close()))
                self._builder = None
        self._path.pop()

    def _broken(self, detail: Any) -> BrokenFile:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber
        inside = "/".join(self._path)
        return BrokenFile(f"line {line}, column {column + 1}" + (f", in {inside}" if inside else ""), detail)
