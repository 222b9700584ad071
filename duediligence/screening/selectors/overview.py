"""What is known already before somebody asks: clearances and screenings of a company and of its group."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from crm.accounts.enums import Role
from crm.accounts.models import User
from crm.companies.models import Company

from ...clearance import current
from ...clearances.services.contagion import paths_from
from ...enums import ClearanceState, ScreeningState
from ...models import Clearance, Screening

SHOWN = 10


@dataclass(frozen=True)
class Overview:
    """`covering` is the clearance that makes a request needless, `open_one` the one that is under way for the same
    purpose, `draft` one's own; the lists are about the company and its group."""

    covering: Clearance | None = None
    open_one: Screening | None = None
    draft: Screening | None = None
    clearances: list[Clearance] = field(default_factory=list)
    screenings: list[Screening] = field(default_factory=list)

    @property
    def clearance_rows(self) -> list[Clearance]:
        """Each with the words and the tone of its state, which is computed."""
        for each in self.clearances:
            state = ClearanceState(each.state)  # type: ignore[attr-defined]
            each.words, each.tone = state.label, state.tone  # type: ignore[attr-defined]
        return self.clearances

    @property
    def known(self) -> bool:
        return bool(self.clearances or self.screenings)


def overview(company: Company, user: Any, *, purpose: str, amount: Decimal, on: date) -> Overview:
    """Of parent, subsidiaries and sisters; beside theirs a query for each ring around the company."""
    group = [company.pk, *(path[-1] for path in paths_from(company.pk))]
    clearances = Clearance.objects.visible_to(user).filter(company__in=group).with_state(on=on)
    screenings = Screening.objects.visible_to(user).filter(company__in=group).exclude(state=ScreeningState.DRAFT)
    sent = screenings.exclude(state=ScreeningState.WITHDRAWN).for_list()
    own = Screening.objects.filter(company=company, purpose=purpose, requested_by=user, state=ScreeningState.DRAFT)
    return Overview(
        covering=current(company, purpose=purpose, amount=amount, on=on) if purpose else None,
        open_one=under_way(company.pk, purpose),
        draft=own.first(),
        clearances=list(clearances.select_related("company").order_by("-valid_until", "-id")[:SHOWN]),
        screenings=list(sent.order_by("-id")[:SHOWN]),
    )


def under_way(company_id: int, purpose: str) -> Screening | None:
    """There is one at most: a constraint of the database says so, too."""
    rows = Screening.objects.under_way().filter(company=company_id, purpose=purpose)
    return rows.select_related("office", "requested_by", "researcher").first()


def team(*, on: date) -> list[User]:
    """The partnerships team, who research (domain.md section 2)."""
    return list(User.objects.active().holding(Role.PARTNERSHIPS, on=on).order_by("name"))
