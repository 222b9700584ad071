"""Opening a partnership and changing what stands on it; its way through the stages is `pipeline.services.moves`."""

from collections.abc import Iterable, Sequence
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
from crm.companies.models import Company
from crm.core import clock
from crm.core.errors import Conflict
from duediligence import clearance as due_diligence
from duediligence.enums import Purpose

from ...enums import EngagementKind, Stage
from ...models import Engagement, Partner, StageMove
from .. import policies
from . import approach, writing
from .data import CompanyPart, PartnershipData

OWN_COLUMNS = (*writing.COLUMNS, "airline", "relationship_lead_id", "expected_usd")


@transaction.atomic
def open_partnership(
    *,
    by: User,
    data: PartnershipData,
    going_ahead_reason: str = "",
    grown_from: Engagement | None = None,
    imported: bool = False,
    on: date | None = None,
) -> Engagement:
    """Enter a partnership at the beginning of the pipeline (domain.md section 4).

    Raises Forbidden, ValidationError by field, or Conflict `coordinate_first` and `do_not_contact` where another office
    is engaged with one of the companies and no reason is given. `imported`: nobody is told.
    """
    day = on or clock.today()
    if grown_from is None:  # Whoever may change a collaboration may let it grow.
        policies.may_enter_for(access(by, on=day), data.lead_office_id).require()
    parts = _sound(data.companies)
    companies = writing.locked_companies(part.company_id for part in parts)
    parts = [replace(part, company_id=companies[part.company_id].pk) for part in parts]
    went_ahead = approach.pass_deconfliction(
        by=by, companies=companies.values(), office_id=data.lead_office_id, reason=going_ahead_reason, on=day
    )
    now = clock.now()
    partnership = Engagement(
        kind=EngagementKind.PARTNERSHIP,
        created_by=by,
        stage=Stage.IDENTIFIED,
        stage_since=now,
        grown_from_id=grown_from.pk if grown_from else None,
        **_columns(data),
    )
    writing.check(partnership)
    writing.check_lists(data)
    partnership.save()
    writing.link(partnership, data=data)
    Partner.objects.bulk_create([_partner(partnership, part) for part in parts])
    StageMove.objects.create(partnership=partnership, target=Stage.IDENTIFIED, by=by, at=now)
    after = {"title": partnership.title, "companies": sorted(part.company_id for part in parts)}
    recorder.record(verb="partnership.opened", subject=partnership, by=by, after=after)
    if not imported:
        approach.tell(went_ahead, path=reverse("partnerships:partnership_detail", args=[partnership.pk]))
    return partnership


def check(data: PartnershipData) -> None:
    """What `open_partnership` would refuse of the entry itself; raises ValidationError by field."""
    _sound(data.companies)
    writing.check(Engagement(kind=EngagementKind.PARTNERSHIP, stage=Stage.IDENTIFIED, **_columns(data)))


@transaction.atomic
def edit_partnership(
    *,
    by: User,
    partnership_id: int,
    changes: dict[str, Any],
    version: int | None = None,
    going_ahead_reason: str = "",
    on: date | None = None,
) -> Engagement:
    """Change the named fields of `PartnershipData`. Raises Stale, Forbidden, Conflict, or ValidationError by field.

    A company that joins is a new approach: where another office is engaged with it, that takes a reason. In a running
    partnership, a company that joins and an amount that grows need a clearance that covers them.
    """
    day = on or clock.today()
    parts, companies = changes.get("companies"), {}
    if parts is not None:
        parts = _sound(parts)
        companies = writing.locked_companies(part.company_id for part in parts)
        parts = [replace(part, company_id=companies[part.company_id].pk) for part in parts]
    engagement = writing.locked(partnership_id, kind=EngagementKind.PARTNERSHIP)
    policies.may_change(access(by, on=day), engagement, writing.office_ids(engagement)).require()
    engagement.expect_version(version)
    if "lead_office_id" in changes and changes["lead_office_id"] != engagement.lead_office_id:
        policies.may_enter_for(access(by, on=day), changes["lead_office_id"]).require()
    was = as_data(engagement)
    data = replace(was, **{name: value for name, value in changes.items() if name != "companies"})
    writing.check_lists(data, names=[name for name in writing.LISTS if name in changes])
    before, after = recorder.changes(engagement, _columns(data))
    for name, value in _columns(data).items():
        setattr(engagement, name, value)
    writing.check(engagement)
    relinked = [
        writing.LISTS[name][0]
        for name in writing.LISTS
        if name in changes and writing.relink(engagement, name=name, ids=getattr(data, name))
    ]
    if parts is not None:
        _approach_new(engagement, companies.values(), by=by, reason=going_ahead_reason, on=day)
    if parts is not None and set_companies(engagement, parts=parts, on=day):
        relinked.append("companies")
    if not before and not relinked:
        return engagement
    engagement.save_changes(*_columns(data))
    after |= {"also_changed": relinked} if relinked else {}
    recorder.record(verb="partnership.changed", subject=engagement, by=by, before=before, after=after)
    return engagement


