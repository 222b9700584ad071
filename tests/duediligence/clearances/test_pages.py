"""Clearances on the pages of companies, in their own list, and over REST."""

import pytest
from django.urls import reverse

from crm.core import clock
from duediligence.models import Clearance, ContagionMark
from duediligence.screening.services.decisions import decide
from tests.factories import CompanyFactory


@pytest.fixture
def clearance(cast, submitted) -> Clearance:
    screening = submitted("low")
    decide(by=cast.chief_of_mission, screening_id=screening.pk, outcome="approved", reason="Good.")
    return screening.clearance


def test_a_company_shows_how_it_stands_everywhere(client, cast, clearance):
    client.force_login(cast.outsider)
    page = client.get(reverse("companies:detail", args=[clearance.company_id])).content.decode()
    assert "Cleared" in page
    answer = client.get(f"/api/v1/companies/{clearance.company_id}/").json()["clearance"]
    assert answer == {
        "state": "in_force",
        "purposes": ["partnership"],
        "amount_ceiling": "50000.00",
        "valid_until": "2029-11-19",
    }
    uncleared = CompanyFactory()
    assert client.get(f"/api/v1/companies/{uncleared.pk}/").json()["clearance"] is None
    for wanted, found in (("in_force", clearance.company), ("none", uncleared)):
        rows = client.get(reverse("companies:list"), {"clearance": wanted}).content.decode()
        assert found.legal_name in rows
        assert (clearance.company.legal_name in rows) == (found == clearance.company)


def test_lapsed_ones_come_first(client, cast, submitted, clearance):
    expired = submitted("low", company=CompanyFactory(legal_name="Lapsed Ltd"))
    decide(by=cast.chief_of_mission, screening_id=expired.pk, outcome="approved", reason="Good.")
    Clearance.objects.filter(screening=expired).update(valid_from="2020-01-01", valid_until="2023-01-01")
    client.force_login(cast.outsider)
    page = client.get(reverse("duediligence:clearance_list")).content.decode()
    assert page.index("Lapsed Ltd") < page.index(clearance.company.legal_name, page.index("Lapsed Ltd"))
    assert client.get("/api/v1/clearances/", {"state": "expired"}).json()["count"] == 1


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("partnerships_officer", 200),
        ("committee_member", 200),
        ("director_general", 200),
        ("focal_point", 403),
        ("administrator", 403),
        ("auditor", 403),
    ],
)
def test_who_suspends(client, cast, clearance, person, status):
    client.force_login(getattr(cast, person))
    answer = client.post(f"/api/v1/clearances/{clearance.pk}/suspend/", {"reason": "A raid."}, "application/json")
    assert answer.status_code == status
    if status == 200:
        assert answer.json()["state"] == "suspended"
        assert clearance.changes.last().reason == "A raid."


def test_suspended_then_reinstated_then_revoked_for_good(client, cast, clearance):
    client.force_login(cast.partnerships_officer)
    said = []
    for deed in ("reinstate", "suspend", "suspend", "reinstate", "revoke", "reinstate"):
        answer = client.post(f"/api/v1/clearances/{clearance.pk}/{deed}/", {"reason": "So."}, "application/json")
        said.append(answer.status_code)
    assert said == [409, 200, 409, 200, 200, 409]


def test_the_page_tells_others_why_they_have_no_buttons(client, cast, clearance):
    client.force_login(cast.outsider)
    page = client.get(reverse("duediligence:clearance", args=[clearance.pk])).content.decode()
    assert reverse("duediligence:clearance_suspend", args=[clearance.pk]) not in page
    client.force_login(cast.partnerships_officer)
    page = client.get(reverse("duediligence:clearance", args=[clearance.pk])).content.decode()
    assert reverse("duediligence:clearance_suspend", args=[clearance.pk]) in page


def test_contagion_is_shown_with_its_path_and_settled_by_the_team(client, cast, submitted):
    parent = CompanyFactory(legal_name="Baobab Holding")
    screening = submitted("low", company=CompanyFactory(legal_name="Baobab Arms", parent=parent))
    decide(by=cast.chief_of_mission, screening_id=screening.pk, outcome="rejected", reason="No.")
    mark = ContagionMark.objects.get(company=parent)
    client.force_login(cast.outsider)
    assert "Look again" in client.get(reverse("companies:detail", args=[parent.pk])).content.decode()
    url = reverse("duediligence:mark", args=[mark.pk])
    assert client.post(url, {"reason": "Nothing."}).status_code == 403
    client.force_login(cast.partnerships_officer)
    assert client.post(url, {"reason": "The arms were sold in 2024."}).status_code == 302
    mark.refresh_from_db()
    assert mark.settled_at.date() == clock.today()


def test_the_list_goes_into_a_file_as_it_is_shown(client, cast, clearance):
    client.force_login(cast.outsider)
    made = client.post(reverse("listing:export_make", args=["clearances"]), {"format": "csv"}, follow=True)
    text = b"".join(made.streaming_content).decode() if made.streaming else made.content.decode()
    assert "Baobab Textiles SA" in text
    assert "Partnership" in text
