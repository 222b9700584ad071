"""For each thing that is missing, the page that mends it. For display: what stops a move stands in `requirements`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duediligence.enums import Purpose

from ..models import Engagement
from .requirements import CompanyFacts, Requirement


@dataclass(frozen=True, slots=True)
class Missing:
    """A requirement with the link that mends it; `url` is empty where one can only wait."""

    code: str
    sentence: Any
    needed: bool
    url: str = ""
    words: Any = ""


def with_remedies(
    engagement: Engagement, missing: Iterable[Requirement], companies: Sequence[CompanyFacts]
) -> list[Missing]:
    """What is needed first, each once."""
    told = []
    for each in sorted(missing, key=lambda requirement: not requirement.needed):
        url, words = _remedy(engagement, each, {company.company_id: company for company in companies})
        told.append(Missing(each.code, each.sentence, each.needed, url, words))
    return told


def screening_url(engagement: Engagement, company: CompanyFacts) -> str:
    """The request for a screening with company, purpose, amount and office filled in."""
    told = {
        "company": company.company_id,
        "purpose": Purpose.PARTNERSHIP.value,
        "amount_usd": company.amount_usd,
        "office": engagement.lead_office_id,
    }
    return f"{reverse('duediligence:request_new')}?{urlencode(told)}"


def _remedy(engagement: Engagement, each: Requirement, companies: dict[int, CompanyFacts]) -> tuple[str, Any]:
    company = companies.get(each.company_id or 0)
    if each.code in ("no_clearance", "no_screening") and company:
        if company.under_way:
            return f"{reverse('companies:detail', args=[company.company_id])}#screenings", _("See the screening")
        return screening_url(engagement, company), _("Ask for a screening")
    if each.code == "condition_unmet" and company:
        return f"{reverse('companies:detail', args=[company.company_id])}#clearances", _("See the conditions")
    if each.code in ("no_agreement", "no_draft"):
        return reverse("partnerships:agreement", args=[engagement.pk]), _("Enter the agreement")
    return "", ""
