"""The watch lists of the demo: an invented list in the place of the United Nations', and the organisation's own."""

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.db.models import F

from crm.accounts.models import User
from crm.companies.models import Company
from crm.jobs.models import Job
from crm.jobs.services import running
from crm.workspace.demo.moments import moment, workday

from ..enums import HitState, ListFormat, LoadState
from ..models import Hit, ListLoad, Screening
from ..watchlists.services.hits import resolve
from ..watchlists.services.unattended import load_file
from ..watchlists.services.uploads import Upload, receive
from .listed import OWN_NAME, UN_NAME, own_list, un_list
from .people import People

# A list counts as stale after 45 days.
FIRST_DAYS_AGO, APART = 770, 42


def load(*, people: People, alike: list[Company], today: date) -> None:
    """The first file of each two years ago, and the same one again every six weeks; the last one three days ago."""
    by = people.team[-1]
    names = [(" ".join(c.legal_name.split()[:-1]), c.country.code) for c in alike]
    for code, filename, text, apart in (
        ("un", UN_NAME, un_list(), APART),
        ("own", OWN_NAME, own_list(names=names), 5 * APART),
    ):
        file = ContentFile(text.encode(), filename)
        first = load_file(code=code, upload=Upload([file], ListFormat.CSV), by=by)
        _date(first, workday(today - timedelta(days=FIRST_DAYS_AGO)))
        for days in range(3 + apart * ((FIRST_DAYS_AGO - 30) // apart), 0, -apart):
            _again(code, filename, text, by, workday(today - timedelta(days=days)))
    for job in Job.objects.open().order_by("pk"):
        running.run(job_id=job.pk)
    ListLoad.objects.filter(state=LoadState.DONE).update(rescreened_at=F("loaded_at"))
    ListLoad.objects.update(uploaded_at=F("loaded_at"))


def _date(load: ListLoad, day: date) -> None:
    ListLoad.objects.filter(pk=load.pk).update(loaded_at=moment(day, 8), list_date=day)


def _again(code: str, filename: str, text: str, by: User, day: date) -> None:
    file = ContentFile(text.encode(), filename)
    receive(code=code, upload=Upload([file], ListFormat.CSV), by=by, at=moment(day, 8))


def handle(*, screening: Screening, people: People, day: date, confirmed: bool) -> None:
    """Every hit that is open: cleared by one of the team, or confirmed by two."""
    first, second = people.team[0], people.team[1]
    for hit in Hit.objects.filter(party__screening=screening, state=HitState.OPEN).order_by("pk"):
        if not confirmed:
            reason = "Another firm of that name: other owners, another number in the register."
            resolve(hit_id=hit.pk, by=first, verdict=HitState.CLEARED, reason=reason, at=moment(day, 14))
            continue
        reason = "Same name, same country, same owners; the office has the invoices."
        for hour, person in ((10, first), (15, second)):
            resolve(hit_id=hit.pk, by=person, verdict=HitState.CONFIRMED, reason=reason, at=moment(day, hour))
