"""Answers to the criteria, one by one; two who answer the same question are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.companies import cleaning
from crm.core import clock
from crm.core.errors import Stale

from ...criteria.facts import NO, UNKNOWN, YES, per_cent
from ...enums import CriterionKind
from ...models import Answer, CriterionVersion, Evidence, Screening
from ..selectors.facts import asked
from .at_the_desk import noted, opened
from .data import EvidenceData
from .evidence import insert

LONGEST = 20_000


@dataclass(frozen=True)
class AnswerData:
    """`value` as in Answer.value, empty to take the answer back; `evidence` are ids, or addresses of pages.

    `seen` is when the answer was given that the person saw before; None where they did not say.
    """

    value: str
    note: str = ""
    evidence: Sequence[str] = ()
    seen: datetime | None = None
    was_empty: bool = False


@transaction.atomic
def save_answer(
    *, by: User, screening_id: int, code: str, data: AnswerData, at: datetime | None = None
) -> Answer | None:
    """One answer; None where it was taken back. Raises Stale, Conflict, Forbidden, ValidationError by field."""
    screening = opened(screening_id=screening_id, by=by)
    when = at or clock.now()
    saved = _save(screening, _version(screening, code, when), data, by=by, at=when)
    noted(screening=screening, verb="screening.answered", by=by, after={"criterion": code, "value": data.value})
    return saved


@transaction.atomic
def save_answers(
    *, by: User, screening_id: int, answers: Mapping[str, AnswerData], version: int | None = None,
    at: datetime | None = None,
) -> Screening:  # fmt: skip
    """Several at once, all or none. Raises ValidationError by criterion."""
    screening = opened(screening_id=screening_id, by=by)
    screening.expect_version(version)
    when = at or clock.now()
    versions = {each.criterion.code: each for each in asked(screening, when.date())}
    problems: dict[str, Any] = {}
    for code, data in answers.items():
        try:
            if code not in versions:
                raise _unknown(code)
            _save(screening, versions[code], data, by=by, at=when)
        except ValidationError as problem:
            problems[code] = problem.messages
    if problems:
        raise ValidationError(problems)
    told = {code: data.value for code, data in answers.items()}
    noted(screening=screening, verb="screening.answered", by=by, after=told)
    return screening


def _save(screening: Screening, asked_for: CriterionVersion, data: AnswerData, *, by: User, at: datetime) -> Any:
    current = screening.answers.filter(version=asked_for).first()
    if _changed_meanwhile(current, data):
        raise Stale(
            _("Somebody answered this after you opened the page. Look at their answer, then save yours."), current
        )
    value, note = _checked(asked_for, data.value), cleaning.paragraphs(data.note)[:LONGEST]
    if not value:
        screening.answers.filter(version=asked_for).delete()
        return None
    answer, _new = Answer.objects.update_or_create(
        screening=screening,
        version=asked_for,
        defaults={"value": value, "note": note, "answered_by": by, "answered_at": at},
    )
    _attach(screening, answer, data.evidence, by=by, at=at)
    return answer


def _changed_meanwhile(current: Answer | None, data: AnswerData) -> bool:
    if data.was_empty:
        return current is not None
    if data.seen is None:
        return False
    return current is None or current.answered_at != data.seen


def _version(screening: Screening, code: str, at: datetime) -> CriterionVersion:
    for each in asked(screening, at.date()):
        if each.criterion.code == code:
            return each
    raise _unknown(code)


def _checked(version: CriterionVersion, text: str) -> str:
    value = cleaning.paragraphs(text)[:LONGEST]
    if value in ("", UNKNOWN):
        return value
    if version.kind == CriterionKind.SHARE:
        return _share(value)
    if version.kind == CriterionKind.YES_NO and value not in (YES, NO):
        raise ValidationError(_("Answer yes, no or unknown."), code="invalid_choice")
    if version.kind == CriterionKind.CHOICE and value not in {each["value"] for each in version.options}:
        raise ValidationError(_("Choose one of the answers."), code="invalid_choice")
    return value


def _share(value: str) -> str:
    share = per_cent(value.replace(",", ".").rstrip(" %"))
    if share is None or not 0 <= share <= 100:
        raise ValidationError(_("Give a share between 0 and 100 per cent, or “unknown”."), code="invalid")
    return f"{share.quantize(Decimal('0.01')).normalize():f}"


def _attach(screening: Screening, answer: Answer, evidence: Sequence[str], *, by: User, at: datetime) -> None:
    """By its number, or a page's address, which becomes a link."""
    numbers = [int(each) for each in evidence if str(each).isdecimal()]
    known = list(screening.evidence.counted().filter(pk__in=numbers))
    if len(known) != len(set(numbers)):
        raise ValidationError(_("There is no such evidence in this screening."), code="unknown")
    Evidence.objects.filter(pk__in=[each.pk for each in known]).update(answer=answer)
    for address in (each for each in evidence if not str(each).isdecimal()):
        data = EvidenceData(kind="link", title=cleaning.line(address)[:200], url=str(address))
        insert(screening=screening, data=data, by=by, at=at, answer=answer)


def _unknown(code: str) -> ValidationError:
    return ValidationError(_("This screening does not ask “%(code)s”.") % {"code": code}, code="unknown_criterion")
