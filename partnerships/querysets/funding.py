from typing import Any

from django.db import models
from django.db.models import DecimalField, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

_MONEY = DecimalField(max_digits=18, decimal_places=2)


def _rows(model: Any, name: str) -> Any:
    """All rows of the model at the other end of a relation."""
    return model._meta.get_field(name).related_model._default_manager.all()


def _summed(rows: models.QuerySet, field: str) -> Coalesce:
    """The sum over the instalments of a contribution, nought where there are none."""
    sums = rows.order_by().values("contribution").annotate(_sum=Sum(field)).values("_sum")
    return Coalesce(Subquery(sums, output_field=_MONEY), Value(0), output_field=_MONEY)


class ContributionQuerySet(models.QuerySet):
    def visible_to(self, _user: Any) -> "ContributionQuerySet":
        """As visible as the engagement, which every office sees."""
        return self.filter(engagement__binned_at=None)

    def with_sums(self) -> "ContributionQuerySet":
        """`received_amount`, `received_usd`, `received_on`, and `next_due`, the first day on which something that was
        not received is due."""
        parts = _rows(self.model, "instalments").filter(contribution=OuterRef("pk"))
        waiting = parts.filter(received_on=None, due_on__isnull=False).order_by("due_on")
        received = parts.filter(received_on__isnull=False).order_by("-received_on")
        return self.annotate(
            received_amount=_summed(parts, "received_amount"),
            received_usd=_summed(parts, "received_usd"),
            received_on=Subquery(received.values("received_on")[:1]),
            next_due=Subquery(waiting.values("due_on")[:1]),
        )

    def of_office(self, path: str) -> "ContributionQuerySet":
        """Of engagements led by an office at or below this place in the tree, or joined by one."""
        joined = _rows(self.model, "engagement").filter(offices__path__startswith=path).values("pk")
        return self.filter(Q(engagement__lead_office__path__startswith=path) | Q(engagement__in=joined))

    def breaking_rule(self) -> "ContributionQuerySet":
        """Donor money that pays for direct support to the company (domain.md section 4)."""
        return self.filter(payer="donor", direct_support=True)


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, _user: Any) -> "ProgrammeQuerySet":
        return self.all()

    def with_sums(self) -> "ProgrammeQuerySet":
        """`secured`: what companies pledged in what runs or was completed; `expected`: in what is being prepared;
        `received`: what came in; all in USD. `partnership_count`: how many engagements there are."""
        engagements = _rows(self.model, "engagements")
        contributions = _rows(engagements.model, "contributions")
        instalments = _rows(contributions.model, "instalments")
        ours = {"engagement__programme": OuterRef("pk"), "engagement__binned_at": None, "payer": "company"}
        pledges = contributions.filter(**ours)
        came = instalments.filter(**{f"contribution__{name}": value for name, value in ours.items()})
        kept = engagements.filter(programme=OuterRef("pk"), binned_at=None).order_by()
        counted = kept.values("programme").annotate(_n=models.Count("pk")).values("_n")
        return self.annotate(
            secured=_of_programme(pledges.filter(engagement__stage__in=SECURED), "pledged_usd"),
            expected=_of_programme(pledges.filter(engagement__stage__in=PREPARED), "pledged_usd"),
            received=_of_programme(came, "received_usd", "contribution__engagement__programme"),
            partnership_count=Coalesce(Subquery(counted), Value(0)),
        ).annotate(
            share=models.Case(
                models.When(target_usd__gt=0, then=F("secured") * 100 / F("target_usd")),
                output_field=DecimalField(max_digits=18, decimal_places=4),
            )
        )


# A pledge counts as secured where the engagement runs or ran to its end; a collaboration has no stage.
SECURED = ("active", "completed", "")
PREPARED = ("identified", "researching", "approached", "co_creating", "due_diligence", "negotiating")


def _of_programme(rows: models.QuerySet, field: str, by: str = "engagement__programme") -> Coalesce:
    sums = rows.order_by().values(by).annotate(_sum=Sum(field)).values("_sum")
    return Coalesce(Subquery(sums, output_field=_MONEY), Value(0), output_field=_MONEY)


class StaffTimeQuerySet(models.QuerySet):
    def visible_to(self, _user: Any) -> "StaffTimeQuerySet":
        return self.filter(engagement__binned_at=None)

    def of_office(self, path: str) -> "StaffTimeQuerySet":
        return self.filter(office__path__startswith=path)
