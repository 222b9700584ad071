"""A draft becomes engagements, by the services that people use at the other doors; all of it or nothing."""

from datetime import date
from typing import Any

from django.db import transaction

from crm.accounts.models import User
from crm.imports.registries import Applied

from ..agreements.services.agreements import set_agreement
from ..engagements.services.collaborations import log_collaborations
from ..engagements.services.partnerships import open_partnership
from ..enums import ENDED, Stage
from ..funding.services.contributions import add_contribution
from ..models import Contribution, Engagement, Partner
from ..pipeline.services.moves import move
from .drafts import Draft, agreement_changes, collaboration_data, contribution_data, has_agreement, partnership_data

SUBJECT = Engagement._meta.label_lower


@transaction.atomic
def enter(draft: Draft, *, by: User, on: date) -> Applied:
    """Nobody is told. Raises what the services raise."""
    made = _partnership(draft, by=by, on=on) if draft.is_partnership else _collaborations(draft, by=by, on=on)
    first = made[0]
    return Applied(SUBJECT, first.pk, first.version, {"made": _versions(made), "companies": _by_company(made)})


def _collaborations(draft: Draft, *, by: User, on: date) -> list[Engagement]:
    made = log_collaborations(
        by=by, data=collaboration_data(draft), going_ahead_reason=draft.going_ahead, imported=True, on=on
    )
    if draft.giver:
        giving = Partner.objects.get(engagement__in=made, company=draft.giver.pk).engagement_id
        _give(draft, giving, by=by, on=on)
    return made


def _partnership(draft: Draft, *, by: User, on: date) -> list[Engagement]:
    row = open_partnership(
        by=by, data=partnership_data(draft), going_ahead_reason=draft.going_ahead, imported=True, on=on
    )
    if has_agreement(draft.values):
        set_agreement(by=by, partnership_id=row.pk, changes=agreement_changes(draft), on=on)
    # Before it begins, so that its clearance has to cover what is pledged.
    _give(draft, row.pk, by=by, on=on)
    for target, told in _way(draft):
        row = move(by=by, partnership_id=row.pk, target=target, on=on, **told)
    return [row]


def _give(draft: Draft, engagement_id: int, *, by: User, on: date) -> None:
    if given := contribution_data(draft):
        data, instalments = given
        add_contribution(by=by, engagement_id=engagement_id, data=data, instalments=instalments, on=on)


def _way(draft: Draft) -> list[tuple[str, dict[str, Any]]]:
    """The moves from *identified*: what has ended since it began passes *active*, and its gate."""
    if draft.stage == Stage.IDENTIFIED:
        return []
    told: dict[str, Any] = {}
    if draft.stage in ENDED:
        told = {"reason": draft.values.get("end_reason", ""), "cause": draft.values.get("cause", "")}
    began: list[tuple[str, dict[str, Any]]] = []
    if draft.stage in (Stage.COMPLETED, Stage.TERMINATED):
        began = [(Stage.ACTIVE, {})]
    return [*began, (draft.stage, told)]


def _versions(made: list[Engagement]) -> list[dict[str, Any]]:
    """What undo holds each against: its version, and those of what was entered with it."""
    contributions = dict(Contribution.objects.filter(engagement__in=made).values_list("engagement", "pk"))
    agreements = Engagement.objects.filter(pk__in=[row.pk for row in made], agreement__isnull=False)
    signed = dict(agreements.values_list("pk", "agreement__version"))
    return [
        {
            "id": row.pk,
            "version": row.version,
            "contribution": contributions.get(row.pk),
            "agreement": signed.get(row.pk),
        }
        for row in made
    ]


def _by_company(made: list[Engagement]) -> dict[str, int]:
    rows = Partner.objects.filter(engagement__in=made).values_list("company", "engagement")
    return {str(company_id): pk for company_id, pk in rows}
