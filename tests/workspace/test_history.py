"""The history page shows what its reader may know."""

import pytest

from crm.audit.recorder import acting
from crm.companies.models import Company
from crm.contactlog.models import Interaction
from crm.core.visibility import Visibility
from tests.factories import CompanyFactory, InteractionFactory


def test_a_record_s_history_is_a_page(client, cast):
    with acting(by=cast.focal_point):
        company = CompanyFactory(legal_name="Alpha <Ltd>", country="SN")
    with acting(by=cast.focal_point, on_behalf_of=cast.chief_of_mission):
        Company.objects.update(country="GH")
    client.force_login(cast.outsider)
    page = client.get(f"/history/companies.company/{company.pk}/").content.decode()
    for words in ("Alpha &lt;Ltd&gt;", "Senegal", "Ghana", "Awa Ndiaye", "on behalf of Jean Kouassi"):
        assert words in page


@pytest.mark.parametrize(("person", "told"), [("focal_point", True), ("outsider", False)])
def test_restricted_notes_are_hidden_from_others(client, cast, person, told):
    with acting(by=cast.focal_point):
        interaction = InteractionFactory(
            by=cast.focal_point,
            office=cast.senegal,
            subject="Secret subject",
            notes="Secret notes",
            visibility=Visibility.OFFICE,
        )
    with acting(by=cast.focal_point):
        Interaction.objects.update(notes="Secret too")
    client.force_login(getattr(cast, person))
    page = client.get(f"/history/contactlog.interaction/{interaction.pk}/").content.decode()
    assert ("Secret" in page) is told
    assert ("Hidden: only those who may read it" in page) is not told


def test_what_is_not_there_is_not_found(client, focal_point):
    client.force_login(focal_point)
    assert client.get("/history/companies.company/999999/").status_code == 404
    assert client.get("/history/accounts.apikey/1/").status_code == 404
    assert client.get("/history/no.such/1/").status_code == 404
