from datetime import date

import factory

from crm.contactlog.enums import InteractionKind
from crm.contactlog.models import CoordinationRequest, FollowUp, Interaction

from .companies import CompanyFactory


class InteractionFactory(factory.django.DjangoModelFactory):
    """Give `by` and `office`."""

    class Meta:
        model = Interaction

    company = factory.SubFactory(CompanyFactory)
    kind = InteractionKind.CALL
    occurred_on = date(2026, 11, 2)
    subject = factory.Sequence(lambda n: f"Talk no {n}")
    notes = "What was said"


class FollowUpFactory(factory.django.DjangoModelFactory):
    """Give `interaction`; assignee and author default to who logged it."""

    class Meta:
        model = FollowUp

    assignee = factory.SelfAttribute("interaction.by")
    created_by = factory.SelfAttribute("interaction.by")
    due_on = date(2026, 11, 30)
    text = "Send the concept note"


class CoordinationRequestFactory(factory.django.DjangoModelFactory):
    """Give `from_office`, `to_office` and `requested_by`."""

    class Meta:
        model = CoordinationRequest

    company = factory.SubFactory(CompanyFactory)
    topic = "Ethical recruitment in garment factories"
    proposed_approach = "A call with their head of sourcing"
    due_on = date(2026, 12, 4)
