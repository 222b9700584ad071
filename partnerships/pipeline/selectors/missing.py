"""What the requirements of a stage are held against, read in a fixed number of queries."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from duediligence.enums import ConditionState, Purpose
from duediligence.models import Clearance, Condition, Screening

from ...models import Agreement, DealBreaker, Engagement, Partner
from ..requirements import CompanyFacts, Facts, Requirement, missing


def partners_with_standing(partners: QuerySet[Partner], *, on: date) -> QuerySet[Partner]:
    """Each with `now_cleared`, the clearance in force that covers it (as `duediligence.clearance.current` chooses it),
    and `under_way`, whether a screening for a partnership was asked for and is not settled."""
    covering = (
        Clearance.objects.filter(company=OuterRef("company_id"), amount_ceiling__gte=OuterRef("covered_usd"))
        .in_force(on=on)
        .filter(purposes__contains=[Purpose.PARTNERSHIP])
        .order_by("-valid_until", "-id")
    )
    screening = Screening.objects.filter(company=OuterRef("company_id"), purpose=Purpose.PARTNERSHIP).under_way()
    return partners.select_related("company").annotate(
        now_cleared=Subquery(covering.values("pk")[:1]), under_way=Exists(screening)
    )


def facts_of(engagement: Engagement, *, on: date) -> Facts:
    """Five queries, however many companies there are."""
    partners = list(partners_with_standing(engagement.partners.all(), on=on))
    unmet = unmet_conditions(partner.now_cleared for partner in partners)  # type: ignore[attr-defined]
    agreement = Agreement.objects.filter(engagement=engagement).first()
    companies = [
        CompanyFacts(
            company_id=partner.company_id,
            name=partner.company.legal_name,
            amount_usd=partner.covered_usd,
            cleared=partner.now_cleared is not None,  # type: ignore[attr-defined]
            under_way=partner.under_way,  # type: ignore[attr-defined]
            unmet=unmet.get(partner.now_cleared, ()),  # type: ignore[attr-defined]
        )
        for partner in partners
    ]
    return Facts(
        companies=companies,
        signed_on=agreement.signed_on if agreement else None,
        on=on,
        has_agreement=agreement is not None,
        described=bool(engagement.description),
        modality=engagement.modality,
        has_point_person=bool(engagement.relationship_lead_id) or engagement.colleagues.exists(),
        deal_breakers=tuple(
            DealBreaker.objects.filter(partnership=engagement, resolved_on=None).values_list("text", flat=True)
        ),
    )


def missing_for(engagement: Engagement, stage: str, *, on: date) -> list[Requirement]:
    """What is missing for a stage today."""
    return missing(facts_of(engagement, on=on), stage)


def unmet_conditions(clearance_ids: Iterable[int | None]) -> dict[int | None, tuple[str, ...]]:
    """The conditions before signature that are open, by the clearance that they belong to."""
    rows = Condition.objects.filter(
        Q(screening__clearance__in=[pk for pk in clearance_ids if pk]),
        before_signature=True,
        state=ConditionState.OPEN,
    )
    found: dict[int | None, tuple[str, ...]] = {}
    for pk, text in rows.values_list("screening__clearance", "text"):
        found[pk] = (*found.get(pk, ()), text)
    return found
