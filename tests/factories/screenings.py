from datetime import date

import factory
from django.utils import timezone

from duediligence.enums import Purpose, ScreeningState
from duediligence.models import Screening

from .companies import CompanyFactory
from .people import OfficeFactory, UserFactory


class ScreeningFactory(factory.django.DjangoModelFactory):
    """On the desk, with nothing researched yet."""

    class Meta:
        model = Screening

    company = factory.SubFactory(CompanyFactory)
    office = factory.SubFactory(OfficeFactory)
    requested_by = factory.SubFactory(UserFactory)
    purpose = Purpose.PARTNERSHIP
    amount_usd = 50_000
    description = "Training of returnees in solar maintenance"
    state = ScreeningState.RESEARCH
    state_since = factory.LazyFunction(timezone.now)
    requested_at = factory.LazyFunction(timezone.now)
    criteria_on = date(2026, 11, 20)
