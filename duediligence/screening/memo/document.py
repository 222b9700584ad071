"""What goes into a memo. English, the organisation's language of record: a memo is read as it was frozen.

A new shape of the document takes a new FORM and a new template beside the old ones, which stay.
"""

from datetime import datetime
from typing import Any

from django.utils import translation

from crm.core import countries

from ...enums import Rating
from ...models import Clearance, Screening, Vote
from . import research

FORM = 2


def document_of(screening: Screening, *, at: datetime) -> dict[str, Any]:
    with translation.override("en"):
        return {
            "form": FORM,
            "frozen_at": at,
            "screening": _screening(screening),
            "company": _company(screening),
            "rating": _rating(screening),
            "route": [_step(step) for step in screening.route.all()],
            "votes": _votes(screening),
            "conditions": [_condition(each) for each in screening.conditions.select_related("owner")],
            "clearance": _clearance(screening),
            "moves": [_move(each) for each in screening.moves.select_related("by", "on_behalf_of")],
            "answers": research.answers(screening),
            "activities": research.activities(screening),
            "controversies": research.controversies(screening),
            "risks": research.risks(screening),
            "evidence": research.evidence(screening),
            "parties": research.parties(screening),
            "checks": research.checks(screening),
            "hits": research.hits(screening),
        }


def _screening(s: Screening) -> dict[str, Any]:
    return {
        "id": str(s.pk),
        "purpose": s.get_purpose_display(),
        "further_purposes": list(s.further_purposes),
        "track": s.get_track_display(),
        "amount_usd": s.amount_usd,
        "description": s.description,
        "emblem_use": s.emblem_use,
        "exclusive": s.exclusive,
        "procurement_link": s.procurement_link,
        "conflict_of_interest": s.conflict_of_interest,
        "office": s.office.name,
        "requested_by": s.requested_by.name,
        "requested_at": s.requested_at,
        "researcher": s.researcher.name if s.researcher else "",
        "submitted_by": s.submitted_by.name if s.submitted_by else "",
        "submitted_at": s.submitted_at,
        "criteria_on": s.criteria_on,
        "summary": s.summary,
        "benefit": s.benefit,
        "way_out": s.way_out,
        "monitoring_plan": s.monitoring_plan,
        "dissent": s.dissent,
        "outcome": s.get_state_display(),
        "decided_at": s.decided_at,
        "reason": s.decision_reason,
    }


def _company(s: Screening) -> dict[str, Any]:
    company = s.company
    return {
        "id": str(company.pk),
        "legal_name": company.legal_name,
        "other_names": sorted(company.other_names.values_list("name", flat=True)),
        "country": countries.label(str(company.country)) if company.country else "",
        "lei": company.lei,
        "registrations": [
            f"{kind} {number} {country}".strip()
            for kind, number, country in company.registrations.order_by("kind", "number").values_list(
                "kind", "number", "country"
            )
        ],
        "parent": company.parent.legal_name if company.parent else "",
        "global_compact": company.get_global_compact_display(),
        "state_share": company.state_share,
    }


def _rating(s: Screening) -> dict[str, Any]:
    return {
        "proposed": Rating(s.proposed_rating).label,
        "fixed": Rating(s.rating).label,
        "code": s.rating,
        "justification": s.rating_reason,
        "findings": research.findings(s),
        "authority_matrix": s.authority.number if s.authority else None,
    }


def _step(step: Any) -> dict[str, Any]:
    return {
        "round": step.round,
        "order": step.order,
        "rating": step.get_rating_display(),
        "role": step.get_role_display(),
        "office": step.office.name,
        "decides": step.decides,
        "authority_matrix": step.authority.number,
        "rule": step.get_rule_display(),
        "state": step.get_state_display(),
        "decided_by": step.decided_by.name if step.decided_by else "",
        "on_behalf_of": step.on_behalf_of.name if step.on_behalf_of else "",
        "decided_at": step.decided_at,
        "outcome": step.get_outcome_display(),
        "reason": step.reason,
    }


def _votes(s: Screening) -> list[dict[str, Any]]:
    rows = Vote.objects.filter(step__screening=s).select_related("member", "cast_by", "step")
    return [
        {
            "round": vote.step.round,
            "order": vote.step.order,
            "seat": vote.get_seat_display() or vote.get_role_display(),
            "member": vote.member.name,
            "cast_by": vote.cast_by.name,
            "vote": vote.get_vote_display(),
            "reason": vote.reason,
            "interest": vote.interest,
            "cast_at": vote.cast_at,
        }
        for vote in rows.order_by("step__round", "step__order", "pk")
    ]


def _condition(condition: Any) -> dict[str, Any]:
    return {
        "text": condition.text,
        "owner": condition.owner.name,
        "due_on": condition.due_on,
        "before_signature": condition.before_signature,
    }


def _clearance(s: Screening) -> dict[str, Any] | None:
    clearance = Clearance.objects.filter(screening=s).first()
    if clearance is None:
        return None
    return {
        "id": str(clearance.pk),
        "purposes": list(clearance.purposes),
        "amount_ceiling_usd": clearance.amount_ceiling,
        "valid_from": clearance.valid_from,
        "valid_until": clearance.valid_until,
        "review_months": clearance.review_months,
    }


def _move(move: Any) -> dict[str, Any]:
    return {
        "from": move.get_source_display(),
        "to": move.get_target_display(),
        "by": move.by.name,
        "on_behalf_of": move.on_behalf_of.name if move.on_behalf_of else "",
        "at": move.at,
        "reason": move.reason,
    }
