"""The satisfaction survey: a signed link to the partner, answered without an account, once for each moment.

The link carries the signed number of the invitation and nothing else (domain.md section 1, P8).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder
from crm.companies.models import Contact
from crm.core import clock
from crm.core.errors import Conflict
from crm.notifications.letters import write
from crm.notifications.models import OutgoingMessage
from crm.notifications.services.notices import message_to_address

from ...enums import SurveyMoment
from ...models import Partner, SurveyAnswer, SurveyInvitation, SurveyQuestion
from .. import policies
from . import writing

_SIGNER = signing.Signer(salt="partnerships.survey")
OPEN_FOR = timedelta(days=45)


def token_of(invitation: SurveyInvitation) -> str:
    return _SIGNER.sign(str(invitation.pk))


def invitation_of(token: str) -> SurveyInvitation | None:
    """The invitation behind a link; None for one that was made up or changed."""
    try:
        pk = _SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    rows = SurveyInvitation.objects.select_related("partner__engagement__lead_office", "partner__company", "contact")
    return rows.filter(pk=pk).first()


@transaction.atomic
def invite(
    *,
    by: User,
    partner_id: int,
    contact_id: int,
    moment: str,
    language: str = "",
    year: int = 0,
    on: date | None = None,
) -> SurveyInvitation:
    """Send the survey to a person of the company, by e-mail in their language.

    Raises Forbidden, ValidationError by field, or Conflict: `not_begun`, `do_not_contact`, `no_email`, and `asked`
    where the company was asked at this moment already.
    """
    today = on or clock.today()
    partner = Partner.objects.select_related("company").get(pk=partner_id)
    row = writing.held(by=by, engagement_id=partner.engagement_id)
    policies.may_survey(row).require()
    contact = Contact.objects.kept().filter(pk=contact_id).first()
    if contact is None:
        raise writing.refuse("contact", sentence=_("This person is not in Concord any more."), code="does_not_exist")
    policies.may_invite(contact).require()
    invitation = SurveyInvitation(
        partner=partner,
        moment=moment,
        year=(year or today.year) if moment == SurveyMoment.YEARLY else 0,
        contact=contact,
        email=contact.emails[0],
        language=language or contact.language or "en",
        sent_by=by,
        sent_at=clock.now(),
        expires_on=today + OPEN_FOR,
    )
    invitation.clean_fields(exclude={"partner", "contact", "sent_by"})
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError as clash:
        raise Conflict(_("This company was asked at this moment already."), "asked") from clash
    _post(invitation)
    after = {"company": partner.company_id, "moment": str(invitation), "to": contact.pk}
    recorder.record(verb="survey.sent", subject=row, by=by, after=after)
    return invitation


@transaction.atomic
def send_again(*, by: User, invitation_id: int, version: int | None = None, on: date | None = None) -> SurveyInvitation:
    """Send the same survey once more, open for as long again. Raises Stale, Forbidden, or Conflict `answered`."""
    today = on or clock.today()
    found = SurveyInvitation.objects.select_related("partner", "contact").get(pk=invitation_id)
    row = writing.held(by=by, engagement_id=found.partner.engagement_id)
    invitation = SurveyInvitation.objects.select_for_update(of=("self",)).select_related("contact").get(pk=found.pk)
    invitation.expect_version(version)
    if invitation.answered_at:
        raise Conflict(_("This survey was answered already. Thank you."), "answered")
    policies.may_invite(invitation.contact).require()
    invitation.expires_on, invitation.sent_at, invitation.email = (
        today + OPEN_FOR,
        clock.now(),
        invitation.contact.emails[0],
    )
    invitation.save_changes("expires_on", "sent_at", "email")
    _post(invitation)
    recorder.record(verb="survey.sent", subject=row, by=by, after={"moment": str(invitation), "again": True})
    return invitation


@transaction.atomic
def answer(
    *, token: str, values: Mapping[str, int], comment: str = "", on: date | None = None
) -> SurveyInvitation | None:
    """Keep the partner's answers, {code of the question: 1 to 5}; None where the link is not ours.

    Raises ValidationError by question, or Conflict `answered` and `expired`. Nobody of ours is recorded as its author.
    """
    known = invitation_of(token)
    if known is None:
        return None
    invitation = SurveyInvitation.objects.select_for_update().get(pk=known.pk)
    policies.may_answer(invitation, on=on or clock.today()).require()
    questions = {each.code: each for each in SurveyQuestion.objects.filter(retired=False)}
    lacking = [code for code in questions if values.get(code) not in (1, 2, 3, 4, 5)]
    if lacking:
        text = _("Choose one of the five answers.")
        raise ValidationError({code: ValidationError(text, code="required") for code in lacking})
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(invitation=invitation, question=question, value=values[code])
        for code, question in questions.items()
    )
    invitation.answered_at, invitation.comment = clock.now(), comment.strip()[:5000]
    invitation.save_changes("answered_at", "comment")
    recorder.record(
        verb="survey.answered", subject=known.partner.engagement, by=None, after={"moment": str(invitation)}
    )
    return invitation


def _post(invitation: SurveyInvitation) -> None:
    engagement = invitation.partner.engagement
    with translation.override(invitation.language):
        subject = _("How is our partnership? %(title)s") % {"title": engagement.title}
        context: dict[str, Any] = {
            "name": invitation.contact.name,
            "engagement": engagement.title,
            "office": engagement.lead_office.name,
            "expires_on": invitation.expires_on,
            "path": reverse("partnerships:survey", args=[token_of(invitation)]),
            "button": _("Answer the survey"),
        }
        letter = write("survey", subject=subject, context=context)
    key = f"survey-{invitation.pk}-{invitation.version}"
    message: OutgoingMessage = message_to_address(address=invitation.email, letter=letter, key=key)
    message.save()
