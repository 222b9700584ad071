"""The one way from a row of the file to a plan: used by the preview and, row by row again, by the real run."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_noop

from crm.accounts.models import User
from crm.core.text import fold

from ..enums import Outcome
from ..mapping import Mapping
from ..models import ImportRun
from ..reading.table import Rows
from ..registries import Asked, FileRow, ImportField, ImportKind, Noted, Planned, Planner, Problem, Unclear, Values
from ..selectors import asked_before, proposed_in
from ..wording import Said, kept, of_error

BATCH = 250
DISTINCT = 20_000
# What people write where they mean nothing. Not "NA": that is Namibia.
NOTHING = frozenset(["", "-", "–", "—", "n/a", "none", "null", "#n/a", ".", "?"])


class Reader:
    """Reads the cells of a row into the values of the fields, with the decisions that were taken."""

    def __init__(self, kind: ImportKind, run: ImportRun, rows: Rows) -> None:
        self.kind = kind
        self.mapping = Mapping.of(run.mapping)
        self.decisions: dict[str, str] = run.decisions
        positions = {heading: index for index, heading in enumerate(run.reading["headings"])}
        self.sources = [
            (f, positions[self.mapping.columns[f.key]]) for f in kind.fields if f.key in self.mapping.columns
        ]
        self.hints = kind.hints(self._columns(rows))

    def _columns(self, rows: Rows) -> dict[str, set[str]]:
        distinct: dict[str, set[str]] = {f.key: set() for f, _position in self.sources}
        for _number, cells in rows:
            for each, position in self.sources:
                seen = distinct[each.key]
                if position < len(cells) and len(seen) < DISTINCT:
                    seen.add(cells[position].strip())
        return distinct

    def decide(self, problem: Problem) -> str | None:
        return self.decisions.get(problem.key, self.decisions.get(problem.whole))

    def said(self, cells: list[str]) -> frozenset[str]:
        """The fields of which the row says something itself."""
        return frozenset(each.key for each, at in self.sources if _cell(cells, at).casefold() not in NOTHING)

    def content(self, cells: list[str]) -> str:
        """A digest of what the file says in this row, by field: of a row in another file, too, under other headings."""
        said = {each.key: " ".join(_cell(cells, position).split()) for each, position in self.sources}
        said = {**self.mapping.constants, **said}
        said = {key: text for key, text in said.items() if text.casefold() not in NOTHING}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def read(self, cells: list[str]) -> tuple[Values, list[Problem]]:
        values: Values = {}
        problems: list[Problem] = []
        for each in self.kind.fields:
            constant = self.mapping.constants.get(each.key)
            if constant:
                self._parse(each, constant, values, problems)
        for each, position in self.sources:
            text = _cell(cells, position)
            if text.casefold() not in NOTHING:
                self._parse(each, text, values, problems)
        for each in self.kind.fields:
            missing = each.required and values.get(each.key) in (None, "")
            if missing and not any(p.field == each.key for p in problems):
                detail = Said(gettext_noop("“%(field)s” is empty."), {"field": each.label})
                problems.append(Problem(each.key, "required", detail, blocking=True))
        return values, problems

    def _parse(
        self, each: ImportField, text: str, values: Values, problems: list[Problem], decided: bool = False
    ) -> None:
        try:
            value = each.parse(text, self.hints)
        except Unclear as unclear:
            problem = Problem(
                each.key,
                unclear.code,
                unclear.detail,
                text,
                unclear.options,
                unclear.blocking or each.required,
                unclear.any_value and each.choices is not None,
            )
            self._settle(problem, each, values, problems, decided)
            return
        except ValidationError as wrong:
            problem = Problem(
                each.key, getattr(wrong, "code", None) or "invalid", of_error(wrong), text, (), each.required
            )
            self._settle(problem, each, values, problems, decided)
            return
        if isinstance(value, Noted):
            note = Problem(each.key, value.code, value.detail, text, value.options)
            choice = None if decided else self.decide(note)
            if choice is not None:
                if choice.casefold() not in NOTHING:
                    self._parse(each, choice, values, problems, decided=True)
                return
            if not decided:
                problems.append(note)
            value = value.value
        values[each.key] = value

    def _settle(
        self, problem: Problem, each: ImportField, values: Values, problems: list[Problem], decided: bool
    ) -> None:
        """Read the decision as if the file had said it ("-" says nothing); without a usable one keep the problem."""
        choice = None if decided else self.decide(problem)
        if choice is not None and choice.casefold() not in NOTHING:
            self._parse(each, choice, values, problems, decided=True)
        elif choice is None or problem.blocking:
            problems.append(problem)


class Plan:
    """Plans row after row; `apply` (or None, for the preview) writes each and answers what became of it."""

    def __init__(self, run: ImportRun, kind: ImportKind, rows: Rows, *, by: User, on: date) -> None:
        self.reader = Reader(kind, run, rows)
        self.planner: Planner = kind.planner(by, on)
        self.rows = rows
        self.run = run
        # Before the preview is made anew: what it proposed keeps its order.
        self.proposed = proposed_in(run)

    def batches(self, *, skip: Callable[[int], bool] = lambda _number: False) -> Iterator[list[tuple[int, list[str]]]]:
        todo = [row for row in self.rows if not skip(row[0])]
        for start in range(0, len(todo), BATCH):
            yield todo[start : start + BATCH]

    def read(self, batch: Rows) -> list[FileRow]:
        """Read a batch and look up in bulk what it may match."""
        read = [
            FileRow(
                number,
                cells,
                *self.reader.read(cells),
                content=self.reader.content(cells),
                said=self.reader.said(cells),
            )
            for number, cells in batch
        ]
        earlier = asked_before(self.run, {row.content for row in read})
        for row in read:
            asked = earlier.get(row.content)
            here = self.proposed.get(row.content)
            row.asked = replace(asked or Asked(()), proposed=here) if here else asked
        self.planner.load([row for row in read if not row.is_stopped])
        return read

    def plan(self, row: FileRow) -> Planned:
        if row.is_stopped:
            return Planned(Outcome.PROBLEM, label=str(row.values.get("name", "")), problems=row.problems)
        planned = self.planner.plan(row, self.reader.decide)
        if planned.outcome in (Outcome.CREATE, Outcome.UPDATE, Outcome.SAME) and _stopped(planned.problems):
            planned.outcome = Outcome.PROBLEM
        return planned


def _cell(cells: list[str], position: int) -> str:
    return cells[position].strip() if position < len(cells) else ""


def _stopped(problems: list[Problem]) -> bool:
    return any(p.blocking for p in problems)


def stored(problems: list[Problem]) -> list[dict[str, Any]]:
    """As the row keeps them."""
    return [
        {
            "field": p.field,
            "code": p.code,
            "detail": kept(p.detail),
            "about": p.about,
            "key": p.key,
            "blocking": p.blocking,
        }
        for p in problems
    ]


def question(problem: Problem) -> dict[str, Any]:
    """As the preview asks it, once for all rows with this value."""
    return {
        **stored([problem])[0],
        "whole": problem.whole,
        "options": [{"value": o.value, "label": kept(o.label)} for o in problem.options],
        "any_value": problem.any_value,
        "rows": 0,
        "fold": fold(problem.about),
    }
