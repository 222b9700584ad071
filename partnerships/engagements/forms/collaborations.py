"""Logging a collaboration: one form, as many companies as took part."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crm.companies.forms.fields import RecordField, RecordsField
from crm.companies.models import Company
from crm.core.widgets import DateInput, TypeAhead, TypeAheadMultiple

from ...models import Engagement
from .shared import EngagementForm, as_initial


class CollaborationForm(EngagementForm):
    """What is common to logging and changing. Without a title, the event is one."""

    starts_on = forms.DateField(label=_("Held on"), widget=DateInput)
    ends_on = forms.DateField(
        label=_("Last day"), required=False, widget=DateInput, help_text=_("Where it took several days.")
    )
    event = forms.CharField(label=capfirst(_("event")), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Empty: the event’s name.")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["title"] = told.get("title") or told.get("event") or ""
        if not told["title"] and not self.errors.keys() & {"title", "event"}:
            self.add_error("title", _("Give it a title, or name the event."))
        return told


class LogForm(CollaborationForm):
    companies = RecordsField(
        label=_("Companies"),
        queryset=Company.objects.kept(),
        widget=TypeAheadMultiple("companies:suggest"),
        help_text=_("One entry for you; in the register, a collaboration with each of them."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["companies"])
        self.open_at("title" if self["companies"].value() else "companies")


class ChangeForm(CollaborationForm):
    company = RecordField(label=_("Company"), queryset=Company.objects.kept(), widget=TypeAhead("companies:suggest"))


def initial_of(row: Engagement) -> dict[str, Any]:
    names = (*CollaborationForm.base_fields, "version")
    return as_initial(row, names) | {"company": row.partners.get().company_id}
