"""Who is told when what a partnership rests on gives way. Nothing that protects anyone waits for these."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from crm.accounts.models import User
from crm.contactlog.selectors import people_of
from crm.notifications.services.notices import notify
from duediligence.models import RiskRise

from ...enums import Stage
from ...models import Engagement, LapseRuling, Partner
from ..selectors import lapsed_partners, lapses


def tell_of_lapse(*, clearance_id: int, on: date) -> None:
    """The offices engaged, the point persons, and whoever must rule, of each partnership that runs under it."""
    for lapse in lapses(lapsed_partners(on=on).filter(clearance=clearance_id), on=on):
        engagement = lapse.partner.engagement
        told = {
            "company": lapse.partner.company.legal_name,
            "title": engagement.title,
            "state": lapse.state.value,
            "body": str(lapse.body.words),
        }
        ruling = {user.pk for user in lapse.body.users} if lapse.asks else set()
        people = _offices_of(engagement, on=on)
        _tell("partnership_lapsed", [each for each in people if each.pk not in ruling], engagement, told)
        if ruling:
            _tell("partnership_to_rule", lapse.body.users, engagement, told)


def tell_of_risk(*, rise_id: int) -> None:
    """The point persons of what runs: due diligence itself tells the offices (`who_must_know`)."""
    rise = RiskRise.objects.select_related("clearance__company").get(pk=rise_id)
    for partner in _running(clearance_id=rise.clearance_id):
        told = {"company": rise.clearance.company.legal_name, "title": partner.engagement.title, "rating": rise.target}
        people = [each for each in _point_persons(partner.engagement) if each.pk != rise.by_id]
        _tell("partnership_risk", people, partner.engagement, told)


def tell_of_ruling(*, ruling: LapseRuling, engagement: Engagement, on: date) -> None:
    """The offices engaged learn whether it goes on."""
    told = {
        "company": ruling.partner.company.legal_name,
        "title": engagement.title,
        "decision": ruling.decision,
        "reason": ruling.reason,
        "by": ruling.by.name,
    }
    people = [each for each in _offices_of(engagement, on=on) if each.pk != ruling.by_id]
    _tell("partnership_ruled", people, engagement, told)


def _running(*, clearance_id: int) -> QuerySet[Partner]:
    rows = Partner.objects.filter(clearance=clearance_id, running=True, engagement__stage=Stage.ACTIVE)
    return rows.filter(engagement__binned_at=None).select_related("engagement__lead_office")


def _offices_of(engagement: Engagement, *, on: date) -> list[User]:
    """Everybody who works at the lead office and the offices that joined, and the point persons."""
    offices = [engagement.lead_office_id, *engagement.offices.values_list("pk", flat=True)]
    return [*people_of(offices, on=on), *_point_persons(engagement)]


def _point_persons(engagement: Engagement) -> list[User]:
    lead = [engagement.relationship_lead] if engagement.relationship_lead else []
    return [*lead, *engagement.colleagues.all()]


def _tell(wording: str, people: Iterable[User], engagement: Engagement, values: dict[str, Any]) -> None:
    recipients = {person.pk: person for person in people if person.is_active}
    if recipients:
        path = reverse("partnerships:partnership_detail", args=[engagement.pk])
        notify(recipients=recipients.values(), wording=wording, values=values, path=path, subject=engagement)
