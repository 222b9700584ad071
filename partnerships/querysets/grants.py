from typing import Any

from django.db import models
from django.db.models import Count, DecimalField, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from crm.accounts.access import access
from crm.accounts.enums import Role
from crm.contactlog.rights import working_offices

_MONEY = DecimalField(max_digits=18, decimal_places=2)
_SCORE = DecimalField(max_digits=6, decimal_places=4)
# What was sent, and not taken back.
SENT = ("submitted", "awarded", "declined")


def _rows(model: Any, name: str) -> Any:
    """All rows of the model at the other end of a relation."""
    return model._meta.get_field(name).related_model._default_manager.all()


def _of(rows: models.QuerySet, by: str, told: Any, output: Any, nothing: Any = 0) -> Any:
    """One figure over the rows of a group; `nothing` where it has none, None leaves it empty."""
    found = Subquery(rows.order_by().values(by).annotate(_told=told).values("_told"), output_field=output)
    return found if nothing is None else Coalesce(found, Value(nothing), output_field=output)


class GrantCallQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "GrantCallQuerySet":
        """A draft is the partnerships team's, and the auditors'; what was opened is everybody's."""
        held = access(user)
        if held.has(Role.PARTNERSHIPS) or held.reads_everything:
            return self.all()
        return self.exclude(state="draft")

    def open_to(self, path: str) -> "GrantCallQuerySet":
        """Calls that name an office at or below this place in the tree, or none: those are open to all."""
        named = self.model.eligible.through._default_manager
        some = named.filter(office__path__startswith=path).values("grantcall")
        return self.filter(Q(pk__in=some) | ~Q(pk__in=named.values("grantcall")))

    def with_sums(self) -> "GrantCallQuerySet":
        """`asked`, `awarded` and `left`, in USD; `proposal_count` of those sent, `award_count`."""
        sent = _rows(self.model, "proposals").filter(call=OuterRef("pk"), state__in=SENT)
        lines = _rows(_rows(self.model, "proposals").model, "budget")
        asked = lines.filter(proposal__call=OuterRef("pk"), proposal__state__in=SENT)
        return self.annotate(
            asked=_of(asked, "proposal__call", Sum("usd"), _MONEY),
            awarded=_of(sent, "call", Sum("awarded_usd"), _MONEY),
            proposal_count=_of(sent, "call", Count("pk"), models.IntegerField()),
            award_count=_of(sent.filter(state="awarded"), "call", Count("pk"), models.IntegerField()),
        ).annotate(left=F("amount_usd") - F("awarded"))


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "ProposalQuerySet":
        """What was sent is everybody's; what is being written is of the office that writes it."""
        held = access(user)
        if held.reads_everything:
            return self.all()
        return self.filter(Q(submitted_at__isnull=False) | Q(office__in=working_offices(held)))

    def in_countries(self, codes: list[str]) -> "ProposalQuerySet":
        """In any of them."""
        wanted = Q(pk__in=[])
        for code in codes:
            wanted |= Q(countries__contains=[code])
        return self.filter(wanted)

    def with_sums(self) -> "ProposalQuerySet":
        """`asked` in USD; `score`, the weighted mean of all reviewers from 0 to 5, and how many there are."""
        lines = _rows(self.model, "budget").filter(proposal=OuterRef("pk"))
        scores = _rows(self.model, "scores").filter(proposal=OuterRef("pk"))
        weighted = Sum(F("value") * F("criterion__weight"), output_field=_SCORE) / Sum("criterion__weight")
        return self.annotate(
            asked=_of(lines, "proposal", Sum("usd"), _MONEY),
            score=_of(scores, "proposal", weighted, _SCORE, nothing=None),
            reviewer_count=_of(scores, "proposal", Count("reviewer", distinct=True), models.IntegerField()),
        )
