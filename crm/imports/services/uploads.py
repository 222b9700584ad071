"""A file arrives, is read, and its columns are mapped."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit.recorder import record
from crm.core.errors import Conflict

from .. import mapping as maps
from .. import policies
from ..enums import ImportState
from ..models import ImportRun
from ..reading import table
from ..registries import ImportKind, import_kinds
from ..selectors import kept_mapping
from . import files


def kind_of(run: ImportRun) -> ImportKind:
    found = import_kinds.get(run.kind)
    if found is None:
        raise ValidationError({"kind": _("Files of this kind are not imported here.")}, code="kind")
    return found


@transaction.atomic
def upload(*, by: User, kind: str, upload: Any, name: str = "") -> ImportRun:
    """Keep a file and read its headings. Raises Forbidden, TooLarge, ValidationError."""
    if kind not in import_kinds:
        raise ValidationError({"kind": ValidationError(_("Files of this kind are not imported here."), code="kind")})
    policies.may_import(by, kind).require()
    files.check_size(upload)
    run = ImportRun(kind=kind, uploaded_by=by, office=by.office, filename=files.clean_name(name or upload.name))
    reading, _rows = table.read(upload)
    run.reading, run.rows = reading.stored(), reading.rows
    run.mapping, run.decisions = _proposal(kind_of(run), reading.headings)
    files.keep(run=run, upload=upload)
    run.save()
    record(verb="import.uploaded", subject=run, by=by, after={"kind": kind, "rows": run.rows, "sha256": run.sha256})
    return run


@transaction.atomic
def read_again(*, run: ImportRun, by: User, **chosen: Any) -> ImportRun:
    """Another encoding, delimiter, sheet or heading row, as the person chose. Raises ValidationError where it fails."""
    run = locked(run_id=run.pk)
    policies.may_map(by, run).require()
    before = files.chosen(run.reading)
    wanted = {key: value for key, value in chosen.items() if value}
    if wanted.get("sheet") != run.reading.get("sheet") and run.reading["format"] == "xlsx":
        wanted.pop("heading_row", None)  # each sheet has its own
    with run.file.open("rb") as file:
        reading, _rows = table.read(file, **wanted)
    run.reading, run.rows = reading.stored(), reading.rows
    run.mapping, run.decisions = _proposal(kind_of(run), reading.headings)
    run.state = ImportState.MAPPING
    run.save(update_fields=["reading", "rows", "mapping", "decisions", "state"])
    run.entries.all().delete()
    record(verb="import.read_again", subject=run, by=by, before=before, after=files.chosen(run.reading))
    return run


def locked(*, run_id: int) -> ImportRun:
    """The row, held until the end of the transaction. Raises Conflict where somebody discarded it since it was read."""
    runs = ImportRun.objects.select_for_update(of=("self",)).select_related("job", "uploaded_by")
    run = runs.filter(pk=run_id).first()
    if run is None:
        raise Conflict(_("This file was discarded in the meantime. Upload it again if you need it."), "discarded")
    return run


def sample(*, run: ImportRun, limit: int = 5) -> list[tuple[int, list[str]]]:
    """The first rows, for the eye: is this how the letters should look?"""
    width = len(run.reading["headings"])
    return [(number, (cells + [""] * width)[:width]) for number, cells in files.rows(run)[:limit]]


def _proposal(kind: ImportKind, headings: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, str]]:
    """How these headings were mapped last time, else a guess."""
    kept = kept_mapping(kind.key, headings)
    if kept:
        mapping = maps.Mapping.of(kept.mapping)
        known = {f.key for f in kind.fields}
        columns = {f: h for f, h in mapping.columns.items() if f in known and h in headings}
        return maps.Mapping(columns, mapping.constants).stored(), dict(kept.decisions)
    return maps.guess(kind, headings).stored(), {}
