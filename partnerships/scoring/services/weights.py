"""The weights of the score card. Each change is kept: the ranking hangs on them."""

from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core.errors import Stale

from ...models import ScoreFactor
from .. import policies

MOST = Decimal(100)


@transaction.atomic
def set_weights(
    *, by: User, weights: Mapping[str, Decimal], seen: Mapping[str, int] | None = None
) -> list[ScoreFactor]:
    """Set the weights of the named factors. `seen` are the versions that the person saw.

    Raises Stale, Forbidden, or ValidationError by factor; something must count for a partnership.
    """
    policies.may_set_weights(access(by)).require()
    rows = {row.code: row for row in ScoreFactor.objects.select_for_update(no_key=True).filter(retired=False)}
    for code, version in (seen or {}).items():
        if code in rows and rows[code].version != version:
            raise Stale(_("Somebody set the weights after you opened them. Look at them again."), rows[code])
    problems = {}
    for code, weight in weights.items():
        if code not in rows:
            text = _("The score card has no factor “%(code)s”.") % {"code": code}
            problems[code] = ValidationError(text, code="unknown")
        elif not 0 <= weight < MOST or weight != round(weight, 2):
            text = _("A weight lies between 0 and 99.99, with two decimals at most.")
            problems[code] = ValidationError(text, code="out_of_range")
    if problems:
        raise ValidationError(problems)
    if not any(weights.get(code, row.weight) > 0 for code, row in rows.items() if row.sign > 0):
        raise ValidationError(
            _("Something must count for a partnership: give a value a weight."), code="nothing_counts"
        )
    for code, weight in weights.items():
        row = rows[code]
        if row.weight != weight:
            before, row.weight = row.weight, weight
            row.save_changes("weight")
            recorder.record(
                verb="score_factor.weighed",
                subject=row,
                by=by,
                before={"weight": str(before)},
                after={"weight": str(weight)},
            )
    return list(rows.values())
