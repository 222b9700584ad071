"""What bench.names.two_files measures, run by it once the servers are there."""

import cProfile
import csv
import os
import pstats
import random
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.files.base import File  # noqa: E402

from bench.names.two_files import ROOT, options  # noqa: E402
from crm.accounts.enums import OfficeKind, Role  # noqa: E402
from crm.accounts.models import Office, RoleAssignment, User  # noqa: E402
from crm.audit.recorder import acting  # noqa: E402
from crm.companies.duplicates.registers import COMPANIES  # noqa: E402
from crm.companies.models import CompanyPair  # noqa: E402
from crm.companies.services import pair_upkeep  # noqa: E402
from crm.core import clock  # noqa: E402
from crm.imports.services import unattended  # noqa: E402
from crm.imports.wording import shown  # noqa: E402

TABLE = ROOT / "docs" / "duplicates-check.md"
SEED, SAMPLE = 20261127, 150
FILES = ("forbes2000.csv", "sp500.csv")
NOBODY = "–"
# By a name that came later no name can be recognised.
RENAMED, SUCCESSOR = "renamed or merged", "successor"
_ASKED = re.compile(r"Perhaps (.+?) \([^()]*\), which is")


@dataclass(frozen=True)
class Checked:
    """A row of the table: what was found by hand, `theirs` being the names in the first file that are right."""

    symbol: str
    ours: str
    theirs: tuple[str, ...]
    how: str


@dataclass(frozen=True)
class Proposed:
    """`how`: "matched", "asked", "queue" or "nothing"."""

    how: str
    names: tuple[str, ...] = ()
    words: str = ""

    def __str__(self) -> str:
        return ": ".join(filter(None, [self.how, self.words or ", ".join(self.names)]))


def main() -> None:
    chosen = options()
    first, second = _import_both(chosen.folder, profiled=chosen.profile)
    _bring_up_to_date()
    proposed = _proposed(first, second, _sample(chosen.folder / FILES[1]))
    checked = _read_table()
    if chosen.write:
        _write_table(checked, proposed)
    for each in proposed if not checked else ():
        print(each, proposed[each], sep=" | ")
    _print_figures(checked, proposed)


def _import_both(folder: Path, *, profiled: bool) -> list[Any]:
    with acting(by=None, deed="bench"):
        office = Office.objects.create(name="Bench", code="bench", kind=OfficeKind.HEADQUARTERS)
        by = User.objects.create(email="bench@example.org", name="Bench", office=office)
        RoleAssignment.objects.create(user=by, office=office, role=Role.PARTNERSHIPS, starts_on=clock.today())
    runs = []
    for name in FILES:
        profile, began = cProfile.Profile(), time.perf_counter()
        if profiled:
            profile.enable()
        with (folder / name).open("rb") as content, acting(by=by, deed="import"):
            run = unattended.run_file(kind="companies", upload=File(content, name), by=by)
        profile.disable()
        seconds = time.perf_counter() - began
        print(f"{name}: {unattended.figures(run)}, {seconds:.1f} s, load {os.getloadavg()[0]:.1f}", flush=True)
        if profiled:
            pstats.Stats(profile).sort_stats("cumulative").print_stats(70)
        runs.append(run)
    return runs


def _bring_up_to_date() -> None:
    began, compared = time.perf_counter(), 0
    while done := pair_upkeep.compare_some(register=COMPANIES):
        compared += done
    pairs = list(CompanyPair.objects.values_list("score", flat=True))
    strong = sum(score >= 0.85 for score in pairs)
    print(f"queue: {len(pairs)} pairs, {strong} strong; {compared} compared in {time.perf_counter() - began:.1f} s")


def _sample(path: Path) -> list[tuple[int, str, str]]:
    """Number of the row as the import counts, symbol, name."""
    with path.open(newline="") as content:
        rows = list(csv.DictReader(content))
    chosen = sorted(random.Random(SEED).sample(range(len(rows)), SAMPLE))
    return [(at + 2, rows[at]["Symbol"], rows[at]["Security"]) for at in chosen]


