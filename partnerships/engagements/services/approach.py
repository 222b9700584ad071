"""Opening an engagement is an approach: where another office is engaged, it takes an answer or a reason."""

from collections.abc import Iterable
from datetime import date

from crm.accounts.models import User
from crm.companies.models import Company
from crm.contactlog import policies
from crm.contactlog.models import GoingAhead
from crm.contactlog.registries import Engaged
from crm.contactlog.selectors import standings
from crm.contactlog.services.telling import tell_of_going_ahead

WentAhead = tuple[GoingAhead, tuple[Engaged, ...]]


def pass_deconfliction(
    *, by: User, companies: Iterable[Company], office_id: int, reason: str, on: date
) -> list[WentAhead]:
    """Ask "may I approach them?" of each company, and keep the reason of whoever goes ahead (domain.md section 3).

    Raises Conflict `coordinate_first` or `do_not_contact` where a reason is needed and none was given.
    """
    asked, kept = list(companies), []
    found = standings(asked, office_id, on=on)
    for company in asked:
        facts = found[company.pk]
        answer = policies.may_approach(facts)
        answer.to_log(reason=reason).require()
        if not answer.is_free:
            row = GoingAhead.objects.create(company=company, office_id=office_id, by=by, reason=reason.strip())
            kept.append((row, facts.others))
    return kept


def tell(went_ahead: Iterable[WentAhead], *, path: str) -> None:
    for row, engaged in went_ahead:
        tell_of_going_ahead(went_ahead=row, engaged=engaged, path=path)
