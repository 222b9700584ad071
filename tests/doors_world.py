"""One record of each kind, and the ids that the routes of test_doors.py are asked with."""

from types import SimpleNamespace

from django.core.files.base import ContentFile

from crm.accounts.models import RoleAssignment
from crm.companies.services.documents import file_document
from crm.companies.services.interests import note_interest
from crm.companies.services.maturity import assess_maturity
from tests.factories import (
    AffiliationFactory,
    CompanyFactory,
    ContactFactory,
    CoordinationRequestFactory,
    FollowUpFactory,
    InteractionFactory,
    ThemeFactory,
)

# Ids that no row has: the answer shows who is turned away before anything is looked for.
NOBODY = 999_999


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
    theme = ThemeFactory()
    role = RoleAssignment.objects.get(user=cast.neighbour)
    offices = ["office", "staffing", "office_edit", "office_move", "office_countries", "office_close", "office_reopen"]
    people = ["person", "person_edit", "person_invite", "person_disable", "person_enable", "role_grant"]
    upload = ContentFile(b"%PDF-1.7", name="plan.pdf")
    document = file_document(company_id=company.pk, by=cast.focal_point, upload=upload, visibility="region")
    interest = note_interest(company_id=company.pk, by=cast.focal_point, theme=theme, source="Annual report")
    assessment = assess_maturity(company_id=company.pk, by=cast.focal_point, level="leader", evidence="Report")
    return {
        "pk": NOBODY,
        "key": "x",
        "uidb36": "1",
        "provider_id": "none",
        "kind": "companies",
        "table": "companies",
        "label": "companies.company",
        "workspace:history pk": company.pk,
        **{f"accounts:{name} pk": cast.ghana.pk for name in offices},
        **{f"accounts:{name} pk": cast.neighbour.pk for name in people},
        "accounts:role_end pk": role.pk,
        "api:office pk": cast.ghana.pk,
        "api:user pk": cast.neighbour.pk,
        **{f"companies:{name} pk": company.pk for name in COMPANY_ROUTES},
        "api:company pk": company.pk,
        "api:theme pk": theme.pk,
        **{f"companies:{name} pk": contact.pk for name in CONTACT_ROUTES},
        "api:contact pk": contact.pk,
        **{f"contactlog:{name} pk": interaction.pk for name in ("detail", "edit", "bin")},
        "api:interaction pk": interaction.pk,
        "contactlog:task_done pk": follow_up.pk,
        "api:follow-up pk": follow_up.pk,
        "contactlog:coordination_detail pk": request.pk,
        "contactlog:coordination_withdraw pk": request.pk,
        "api:coordination-request pk": request.pk,
        "companies:interest_drop pk": interest.pk,
        **{f"companies:{name} pk": document.pk for name in ("document", "document_edit", "document_bin")},
        "api:interest pk": interest.pk,
        "api:document pk": document.pk,
        "api:maturity-assessment pk": assessment.pk,
    }


COMPANY_ROUTES = [
    "detail", "edit", "bin", "timeline", "status", "tags", "interests", "maturity", "documents",
]  # fmt: skip
CONTACT_ROUTES = ["contact_detail", "contact_edit", "contact_bin"]