def _proposed(first: Any, second: Any, sample: list[tuple[int, str, str]]) -> dict[str, Proposed]:
    # Under which name the first file has it.
    named = dict(first.entries.exclude(subject_id=None).values_list("subject_id", "label"))
    entries = {entry.number: entry for entry in second.entries.all()}
    queue: dict[int, list[tuple[float, str]]] = {}
    for one, other, score in CompanyPair.objects.order_by("-score").values_list("first", "second", "score"):
        for pk, partner in ((one, other), (other, one)):
            if partner in named:
                queue.setdefault(pk, []).append((score, named[partner]))
    return {symbol: _of_row(entries[number], named, queue) for number, symbol, _name in sample}


def _of_row(entry: Any, named: dict[int, str], queue: dict[int, list[tuple[float, str]]]) -> Proposed:
    asked = [shown(each["detail"]) for each in entry.problems if each["code"] == "possible_duplicate"]
    if asked:
        found = _ASKED.search(asked[0])
        return Proposed("asked", (found[1] if found else asked[0],))
    if entry.outcome in ("update", "same") and entry.subject_id in named:
        return Proposed("matched", (named[entry.subject_id],))
    if pairs := queue.get(entry.subject_id or 0):
        words = ", ".join(f"{name} {score:.2f}{' strong' if score >= 0.85 else ''}" for score, name in pairs)
        return Proposed("queue", tuple(name for _score, name in pairs), words)
    return Proposed("nothing")


def _read_table() -> list[Checked]:
    lines = TABLE.read_text().splitlines() if TABLE.exists() else []
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    rows = [row for row in cells if len(row) == 6 and row[0] != "symbol"]
    return [
        Checked(row[0], row[1], tuple(n.strip() for n in row[2].split(" / ") if n.strip() != NOBODY), row[3])
        for row in rows
    ]


def _verdict(checked: Checked, proposed: Proposed) -> str:
    """A successor is another company in law: to ask is right, to take it for the same without asking is not."""
    if proposed.how == "nothing":
        return "miss" if checked.theirs else "rightly nothing"
    if checked.how == SUCCESSOR and proposed.how == "matched":
        return "wrong"
    return "hit" if set(checked.theirs) & set(proposed.names) else "wrong"


def _write_table(checked: list[Checked], proposed: dict[str, Proposed]) -> None:
    lines = TABLE.read_text().splitlines()
    rows = {each.symbol: each for each in checked}
    for at, line in enumerate(lines):
        row = rows.get(line.strip("|").split("|")[0].strip()) if line.startswith("| ") else None
        if row:
            found = proposed[row.symbol]
            theirs = " / ".join(row.theirs) or NOBODY
            cells = (row.symbol, row.ours, theirs, row.how, str(found), _verdict(row, found))
            lines[at] = f"| {' | '.join(cells)} |"
    TABLE.write_text("\n".join(lines) + "\n")


def _print_figures(checked: list[Checked], proposed: dict[str, Proposed]) -> None:
    """A wrong proposal for a row that has a partner in the first file counts against both."""
    print("\n| rows | | hit | miss | wrong | rightly nothing | precision | recall |\n|---|---|---|---|---|---|---|---|")
    kept = [each for each in checked if each.how not in (RENAMED, SUCCESSOR)]
    for title, rows in (("all", checked), ("without renamed, merged and successors", kept)):
        counts: dict[str, int] = {}
        for row in rows:
            verdict = _verdict(row, proposed[row.symbol])
            counts[verdict] = counts.get(verdict, 0) + 1
        hit, miss, wrong = (counts.get(each, 0) for each in ("hit", "miss", "wrong"))
        partners = sum(bool(row.theirs) for row in rows)
        precision, recall = hit / max(hit + wrong, 1), hit / max(partners, 1)
        told = f"{hit} | {miss} | {wrong} | {counts.get('rightly nothing', 0)} | {precision:.3f} | {recall:.3f}"
        print(f"| {title} | {len(rows)} | {told} |")


if __name__ == "__main__":
    main()
