"""News of due diligence, for notices only: what protects stands in the gate and is computed when it is read."""

from typing import Any

from django.dispatch import receiver

from crm.core import clock
from duediligence import signals

from .services import telling


@receiver(signals.clearance_lapsed)
def clearance_lapsed(clearance_id: int, **_news: Any) -> None:
    telling.tell_of_lapse(clearance_id=clearance_id, on=clock.today())


@receiver(signals.risk_raised)
def risk_raised(rise_id: int, **_news: Any) -> None:
    telling.tell_of_risk(rise_id=rise_id)
