"""One record of each kind, and the ids that the routes of test_doors.py are asked with."""

from datetime import date
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from crm.accounts.models import Delegation, RoleAssignment
from crm.accounts.services.api_keys import make_key
from crm.audit.models import AuditEvent
from crm.companies.models import CompanyPair, ContactPair
from crm.companies.services.documents import file_document
from crm.companies.services.interests import note_interest
from crm.companies.services.maturity import assess_maturity
from crm.companies.services.merges import merge_companies
from crm.contactlog.models import Attachment
from crm.core import clock
from crm.imports.services.previews import preview
from crm.imports.services.uploads import upload
from crm.jobs.models import Job
from crm.listing.models import BulkChange, Export, SavedView
from crm.notifications.models import Notification, OutgoingMessage, Reminder
from tests.allocations_world import allocated
from tests.due_diligence_world import due_diligence
from tests.factories import (
    AffiliationFactory,
    CompanyFactory,
    ContactFactory,
    CoordinationRequestFactory,
    FollowUpFactory,
    InteractionFactory,
    ThemeFactory,
)
from tests.partnerships_world import engagements
from tests.screening_world import screenings

# What the sign-in keeps for itself is asked with an id that no row has.
NOBODY = 999_999
TODAY = date(2026, 11, 20)


def build_world(cast: SimpleNamespace) -> dict[str, object]:
    """{"route parameter": value}; the longest beginning of the route's name decides, a bare "parameter" last."""
    return (
        {
            "label": "companies.company",
            "address": "nowhere/",
            "table": "companies",
            "key": "x",
            "uidb36": "1",
            "provider_id": "none",
            "mfa_ pk": NOBODY,
        }
        | _people(cast)
        | _companies(cast)
        | _lists(cast)
        | _news(cast)
        | due_diligence(cast)
        | screenings(cast)
        | engagements(cast)
        | allocated(cast)
    )


def _people(cast: SimpleNamespace) -> dict[str, object]:
    """The offices and people of others, what hangs on the profile of the person of the role "staff"."""
    offices = ["office", "staffing", "office_edit", "office_move", "office_countries", "office_close", "office_reopen"]
    people = ["person", "person_edit", "person_invite", "person_disable", "person_enable", "role_grant"]
    role = RoleAssignment.objects.get(user=cast.neighbour)
    held = RoleAssignment.objects.get(user=cast.focal_point)
    deputy = Delegation.objects.create(
        assignment=held, deputy=cast.chief_of_mission, starts_on=TODAY, ends_on=TODAY, created_by=cast.focal_point
    )
    key, _text = make_key(by=cast.focal_point, name="Spreadsheet", at=clock.now())
    return {
        **{f"accounts:{name} pk": cast.ghana.pk for name in offices},
        **{f"accounts:{name} pk": cast.neighbour.pk for name in people},
        "accounts:role_end pk": role.pk,
        "accounts:delegation_revoke pk": deputy.pk,
        "accounts:api_key_revoke pk": key.pk,
        "accounts:session_end pk": NOBODY,
        "api:office pk": cast.ghana.pk,
        "api:user pk": cast.neighbour.pk,
    }


