"""Row history for a model: every insert, update and delete is kept by a trigger, whoever writes and by whatever way."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=type[models.Model])


def tracked(*, exclude: list[str] | None = None) -> Callable[[M], M]:
    """Keep every version of each row. `exclude` names secrets and bookkeeping that have no place in a history."""

    def wrap(model: M) -> M:
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=exclude,
            append_only=True,
        )(model)

    return wrap
