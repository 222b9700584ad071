"""Row history for a model: every insert, update and delete is kept by a trigger, whoever writes and by whatever way."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=type[models.Model])


def tracked(*, exclude: list[str] | None = None, written_once: bool = False) -> Callable[[M], M]:
    """Keep every version of each row. `exclude` names secrets and bookkeeping that have no place in a history.

    `written_once`: the row itself is the record, and is kept a second time only if somebody changes or removes it."""

    def wrap(model: M) -> M:
        return pghistory.track(
            *([] if written_once else [pghistory.InsertEvent()]),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=exclude,
            append_only=True,
        )(model)

    return wrap
