"""Screenings with stored answers: under way, or behind a clearance in force."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from crm.core import clock
from duediligence.criteria.selectors import authority
from duediligence.criteria.services.data import CriterionData
from duediligence.models import Answer, Clearance, Criterion, Screening
from tests.factories import CompanyFactory

TODAY = date(2026, 11, 20)


@pytest.fixture
def screened(cast):
    """Makes a screening with these answers, by code; approved with a rating, it has a clearance in force."""

    def make(*, approved: str = "", state: str = "research", track: str = "standard", isic: str = "", **answers: str):
        now = clock.now()
        rated: dict[str, Any] = {"state": state}
        if approved:
            rated = {
                "state": "approved",
                "rating": approved,
                "proposed_rating": approved,
                "submitted_at": now,
                "decided_at": now,
                "decision_reason": "Fine",
                "authority": authority(TODAY),
            }
        screening = Screening.objects.create(
            company=CompanyFactory(isic=isic),
            purpose="partnership",
            track=track,
            office=cast.senegal,
            requested_by=cast.focal_point,
            state_since=now,
            criteria_on=TODAY,
            **rated,
        )
        for code, value in answers.items():
            answer(screening, code.replace("_", "-"), value, cast.partnerships_officer)
        if approved:
            Clearance.objects.create(
                screening=screening,
                company=screening.company,
                purposes=["partnership"],
                amount_ceiling=1000,
                rating=approved,
                valid_from=TODAY,
                valid_until=date(2028, 1, 1),
            )
        return screening

    return make


def answer(screening: Screening, code: str, value: str, by: Any) -> None:
    version = Criterion.objects.get(code=code).versions.latest("number")
    Answer.objects.create(screening=screening, version=version, value=value, answered_by=by, answered_at=clock.now())


@pytest.fixture
def as_it_is(db):
    """The latest version of a criterion as it could be set again, with changes."""

    def data(code: str, **changes: Any) -> CriterionData:
        version = Criterion.objects.get(code=code).versions.latest("number")
        said = {f.name: getattr(version, f.name) for f in fields(CriterionData)}
        return CriterionData(**(said | {"effective_from": TODAY, "reason": "A stricter norm"} | changes))

    return data
