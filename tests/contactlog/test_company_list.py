"""What the contact log adds to the list of companies."""

from datetime import timedelta

import pytest
from django.test import Client

from crm.core import clock
from tests.factories import CompanyFactory, ContactFactory, InteractionFactory

NAMES = ("Long ago", "Mine", "Never", "Theirs")


@pytest.fixture
def page(cast, client: Client):
    long_ago, mine, _never, theirs = [CompanyFactory(legal_name=name, sort_name=name.lower()) for name in NAMES]
    today = clock.today()
    for company, by, days in ((long_ago, "focal_point", 900), (mine, "focal_point", 100), (theirs, "outsider", 10)):
        person = getattr(cast, by)
        day = today - timedelta(days=days)
        InteractionFactory(company=company, by=person, office=person.office, occurred_on=day)
    client.force_login(cast.focal_point)
    return lambda query: [c.legal_name for c in client.get(f"/companies/?{query}").context["page"].rows]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("engaged=on", ["Mine"]),
        ("last_contact=month", ["Theirs"]),
        ("last_contact=half_year", ["Mine", "Theirs"]),
        ("last_contact=older", ["Long ago"]),
        ("last_contact=never", ["Never"]),
        ("last_contact=nonsense", list(NAMES)),
        ("sort=-last_contact", ["Theirs", "Mine", "Long ago", "Never"]),
        ("sort=last_contact&col=last_contact", ["Long ago", "Mine", "Theirs", "Never"]),
    ],
)
def test_companies_by_their_last_contact(page, query, found):
    assert page(query) == found


def test_the_page_of_a_person_shows_their_contacts_but_no_secret(cast, client):
    contact = ContactFactory()
    for subject, visibility in (("Open talk", "everyone"), ("Secret talk", "office")):
        talk = InteractionFactory(by=cast.outsider, office=cast.kenya, subject=subject, visibility=visibility)
        talk.contacts.add(contact)
    client.force_login(cast.focal_point)
    page = client.get(f"/people/{contact.pk}/").text
    assert "Open talk" in page
    assert "Secret talk" not in page
