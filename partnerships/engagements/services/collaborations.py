"""Logging collaborations: one entry for the person, one collaboration for each company (domain.md section 4)."""

from dataclasses import fields as data_fields
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...enums import EngagementKind
from ...models import Engagement, Partner
from .. import policies
from . import approach, writing
from .data import CollaborationData, CompanyPart, PartnershipData
from .partnerships import open_partnership

OWN_COLUMNS = (*writing.COLUMNS, "event")
EDITABLE = frozenset(each.name for each in data_fields(CollaborationData)) - {"company_ids"} | {"company_id"}
MOST = 200
# What a partnership takes over from the collaboration that it grows from, beside the lists.
TAKEN = ("title", "type", "modality", "description", "lead_office_id", "disclosure", "countries", "sdgs")


@transaction.atomic
def log_collaborations(
    *,
    by: User,
    data: CollaborationData,
    going_ahead_reason: str = "",
    imported: bool = False,
    on: date | None = None,
) -> list[Engagement]:
    """Enter a workshop, an event or a one-time contribution with one company or many; all of them or none.

    Raises Forbidden, ValidationError by field, or Conflict `coordinate_first` and `do_not_contact` where another office
    is engaged with one of the companies and no reason is given. `imported`: nobody is told.
    """
    day = on or clock.today()
    policies.may_enter_for(access(by, on=day), data.lead_office_id).require()
    ids = tuple(dict.fromkeys(data.company_ids))
    if not ids:
        raise ValidationError({"companies": ValidationError(_("Name at least one company."), code="required")})
    if len(ids) > MOST:
        text = _("At most %(most)s companies at once. Enter the rest in a second step.") % {"most": MOST}
        raise ValidationError({"companies": ValidationError(text, code="too_many")})
    found = writing.locked_companies(ids)
    companies = {company.pk: company for company in (found[pk] for pk in ids)}
    went_ahead = approach.pass_deconfliction(
        by=by, companies=companies.values(), office_id=data.lead_office_id, reason=going_ahead_reason, on=day
    )
    writing.check_lists(data)
    made = []
    for company in companies.values():
        row = Engagement(kind=EngagementKind.COLLABORATION, created_by=by, **_columns(data))
        writing.check(row)
        row.save()
        writing.link(row, data=data)
        Partner.objects.create(engagement=row, company=company, lead=True)
        after = {"title": row.title, "company": company.pk}
        recorder.record(verb="collaboration.logged", subject=row, by=by, after=after)
        made.append(row)
    if not imported:
        approach.tell(went_ahead, path=reverse("partnerships:collaboration_detail", args=[made[0].pk]))
    return made


def check(data: CollaborationData) -> None:
    """What `log_collaborations` would refuse of the entry itself; raises ValidationError by field."""
    writing.check(Engagement(kind=EngagementKind.COLLABORATION, **_columns(data)))


@transaction.atomic
def edit_collaboration(
    *,
    by: User,
    collaboration_id: int,
    changes: dict[str, Any],
    version: int | None = None,
    going_ahead_reason: str = "",
    on: date | None = None,
) -> Engagement:
    """Change the named fields. Raises Stale, Forbidden, Conflict, or ValidationError by field.

    Another company is a new approach: the same question is asked again.
    """
    day = on or clock.today()
    company = None
    if "company_id" in changes:
        company = writing.locked_companies([changes["company_id"]])[changes["company_id"]]
    row = writing.locked(collaboration_id, kind=EngagementKind.COLLABORATION)
    policies.may_change(access(by, on=day), row, writing.office_ids(row)).require()
    row.expect_version(version)
    if "lead_office_id" in changes and changes["lead_office_id"] != row.lead_office_id:
        policies.may_enter_for(access(by, on=day), changes["lead_office_id"]).require()
    data = replace(as_data(row), **{name: value for name, value in changes.items() if name != "company_id"})
    writing.check_lists(data, names=[name for name in writing.LISTS if name in changes])
    before, after = recorder.changes(row, _columns(data))
    for name, value in _columns(data).items():
        setattr(row, name, value)
    writing.check(row)
    relinked = [
        writing.LISTS[name][0]
        for name in writing.LISTS
        if name in changes and writing.relink(row, name=name, ids=getattr(data, name))
    ]
    partner = row.partners.get()
    if company and company.pk != partner.company_id:
        approach.tell(
            approach.pass_deconfliction(
                by=by, companies=[company], office_id=data.lead_office_id, reason=going_ahead_reason, on=day
            ),
            path=reverse("partnerships:collaboration_detail", args=[row.pk]),
        )
        before["company"], after["company"] = partner.company_id, company.pk
        partner.company = company
        partner.save(update_fields=["company"])
    if not before and not relinked:
        return row
    row.save_changes(*_columns(data))
    after |= {"also_changed": relinked} if relinked else {}
    recorder.record(verb="collaboration.changed", subject=row, by=by, before=before, after=after)
    return row


@transaction.atomic
def grow(*, by: User, collaboration_id: int, on: date | None = None) -> Engagement:
    """Begin a partnership that grows from a collaboration; both keep the link (domain.md section 4).

    It takes over company, offices, countries, themes and people. Raises Forbidden, or Conflict `grown_already`.
    """
    day = on or clock.today()
    partner = Partner.objects.get(engagement=collaboration_id, engagement__kind=EngagementKind.COLLABORATION)
    writing.locked_companies([partner.company_id])
    row = writing.locked(collaboration_id, kind=EngagementKind.COLLABORATION)
    policies.may_change(access(by, on=day), row, writing.office_ids(row)).require()
    policies.may_grow(row, grown=Engagement.objects.filter(grown_from=row).exists()).require()
    was = as_data(row)
    taken = {name: getattr(was, name) for name in (*TAKEN, *writing.LISTS)}
    data = PartnershipData(companies=[CompanyPart(partner.company_id, lead=True)], **taken)
    reason = _("Grown from the collaboration of %(day)s.") % {"day": f"{row.starts_on:%Y-%m-%d}"}
    return open_partnership(by=by, data=data, going_ahead_reason=reason, grown_from=row, on=day)


def as_data(row: Engagement) -> CollaborationData:
    """The collaboration as somebody would state it, to change some of it."""
    lists: dict[str, Any] = {
        name: tuple(each.pk for each in getattr(row, relation).all())
        for name, (relation, _column) in writing.LISTS.items()
    }
    columns: dict[str, Any] = {name: getattr(row, name) for name in OWN_COLUMNS}
    columns |= {"countries": tuple(row.countries), "sdgs": tuple(row.sdgs)}
    return CollaborationData(company_ids=(), **columns, **lists)


def _columns(data: CollaborationData) -> dict[str, Any]:
    columns = {name: getattr(data, name) for name in OWN_COLUMNS}
    return columns | {
        "title": data.title.strip(),
        "event": data.event.strip(),
        "description": data.description.strip(),
        "countries": sorted(set(data.countries)),
        "sdgs": sorted(set(data.sdgs)),
    }
