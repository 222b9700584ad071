"""The authority matrix: who decides, how soon, for how long (domain.md section 5, decision; section 1, P15)."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.enums import DECIDING_ROLES, STANDING_SEATS, Role
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock

from ...enums import DECIDABLE, Rating, Whose
from ...models import AuthorityRule, AuthorityStep, AuthorityVersion
from .. import policies
from . import checks, versions
from .data import MatrixData, RuleData

# For whose office each deciding role is held, in rising order.
SEATS = {
    Role.CHIEF_OF_MISSION: Whose.OFFICE,
    Role.REGIONAL_DIRECTOR: Whose.REGION,
    Role.COMMITTEE: Whose.HEADQUARTERS,
    Role.DIRECTOR_GENERAL: Whose.HEADQUARTERS,
}
_LADDER = list(SEATS)


@transaction.atomic
def set_matrix(*, by: User, data: MatrixData, seen: int | None = None, on: date | None = None) -> AuthorityVersion:
    """The matrix that counts from a day on; screenings that were submitted keep theirs.

    Raises Stale, Forbidden, Conflict, or ValidationError by field; a rule's fields are called "medium-working_days".
    """
    policies.may_set(by).require()
    latest = AuthorityVersion.objects.select_for_update(no_key=True).order_by("-number").first()
    number = latest.number if latest else 0
    versions.expect(latest=latest, number=number, seen=seen)
    _check(data, on or clock.today())
    said = _said(data)
    before, after = _differences(latest, said) if latest else ({}, said)
    values = {name: value for name, value in asdict(data).items() if name != "rules"}
    version = AuthorityVersion.objects.create(number=number + 1, set_by=by, **values)
    for rule in data.rules:
        _write(version, rule)
    note = {"effective_from": data.effective_from, "reason": data.reason}
    recorder.record(verb="authority.set", subject=version, by=by, before=before, after=after | note)
    return version


def data_of(version: AuthorityVersion) -> MatrixData:
    """A version as it could be set again."""
    fields = [name for name in MatrixData.__dataclass_fields__ if name != "rules"]
    rules = [
        RuleData(
            rating=rule.rating,
            working_days=rule.working_days,
            validity_months=rule.validity_months,
            review_months=rule.review_months,
            steps=[(step.role, step.whose) for step in rule.steps.all()],
        )
        for rule in version.rules.all()
    ]
    return MatrixData(**{name: getattr(version, name) for name in fields}, rules=rules)


def _write(version: AuthorityVersion, data: RuleData) -> None:
    values = {name: value for name, value in asdict(data).items() if name != "steps"}
    rule = AuthorityRule.objects.create(version=version, **values)
    for order, (role, whose) in enumerate(data.steps, start=1):
        AuthorityStep.objects.create(rule=rule, order=order, role=role, whose=whose)


def _said(data: MatrixData) -> dict[str, Any]:
    """Flat, as the trail keeps it: {"quorum": 3, "medium": "regional_director, 7, 24, -"}."""
    plain = {name: value for name, value in asdict(data).items() if name not in ("rules", "effective_from", "reason")}
    plain["individual_from_usd"] = f"{Decimal(data.individual_from_usd):.2f}"
    for rule in data.rules:
        roles = " > ".join(role for role, _whose in rule.steps)
        plain[rule.rating] = f"{roles}, {rule.working_days}, {rule.validity_months}, {rule.review_months or '-'}"
    return plain


def _differences(latest: AuthorityVersion, said: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    former = _said(data_of(latest))
    changed = [name for name, value in said.items() if former.get(name) != value]
    if not changed:
        versions.refuse_same()
    return {name: former.get(name) for name in changed}, {name: said[name] for name in changed}


def _check(data: MatrixData, on: date) -> None:
    found = checks.Problems()
    checks.check_note(data, found=found, on=on)
    _check_range(found, "quorum", data.quorum, len(STANDING_SEATS))
    _check_range(found, "list_max_age_days", data.list_max_age_days, 365)
    _check_range(found, "research_working_days", data.research_working_days, 120)
    if not 0 <= data.individual_from_usd < Decimal(10) ** 12:
        found.add("individual_from_usd", _("Give an amount in US dollars, 0 or more."))
    rules = {rule.rating: rule for rule in data.rules}
    for rating in DECIDABLE:
        if rating not in rules:
            found.add(f"{rating}-step1", _no_decider(rating), "required")
    for rule in data.rules:
        _check_rule(found, rule)
    found.refuse()


def _no_decider(rating: str) -> str:
    return _("Somebody must decide where the risk is “%(rating)s”: name at least one step.") % {
        "rating": Rating(rating).label
    }


def _check_rule(found: checks.Problems, rule: RuleData) -> None:
    if rule.rating not in DECIDABLE:
        found.add("rules", _("Nobody approves an excluded company, so that the matrix has no rule for it."))
        return
    _check_range(found, f"{rule.rating}-working_days", rule.working_days, 120)
    _check_range(found, f"{rule.rating}-validity_months", rule.validity_months, 60)
    if rule.review_months is not None:
        _check_range(found, f"{rule.rating}-review_months", rule.review_months, rule.validity_months)
    _check_steps(found, rule)


def _check_steps(found: checks.Problems, rule: RuleData) -> None:
    name, roles = f"{rule.rating}-step1", [role for role, _whose in rule.steps]
    if not roles:
        found.add(name, _no_decider(rule.rating), "required")
    for role, whose in rule.steps:
        if role not in DECIDING_ROLES:
            label = Role(role).label if role in Role.values else role
            found.add(name, _("Nobody decides as “%(role)s”. Choose a role that decides.") % {"role": label})
        elif SEATS[Role(role)] != whose:
            found.add(
                name,
                _("No such office has a “%(role)s”: choose “%(whose)s”.")
                % {"role": Role(role).label, "whose": SEATS[Role(role)].label},
            )
    rungs = [_LADDER.index(Role(role)) for role in roles if role in DECIDING_ROLES]
    if rungs != sorted(set(rungs)):
        found.add(name, _("Each step must stand above the one before it: the last one decides."))


def _check_range(found: checks.Problems, name: str, value: int | None, most: int) -> None:
    if value is None or not 1 <= value <= most:
        found.add(name, _("Give a whole number from 1 to %(most)s.") % {"most": most})
