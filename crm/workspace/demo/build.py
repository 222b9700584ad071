"""Loads the demo organisation, once, in one transaction."""

from datetime import date
from random import Random

from django.db import models, transaction

from crm.accounts.models import Office, User
from crm.audit.recorder import acting
from crm.companies.models import Company, Contact
from crm.contactlog.models import CoordinationRequest, FollowUp, GoingAhead, Interaction

from . import big as big_organisation
from . import log, organisation, rates, register
from .backdating import backdated
from .parts import big_parts, demo_parts

SEED = 2016
BACKDATED: tuple[type[models.Model], ...] = (
    Company,
    Contact,
    Interaction,
    FollowUp,
    CoordinationRequest,
    GoingAhead,
)


def is_loaded() -> bool:
    return Office.objects.exists()


@transaction.atomic
def load(*, today: date, big: bool = False) -> dict[str, int]:
    """The same organisation for the same day; counts by noun."""
    rng = Random(SEED)
    with acting(by=None, deed="demo"):
        made = organisation.build(rng=rng, today=today)
        with backdated(BACKDATED):
            filled = register.build(organisation=made, rng=rng, today=today)
            log.build(organisation=made, register=filled, rng=rng, today=today)
        counts = {"offices": Office.objects.count(), "people": User.objects.count(), "companies": len(filled.companies)}
        counts |= rates.build(today=today)
        for part in demo_parts:
            counts |= part(organisation=made, register=filled, today=today)
        if big:
            by_id, offices = made.staff[made.hq.pk][0].pk, [o.pk for o in made.countries.values()]
            told = {"by_id": by_id, "offices": offices, "today": today.isoformat()}
            counts |= big_organisation.build(countries=sorted(made.countries), **told)
            for big_part in big_parts:
                counts |= big_part(first_company=counts["first_company"], **told)
    return counts
