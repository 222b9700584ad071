"""What the page of a partnership says in one look about money, and which instalment comes next."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from crm.core import locale

from ..models import Contribution, Engagement, Instalment
from ..registries import ComingDate, Glance, coming_dates, engagement_glances


def money(engagement: Engagement, on: date) -> Glance:
    pledged = Contribution.objects.filter(engagement=engagement).aggregate(usd=Sum("pledged_usd"))["usd"]
    if not pledged:
        return Glance(_("Pledged"), _("Nothing yet"), url="#funding")
    parts = Instalment.objects.filter(contribution__engagement=engagement)
    late = Q(received_on=None, due_on__lt=on)
    sums = parts.aggregate(received=Sum("received_usd"), late=Sum("due_amount", filter=late))
    share = round((sums["received"] or 0) * 100 / pledged)
    note = _("%(share)s %% received") % {"share": locale.number(share, locale.current())}
    value = locale.money(pledged, "USD", locale.current(), short=True)
    if sums["late"]:
        return Glance(_("Pledged"), value, f"{note} · {_('an instalment is overdue')}", "bad", "#funding")
    return Glance(_("Pledged"), value, note, url="#funding")


def instalments(engagement: Engagement) -> Iterator[ComingDate]:
    waiting = Instalment.objects.filter(contribution__engagement=engagement, received_on=None, due_on__isnull=False)
    first = waiting.select_related("contribution").order_by("due_on", "pk").first()
    if first and first.due_on:
        yield ComingDate(first.due_on, _("Instalment: %(of)s") % {"of": first.contribution})


engagement_glances.add("money", money, order=30)
coming_dates.add("instalments", instalments)
