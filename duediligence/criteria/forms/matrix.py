"""The authority matrix: for each rating its steps, days and months; beside it what the committee and the desk go by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.core.selects import Choice

from ...enums import DECIDABLE, Rating
from ...models import AuthorityVersion
from ..services.data import MatrixData, RuleData
from ..services.matrix import SEATS
from .shared import VersionForm

STEPS = 3
_ROLES = [("", "–"), *[(role.value, role.label) for role in SEATS]]
_NUMBERS = ("working_days", "validity_months", "review_months")


def _number(label: Any, *, required: bool = True, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, required=required, help_text=help_text)


class MatrixForm(VersionForm):
    quorum = _number(_("Quorum of the committee"), help_text=_("Standing seats that must have voted."))
    tie_rejects = forms.BooleanField(label=_("A tie is a rejection"), required=False)
    research_working_days = _number(_("Working days for research"))
    list_max_age_days = _number(_("Days after which a watch list is stale"))
    individual_from_usd = forms.DecimalField(
        label=_("Donations of a person are screened from, USD"), max_digits=14, decimal_places=2
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for rating in DECIDABLE:
            for number in range(1, STEPS + 1):
                self.fields[f"{rating}-step{number}"] = forms.ChoiceField(
                    label=_("Decides, or recommends to the next") if number == 1 else _("Then"),
                    choices=_ROLES,
                    required=False,
                    widget=Choice,
                )
            self.fields[f"{rating}-working_days"] = _number(_("Working days to decide"))
            self.fields[f"{rating}-validity_months"] = _number(_("Months of validity"))
            self.fields[f"{rating}-review_months"] = _number(_("Months between reviews"), required=False)

    def groups(self) -> list[tuple[Any, list[Any]]]:
        """For the page: (rating, its fields)."""
        return [
            (Rating(rating), [self[name] for name in self.fields if name.startswith(f"{rating}-")])
            for rating in DECIDABLE
        ]

    def others(self) -> list[Any]:
        return [self[name] for name in self.fields if "-" not in name and name != "version"]

    def told(self) -> MatrixData:
        said = self.values()
        plain = {name: value for name, value in said.items() if "-" not in name}
        return MatrixData(**plain, rules=[_rule(rating, said) for rating in DECIDABLE])


def _rule(rating: Rating, said: dict[str, Any]) -> RuleData:
    chosen = [said[f"{rating}-step{number}"] for number in range(1, STEPS + 1)]
    numbers = {name: said[f"{rating}-{name}"] for name in _NUMBERS}
    return RuleData(rating=rating, steps=[(role, SEATS[Role(role)]) for role in chosen if role], **numbers)


def initial_of(version: AuthorityVersion) -> dict[str, Any]:
    names = [name for name in MatrixForm.base_fields if name not in ("effective_from", "reason", "version")]
    first: dict[str, Any] = {name: getattr(version, name) for name in names} | {"version": version.number}
    for rule in version.rules.all():
        first |= {f"{rule.rating}-{name}": getattr(rule, name) for name in _NUMBERS}
        first |= {f"{rule.rating}-step{step.order}": step.role for step in rule.steps.all()}
    return first
