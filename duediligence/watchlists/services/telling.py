"""Who is told of loads and hits: the one place where the watch lists meet the notifications."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.contactlog.selectors import people_of
from crm.core import clock
from crm.notifications.services.notices import notify

from ...enums import DECIDED_STATES, LoadState
from ...models import Hit, ListLoad, Screening
from ..selectors.freshness import oldest_that_counts
from ..transitions import LOAD


def partnerships_team(*, on: date) -> list[User]:
    return list(User.objects.active().holding(Role.PARTNERSHIPS, on=on))


def tell_of_load(load: ListLoad) -> None:
    """Whoever loaded it, how it ended; and that it is too old to count."""
    step = next(step.notice for step in LOAD if step.target == load.state and step.notice)
    old = load.own_date and load.state == LoadState.DONE and load.own_date < oldest_that_counts(clock.today())
    notify(
        recipients=[load.uploaded_by],
        wording="watchlist_loaded_old" if old else step,
        values={
            "list": load.watchlist.name,
            "dated_on": load.own_date.isoformat() if load.own_date else "",
            "added": load.added,
            "changed": load.changed,
            "removed": load.removed,
            "reason": " ".join(f"{each['place']}: {each['detail']}" for each in load.errors[:1]),
        },
        path=reverse("duediligence:watchlist", args=[load.watchlist.code]),
        subject=load,
    )


def tell_of_hits(*, load: ListLoad, hits: Sequence[Hit]) -> None:
    """The partnerships team of all that a load brought up; the offices of what was decided, each of its own."""
    if not hits:
        return
    today = clock.today()
    values = {"list": load.watchlist.name, "count": len(hits)}
    path = reverse("duediligence:hits")
    notify(recipients=partnerships_team(on=today), wording="hits_found", values=values, path=path, subject=load)
    decided = {hit.party.screening for hit in hits if hit.party.screening.state in DECIDED_STATES}
    for screening in sorted(decided, key=lambda each: each.pk):
        names = sorted({hit.party.name for hit in hits if hit.party.screening_id == screening.pk})
        _tell_offices("hit_on_decided", screening, ", ".join(names)[:200], load.watchlist.name)


def tell_of_confirmation(hit: Hit, *, by: User) -> None:
    screening = hit.party.screening
    team = [person for person in partnerships_team(on=clock.today()) if person.pk != by.pk]
    _tell("hit_confirmed", screening, team, party=hit.party.name, list=hit.entry.watchlist.name)
    if screening.state in DECIDED_STATES:
        _tell_offices("hit_confirmed", screening, hit.party.name, hit.entry.watchlist.name)


def _tell_offices(wording: str, screening: Screening, party: str, watchlist: str) -> None:
    """The office that leads the relationship, and the one that asked for the screening."""
    offices = {office for office in (screening.company.lead_office_id, screening.office_id) if office}
    team = {person.pk for person in partnerships_team(on=clock.today())}
    people = [person for person in people_of(offices, on=clock.today()) if person.pk not in team]
    _tell(wording, screening, people, party=party, list=watchlist)


def _tell(wording: str, screening: Screening, people: Iterable[User], **values: Any) -> None:
    recipients = list(people)
    if recipients:
        notify(
            recipients=recipients,
            wording=wording,
            values={"company": screening.company.legal_name, **values},
            path=reverse("duediligence:hits") + f"?screening={screening.pk}",
            subject=screening,
        )
