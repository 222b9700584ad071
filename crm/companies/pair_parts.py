"""What possible duplicates bring to the hosts of core, and what this app tells of two records beside one another."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from crm.accounts.access import access
from crm.core.extension_points import Command, InboxItem, InboxSource, commands, inbox_sources
from crm.jobs.registries import JobKind, Progress, job_kinds

from . import pair_tables  # noqa: F401
from .duplicates.comparing import STRONG
from .models import Affiliation, Company, CompanyPair, Document, Interest
from .registries import Activity, company_activity, contact_activity
from .services import pair_upkeep


def _counts(model: Any, owner: str, **narrowed: Any) -> Callable[[Sequence[int], Any], Mapping[int, int]]:
    def read(ids: Sequence[int], _user: Any) -> Mapping[int, int]:
        rows = model.objects.filter(**{f"{owner}__in": ids}, **narrowed).order_by()
        return dict(rows.values_list(owner).annotate(n=Count("pk")))

    return read


def _waiting(user: Any, _today: date) -> Iterable[InboxItem]:
    """One line for all of them, and only for what is beyond doubt whose it is and nearly beyond doubt one company."""
    pairs = CompanyPair.objects.visible_to(user).waiting().filter(score__gte=STRONG)
    found = pairs.both_answered_for_by(access(user)).count()
    if found:
        title = ngettext("%(n)s company may be entered twice", "%(n)s companies may be entered twice", found)
        yield InboxItem(
            title=title % {"n": found},
            url=reverse("companies:pair_list") + "?strength=strong",
            kind=_("Possible duplicates"),
            icon="copy",
            hint=_("led by your office"),
        )


def _compare_everything(_job: Any, progress: Progress) -> dict[str, Any]:
    return pair_upkeep.compare_everything(progress=progress)


company_activity.add("people", Activity(_("People"), _counts(Affiliation, "company", until=None)), order=20)
company_activity.add("documents", Activity(_("Documents"), _counts(Document, "company", binned_at=None)), order=30)
company_activity.add("interests", Activity(_("Interests"), _counts(Interest, "company")), order=31)
company_activity.add("subsidiaries", Activity(_("Subsidiaries"), _counts(Company, "parent", binned_at=None)), order=32)
contact_activity.add("posts", Activity(_("Posts"), _counts(Affiliation, "contact")), order=20)
inbox_sources.add("company_pairs", InboxSource(_("Possible duplicates"), _waiting), order=60)
job_kinds.add(
    pair_upkeep.JOB,
    JobKind(_("Search for duplicates"), _compare_everything, "copy", cancellable=True, notices=False),
)
commands.add(
    "company_pairs",
    Command(_("Possible duplicates"), "companies:pair_list", "copy", (_("duplicates"), _("twice"))),
    order=81,
)
