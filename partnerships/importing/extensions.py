"""The kind of files that partnerships take."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.core.verdict import Verdict
from crm.imports.registries import ImportKind, import_kinds

from ..engagements import policies
from .fields import FIELDS
from .planner import EngagementPlanner
from .reading import hints
from .undoing import undo


def _may_import(user: User) -> Verdict:
    return policies.may_work(access(user))


# One kind for both: the sheets of offices hold both and say in a column which of them a row is, a collaboration grows
# into a partnership in the next year's sheet, and the REST contract names one kind.
ENGAGEMENTS = ImportKind(
    key="engagements",
    label=_("Partnerships and collaborations"),
    fields=FIELDS,
    planner=EngagementPlanner,
    undo=undo,
    may_import=_may_import,
    hints=hints,
    icon="handshake",
    help=_("What offices do with companies that the register knows. A partnership is active only under a clearance."),
    subject_path=lambda pk: reverse("partnerships:engagement", args=[pk]),
)
import_kinds.add(ENGAGEMENTS.key, ENGAGEMENTS, order=40)
