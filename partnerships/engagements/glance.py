"""The figures above the page of a partnership: who leads it, and what comes next."""

from datetime import date

from django.utils.translation import gettext as _

from crm.core import locale

from ..enums import Stage
from ..models import Engagement
from ..registries import Glance, coming_dates, engagement_glances


def glances_of(engagement: Engagement, *, on: date) -> list[Glance]:
    if not engagement.is_partnership:
        return []
    return [told for tell in engagement_glances if (told := tell(engagement, on))]


def next_date(engagement: Engagement, on: date) -> Glance | None:
    """The first day on which something of a running partnership is due; one that has passed stands first."""
    if engagement.stage != Stage.ACTIVE:
        return None
    days = [each for tell in coming_dates for each in tell(engagement)]
    if not days:
        return Glance(_("Next date"), _("None"), _("Enter milestones or the end of the agreement."))
    first = min(days, key=lambda each: each.on)
    overdue = first.on < on
    label = _("Overdue since") if overdue else _("Next date")
    return Glance(label, locale.day(first.on, locale.current()), first.words, "bad" if overdue else "")


def lead(engagement: Engagement, _on: date) -> Glance:
    person = engagement.relationship_lead
    if person is None:
        return Glance(_("Relationship lead"), _("Nobody"), _("Name somebody under “Change”."), "warn")
    return Glance(_("Relationship lead"), person.name, engagement.lead_office.name)


engagement_glances.add("next date", next_date, order=40)
engagement_glances.add("lead", lead, order=50)