def _companies(cast: SimpleNamespace) -> dict[str, object]:
    """A company that Senegal leads and talks to, with everything around it; Kenya asks to be let in."""
    company = CompanyFactory(lead_office=cast.senegal)
    duplicate = CompanyFactory(lead_office=cast.senegal)
    binned = CompanyFactory(binned_at=clock.now(), binned_by=cast.focal_point, created_by=cast.focal_point)
    contact = ContactFactory()
    post = AffiliationFactory(contact=contact, company=company)
    theme = ThemeFactory()
    by = cast.focal_point
    interest = note_interest(company_id=company.pk, by=by, theme=theme, source="Annual report")
    maturity = assess_maturity(company_id=company.pk, by=by, level="leader", evidence="Report")
    plan = ContentFile(b"%PDF-1.7", name="plan.pdf")
    document = file_document(company_id=company.pk, by=by, upload=plan, visibility="region")
    interaction = InteractionFactory(company=company, office=cast.senegal, by=by)
    attachment = Attachment.objects.create(interaction=interaction, **_file(by))
    follow_up = FollowUpFactory(interaction=interaction)
    request = CoordinationRequestFactory(
        company=company, from_office=cast.kenya, to_office=cast.senegal, requested_by=cast.outsider
    )
    merge = merge_companies(source_id=duplicate.pk, target_id=company.pk, by=by)
    other, another = CompanyFactory(lead_office=cast.senegal), ContactFactory()
    found = {"score": 0.9, "reasons": [], "found_at": clock.now()}
    pair = CompanyPair.objects.create(first=company, second=other, **found)
    contact_pair = ContactPair.objects.create(first=contact, second=another, **found)
    return {
        "companies:merge_ pk": merge.pk,
        "api:merge pk": merge.pk,
        "workspace:history pk": company.pk,
        "workspace:restore kind": "companies",
        "workspace:restore pk": binned.pk,
        "companies: pk": company.pk,
        "companies:contact_ pk": contact.pk,
        "companies:pair pk": pair.pk,
        "companies:contact_pair pk": contact_pair.pk,
        "companies:consent_ pk": contact.pk,
        "companies:post_ pk": post.pk,
        "companies:post_add pk": contact.pk,
        "companies:interest_drop pk": interest.pk,
        "companies:document pk": document.pk,
        "companies:documents pk": company.pk,
        "api:company pk": company.pk,
        "api:contact pk": contact.pk,
        "api:theme pk": theme.pk,
        "api:interest pk": interest.pk,
        "api:maturity pk": maturity.pk,
        "api:document pk": document.pk,
        "contactlog: pk": interaction.pk,
        "contactlog:attachment pk": attachment.pk,
        "contactlog:attachment_add pk": interaction.pk,
        "contactlog:task_ pk": follow_up.pk,
        "contactlog:task_add pk": interaction.pk,
        "contactlog:coordination_ pk": request.pk,
        "api:interaction pk": interaction.pk,
        "api:follow-up pk": follow_up.pk,
        "api:coordination-request pk": request.pk,
    }


def _lists(cast: SimpleNamespace) -> dict[str, object]:
    """What a person makes for oneself: a job, an import, an export, a view, a change of many rows."""
    by = cast.focal_point
    job = Job.objects.create(kind="export", by=by)
    file = SimpleUploadedFile("companies.csv", b"Name,Country\nAcme,Senegal\n,Kenya\n")
    run = preview(run=upload(by=by, kind="companies", upload=file), by=by)
    export = Export.objects.create(what="companies", format="csv", by=by, job=job)
    export.file.save("companies.csv", SimpleUploadedFile("companies.csv", b"Name\n"))
    view = SavedView.objects.create(table="companies", name="Mine", query="q=x", owner=by)
    change = BulkChange.objects.create(table="companies", changes={}, rows={}, by=by)
    return {
        "jobs: pk": job.pk,
        "imports: pk": run.pk,
        "api:import pk": run.pk,
        "listing:export pk": export.pk,
        "api:export pk": export.pk,
        "listing:view_ pk": view.pk,
        "listing:change pk": change.pk,
    }


def _news(cast: SimpleNamespace) -> dict[str, object]:
    notice = Notification.objects.create(recipient=cast.focal_point, wording="job_done", values={"kind": "export"})
    message = OutgoingMessage.objects.create(
        message_id="<1@concord.example>",
        address="a@concord.example",
        subject="News",
        state="failed",
        due_at=clock.now(),
    )
    reminder = Reminder.objects.create(
        notification=notice, rule="task_due", subject_type="x", subject_id="1", occasion="1", recipient=cast.focal_point
    )
    return {
        "notifications:open pk": notice.pk,
        "notifications: pk": message.pk,
        "api:notification pk": notice.pk,
        "api:reminder pk": reminder.pk,
        "api:auditevent pk": AuditEvent.objects.latest("pk").pk,
    }


def _file(by) -> dict[str, object]:
    return {
        "file": SimpleUploadedFile("report.pdf", b"%PDF-1.4\n%%EOF\n"),
        "filename": "report.pdf",
        "content_type": "application/pdf",
        "size": 15,
        "sha256": "0" * 64,
        "uploaded_by": by,
    }
