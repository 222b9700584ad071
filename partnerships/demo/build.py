"""Fills the demo organisation with partnerships and collaborations; part of `load_demo`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

from crm.companies.enums import CompanyStatus
from crm.companies.models import Company
from crm.workspace.demo.backdating import backdated
from crm.workspace.demo.organisation import Organisation
from crm.workspace.demo.register import Register

from ..enums import PIPELINE, Stage
from ..models import (
    Agreement,
    Clause,
    Contribution,
    DealBreaker,
    Engagement,
    EngagementDocument,
    Indicator,
    Instalment,
    Lesson,
    Milestone,
    Partner,
    Programme,
    StaffTime,
    SurveyInvitation,
)
from . import collaborations, crest, money, papers, results, rulings, scores
from .plans import Plan
from .pool import Pool
from .stages import Stages
from .writing import write

SEED = 19
BACKDATED = (
    Agreement,
    Clause,
    Contribution,
    DealBreaker,
    Engagement,
    EngagementDocument,
    Indicator,
    Instalment,
    Lesson,
    Milestone,
    Programme,
    StaffTime,
    SurveyInvitation,
)
# Collaborations that grew into a partnership.
GROWN = 6


def build(*, organisation: Organisation, register: Register, today: date) -> dict[str, int]:
    """Draws from numbers of its own, so that the rest of the demo stays as it is."""
    rng = Random(SEED)
    team = organisation.staff[organisation.hq.pk][0]
    with backdated(BACKDATED):
        held = collaborations.build(register=register, organisation=organisation, rng=rng, today=today)
        pool = Pool(register, today=today)
        programme = crest.programme(organisation, today=today)
        of_crest = write(crest.plans(pool, organisation, programme, today=today))
        others = write(_grown(Stages(pool, organisation, rng, today).plans(), held))
        money.build(others, of_crest, rng=rng, today=today)
        entered = [*of_crest, *others]
        scores.build(entered, rng=rng, today=today)
        results.build(entered, rng=rng, today=today)
    with backdated([EngagementDocument]):
        papers.build(entered, team=team)
    rulings.build(today=today)
    _partners_are_active()
    return {"partnerships": len(entered), "collaborations": len(held)}


def _grown(plans: list[Plan], held: Sequence[Engagement]) -> list[Plan]:
    """Of some that are prepared, one of the collaborations that stand before it becomes their beginning."""
    company_of = dict(Partner.objects.filter(engagement__in=held).values_list("engagement", "company_id"))
    known = {company_of[row.pk]: row for row in held}
    made, left = [], GROWN
    for plan in plans:
        row = known.get(plan.parts[0].company.pk)
        grows = left > 0 and row is not None and _grows(plan, row)
        made.append(replace(plan, grown_from=row) if grows else plan)
        left -= grows
    return made


def _grows(plan: Plan, row: Engagement) -> bool:
    return plan.stage in (*PIPELINE, Stage.ACTIVE) and row.starts_on is not None and row.starts_on <= plan.began


def _partners_are_active() -> None:
    running = Partner.objects.filter(running=True).values("company")
    Company.objects.filter(pk__in=running).exclude(status=CompanyStatus.ACTIVE).update(
        status=CompanyStatus.ACTIVE, status_reason=""
    )
