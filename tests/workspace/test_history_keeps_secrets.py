"""The history of a restricted contact shows that it changed, not what was said."""

from datetime import date

import pytest

from crm.contactlog.services.data import FollowUpData, InteractionData
from crm.contactlog.services.interactions import log_interaction
from tests.factories import CompanyFactory

SECRETS = ("Secret subject", "Secret notes", "Secret task", "Secret outcome")


@pytest.fixture
def restricted(cast):
    return log_interaction(
        by=cast.focal_point,
        data=InteractionData(
            company_id=CompanyFactory().pk,
            office_id=cast.senegal.pk,
            kind="call",
            occurred_on=date(2026, 11, 2),
            subject="Secret subject",
            notes="Secret notes",
            outcome="Secret outcome",
            visibility="office",
        ),
        follow_ups=[FollowUpData(text="Secret task", due_on=date(2026, 12, 1), assignee_id=cast.focal_point.pk)],
        on=date(2026, 11, 20),
    )


@pytest.mark.parametrize("person", ["outsider", "neighbour", "partnerships_officer", "administrator"])
def test_others_see_the_fact_alone(cast, client, restricted, person):
    client.force_login(getattr(cast, person))
    pages = [
        client.get(f"/history/contactlog.interaction/{restricted.pk}/"),
        client.get(f"/history/companies.company/{restricted.company_id}/"),
        client.get("/audit/"),
        client.get("/api/v1/audit-events/"),
    ]
    assert pages[0].status_code == 200
    assert [secret for page in pages for secret in SECRETS if secret in page.content.decode()] == []


@pytest.mark.parametrize("person", ["focal_point", "auditor"])
def test_those_who_may_read_the_notes_read_their_history(cast, client, restricted, person):
    client.force_login(getattr(cast, person))
    text = client.get(f"/history/contactlog.interaction/{restricted.pk}/").content.decode()
    assert [secret for secret in SECRETS if secret not in text] == []
