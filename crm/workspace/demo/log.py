"""Two years of the contact log: interactions, tasks, coordination requests in every state."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from crm.accounts.models import Office, User
from crm.companies.enums import CompanyStatus
from crm.companies.models import Company, Theme
from crm.contactlog.enums import CoordinationState, InteractionKind
from crm.contactlog.models import CoordinationRequest, FollowUp, GoingAhead, Interaction
from crm.core.clock import add_working_days
from crm.core.visibility import Visibility

from .organisation import Organisation
from .register import Register, morning
from .words import NOTES, SUBJECTS, TASKS


def build(*, organisation: Organisation, register: Register, rng: Random, today: date) -> None:
    interactions = _interactions(organisation, register, rng, today)
    Interaction.objects.bulk_create(interactions)
    _people_and_themes(interactions, organisation, register, rng)
    _tasks(interactions, organisation, rng, today)
    _coordination(organisation, register, rng, today)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _interactions(organisation: Organisation, register: Register, rng: Random, today: date) -> list[Interaction]:
    offices = [*organisation.countries.values(), *organisation.regions.values()]
    made = []
    for company in register.companies:
        if company.status == CompanyStatus.PROSPECT and rng.random() < 0.55:
            continue
        engaged = [company.lead_office or rng.choice(offices)]
        if rng.random() < 0.18:
            engaged.append(rng.choice(offices))
        dormant = company.status in (CompanyStatus.DORMANT, CompanyStatus.CEASED)
        for _ in range(min(30, int(rng.expovariate(1 / 8)) + 1)):
            days = rng.randint(400, 730) if dormant else min(730, int(rng.expovariate(1 / 190)))
            made.append(_interaction(company, rng.choice(engaged), today - timedelta(days=days), organisation, rng))
    return sorted(made, key=lambda i: i.occurred_on)


def _interaction(company: Company, office: Office, day: date, organisation: Organisation, rng: Random) -> Interaction:
    by = rng.choice(organisation.staff[office.pk])
    language = by.language
    subject = rng.choice(list(SUBJECTS.values()))[("en", "fr", "es").index(language)]
    return Interaction(
        created_at=morning(day),
        updated_at=morning(day),
        company=company,
        office=office,
        by=by,
        kind=rng.choices(list(InteractionKind), weights=[28, 30, 26, 9, 3, 4])[0],
        occurred_on=day,
        subject=subject,
        notes=" ".join(rng.sample(NOTES[language], rng.choice([1, 1, 2]))),
        visibility=rng.choices(list(Visibility), weights=[72, 16, 12])[0],
    )


def _people_and_themes(
    interactions: list[Interaction], organisation: Organisation, register: Register, rng: Random
) -> None:
    contacts, colleagues, themed = [], [], []
    themes = list(Theme.objects.order_by("code"))
    for entry in interactions:
        theirs = register.people.get(entry.company_id, [])
        for contact in rng.sample(theirs, min(len(theirs), rng.choice([0, 1, 1, 2]))):
            contacts.append(Interaction.contacts.through(interaction=entry, contact=contact))
        ours = [u for u in organisation.staff[entry.office_id] if u != entry.by]
        if ours and rng.random() < 0.3:
            colleagues.append(Interaction.colleagues.through(interaction=entry, user=rng.choice(ours)))
        if themes:
            themed.append(Interaction.themes.through(interaction=entry, theme=rng.choice(themes)))
    Interaction.contacts.through.objects.bulk_create(contacts)
    Interaction.colleagues.through.objects.bulk_create(colleagues)
    Interaction.themes.through.objects.bulk_create(themed)


def _tasks(interactions: list[Interaction], organisation: Organisation, rng: Random, today: date) -> None:
    """A third of the entries left a task; old ones are done, some recent ones are late."""
    made = []
    for entry in interactions:
        if rng.random() > 0.3:
            continue
        due = entry.occurred_on + timedelta(days=rng.randint(3, 30))
        done = rng.random() < (0.97 if due < today - timedelta(days=45) else 0.5 if due < today else 0.05)
        assignee = rng.choice(organisation.staff[entry.office_id])
        made.append(
            FollowUp(
                created_at=morning(entry.occurred_on),
                updated_at=morning(entry.occurred_on),
                interaction=entry,
                assignee=assignee,
                due_on=due,
                text=rng.choice(TASKS),
                created_by=entry.by,
                done_at=_noon(min(due, today - timedelta(days=1))) if done else None,
                done_by=assignee if done else None,
            )
        )
    FollowUp.objects.bulk_create(made)


def _coordination(organisation: Organisation, register: Register, rng: Random, today: date) -> None:
    led = [c for c in register.companies if c.lead_office_id and c.status == CompanyStatus.ACTIVE]
    offices = list(organisation.countries.values())
    states = [CoordinationState.OPEN] * 12 + [CoordinationState.AGREED] * 9 + [CoordinationState.DECLINED] * 4
    states += [CoordinationState.JOINED] * 5 + [CoordinationState.WITHDRAWN] * 2
    for company, state in zip(rng.sample(led, len(states)), states, strict=True):
        asking = rng.choice([o for o in offices if o.pk != company.lead_office_id])
        age = rng.randint(1, 24) if state == CoordinationState.OPEN else rng.randint(20, 300)
        _request(company, asking, state, today - timedelta(days=age), today, organisation, rng)
    for company in rng.sample(led, 15):
        office = rng.choice([o for o in offices if o.pk != company.lead_office_id])
        GoingAhead.objects.create(
            at=morning(today - timedelta(days=rng.randint(3, 300))),
            company=company,
            office=office,
            by=rng.choice(organisation.staff[office.pk]),
            reason="They invited us to their local event; we spoke about the event only.",
        )


def _request(
    company: Company, asking: Office, state: str, sent: date, today: date, organisation: Organisation, rng: Random
) -> None:
    due = add_working_days(sent, 10)
    is_open = state == CoordinationState.OPEN
    answerer: User = organisation.staff[company.lead_office_id][0]
    words = {
        CoordinationState.AGREED: "Please go ahead, and copy us.",
        CoordinationState.DECLINED: "We are in the middle of a negotiation; please wait until spring.",
        CoordinationState.JOINED: "We would like to join the first meeting.",
        CoordinationState.WITHDRAWN: "No longer needed.",
    }
    CoordinationRequest.objects.create(
        created_at=morning(sent),
        updated_at=morning(sent),
        company=company,
        from_office=asking,
        to_office=company.lead_office,
        requested_by=rng.choice(organisation.staff[asking.pk]),
        topic=rng.choice(list(SUBJECTS.values()))[0],
        proposed_approach="A first call with their corporate affairs team, then a visit together.",
        state=state,
        reason=words.get(state, ""),
        due_on=due,
        answered_by=None if is_open else answerer,
        answered_at=None if is_open else _noon(sent + timedelta(days=rng.randint(1, 12))),
        escalated_at=_noon(add_working_days(due, 1)) if is_open and due < today else None,
    )
