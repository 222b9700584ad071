"""Who is reminded that an agreement ends (domain.md section 8)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.accounts.selectors import deciders
from crm.core import locale
from crm.notifications.registries import DueReminder, ReminderRule, Wording, reminder_rules, wordings

from ..enums import RenewalMode, Stage
from ..models import Agreement

BEFORE = (180, 90, 60, 30, 7)
# Once after its end; who was down for a week is still told.
AFTER = timedelta(days=30)


def ends_coming(now: datetime) -> Iterator[DueReminder]:
    """The relationship lead and the chief of mission: 180, 90, 60, 30, 7 days before, and once after.

    What is renewed by itself is told of only once it was not: a clearance does not stand, and a person is asked.
    """
    today = now.date()
    rows = Agreement.objects.filter(
        signed_on__isnull=False,
        ends_on__range=(today - AFTER, today + timedelta(days=max(BEFORE))),
        engagement__stage=Stage.ACTIVE,
        engagement__binned_at=None,
    ).exclude(renewals__until=None, renewals__was_until=F("ends_on"), renewals__isnull=False)
    for row in rows.select_related("engagement__lead_office", "engagement__relationship_lead"):
        occasion = occasion_of(row, today)
        if occasion:
            yield from _each(row, _people(row, today), occasion)


def occasion_of(agreement: Agreement, today: date) -> str:
    """Empty where nothing is to be said; a missed run is made up by the latest occasion only."""
    ends_on: Any = agreement.ends_on
    left = (ends_on - today).days
    if left < 0:
        return f"after {ends_on:%Y-%m-%d}"
    if agreement.renewal == RenewalMode.AUTOMATIC:
        return ""
    return f"{min(step for step in BEFORE if left <= step)} days {ends_on:%Y-%m-%d}"


def _people(agreement: Agreement, today: date) -> list[User]:
    lead = agreement.engagement.relationship_lead
    office = agreement.engagement.lead_office
    heads = [each.user for each in deciders(role=Role.CHIEF_OF_MISSION, office=office, on=today)]
    if not heads:
        heads = [each.user for each in deciders(role=Role.REGIONAL_DIRECTOR, office=office, on=today)]
    return [*([lead] if lead else []), *heads]


def _each(row: Agreement, people: Iterable[User], occasion: str) -> Iterator[DueReminder]:
    for pk in {person.pk for person in people if person.is_active}:
        yield DueReminder(
            subject_type=row._meta.label_lower,
            subject_id=str(row.pk),
            occasion=occasion,
            recipient_id=pk,
            values={"title": row.engagement.title, "due_on": row.ends_on.isoformat() if row.ends_on else ""},
            path=reverse("partnerships:partnership_detail", args=[row.engagement_id]),
        )


def _says(values: dict[str, Any]) -> str:
    day = locale.day(date.fromisoformat(values["due_on"]), locale.current())
    return str(_("The agreement of “%(title)s” ends on %(due_on)s") % {"title": values["title"], "due_on": day})


wordings.add("agreement_ends", Wording(_says, _("Open the partnership"), "file-clock"))
reminder_rules.add("agreement_ends", ReminderRule(_("Agreement to renew"), "agreement_ends", ends_coming))
