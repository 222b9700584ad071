"""Rating x office x role x delegation: who can decide, in one table: routes.txt beside this file.

After a change that is meant, write it anew with `CONCORD_WRITE_ROUTES=1 ./concord test tests/duediligence/screening`
and read its difference.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.accounts.models import User
from crm.accounts.services.delegations import delegate
from crm.core import clock
from duediligence.enums import Outcome, Rating
from duediligence.screening.policies.decisions import may_decide, may_vote
from duediligence.screening.rights import party_ids
from duediligence.screening.selectors.routes import standing
from tests.cast import PEOPLE
from tests.factories import CompanyFactory, UserFactory

TABLE = Path(__file__).with_name("routes.txt")
OFFICES = ("senegal", "ghana", "dakar", "hub", "hq")
DECIDING = ("chief_of_mission", "regional_director", "committee_member", "director_general")


@pytest.fixture
def actors(cast, committee) -> dict[str, str]:
    """{name in the table: e-mail}: everybody of the cast, the chair, and a deputy of each who decides."""
    people = {key: getattr(cast, key) for key in PEOPLE} | {"chair": committee["deputy_director_general"]}
    today = clock.today()
    for key in (*DECIDING, "chair"):
        deputy = UserFactory(email=f"deputy.{key}@concord.example", office=cast.hq)
        role = people[key].roles.get()
        delegate(by=people[key], assignment=role, deputy=deputy, starts_on=today, ends_on=today, on=today)
        people[f"deputy of {key}"] = deputy
    return {name: person.email for name, person in people.items()}


def lines(cast, submitted, actors) -> Iterator[str]:
    for rating in Rating.values:
        for office in OFFICES:
            for asked_by in ("focal_point", "chief_of_mission"):
                screening = submitted(
                    rating, by=getattr(cast, asked_by), office=getattr(cast, office), company=CompanyFactory()
                )
                yield f"{rating}, {office}, asked by {asked_by}: {_route(screening)}; {_who(screening, actors)}"


def _route(screening) -> str:
    steps = screening.route.select_related("office")
    return " > ".join(f"{step.role} {step.office.code} ({step.rule})" for step in steps)


def _who(screening, actors) -> str:
    today = clock.today()
    step, ballot = standing(screening, on=today)
    parties = party_ids(screening)
    found: dict[str, list[str]] = {}
    for name, email in actors.items():
        person = User.objects.get(email=email)
        outcome = Outcome.REJECTED if screening.rating == Rating.EXCLUDED else ""
        verdict = may_decide(person, step, parties, on=today, outcome=outcome, ballot=ballot)
        word = "decides" if verdict else verdict.code if verdict.kind == "moment" else ""
        if may_vote(person, step, ballot, parties, on=today):
            word = f"votes {word}".strip()
        if word:
            found.setdefault(word, []).append(name)
    return "; ".join(f"{word}: {', '.join(names)}" for word, names in sorted(found.items()))


def test_every_rating_office_role_and_deputy(cast, submitted, actors):
    text = "\n".join(lines(cast, submitted, actors)) + "\n"
    if os.environ.get("CONCORD_WRITE_ROUTES"):
        TABLE.write_text(text, encoding="utf-8")
    assert text == TABLE.read_text(encoding="utf-8")
