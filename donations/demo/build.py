"""Fills the demo organisation with donations; part of `load_demo`."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from crm.accounts.enums import OfficeKind
from crm.accounts.models import Office, User
from crm.workspace.demo.organisation import Organisation
from crm.workspace.demo.register import Register

from ..allocations.services.allocations import approve, propose
from ..allocations.services.data import AllocationData
from ..enums import AppealState, DonationKind
from ..gifts.services.data import GiftData
from ..gifts.services.gifts import accept, receive, refuse
from ..gifts.services.shipping import ask_headquarters
from ..models import Appeal, AppealCost, Cause, Destination, Donor
from . import years
from .words import CAUSES, DESTINATIONS, FAMILY, GIVEN
from .writing import Gift, donors, write

SEED = 2016
DONORS, GIFTS, UNEARMARKED_GIFTS = 90, 110, 35


def build(*, organisation: Organisation, register: Register, today: date) -> dict[str, int]:
    """Draws from numbers of its own, so that the rest of the demo stays as it is."""
    rng = Random(SEED)
    hub = Office.objects.get(kind=OfficeKind.HUB)
    hq = organisation.hq
    team, keeper = organisation.staff[hq.pk], organisation.staff[hub.pk][0]
    causes = _causes()
    _destinations(hq, causes)
    names = rng.sample([f"{given} {family}" for given in GIVEN for family in FAMILY], DONORS)
    givers = {
        hub: donors(names[: DONORS // 2], office=hub, country="US", by=keeper),
        hq: donors(names[DONORS // 2 :], office=hq, country="CH", by=team[0]),
    }
    appeal = _campaign(hub, causes["disasters"])
    made = 0
    for year in years.YEARS:
        made += len(write(_past(year, givers, list(causes.values()), appeal, rng), by=keeper))
    _now(givers[hub], hub=hub, by=keeper, causes=causes, today=today)
    _allocate(hq, team, today=today)
    return {"donations": made + 4, "donors": DONORS}


def _causes() -> dict[str, Cause]:
    made = Cause.objects.bulk_create(
        Cause(code=code, text_en=english, text_fr=french, text_es=spanish, position=place)
        for place, (code, english, french, spanish) in enumerate(CAUSES)
    )
    return {each.code: each for each in made}


def _destinations(hq: Office, causes: dict[str, Cause]) -> None:
    for name, kind, served in DESTINATIONS:
        row = Destination.objects.create(name=name, kind=kind, office=hq)
        row.causes.set([causes[code] for code in served])


def _campaign(hub: Office, cause: Cause) -> Appeal:
    """A campaign of USD 500 that raised 7,000 in a weekend [001]."""
    row = Appeal.objects.create(
        title="Hurricane weekend",
        text="Families in the Caribbean need shelter, water and light. One weekend, one message.",
        office=hub,
        goal_amount=5_000,
        goal_usd=5_000,
        starts_on=years.WEEKEND,
        ends_on=years.WEEKEND + timedelta(days=1),
        state=AppealState.CLOSED,
        countries=["DM", "HT"],
    )
    row.causes.set([cause])
    AppealCost.objects.create(
        appeal=row,
        text="Messages on social media",
        spent_on=years.WEEKEND,
        cost_amount=years.CAMPAIGN_USD,
        cost_usd=years.CAMPAIGN_USD,
    )
    return row


def _past(
    year: years.Year, givers: dict[Office, list[Donor]], causes: Sequence[Cause], appeal: Appeal, rng: Random
) -> list[Gift]:
    """The gifts of a year: with and without a cause, those of the campaign among them."""
    raised = years.RAISED_USD if year.year == years.WEEKEND.year else 0
    earmarked = year.total - year.unearmarked - raised
    parts = [(usd, rng.choice(causes)) for usd in years.shares(earmarked, GIFTS, rng)]
    parts += [(usd, None) for usd in years.shares(year.unearmarked, UNEARMARKED_GIFTS, rng)]  # type: ignore[misc]
    rng.shuffle(parts)
    gifts = []
    for day, (usd, cause) in zip(years.days(year.year, len(parts), rng), parts, strict=True):
        office = rng.choice(list(givers))
        gifts.append(Gift(rng.choice(givers[office]), office, day, usd, cause))
    if raised:
        hub_givers = givers[appeal.office]
        called = [
            Gift(rng.choice(hub_givers), appeal.office, day, usd, appeal.causes.get(), appeal)
            for day, usd in years.weekend(rng)
        ]
        gifts += called
    return gifts


def _now(givers: Sequence[Donor], *, hub: Office, by: User, causes: dict[str, Cause], today: date) -> None:
    """This month: one gift that waits, one accepted, one refused, goods whose shipping headquarters are asked about."""

    def came(number: int, amount: str, days_ago: int, **more: object) -> int:
        told = {"office_id": hub.pk, "channel": "hub_site", "received_on": today - timedelta(days=days_ago), **more}
        data = GiftData(donor_id=givers[number].pk, amount=Decimal(amount), **told)  # type: ignore[arg-type]
        return receive(by=by, data=data, on=today).pk

    came(0, "250", 2, cause_id=causes["trafficking"].pk)
    accept(by=by, donation_id=came(1, "1200", 9), on=today)
    refused = came(2, "300", 12)
    refuse(by=by, donation_id=refused, reason="The donor wants a logo on our vehicles in return.", on=today)
    goods = came(
        3,
        "1800",
        5,
        kind=DonationKind.IN_KIND,
        channel="transfer",
        goods="300 solar lanterns, new",
        valuation="Invoice of the maker",
        valued_by=by.name,
        shipping_payer="nobody",
        shipping_usd=Decimal(640),
    )
    ask_headquarters(by=by, donation_id=goods, on=today)


def _allocate(hq: Office, team: Sequence[User], *, today: date) -> None:
    """Of what came without a cause in 2016 some is allocated; a second proposal waits."""
    fund = Destination.objects.get(name="Global Assistance Fund")
    emergency = Destination.objects.get(name="Migration Emergency Funding Mechanism")
    first = propose(
        by=team[0],
        data=AllocationData(hq.pk, fund.pk, Decimal(20_000), "Direct help to stranded migrants, as in former years."),
        on=today,
    )
    approve(by=team[1], allocation_id=first.pk, on=today)
    propose(
        by=team[0],
        data=AllocationData(hq.pk, emergency.pk, Decimal(5_000), "First response while appeals are prepared."),
        on=today,
    )
