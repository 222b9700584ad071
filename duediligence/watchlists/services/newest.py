"""Somebody looked: the publisher has nothing newer than the file that was loaded, however old it is."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...models import ListLoad, WatchList
from ...models.watchlist import LONGEST_NOTE
from .. import policies
from ..matching.index import current_load


@transaction.atomic
def confirm_newest(*, code: str, note: str, by: User, at: datetime | None = None) -> ListLoad:
    """The list's age counts from this day on, until a newer file is loaded.

    Raises WatchList.DoesNotExist, Forbidden, Conflict, ValidationError by field.
    """
    watchlist = WatchList.objects.select_for_update(of=("self",)).select_related("current_load").get(code=code)
    policies.may_confirm_newest(by, watchlist).require()
    _check(note)
    load = ListLoad.objects.select_for_update(of=("self",)).get(pk=current_load(watchlist))
    load.newest_at, load.newest_by, load.newest_note = at or clock.now(), by, note.strip()
    load.save(update_fields=["newest_at", "newest_by", "newest_note"])
    recorder.record(
        verb="watchlist.confirmed_newest",
        subject=watchlist,
        by=by,
        after={"load": load.pk, "list_date": load.list_date, "note": load.newest_note},
    )
    return load


def _check(note: str) -> None:
    if not note.strip():
        sentence = _("Say where you looked for a newer file, for instance the address of the publisher's page.")
        raise ValidationError({"note": ValidationError(sentence, code="required")})
    if len(note.strip()) > LONGEST_NOTE:
        sentence = _("Say it in %(limit)s characters at most.") % {"limit": LONGEST_NOTE}
        raise ValidationError({"note": ValidationError(sentence, code="max_length")})
