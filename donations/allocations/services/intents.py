"""A gift that can't be used as it was meant any more: the donor or headquarters are asked, and their words are kept.

While the question is open nothing of the gift is allocated; only the answer changes what it may be used for.
"""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...enums import Account, Asked, IntentAnswer
from ...gifts.services.writing import locked
from ...ledger.balances import balances
from ...models import Cause, Donation, IntentQuestion
from .. import policies

LONGEST = 500


@transaction.atomic
def ask(
    *, by: User, donation_id: int, asked: str, why: str, version: int | None = None, on: date | None = None
) -> IntentQuestion:
    """Note whom we ask, and why the intent can't be met.

    Raises Stale, Forbidden, ValidationError by field, or Conflict: `wrong_state`, `allocated`, `asked`.
    """
    donation = locked(donation_id)
    donation.expect_version(version)
    allocated = balances(donation.pk).get(Account.ALLOCATED, Decimal(0))
    waits = IntentQuestion.objects.open().filter(donation=donation).exists()
    policies.may_ask(access(by, on=on), donation, allocated=allocated, open_question=waits).require()
    if asked not in Asked.values:
        raise ValidationError({"asked": ValidationError(_("Choose whom to ask."), code="required")})
    reason = _sentence("why", why, _("Say why it can't be used as it was meant."))
    question = IntentQuestion(donation=donation, why=reason, asked=asked, asked_by=by, asked_at=clock.now())
    question.save(force_insert=True)
    recorder.record(verb="donation.intent_asked", subject=donation, by=by, after={"asked": asked, "reason": reason})
    return question


@transaction.atomic
def answer(
    *,
    by: User,
    question_id: int,
    answer: str,
    words: str,
    cause_id: int | None = None,
    version: int | None = None,
    on: date | None = None,
) -> IntentQuestion:
    """What they said: another cause, where it is needed most, or give it back. The gift's cause follows.

    A gift that must be given back stays until somebody gives it back. Raises Stale, Forbidden `own_request`, Conflict,
    or ValidationError by field.
    """
    donation = locked(IntentQuestion.objects.values_list("donation", flat=True).get(pk=question_id))
    question = IntentQuestion.objects.select_for_update(no_key=True).get(pk=question_id)
    question.donation = donation
    policies.may_answer(access(by, on=on), question).require()
    question.expect_version(version)
    cause = _cause(answer, cause_id)
    policies.may_use_for(answer, cause_id=cause_id, was=donation.cause_id).require()
    question.words = _sentence("words", words, _("Write down what they said."))
    question.answer, question.cause, question.answered_by, question.answered_at = answer, cause, by, clock.now()
    question.save_changes("answer", "cause", "words", "answered_by", "answered_at")
    before = {"cause": donation.cause_id}
    if answer != IntentAnswer.RETURN:
        _use_for(donation, cause)
    after = {"answer": answer, "cause": donation.cause_id, "asked": question.asked}
    recorder.record(verb="donation.intent_answered", subject=donation, by=by, before=before, after=after)
    return question


def _use_for(donation: Donation, cause: Cause | None) -> None:
    """Its money stands in the pool of this cause from now on: the books need no posting, the gift's cause names it."""
    donation.cause = cause
    donation.save_changes("cause")


def _cause(answer: str, cause_id: int | None) -> Cause | None:
    if answer not in IntentAnswer.values:
        raise ValidationError({"answer": ValidationError(_("Choose what they said."), code="required")})
    if answer != IntentAnswer.CAUSE:
        return None
    found = Cause.objects.filter(pk=cause_id, retired=False).first() if cause_id else None
    if found is None:
        raise ValidationError({"cause": ValidationError(_("Choose the new cause."), code="required")})
    return found


def _sentence(field: str, text: str, missing: str) -> str:
    said = text.strip()
    if not said:
        raise ValidationError({field: ValidationError(missing, code="required")})
    if len(said) > LONGEST:
        raise ValidationError({field: ValidationError(_("Keep it within 500 characters."), code="max_length")})
    return said
