"""Loads the demo organisation, once, in one transaction."""

from datetime import date
from random import Random

from django.db import transaction

from crm.accounts.models import Office, User
from crm.audit.recorder import acting

from . import big as big_organisation
from . import log, organisation, register

SEED = 2016


def is_loaded() -> bool:
    return Office.objects.exists()


@transaction.atomic
def load(*, today: date, big: bool = False) -> dict[str, int]:
    """The same organisation for the same day; counts by noun."""
    rng = Random(SEED)
    with acting(by=None, deed="demo"):
        made = organisation.build(rng=rng, today=today)
        filled = register.build(organisation=made, rng=rng, today=today)
        log.build(organisation=made, register=filled, rng=rng, today=today)
        counts = {"offices": Office.objects.count(), "people": User.objects.count(), "companies": len(filled.companies)}
        if big:
            counts |= big_organisation.build(
                by_id=made.staff[made.hq.pk][0].pk,
                countries=sorted(made.countries),
                offices=[o.pk for o in made.countries.values()],
                today=today.isoformat(),
            )
    return counts
