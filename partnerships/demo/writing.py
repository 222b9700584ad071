"""Plans become rows, in a few statements for all of them; the same triggers hold as for anybody else."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.db import models

from crm.companies.models import Theme
from crm.workspace.demo.moments import moment, workday

from ..enums import PIPELINE, ClauseState, EngagementKind, Stage
from ..models import Agreement, Clause, Engagement, Partner, Renewal, StageMove
from ..pipeline.transitions import PIPELINE_TABLE
from .plans import Entered, Plan
from .trail import tell
from .words import NDA_MINIMUM

M = TypeVar("M", bound=models.Model)

_CLAUSES = {
    ClauseState.OPEN: "clause.raised",
    ClauseState.AGREED: "clause.agreed",
    ClauseState.DROPPED: "clause.dropped",
}


def stamped(model: type[M], at: datetime, **values: Any) -> M:
    """A row that was made at a moment and not changed since."""
    return model(created_at=at, updated_at=at, **values)


def write(plans: Sequence[Plan]) -> list[Entered]:
    themes = dict(Theme.objects.values_list("code", "pk"))
    entered = [Entered(plan, _row(plan)) for plan in plans]
    Engagement.objects.bulk_create(each.row for each in entered)
    _link(entered, themes)
    for each in entered:
        each.partners = [
            Partner(
                engagement=each.row,
                company=part.company,
                lead=place == 0,
                agreed_usd=part.agreed,
                clearance=part.clearance,
                relied_on=part.relied_on,
                running=each.plan.stage == Stage.ACTIVE,
            )
            for place, part in enumerate(each.plan.parts)
        ]
    Partner.objects.bulk_create(partner for each in entered for partner in each.partners)
    _agreements([each for each in entered if each.plan.paper])
    _moves(entered)
    return entered


def _row(plan: Plan) -> Engagement:
    return stamped(
        Engagement,
        moment(plan.began, 9),
        kind=EngagementKind.PARTNERSHIP,
        title=plan.title,
        type=plan.type,
        modality=plan.modality,
        description=plan.text,
        lead_office=plan.office,
        countries=sorted(plan.countries or (plan.office.country.code,)),
        sdgs=list(plan.sdgs),
        starts_on=plan.paper.signed_on if plan.paper else None,
        ends_on=plan.ends_on,
        disclosure=plan.disclosure,
        airline=plan.airline,
        relationship_lead=plan.lead,
        grown_from=plan.grown_from,
        programme=plan.programme,
        expected_usd=plan.expected,
        stage=plan.stage,
        stage_since=moment(plan.moved, 15),
        created_by=plan.lead,
    )


def _link(entered: Sequence[Entered], themes: dict[str, int]) -> None:
    links: dict[Any, list[Any]] = {}
    for each in entered:
        plan, row = each.plan, each.row
        for relation, column, ids in (
            (Engagement.offices, "office_id", [office.pk for office in plan.offices]),
            (Engagement.themes, "theme_id", [themes[plan.theme]] if plan.theme else []),
            (Engagement.colleagues, "user_id", [person.pk for person in plan.colleagues]),
            (Engagement.contacts, "contact_id", [contact.pk for contact in plan.contacts]),
        ):
            through = relation.through
            links.setdefault(through, []).extend(through(engagement_id=row.pk, **{column: pk}) for pk in ids)
    for through, rows in links.items():
        through.objects.bulk_create(rows)


def _agreements(entered: Sequence[Entered]) -> None:
    rows, clauses, renewals = [], [], []
    for each in entered:
        plan, paper = each.plan, each.plan.paper
        known = next(iter(plan.contacts), None)
        row = stamped(
            Agreement,
            moment(paper.since or plan.began, 11),
            engagement=each.row,
            kind=paper.kind,
            reference=f"{plan.office.code}/{(paper.signed_on or plan.moved):%Y}/{each.row.pk:03}",
            negotiated_since=paper.since,
            signed_on=paper.signed_on,
            signed_by_us=plan.lead.name if paper.signed_on else "",
            signed_by_them=known.name if known and paper.signed_on else "",
            starts_on=paper.signed_on,
            ends_on=paper.ends_on,
            renewal=paper.renewal,
            nda=paper.nda,
            nda_minimum=NDA_MINIMUM if paper.nda else "",
        )
        rows.append(row)
        clauses += [
            stamped(Clause, moment(clause.raised_on, 10), agreement=row, **vars(clause)) for clause in paper.clauses
        ]
        if paper.ran_until:
            renewals.append(_renewal(each, row, paper.ran_until))
    Agreement.objects.bulk_create(rows)
    Clause.objects.bulk_create(clauses)
    Renewal.objects.bulk_create(renewals)
    for each, row in zip(entered, rows, strict=True):
        if row.signed_on:
            after = {"signed_on": row.signed_on.isoformat(), "kind": row.kind}
            tell(moment(row.signed_on, 14), verb="agreement.signed", subject=each.row, by=each.plan.lead, after=after)
    for clause in clauses:
        tell(
            moment(clause.settled_on or clause.raised_on, 12),
            verb=_CLAUSES[ClauseState(clause.state)],
            subject=clause.agreement.engagement,
            by=clause.agreement.engagement.created_by,
        )


def _renewal(each: Entered, row: Agreement, ran_until: date) -> Renewal:
    told = [
        {"company": str(part.company), "state": "in_force", "valid_until": part.clearance.valid_until.isoformat()}
        for part in each.plan.parts
        if part.clearance
    ]
    decided = workday(ran_until - timedelta(days=30))
    return Renewal(
        agreement=row,
        was_until=ran_until,
        until=row.ends_on,
        reason="Both sides want to go on; the second year reached more people than the first.",
        clearances=told,
        by=each.plan.lead,
        at=moment(decided, 14),
    )


def _moves(entered: Sequence[Entered]) -> None:
    moves = [move for each in entered for move in moves_of(each)]
    StageMove.objects.bulk_create(moves)
    for move in moves:
        if not move.source:
            after: dict[str, Any] = {"title": move.partnership.title}
            tell(move.at, verb="partnership.opened", subject=move.partnership, by=move.by, after=after)
            continue
        told = {"cause": move.cause, "reason": move.reason} if move.cause else {}
        tell(
            move.at,
            verb=PIPELINE_TABLE.step(move.source, move.target).verb,
            subject=move.partnership,
            by=move.by,
            before={"stage": move.source},
            after={"stage": move.target, **told},
        )


def moves_of(each: Entered) -> list[StageMove]:
    """From the first stage to its own, with uneven steps between the days that are known."""
    plan = each.plan
    source, told = "", []
    for place, (stage, day) in enumerate(_days(plan, each.row.pk)):
        last = stage == plan.stage
        told.append(
            StageMove(
                partnership=each.row,
                source=source,
                target=stage,
                by=plan.lead,
                at=moment(day, 15 if place else 9),
                cause=plan.cause if last else "",
                reason=plan.reason if last else "",
            )
        )
        source = stage
    return told


def _days(plan: Plan, number: int) -> list[tuple[str, date]]:
    stages = _prepared(plan)
    ended = plan.stage in (Stage.COMPLETED, Stage.TERMINATED)
    signed = plan.paper.signed_on if plan.paper and plan.paper.signed_on and ended else plan.moved
    steps = [0, *(3 + (number * step) % 5 for step in range(1, len(stages)))]
    whole = sum(steps) + (0 if plan.stage in PIPELINE else 4)
    days = [
        max(plan.began, workday(plan.began + (signed - plan.began) * sum(steps[: place + 1]) // max(1, whole)))
        for place in range(len(stages))
    ]
    told = list(zip(stages, days, strict=True))
    if plan.stage in PIPELINE:
        return [*told[:-1], (plan.stage, plan.moved)]
    return [*told, *([(Stage.ACTIVE.value, signed)] if ended else []), (plan.stage, plan.moved)]


def _prepared(plan: Plan) -> list[str]:
    """The stages before anything was signed."""
    if plan.stage in PIPELINE:
        return list(PIPELINE[: PIPELINE.index(Stage(plan.stage)) + 1])
    return list(PIPELINE[: 3 + plan.began.day % 3] if plan.stage == Stage.CLOSED else PIPELINE)
