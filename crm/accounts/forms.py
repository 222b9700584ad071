"""Forms of the pages; the rules stand in policies and services."""

import zoneinfo
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.core import clock, countries
from crm.core.forms import VersionField
from crm.core.selects import Choice, Choices
from crm.core.widgets import DateInput, TypeAhead, combobox_attrs

from .enums import DECIDING_ROLES, KeyScope, OfficeKind, Role, Seat, Staffing, Theme
from .models import Office, RoleAssignment, User

LANGUAGES = [("en", _("English")), ("fr", _("French")), ("es", _("Spanish"))]


class _Form(forms.Form):
    fields: dict[str, Any]  # more than `Field`: each form knows its own kinds


class Search(Choice):
    """A list with a search field, where the browser runs scripts."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        return super().build_attrs(base_attrs, extra_attrs) | combobox_attrs()


class OfficeField(forms.ModelChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Office.objects.none(), widget=options.pop("widget", Search), **options)

    def limit(self, *kinds: str) -> None:
        """Open offices, of the kinds named or of any; read for each form, as offices open and close."""
        offices = Office.objects.open(on=clock.today()).order_by("name")
        self.queryset = offices.filter(kind__in=kinds) if kinds else offices


def zone_choices(empty: Any = None) -> list[tuple[str, Any]]:
    return ([("", empty)] if empty is not None else []) + _zones()


@cache
def _zones() -> list[tuple[str, str]]:
    """Kept, as each look goes through the whole time zone database on the disk."""
    names = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})
    return [(name, name.replace("_", " ")) for name in names]


class ProfileForm(_Form):
    name = forms.CharField(label=_("Name"), max_length=150)
    job_title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False, widget=Search)
    theme = forms.ChoiceField(label=_("Light or dark"), choices=Theme.choices)
    expertise = forms.CharField(
        label=_("Experience"),
        required=False,
        help_text=_("What colleagues may ask you about: sectors, companies, kinds of agreement."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    weekly_digest = forms.BooleanField(label=_("Send me a letter on Mondays with what waits for me"), required=False)

    def __init__(self, *args: Any, office_zone: str = "UTC", **options: Any) -> None:
        super().__init__(*args, **options)
        as_office = _("As the office: %(zone)s") % {"zone": office_zone}
        self.fields["time_zone"].choices = zone_choices(as_office)
        self.fields["time_zone"].widget.attrs["data-placeholder"] = as_office


class ApiKeyForm(_Form):
    name = forms.CharField(label=_("What it is for"), max_length=80)
    days = forms.TypedChoiceField(
        label=_("Lasts"),
        coerce=int,
        initial=90,
        choices=[(7, _("7 days")), (30, _("30 days")), (90, _("90 days")), (365, _("A year"))],
    )
    scope = forms.ChoiceField(label=_("It may"), choices=KeyScope.choices, initial=KeyScope.READ)


class DelegationForm(_Form):
    assignment = forms.ModelChoiceField(label=_("Role"), queryset=RoleAssignment.objects.none())
    deputy = forms.ModelChoiceField(
        label=_("Deputy"), queryset=User.objects.active(), widget=TypeAhead("accounts:person_suggest")
    )
    starts_on = forms.DateField(label=_("From"), widget=DateInput)
    ends_on = forms.DateField(label=_("Until, this day included"), widget=DateInput)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *args: Any, holder: User, **options: Any) -> None:
        super().__init__(*args, **options)
        held = RoleAssignment.objects.not_over(on=clock.today()).filter(user=holder, role__in=DECIDING_ROLES)
        self.fields["assignment"].queryset = held.select_related("office", "user")
        self.fields["assignment"].label_from_instance = lambda each: f"{each.title}, {each.office}"
        self.has_roles = bool(held)
        if len(held) == 1:
            self.fields["assignment"].initial = held[0].pk


class StaffingForm(_Form):
    staffing = forms.ChoiceField(label=_("Private-sector work is done by"), choices=Staffing.choices)
    staffing_note = forms.CharField(
        label=_("About it"),
        required=False,
        help_text=_("How much time, until when, who stands in."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = VersionField()


class PersonForm(_Form):
    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail"))
    office = OfficeField(label=_("Home office"))
    job_title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["office"].limit()


class RoleForm(_Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    office = OfficeField(label=_("Held for"))
    seat = forms.ChoiceField(
        label=_("Seat"),
        required=False,
        choices=[("", _("None")), *Seat.choices],
        help_text=_("For members of the committee only."),
    )
    starts_on = forms.DateField(label=_("From"), widget=DateInput)
    ends_on = forms.DateField(label=_("Until, this day included"), required=False, widget=DateInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["office"].limit()


class EndRoleForm(_Form):
    ends_on = forms.DateField(label=_("Last day"), widget=DateInput)


class OfficeForm(_Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    code = forms.CharField(label=_("Code"), max_length=20, help_text=_("Short, as in tables: KE, ROWCA."))
    country = forms.ChoiceField(label=_("Country"), widget=Search)
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), widget=Search)
    email = forms.EmailField(label=_("E-mail"), required=False)
    version = VersionField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["country"].choices = [("", ""), *countries.choices()]
        self.fields["time_zone"].choices = zone_choices()


class NewOfficeForm(OfficeForm):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(k, k.label) for k in OfficeKind if k != OfficeKind.HEADQUARTERS]
    )
    parent = OfficeField(label=_("Reports to"))
    field_order = ["kind", "parent", "name", "code", "country", "city", "time_zone", "email"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"].limit(OfficeKind.HEADQUARTERS, OfficeKind.REGIONAL)


class MoveOfficeForm(_Form):
    parent = OfficeField(label=_("Reports to"))
    version = VersionField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"].limit(OfficeKind.HEADQUARTERS, OfficeKind.REGIONAL)


class RegionCountriesForm(_Form):
    countries = forms.MultipleChoiceField(label=_("Countries"), required=False, widget=Choices)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["countries"].choices = countries.choices()
        self.fields["countries"].widget.attrs |= combobox_attrs()


class DirectoryFilter(_Form):
    """Filters of a GET form: whatever does not fit is left out, not refused."""

    q = forms.CharField(label=_("Search"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    region = OfficeField(label=_("Region"), required=False, widget=Choice, empty_label=_("All regions"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].limit(OfficeKind.REGIONAL)

    def value(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name) or None


class PeopleFilter(DirectoryFilter):
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("Any role")), *Role.choices])


class AdministrationFilter(PeopleFilter):
    access = forms.ChoiceField(
        label=_("Access"),
        required=False,
        choices=[("", _("All")), ("open", _("May sign in")), ("ended", _("May not sign in"))],
    )
