"""The portfolio on an office's page: what it leads or joined, with the offices below it."""

from typing import Any

from django.db.models import Case, Count, Q, When
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office
from crm.accounts.registries import OfficePanel, office_panels
from crm.core import clock

from ..enums import PIPELINE, Stage
from ..models import Engagement

SHOWN = 10


def portfolio(office: Office, viewer: Any) -> dict[str, Any] | None:
    rows: Any = Engagement.objects.visible_to(viewer).of_office(office.path)
    today = clock.today()
    told = rows.aggregate(
        active=Count("pk", filter=Q(stage=Stage.ACTIVE), distinct=True),
        prepared=Count("pk", filter=Q(stage__in=PIPELINE), distinct=True),
        held=Count("pk", filter=Q(kind="collaboration", starts_on__year=today.year), distinct=True),
        all=Count("pk", distinct=True),
    )
    if not told["all"]:
        return None
    open_first = Case(When(stage=Stage.ACTIVE, then=0), When(stage__in=PIPELINE, then=1), default=2)
    shown = rows.annotate(place=open_first).select_related("lead_office").order_by("place", "-starts_on", "-pk")
    return {**told, "office": office, "year": today.year, "engagements": shown[:SHOWN], "is_more": told["all"] > SHOWN}


office_panels.add(
    "portfolio",
    OfficePanel(_("Partnerships and collaborations"), "partnerships/_office_portfolio.html", portfolio, "handshake"),
)
