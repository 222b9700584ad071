"""How far a company has come, on what evidence. Assessments are added, never edited: the latest one counts."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from .. import cleaning, policies
from ..models import MaturityAssessment
from . import writing


@transaction.atomic
def assess_maturity(
    *, company_id: int, by: User, level: str, evidence: str, on: date | None = None
) -> MaturityAssessment:
    """Keep an assessment as of a day that is not in the future (domain.md section 3, Maturity)."""
    company = writing.locked(company_id)
    policies.may_edit(access(by), company).require()
    today = clock.today()
    day = on or today
    if day > today:
        raise ValidationError({"assessed_on": _("This day lies in the future.")}, code="future")
    assessment = MaturityAssessment(
        company=company, level=level, evidence=cleaning.paragraphs(evidence), assessed_on=day, assessed_by=by
    )
    assessment.clean_fields(exclude={"company", "assessed_by"})
    assessment.save()
    recorder.record(
        verb="company.maturity_assessed",
        subject=company,
        by=by,
        after={"level": level, "evidence": assessment.evidence, "assessed_on": day},
    )
    return assessment
