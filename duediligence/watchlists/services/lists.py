"""Which lists there are, and what each means: settings of the agency."""

from typing import Any

from django.db import transaction

from crm.accounts.models import User
from crm.audit import recorder

from ...models import WatchList
from .. import policies

_FIELDS = ("name", "standing", "required", "retired")


@transaction.atomic
def add_list(*, by: User, code: str, **values: Any) -> WatchList:
    """A list of one's own choosing, still empty. Raises Forbidden, ValidationError."""
    policies.may_keep_lists(by).require()
    watchlist = WatchList(code=code, **values)
    watchlist.full_clean()
    watchlist.save()
    recorder.record(verb="watchlist.added", subject=watchlist, by=by, after={"code": code, **values})
    return watchlist


@transaction.atomic
def edit_list(*, by: User, code: str, **values: Any) -> WatchList:
    """Raises WatchList.DoesNotExist, Forbidden, ValidationError."""
    watchlist = WatchList.objects.select_for_update().get(code=code)
    policies.may_keep_lists(by).require()
    before, after = recorder.changes(watchlist, {name: values[name] for name in _FIELDS if name in values})
    for name, value in values.items():
        setattr(watchlist, name, value)
    watchlist.full_clean()
    watchlist.save(update_fields=list(values))
    recorder.record(verb="watchlist.edited", subject=watchlist, by=by, before=before, after=after)
    return watchlist
