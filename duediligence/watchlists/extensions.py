"""What the watch lists add to the hosts below: work in the background, the ways in, what waits for somebody."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.core.extension_points import InboxItem, InboxSource, inbox_sources
from crm.jobs.registries import JobKind, Progress, job_kinds

from ..models import Hit
from . import tables, wordings  # noqa: F401
from .selectors import freshness
from .services import loads, rescreening, uploads


def _load(job: Any, progress: Progress) -> dict[str, Any]:
    given = job.arguments
    return loads.run_load(load_id=given["load"], force=bool(given.get("force")), progress=progress)


def _load_gave_up(job: Any) -> None:
    loads.fail(load_id=job.arguments["load"], errors=[{"place": "file", "detail": job.problem, "code": "gave_up"}])


def _rescreen(job: Any, progress: Progress) -> dict[str, Any]:
    given = job.arguments
    return rescreening.rescreen(load_id=given["load"], part=given.get("part", 0), progress=progress)


job_kinds.add(
    uploads.LOAD_JOB, JobKind(_("Loading a watch list"), _load, "list-checks", gave_up=_load_gave_up, notices=False)
)
job_kinds.add(
    rescreening.RESCREEN_JOB,
    JobKind(_("Looking all parties up in a watch list"), _rescreen, "scan-search", notices=False),
)


def _waiting(user: Any, today: date) -> Iterator[InboxItem]:
    """For the partnerships team: hits to be handled, and required lists that stop every submission."""
    if not access(user).has(Role.PARTNERSHIPS):
        return
    for each in freshness(today):
        if each.watchlist.required and not each.verdict:
            url = reverse("duediligence:watchlist", args=[each.watchlist.code])
            yield InboxItem(each.verdict.reason, url, _("Watch list"), "octagon-alert", tone="bad")
    if count := Hit.objects.open().count():
        sentence = ngettext("%(count)s hit in watch lists is open", "%(count)s hits in watch lists are open", count)
        yield InboxItem(sentence % {"count": count}, reverse("duediligence:hits"), _("Hit"), "scan-search", tone="warn")


inbox_sources.add("watch-lists", InboxSource(_("Watch lists"), _waiting), order=30)
