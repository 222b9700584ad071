"""Saying that two records are not the same, and taking that back. The word stands on the history of both.

It holds until one of the two changes; pair_upkeep.py sees to that by the fingerprints that are kept here.
"""

from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock
from crm.core.errors import Conflict, Forbidden

from .. import cleaning
from ..duplicates.registers import Register
from ..enums import PairState
from ..pair_policies import may_decide_any, may_take_back, may_tell_apart

LONGEST_REASON = 300


@dataclass
class Told:
    """What became of several pairs: those that changed, and {id: sentence} of those that did not."""

    changed: list[Any] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def tell_apart(*, register: Register, pair_id: int, by: User, reason: str = "", at: datetime | None = None) -> Any:
    """Say that the two are not the same. Raises Forbidden, Conflict, or ValidationError for the reason."""
    pair = _locked(register, [pair_id])[0]
    may_tell_apart(access(by), pair).require()
    _tell_apart(register, pair, by=by, reason=_reason(reason), at=at or clock.now())
    return pair


@transaction.atomic
def take_back(*, register: Register, pair_id: int, by: User) -> Any:
    """The pair is to be decided again. Raises Forbidden or Conflict."""
    pair = _locked(register, [pair_id])[0]
    may_take_back(access(by), pair).require()
    _take_back(register, pair, by=by)
    return pair


@transaction.atomic
def tell_many_apart(*, register: Register, pair_ids: Iterable[int], by: User, reason: str = "") -> Told:
    """The same of many at once; a pair that refuses is left as it is and listed with its sentence."""
    may_decide_any(access(by)).require()
    told, why, at = Told(), _reason(reason), clock.now()
    for pair in _locked(register, pair_ids):
        told.labels[pair.pk] = str(pair)
        with _each(pair, told):
            may_tell_apart(access(by), pair).require()
            _tell_apart(register, pair, by=by, reason=why, at=at)
    return told


@transaction.atomic
def take_many_back(*, register: Register, decided: dict[int, str], by: User) -> Told:
    """Undo a decision on many. `decided` says when each was taken: what somebody decided anew since is kept."""
    may_decide_any(access(by)).require()
    told = Told()
    for pair in _locked(register, decided):
        told.labels[pair.pk] = str(pair)
        with _each(pair, told):
            may_take_back(access(by), pair).require()
            if pair.decided_at.isoformat() != decided[pair.pk]:
                raise Conflict(_("Somebody decided it again since."), "changed")
            _take_back(register, pair, by=by)
    return told


def _locked(register: Register, ids: Iterable[int]) -> list[Any]:
    """In the order of their ids, so that nobody waits for somebody who waits for them."""
    wanted = list(ids)
    rows = register.pairs.objects.select_for_update(of=("self",)).select_related("first", "second")
    found = list(rows.filter(pk__in=wanted).order_by("pk"))
    if len(wanted) == 1 and not found:
        raise register.pairs.DoesNotExist
    return found


@contextmanager
def _each(pair: Any, told: Told) -> Any:
    try:
        with transaction.atomic():
            yield
    except (Conflict, Forbidden) as refusal:
        told.refused[pair.pk] = str(refusal.reason)
    else:
        told.changed.append(pair)


def _reason(text: str) -> str:
    reason = cleaning.line(text)
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": ValidationError(_("Say it in at most 300 characters."), code="max_length")})
    return reason


def _tell_apart(register: Register, pair: Any, *, by: User, reason: str, at: datetime) -> None:
    read = register.read([pair.first_id, pair.second_id])
    pair.state, pair.decided_by, pair.decided_at, pair.decided_why = PairState.NOT_SAME, by, at, reason
    pair.first_print, pair.second_print = (read[pk].fingerprint for pk in (pair.first_id, pair.second_id))
    pair.first_changed = pair.second_changed = False
    pair.save()
    _record(pair, by=by, verb=register.told_apart, reason=reason)


def _take_back(register: Register, pair: Any, *, by: User) -> None:
    pair.state, pair.decided_by, pair.decided_at, pair.decided_why = PairState.OPEN, None, None, ""
    pair.first_print = pair.second_print = ""
    pair.save()
    _record(pair, by=by, verb=register.taken_back)


def _record(pair: Any, *, by: User, verb: str, reason: str = "") -> None:
    for record, other in ((pair.first, pair.second), (pair.second, pair.first)):
        after = {"other_record": str(other)} | ({"reason": reason} if reason else {})
        recorder.record(verb=verb, subject=record, by=by, after=after)
