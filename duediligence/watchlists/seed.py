"""The lists that a new installation begins with; headquarters keep them from then on."""

from typing import Any

# Code, name, what a confirmed hit means, whether nothing is submitted without it (agency setting).
LISTS = (
    ("un", "UN Security Council consolidated list", "un", True),
    ("ofac", "OFAC Specially Designated Nationals", "other", False),
    ("eu", "European Union consolidated financial sanctions", "other", False),
    ("world-bank", "World Bank listing of ineligible firms and individuals", "other", False),
    ("opensanctions", "OpenSanctions", "other", False),
    ("own", "The organisation's own list", "other", False),
)


def sow(apps: Any) -> None:
    """Add what isn't there yet, by its code. `apps` are a migration's, or Django's."""
    for code, name, standing, required in LISTS:
        apps.get_model("duediligence", "WatchList").objects.get_or_create(
            code=code, defaults={"name": name, "standing": standing, "required": required}
        )
