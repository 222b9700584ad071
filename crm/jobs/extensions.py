"""What this app adds to the pages of the layers below and to the hosts of core."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.notifications.registries import Wording, wordings

from .registries import job_kinds


def _label(values: dict[str, Any]) -> str:
    kind = job_kinds.get(values.get("kind", ""))
    return str(kind.label) if kind else _("Background work")


wordings.add(
    "job_done",
    Wording(
        sentence=lambda values: _("%(work)s: done.") % {"work": _label(values)},
        button=gettext_lazy("See the result"),
        icon="circle-check",
        by_email=False,
    ),
)
wordings.add(
    "job_failed",
    Wording(
        sentence=lambda values: _("%(work)s: it did not work.") % {"work": _label(values)},
        button=gettext_lazy("See what happened"),
        icon="triangle-alert",
        by_email=False,
    ),
)
