"""What funds the engagements of the world of doors."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from partnerships.engagements.services.partnerships import edit_partnership
from partnerships.funding.services.contributions import add_contribution
from partnerships.funding.services.data import ContributionData, InstalmentData, ProgrammeData, StaffTimeData
from partnerships.funding.services.programmes import add_programme
from partnerships.funding.services.staff_time import charge_days
from partnerships.models import Contribution, Engagement, Programme, StaffTime

DAY = date(2026, 2, 3)


def contribution(cast: SimpleNamespace, engagement: Engagement, **told) -> Contribution:
    due = InstalmentData(due_on=DAY, due_amount=Decimal(60))
    came = InstalmentData(received_on=DAY, received_amount=Decimal(40))
    data = ContributionData(Decimal(100), "USD", DAY, **told)
    return add_contribution(by=cast.focal_point, engagement_id=engagement.pk, data=data, instalments=[due, came])


def programme(cast: SimpleNamespace, name: str = "CREST") -> Programme:
    data = ProgrammeData(name, cast.senegal.pk, target_amount=Decimal(1000))
    return add_programme(by=cast.focal_point, data=data)


def days(cast: SimpleNamespace, engagement: Engagement) -> StaffTime:
    data = StaffTimeData(cast.senegal.pk, DAY, Decimal("1.5"), cast.focal_point.pk)
    return charge_days(by=cast.focal_point, engagement_id=engagement.pk, data=data)


def funding(cast: SimpleNamespace, engagement: Engagement) -> dict[str, object]:
    pledged, crest = contribution(cast, engagement), programme(cast)
    edit_partnership(by=cast.focal_point, partnership_id=engagement.pk, changes={"programme_id": crest.pk})
    part, charged = pledged.instalments.earliest("pk"), days(cast, engagement)
    return {
        "partnerships:contribution pk": pledged.pk,
        "partnerships:instalment pk": part.pk,
        "partnerships:programme pk": crest.pk,
        "partnerships:staff_time pk": charged.pk,
        "api:contribution pk": pledged.pk,
        "api:programme pk": crest.pk,
        "api:staff-time pk": charged.pk,
    }


def one_more_funding(cast: SimpleNamespace, number: int, *engagements: Engagement) -> None:
    """More around the first ones: lines, instalments, person-days, programmes and what stands in them."""
    programme(cast, f"Programme {number}")
    crest = Programme.objects.get(name="CREST")
    for engagement in engagements:
        contribution(cast, engagement)
        contribution(cast, engagement, payer="donor", donor=f"Donor {number}", direct_support=True)
        days(cast, engagement)
    Engagement.objects.filter(title=f"Solar {number}").update(programme=crest, countries=["SN", "GH"])
    first = Contribution.objects.earliest("pk")
    first.instalments.create(due_on=DAY, due_amount=number)
