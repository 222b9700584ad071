"""A list's file arrives: kept with its SHA-256, then loaded in the background."""

import hashlib
import io
import re
import secrets
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.core.errors import TooLarge
from crm.jobs.services import jobs

from ...enums import ListFormat, LoadState
from ...models import ListLoad, WatchList
from .. import policies
from ..parsing import ofac_csv

LOAD_JOB = "watchlist_load"
TYPES = {
    "xml": "application/xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "txt": "text/plain",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ACCEPT = ",".join(f".{ending}" for ending in TYPES)
# These files bear a date of their own; of the others it is asked, or the day counts on which they were loaded.
DATED = (ListFormat.UN_XML, ListFormat.OFAC_XML, ListFormat.OPENSANCTIONS_CSV)
# A ZIP that is made here has the same SHA-256 whenever its files are the same.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Upload:
    """`files` is one, or the three of OFAC; `force`: also where most entries would be closed; `list_date`: of a file
    that bears no date itself; `any_size`: it lies on our own disk, and nobody waits for it."""

    files: Sequence[Any]
    format: str
    force: bool = False
    list_date: date | None = None
    any_size: bool = False


@transaction.atomic
def receive(*, code: str, upload: Upload, by: User, at: datetime) -> ListLoad:
    """A load that a worker takes up; the same file as before is answered at once, without any work.

    Raises WatchList.DoesNotExist, Forbidden, Conflict, TooLarge, ValidationError by field.
    """
    watchlist = WatchList.objects.select_related("current_load").get(code=code)
    policies.may_load(by, watchlist).require()
    if upload.format not in ListFormat.values:
        raise ValidationError({"format": ValidationError(_("Choose one of the formats."), code="invalid_choice")})
    today = timezone.localdate(at)
    given = None if upload.format in DATED else upload.list_date
    if given and given > today:
        raise ValidationError({"list_date": ValidationError(_("This day is still to come."), code="future")})
    _check_sizes(upload)
    file = _one_file(upload)
    load = ListLoad(watchlist=watchlist, format=upload.format, uploaded_by=by, filename=_clean_name(file.name))
    load.content_type = TYPES[load.filename.rpartition(".")[2]]
    load.size, load.sha256 = file.size, _sha256(file)
    load.own_date = given
    same = _same(watchlist, load)
    if same:
        load.state, load.loaded_at = LoadState.UNCHANGED, at
        load.own_date = same.own_date if load.format in DATED else load.own_date
        load.list_date = load.own_date or today
        load.entries, load.by_kind, load.rescreened_at = same.entries, same.by_kind, same.rescreened_at
        load.file = same.file.name
    else:
        load.file.save(secrets.token_hex(16), File(file), save=False)
    load.save()
    if not same:
        _start(load, force=upload.force, by=by)
    recorder.record(
        verb="watchlist.uploaded",
        subject=watchlist,
        by=by,
        after={"load": load.pk, "file": load.filename, "sha256": load.sha256, "state": load.state},
    )
    return load


@transaction.atomic
def insist(*, load_id: int, by: User) -> ListLoad:
    """Load a file all the same that was kept out because it closes most entries. Raises Forbidden, Conflict."""
    load = ListLoad.objects.select_for_update(of=("self",)).select_related("watchlist").get(pk=load_id)
    policies.may_insist(by, load).require()
    load.state, load.errors = LoadState.QUEUED, []
    _start(load, force=True, by=by)
    recorder.record(verb="watchlist.load_insisted", subject=load.watchlist, by=by, after={"load": load.pk})
    return load


def _start(load: ListLoad, *, force: bool, by: User) -> None:
    path = reverse("duediligence:watchlist", args=[load.watchlist.code])
    load.job = jobs.start(kind=LOAD_JOB, arguments={"load": load.pk, "force": force}, by=by, path=path)
    load.save(update_fields=["state", "errors", "job"])


def _same(watchlist: WatchList, load: ListLoad) -> ListLoad | None:
    current = watchlist.current_load
    return current if current and (current.sha256, current.format) == (load.sha256, load.format) else None


def _check_sizes(upload: Upload) -> None:
    if not upload.files:
        raise ValidationError({"file": ValidationError(_("Choose a file."), code="required")})
    limit = settings.MAX_WATCHLIST_BYTES
    if not upload.any_size and sum(file.size for file in upload.files) > limit:
        sentence = _(
            "A watch list may have %(limit)s MB at most. A larger one is loaded on the server: manage load_watchlist."
        )
        raise TooLarge(sentence % {"limit": limit // 1_000_000})
    if not all(file.size for file in upload.files):
        raise ValidationError({"file": ValidationError(_("This file is empty."), code="empty_file")})


def _one_file(upload: Upload) -> Any:
    """OFAC's three files become one ZIP."""
    if len(upload.files) == 1:
        return upload.files[0]
    if upload.format != ListFormat.OFAC_CSV:
        raise ValidationError({"file": ValidationError(_("This format is one file."), code="too_many_files")})
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(upload.files, key=lambda each: _plain_name(each.name)):
            name = _plain_name(file.name).lower()
            if name not in ofac_csv.WIDTHS:
                sentence = _("“%(name)s” is none of sdn.csv, alt.csv and add.csv.") % {"name": name}
                raise ValidationError({"file": ValidationError(sentence, code="file_name")})
            file.seek(0)
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), file.read(), zipfile.ZIP_DEFLATED)
    return ContentFile(content.getvalue(), "ofac.zip")


def _plain_name(name: str) -> str:
    """The last part of what may be a path, without what deceives the eye."""
    plain = re.split(r"[/\\]", unicodedata.normalize("NFC", name or ""))[-1]
    return "".join(c for c in plain if unicodedata.category(c) not in ("Cc", "Cf")).strip(" .")


def _clean_name(name: str) -> str:
    stem, _dot, ending = _plain_name(name).rpartition(".")
    if ending.lower() not in TYPES or not stem:
        sentence = _("Lists are XML, CSV, XLSX or ZIP files.")
        raise ValidationError({"file": ValidationError(sentence, code="file_type")})
    return f"{stem[:150]}.{ending.lower()}"


def _sha256(file: Any) -> str:
    digest = hashlib.sha256()
    for chunk in File(file).chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