def set_companies(engagement: Engagement, *, parts: Sequence[CompanyPart], on: date) -> bool:
    """Replace the companies of a locked partnership; answers whether anything changed.

    Raises Conflict `no_clearance` where a running one would engage a company beyond what it is cleared for, and
    `has_contributions` for a company that has pledged something.
    """
    there = {row.company_id: row for row in engagement.partners.all()}
    wanted = {part.company_id: part for part in parts}
    changed = _drop([row for pk, row in there.items() if pk not in wanted])
    active = engagement.stage == Stage.ACTIVE
    # Of two leads at once the database refuses the second: the old one steps down first.
    for pk, row in there.items():
        if pk in wanted and row.lead and not wanted[pk].lead:
            row.lead, changed = False, True
            row.save(update_fields=["lead"])
    for pk, part in wanted.items():
        row = there.get(pk) or _partner(engagement, part)
        if row.pk and (row.lead, row.agreed_usd) == (part.lead, part.agreed_usd):
            continue
        grows = not row.pk or part.agreed_usd > max(row.agreed_usd, row.pledged_usd)
        row.lead, row.agreed_usd, changed = part.lead, part.agreed_usd, True
        if active and grows:
            run_under_clearance(row, on=on)
        row.save()
    return changed


def run_under_clearance(partner: Partner, *, on: date) -> None:
    """Set the clearance that this company's part relies on, locked until the end of the transaction (not saved yet).

    Raises Conflict `no_clearance`.
    """
    amount = max(partner.agreed_usd, partner.pledged_usd)
    found = due_diligence.current(partner.company, purpose=Purpose.PARTNERSHIP, amount=amount, on=on, lock=True)
    policies.may_run(partner.company.legal_name, found, amount).require()
    partner.clearance, partner.relied_on, partner.running = found, on, True


def as_data(engagement: Engagement) -> PartnershipData:
    """The partnership as somebody would state it, to change some of it."""
    lists: dict[str, Any] = {
        name: tuple(row.pk for row in getattr(engagement, relation).all())
        for name, (relation, _column) in writing.LISTS.items()
    }
    parts = [CompanyPart(row.company_id, row.lead, row.agreed_usd) for row in engagement.partners.all()]
    columns: dict[str, Any] = {name: getattr(engagement, name) for name in OWN_COLUMNS}
    columns |= {"countries": tuple(engagement.countries), "sdgs": tuple(engagement.sdgs)}
    return PartnershipData(companies=parts, **columns, **lists)


EDITABLE = frozenset(each.name for each in data_fields(PartnershipData))


def _columns(data: PartnershipData) -> dict[str, Any]:
    columns = {name: getattr(data, name) for name in OWN_COLUMNS}
    return columns | {
        "title": data.title.strip(),
        "description": data.description.strip(),
        "countries": sorted(set(data.countries)),
        "sdgs": sorted(set(data.sdgs)),
    }


def _partner(engagement: Engagement, part: CompanyPart) -> Partner:
    return Partner(engagement_id=engagement.pk, company_id=part.company_id, lead=part.lead, agreed_usd=part.agreed_usd)


def _approach_new(engagement: Engagement, companies: Iterable[Company], *, by: User, reason: str, on: date) -> None:
    there = set(engagement.partners.values_list("company_id", flat=True))
    new = [each for each in companies if each.pk not in there]
    went_ahead = approach.pass_deconfliction(
        by=by, companies=new, office_id=engagement.lead_office_id, reason=reason, on=on
    )
    approach.tell(went_ahead, path=reverse("partnerships:partnership_detail", args=[engagement.pk]))


def _drop(rows: Sequence[Partner]) -> bool:
    for row in rows:
        if row.contributions.exists():
            text = _("%(company)s has contributions here. Take those out first.") % {"company": row.company}
            raise Conflict(text, "has_contributions")
        if row.rulings.exists() or row.invitations.exists():
            text = _("%(company)s has a history here and stays among the companies.") % {"company": row.company}
            raise Conflict(text, "has_history")
        row.delete()
    return bool(rows)


def _sound(parts: Sequence[CompanyPart]) -> list[CompanyPart]:
    """At least one company, each once, exactly one lead."""
    if not parts:
        raise ValidationError({"companies": ValidationError(_("Name at least one company."), code="required")})
    if len({part.company_id for part in parts}) < len(parts):
        raise ValidationError({"companies": ValidationError(_("The same company stands here twice."), code="twice")})
    leads = [part for part in parts if part.lead]
    if len(leads) > 1:
        raise ValidationError({"companies": ValidationError(_("Only one company has the lead."), code="two_leads")})
    if any(part.agreed_usd < 0 for part in parts):
        raise ValidationError({"companies": ValidationError(_("An amount is not negative."), code="negative")})
    return list(parts) if leads else [replace(parts[0], lead=True), *parts[1:]]
