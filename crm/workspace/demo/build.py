"""Loads the demo organisation, once, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from random import Random

from django.db import models, transaction

from crm.accounts.models import Office, User
from crm.audit.recorder import acting
from crm.companies.models import Company, Contact
from crm.contactlog.models import CoordinationRequest, FollowUp, GoingAhead, Interaction

from . import big as big_organisation
from . import log, organisation, rates, register
from .parts import demo_parts

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


@contextmanager
def backdated() -> Iterator[None]:
    """Lets the loader say when a row was made, which everybody else gets from the clock."""
    kept = []
    for model in BACKDATED:
        for field in model._meta.concrete_fields:
            if isinstance(field, models.DateTimeField) and (field.auto_now or field.auto_now_add):
                kept.append((field, field.auto_now, field.auto_now_add))
                field.auto_now = field.auto_now_add = False
    try:
        yield
    finally:
        for field, auto_now, auto_now_add in kept:
            field.auto_now, field.auto_now_add = auto_now, auto_now_add


@transaction.atomic
def load(*, today: date, big: bool = False) -> dict[str, int]:
    """The same organisation for the same day; counts by noun."""
    rng = Random(SEED)
    with acting(by=None, deed="demo"):
        made = organisation.build(rng=rng, today=today)
        with backdated():
            filled = register.build(organisation=made, rng=rng, today=today)
            log.build(organisation=made, register=filled, rng=rng, today=today)
        counts = {"offices": Office.objects.count(), "people": User.objects.count(), "companies": len(filled.companies)}
        counts |= rates.build(today=today)
        for part in demo_parts:
            counts |= part(organisation=made, register=filled, today=today)
        if big:
            counts |= big_organisation.build(
                by_id=made.staff[made.hq.pk][0].pk,
                countries=sorted(made.countries),
                offices=[o.pk for o in made.countries.values()],
                today=today.isoformat(),
            )
    return counts
