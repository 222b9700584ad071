"""The fields of the company pages. What is true of a company is checked by the services, for every door alike."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from crm.accounts.models import Office, User
from crm.core import clock, countries
from crm.core.selects import Choice
from crm.core.widgets import DateInput, TypeAhead

from .. import isic
from ..enums import NameKind, RegistrationKind, Size
from ..models import Company
from ..services.companies import CompanyData, NameData, RegistrationData
from .fields import RecordField
from .panels import SEARCHABLE, TagsForm


def add_problems(form: forms.Form, problem: ValidationError) -> None:
    """Put what a service refused beside the fields; what concerns no field of the form stands above it."""
    errors: dict[Any, Any] = problem.error_dict if hasattr(problem, "error_dict") else {None: problem.error_list}
    for name, found in errors.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, found)


def _countries() -> list[tuple[str, str]]:
    return [("", ""), *countries.choices()]


class CompanyForm(TagsForm, forms.ModelForm):
    """All fixed fields. The service validates and writes; `version` tells it what the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    country = forms.ChoiceField(
        label=capfirst(_("country of headquarters")),
        choices=_countries,
        required=False,
        widget=Choice(attrs=SEARCHABLE),
    )
    isic = forms.ChoiceField(
        label=capfirst(_("sector (ISIC)")),
        choices=lambda: [("", ""), *isic.choices()],
        required=False,
        widget=Choice(attrs=SEARCHABLE),
    )
    website = forms.CharField(label=capfirst(_("website")), max_length=200, required=False)
    parent = RecordField(
        label=capfirst(_("parent company")),
        queryset=Company.objects.kept(),
        required=False,
        widget=TypeAhead("companies:suggest"),
    )
    lead_office = forms.ModelChoiceField(
        label=capfirst(_("lead office")),
        queryset=Office.objects.none(),
        required=False,
        widget=Choice(attrs=SEARCHABLE),
    )
    relationship_lead = forms.ModelChoiceField(
        label=capfirst(_("relationship lead")),
        queryset=User.objects.none(),
        required=False,
        widget=TypeAhead("accounts:person_suggest"),
    )
    keep_former = forms.BooleanField(
        label=capfirst(_("Keep the old name as a former name, so that the company is still found under it")),
        required=False,
        initial=True,
    )

    class Meta:
        model = Company
        fields = tuple(CompanyData.__dataclass_fields__)
        widgets = {
            "legal_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "description": forms.Textarea(attrs={"rows": 4}),
            "founded": forms.NumberInput(attrs={"inputmode": "numeric"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        company: Company = self.instance
        fields: dict[str, Any] = self.fields
        fields["lead_office"].queryset = Office.objects.open(on=clock.today()) | Office.objects.filter(
            pk=company.lead_office_id
        )
        fields["relationship_lead"].queryset = User.objects.active() | User.objects.filter(
            pk=company.relationship_lead_id
        )
        fields["size"].choices = [("", ""), *Size.choices]
        self.initial["version"] = company.version if company.pk else None
        if company.pk:
            self.initial["tags"] = [tag.name for tag in company.tags.all()]
        else:
            del self.fields["keep_former"]

    def _post_clean(self) -> None:
        """The instance stays as the database has it: the service puts the values on its own, locked one."""

    def values(self) -> dict[str, Any]:
        """The fixed fields as `CompanyData` and `update_company` take them."""
        return {name: self.cleaned_data[name] for name in CompanyData.__dataclass_fields__}


class NameForm(forms.Form):
    name = forms.CharField(label=capfirst(_("name")), max_length=250)
    kind = forms.ChoiceField(label=capfirst(_("kind")), choices=NameKind, initial=NameKind.TRADING)
    until = forms.DateField(label=capfirst(_("until")), required=False, widget=DateInput)


class RegistrationForm(forms.Form):
    number = forms.CharField(label=capfirst(_("number")), max_length=60)
    # As the list shows it: a row that nobody touched counts as empty only if what it sends is its beginning.
    kind = forms.ChoiceField(label=capfirst(_("register")), choices=RegistrationKind, initial=RegistrationKind.NATIONAL)
    country = forms.ChoiceField(
        label=capfirst(_("country")), choices=_countries, required=False, widget=Choice(attrs=SEARCHABLE)
    )


NameFormSet = forms.formset_factory(NameForm, extra=0, can_delete=True, max_num=50, validate_max=True)
RegistrationFormSet = forms.formset_factory(RegistrationForm, extra=0, can_delete=True, max_num=50, validate_max=True)


def kept_rows(formset: Any) -> list[dict[str, Any]]:
    """The filled rows that are not marked for removal."""
    rows = [form.cleaned_data for form in formset.forms if form.cleaned_data]
    return [{k: v for k, v in row.items() if k != "DELETE"} for row in rows if not row.get("DELETE")]


def names_of(formset: Any) -> list[NameData]:
    return [NameData(**row) for row in kept_rows(formset)]


def registrations_of(formset: Any) -> list[RegistrationData]:
    return [RegistrationData(**row) for row in kept_rows(formset)]
