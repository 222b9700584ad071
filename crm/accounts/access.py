"""One reading of a person's roles for each request, kept on the user object."""

from datetime import date

from crm.core import clock

from .models import User
from .selectors import Access, access_of


def access(user: User, *, on: date | None = None) -> Access:
    """The person's access today, read at most once for this user object."""
    day = on or clock.today()
    kept = user.__dict__.get("_access")
    if kept is None or kept[0] != day:
        kept = (day, access_of(user, on=day))
        user.__dict__["_access"] = kept
    return kept[1]
