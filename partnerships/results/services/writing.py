"""What the deeds on results share: the engagement that a row belongs to, held and allowed to be changed."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from crm.accounts.access import access
from crm.accounts.models import User

from ...engagements import policies
from ...engagements.services import writing
from ...enums import EngagementKind
from ...models import Engagement

M = TypeVar("M", bound=Model)


def held(*, by: User, engagement_id: int, partnership: bool = True) -> Engagement:
    """The engagement, locked; raises Forbidden for whoever may not change it."""
    kind = EngagementKind.PARTNERSHIP if partnership else None
    row = writing.locked(engagement_id, kind=kind)
    policies.may_change(access(by), row, writing.office_ids(row)).require()
    return row


def assign(row: M, *, values: dict[str, Any], without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Set the values; answers what they were. Raises ValidationError by field."""
    before = {name: getattr(row, name) for name in values if getattr(row, name) != values[name]}
    for name in before:
        setattr(row, name, values[name])
    row.clean_fields(exclude={f.name for f in row._meta.fields if f.is_relation or f.name in ("version", *without)})
    return before


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """As the trail keeps them."""
    return {name: value if isinstance(value, bool | int | None) else str(value) for name, value in values.items()}


def refuse(field: str, *, sentence: Any, code: str = "invalid") -> ValidationError:
    return ValidationError({field: ValidationError(sentence, code=code)})
