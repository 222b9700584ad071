"""How a gift is worded."""

from typing import Any

from django.utils.translation import gettext as _

from ..models import Cause


def giver(row: Any) -> str:
    """Of a gift out of `selectors.register`: who gave, or the number for whoever may not read the name."""
    return row.giver or str(_("Private donor %(number)s") % {"number": row.donor_id})


def use(cause: Cause | None) -> str:
    return str(cause) if cause else _("To be allocated")
