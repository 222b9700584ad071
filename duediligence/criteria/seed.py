"""What a new installation begins with. Migrations call this; headquarters keep everything from then on."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
EFFECTIVE_FROM = date(2020, 1, 1)
_COMPANY_TRACKS = ["standard", "simplified"]


def sow(apps: Any) -> None:
    """Add what isn't there yet, by its code; what is there stays as it is. `apps` are a migration's, or Django's."""
    for name in ("exclusion", "evidence"):
        for place, row in enumerate(_read(name)["criterion"], start=1):
            _sow_criterion(apps, row, place)
    sector = apps.get_model("duediligence", "HighRiskSector")
    for row in _read("sectors")["sector"]:
        sector.objects.get_or_create(code=row.pop("code"), defaults=row | {"effective_from": EFFECTIVE_FROM})
    theme = apps.get_model("duediligence", "ControversyTheme")
    for row in _read("themes")["theme"]:
        theme.objects.get_or_create(code=row.pop("code"), defaults=row)
    _sow_authority(apps)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _sow_criterion(apps: Any, row: dict[str, Any], place: int) -> None:
    criterion, added = apps.get_model("duediligence", "Criterion").objects.get_or_create(
        code=row.pop("code"),
        defaults={"group": row.pop("group", "exclusion"), "order": row.pop("order", place * 10)},
    )
    if added:
        first = {"number": 1, "effective_from": EFFECTIVE_FROM, "tracks": _COMPANY_TRACKS}
        apps.get_model("duediligence", "CriterionVersion").objects.create(criterion=criterion, **(first | row))


def _sow_authority(apps: Any) -> None:
    matrix = _read("authority")
    rules = matrix.pop("rule")
    version, added = apps.get_model("duediligence", "AuthorityVersion").objects.get_or_create(
        number=1, defaults=matrix | {"effective_from": EFFECTIVE_FROM}
    )
    if not added:
        return
    for row in rules:
        steps = row.pop("steps")
        rule = apps.get_model("duediligence", "AuthorityRule").objects.create(version=version, **row)
        for order, (role, whose) in enumerate(steps, start=1):
            apps.get_model("duediligence", "AuthorityStep").objects.create(
                rule=rule, order=order, role=role, whose=whose
            )
