"""The lists of screenings: one's own, the desk's, all."""

from datetime import datetime
from typing import Any

from django.db.models import JSONField, Q
from django.db.models.expressions import RawSQL

from crm.accounts.area import area_of
from crm.accounts.enums import Role
from crm.accounts.models import Office
from crm.accounts.selectors import Access
from crm.companies.models import Company
from crm.companies.suggestions import suggest
from crm.contactlog.rights import WORKING

from ...models import Screening

# Beside the company itself, whose name it is.
_BEHIND = 0.95
# What the company's page lists, within the company's own query. A draft can have been sent once and been taken back.
_OF_COMPANY = """(
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'purpose', r.purpose, 'state', r.state,
        'rating', r.rating, 'requested_at', r.requested_at, 'office', r.office) ORDER BY r.id DESC), '[]')
    FROM (
        SELECT s.id, s.purpose, s.state, s.rating, s.requested_at, o.name AS office
        FROM duediligence_screening s JOIN accounts_office o ON o.id = s.office_id
        WHERE s.company_id = companies_company.id AND s.requested_at IS NOT NULL
            AND (s.state <> 'draft' OR s.requested_by_id = %s)
        ORDER BY s.id DESC LIMIT 10
    ) r
)"""


def my_requests(user: Any) -> Any:
    return Screening.objects.visible_to(user).filter(requested_by=user).exclude(state="withdrawn", requested_at=None)


def research_queue(user: Any) -> Any:
    return Screening.objects.visible_to(user).at_the_desk()


def all_screenings(user: Any) -> Any:
    return Screening.objects.visible_to(user).exclude(requested_at=None)


def offices_to_ask_for(held: Access) -> list[int]:
    """As `policies.requests.may_request_for` says of one office; a test holds the two together."""
    if held.has(Role.PARTNERSHIPS):
        return list(Office.objects.values_list("pk", flat=True))
    rule = Q(pk__in=held.offices(*WORKING))
    for role in held.held:
        if role.role == Role.REGIONAL_DIRECTOR:
            rule |= Q(path__startswith=role.office_path)
    return list(Office.objects.filter(rule).values_list("pk", flat=True))


def company_lists(user: Any) -> dict[str, RawSQL]:
    """`screening_rows` of a company: the latest of those that `all_screenings` shows this person."""
    return {"screening_rows": RawSQL(_OF_COMPANY, (user.pk,), JSONField())}  # noqa: S611


def of_company(company: Company) -> list[Screening]:
    """What was asked for this company, newest first, from `screening_rows`; each with `office_name`."""
    return [_screening(dict(row)) for row in company.screening_rows]  # type: ignore[attr-defined]


def _screening(row: dict[str, Any]) -> Screening:
    office = row.pop("office")
    row["requested_at"] = datetime.fromisoformat(row["requested_at"])
    screening = Screening(**row)
    screening.office_name = office  # type: ignore[attr-defined]
    return screening


def to_research(user: Any) -> Any:
    """One's own on the desk, and those that nobody has taken; the most urgent first."""
    rows = research_queue(user).filter(Q(researcher=user) | Q(researcher=None))
    return rows.select_related("company", "office").order_by("due_on", "id")


def to_mend(user: Any) -> Any:
    """What was returned of one's own requests: the desk may need something from the requester."""
    rows = Screening.objects.visible_to(user).filter(requested_by=user, state="returned").exclude(researcher=user)
    return rows.select_related("company", "office").order_by("due_on", "id")


def decided_since(user: Any, moment: datetime) -> Any:
    """Decisions are known to all; here those of one's own area."""
    area = area_of(user)
    if area is None:
        return Screening.objects.none()
    rows = all_screenings(user).filter(area.holds("office"), decided_at__gt=moment)
    return rows.select_related("company").order_by("-decided_at")


def found_by_name(user: Any, text: str, limit: int) -> list[tuple[Screening, float]]:
    """The latest screening of each company whose name is like the text, with how alike; a bit behind the company."""
    scores = {each.id: each.score for each in suggest(user, text, limit=limit)}
    latest = all_screenings(user).filter(company__in=scores).order_by("company_id", "-id").distinct("company_id")
    rows = [(row, scores[row.company_id] * _BEHIND) for row in latest.select_related("company")]
    return sorted(rows, key=lambda pair: -pair[1])[:limit]
