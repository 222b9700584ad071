"""Scoring a partnership, factor by factor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...engagements.services import writing
from ...enums import EngagementKind
from ...models import Score, ScoreFactor
from .. import policies
from ..ranking import HIGHEST
from ..selectors import Card, card_of, factors_in_use


@dataclass(frozen=True, slots=True)
class ScoreData:
    """`value` None takes the score away; `note` None leaves the note as it is."""

    value: int | None
    note: str | None = None


@transaction.atomic
def set_scores(*, by: User, partnership_id: int, scores: Mapping[str, ScoreData], on: date | None = None) -> Card:
    """Set the named factors, from 0 to 5; the others stay. Of two who score at once nobody overwrites what the other
    did to another factor.

    Raises Forbidden, ValidationError by factor, or Conflict `ended`.
    """
    row = writing.locked(partnership_id, kind=EngagementKind.PARTNERSHIP)
    held = access(by, on=on or clock.today())
    policies.may_score(held, row, writing.office_ids(row)).require()
    factors = {factor.code: factor for factor in factors_in_use()}
    _check(scores, factors)
    there = {score.factor.code: score for score in Score.objects.filter(partnership=row).select_related("factor")}
    before, after = {}, {}
    for code, data in scores.items():
        score = there.get(code)
        note = (score.note if score else "") if data.note is None else data.note.strip()
        was = (score.value, score.note) if score else (None, "")
        if was == (data.value, note) or (score is None and data.value is None):
            continue
        before[code], after[code] = was[0], data.value
        if data.value is None:
            Score.objects.filter(partnership=row, factor=factors[code]).delete()
            continue
        told = {"value": data.value, "note": note, "by": by, "at": clock.now()}
        if score:
            for name, value in told.items():
                setattr(score, name, value)
            score.save(update_fields=list(told))
        else:
            Score.objects.create(partnership=row, factor=factors[code], **told)
    if after:
        recorder.record(verb="partnership.scored", subject=row, by=by, before=before, after=after)
    return card_of(row)


def _check(scores: Mapping[str, ScoreData], factors: Mapping[str, ScoreFactor]) -> None:
    problems = {}
    for code, data in scores.items():
        if code not in factors:
            text = _("The score card has no factor “%(code)s”.") % {"code": code}
            problems[code] = ValidationError(text, code="unknown")
        elif data.value is not None and not 0 <= data.value <= HIGHEST:
            problems[code] = ValidationError(_("A score is a whole number from 0 to 5."), code="out_of_range")
        elif data.note and len(data.note) > 300:
            problems[code] = ValidationError(_("A note has at most 300 letters."), code="max_length")
    if problems:
        raise ValidationError(problems)
