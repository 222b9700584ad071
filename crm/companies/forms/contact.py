"""The fields of the pages about people. What is true of a person is checked by the services, for every door alike."""

from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import gettext_lazy as _

from crm.core import clock, locale
from crm.core.selects import Choice
from crm.core.widgets import DateInput, TypeAhead

from ..enums import Consent
from ..models import Company, Contact
from ..services.contacts import AffiliationData, ConsentData, ContactData
from .fields import RecordField
from .panels import SEARCHABLE


class LinesField(forms.CharField):
    """Several values, one on each line."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        return [each.strip() for each in super().to_python(value).splitlines() if each.strip()]

    def run_validators(self, value: Any) -> None:
        """The service looks at each of them."""


def _languages() -> list[tuple[str, str]]:
    """Those with a two-letter code, by their names in the reader's language."""
    names = Locale.parse(locale.current()).languages
    return [("", ""), *sorted(((c, n) for c, n in names.items() if len(c) == 2), key=lambda pair: pair[1].casefold())]


class ContactForm(forms.ModelForm):
    """`version` tells the service what the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    emails = LinesField(label=_("e-mail addresses"), required=False, help_text=_("One on each line."))
    phones = LinesField(
        label=_("telephone numbers"),
        required=False,
        help_text=_("One on each line, with the country code: +254 20 1234567."),
    )
    language = forms.ChoiceField(
        label=_("preferred language"), choices=_languages, required=False, widget=Choice(attrs=SEARCHABLE)
    )

    class Meta:
        model = Contact
        fields = tuple(ContactData.__dataclass_fields__)
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["do_not_contact_reason"].label = _("why not")
        self.fields["do_not_contact_reason"].help_text = _("Needed where nobody should contact this person.")
        self.initial["version"] = self.instance.version if self.instance.pk else None

    def _post_clean(self) -> None:
        """The instance stays as the database has it: the service puts the values on its own, locked one."""

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ContactData.__dataclass_fields__}


class PostForm(forms.Form):
    """A post at a company."""

    company = RecordField(label=_("company"), queryset=Company.objects.kept(), widget=TypeAhead("companies:suggest"))
    title = forms.CharField(label=_("job title"), max_length=150, required=False)
    since = forms.DateField(label=_("since"), required=False, widget=DateInput)
    until = forms.DateField(label=_("until"), required=False, widget=DateInput, help_text=_("Empty: still there."))
    key_person = forms.BooleanField(label=_("owner, director or other key person"), required=False)

    def data_for_service(self) -> AffiliationData:
        return AffiliationData(**self.cleaned_data)


class FirstPostForm(PostForm):
    """On the form of a new person, who may also be entered without one."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["company"].required = False
        del self.fields["until"]

    def posts(self) -> list[AffiliationData]:
        return [self.data_for_service()] if self.cleaned_data.get("company") else []

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("company") and not self.errors and (data.get("title") or data.get("since")):
            self.add_error("company", _("Choose the company of this post."))
        return data


class ConsentForm(forms.Form):
    state = forms.ChoiceField(label=_("consent"), choices=[c for c in Consent.choices if c[0] != Consent.UNKNOWN])
    on = forms.DateField(label=_("on"), widget=DateInput, initial=clock.today)
    how = forms.CharField(label=_("how it was given or withdrawn"), max_length=200)

    def data_for_service(self) -> ConsentData:
        return ConsentData(**self.cleaned_data)


class FirstConsentForm(forms.Form):
    """On the form of a new person: the consent that came with the business card."""

    how = forms.CharField(
        label=_("consent to keep these data"),
        max_length=200,
        required=False,
        help_text=_("How it was given, for instance “gave me her card”. Empty: not asked yet."),
    )

    def given(self) -> ConsentData | None:
        return ConsentData(how=self.cleaned_data["how"]) if self.cleaned_data.get("how") else None


class LeftForm(forms.Form):
    on = forms.DateField(label=_("left on"), widget=DateInput, initial=clock.today)
