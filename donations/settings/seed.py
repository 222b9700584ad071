"""The rules of domain.md section 6 to begin with; headquarters change them on the settings page."""

from datetime import date
from typing import Any

BEGINNING = date(2000, 1, 1)
DEDUCTIONS = [("overhead", 7, "domain.md section 6 [001]"), ("hub", 10, "domain.md section 6 [001]")]
# (counted, over USD, what is done, within days)
STEWARDSHIP = [("gift", 200, "postcard", 14), ("gift", 1000, "call", 7), ("year", 5000, "letter", 30)]
RETENTION_YEARS = 7


def sow(apps: Any) -> None:
    deduction, stewardship, retention = (
        apps.get_model("donations", name) for name in ("Deduction", "StewardshipRule", "RetentionRule")
    )
    for kind, percent, source in DEDUCTIONS:
        deduction.objects.get_or_create(
            kind=kind, hub=None, from_on=BEGINNING, defaults={"percent": percent, "reason": source}
        )
    for basis, above, action, days in STEWARDSHIP:
        stewardship.objects.get_or_create(
            basis=basis, above_usd=above, action=action, defaults={"within_days": days, "from_on": BEGINNING}
        )
    retention.objects.get_or_create(
        country="",
        defaults={"years": RETENTION_YEARS, "reason": "To begin with; headquarters set it by law of country"},
    )
