"""One record of each kind, and the ids that the routes of test_doors.py are asked with."""

from types import SimpleNamespace

from tests.factories import (
    AffiliationFactory,
    CompanyFactory,
    ContactFactory,
    CoordinationRequestFactory,
    FollowUpFactory,
    InteractionFactory,
    ThemeFactory,
)


def build_world(cast: SimpleNamespace) -> dict[str, object]:
    """{"route parameter": value}; a bare "parameter" serves every route that has none of its own."""
    company = CompanyFactory(lead_office=cast.senegal)
    contact = ContactFactory()
    AffiliationFactory(contact=contact, company=company)
    interaction = InteractionFactory(company=company, office=cast.senegal, by=cast.focal_point)
    follow_up = FollowUpFactory(interaction=interaction)
    request = CoordinationRequestFactory(
        company=company, from_office=cast.kenya, to_office=cast.senegal, requested_by=cast.outsider
    )
    ThemeFactory()
    return {
        "pk": company.pk,
        "contact": contact.pk,
        "interaction": interaction.pk,
        "follow_up": follow_up.pk,
        "request": request.pk,
    }
