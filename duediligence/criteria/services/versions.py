"""What the deeds of this package share: nothing is changed in place, and two who edit at once are told."""

from types import SimpleNamespace
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext as _

from crm.audit import recorder
from crm.core.errors import Conflict, Stale

# What says how a version came to be, and not what it says.
_ABOUT = ("effective_from", "reason", "set_by", "number")


def expect(*, latest: models.Model | None, number: int, seen: int | None) -> None:
    """Raise Stale unless the reader saw this version as the last one; None means the reader did not say."""
    if seen is not None and seen != number:
        shown = {f.name: getattr(latest, f.name) for f in latest._meta.fields} if latest else {}
        raise Stale(
            _("Somebody set a new version after you opened this one. Look at both, then save again."),
            SimpleNamespace(**shown | {"version": number}),
        )


def differences(*, latest: models.Model, values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the next version says otherwise, as (before, after). Raises Conflict where it says the same."""
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    said = {name: value for name, value in plain.items() if name not in _ABOUT}
    before, after = recorder.changes(latest, said)
    if not after:
        refuse_same()
    return before, after | {name: plain[name] for name in ("effective_from", "reason") if name in plain}


def refuse_same() -> NoReturn:
    raise Conflict(_("Nothing is different from what is set already, so that no new version is needed."), "same")
