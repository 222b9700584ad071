"""The bulk editing of the companies' list: its form, its words, and the services behind it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.accounts.access import access
from crm.accounts.models import Office, User
from crm.core.verdict import Verdict
from crm.core.widgets import combobox_attrs
from crm.listing.registries import BulkEditing, Kept, Outcome, RowChange

from . import policies
from .enums import CompanyStatus
from .models import Tag
from .services import bulk

_LABELS = {
    "status": _("Status"),
    "status_reason": _("Reason for the status"),
    "lead_office": _("Lead office"),
    "relationship_lead": _("Relationship lead"),
    bulk.ADD_TAGS: _("Add tags"),
    bulk.REMOVE_TAGS: _("Remove tags"),
}


class CompanyBulkForm(forms.Form):
    """All optional: what is left empty stays as it is."""

    status = forms.ChoiceField(
        label=_LABELS["status"], required=False, choices=[("", _("As it is")), *CompanyStatus.choices]
    )
    status_reason = forms.CharField(
        label=_LABELS["status_reason"],
        required=False,
        max_length=300,
        help_text=_("Needed for “Do not approach”."),
    )
    lead_office = forms.ModelChoiceField(
        label=_LABELS["lead_office"], required=False, queryset=Office.objects.none(), empty_label=_("As it is")
    )
    relationship_lead = forms.ModelChoiceField(
        label=_LABELS["relationship_lead"], required=False, queryset=User.objects.none(), empty_label=_("As it is")
    )
    add_tags = forms.CharField(
        label=_LABELS[bulk.ADD_TAGS], required=False, max_length=200, help_text=_("Several with commas between them.")
    )
    remove_tags = forms.ModelMultipleChoiceField(
        label=_LABELS[bulk.REMOVE_TAGS], required=False, queryset=Tag.objects.all(), to_field_name="name"
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead_office"].queryset = Office.objects.order_by("path")
        self.fields["relationship_lead"].queryset = User.objects.active().order_by("name")
        for name in ("lead_office", "relationship_lead", "remove_tags"):
            self.fields[name].widget.attrs |= combobox_attrs()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("status") == CompanyStatus.DO_NOT_APPROACH and not data.get("status_reason"):
            self.add_error("status_reason", _("Say why nobody should approach these companies."))
        if not self.errors and not changes_of(data):
            raise forms.ValidationError(_("Choose at least one thing to change."))
        return data


def changes_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was filled in, as it is stored: ids for offices and people, lists of names for tags."""
    changes: dict[str, Any] = {}
    if data.get("status"):
        changes |= {"status": data["status"], "status_reason": data.get("status_reason", "")}
    for name in ("lead_office", "relationship_lead"):
        if data.get(name):
            changes[name] = data[name].pk
    added = [name.strip() for name in data.get("add_tags", "").split(",") if name.strip()]
    removed = [tag.name for tag in data.get("remove_tags") or ()]
    return changes | ({bulk.ADD_TAGS: added} if added else {}) | ({bulk.REMOVE_TAGS: removed} if removed else {})


def words_of(changes: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    return [(_LABELS[name], _value(name, value)) for name, value in changes.items() if value]


def _value(name: str, value: Any) -> Any:
    if name == "status":
        return CompanyStatus(value).label
    if name == "lead_office":
        return Office.objects.filter(pk=value).first()
    if name == "relationship_lead":
        return User.objects.filter(pk=value).first()
    return ", ".join(value) if isinstance(value, list) else value


def may_change_many(user: User) -> Verdict:
    return policies.may_write(access(user))


def preview(*, ids: Sequence[int], changes: dict[str, Any], by: User) -> Outcome:
    return _outcome(bulk.preview_companies(by=by, ids=ids, changes=changes))


def apply(*, ids: Sequence[int], changes: dict[str, Any], by: User) -> Outcome:
    return _outcome(bulk.change_companies(by=by, ids=ids, changes=changes))


def undo(*, rows: Mapping[int, Mapping[str, Any]], by: User) -> Outcome:
    return _outcome(bulk.undo_companies(by=by, rows=rows))


def _outcome(result: bulk.BulkResult) -> Outcome:
    names = result.labels
    return Outcome(
        changed=[RowChange(pk, names[pk], r["before"], r["after"], r["version"]) for pk, r in result.rows.items()],
        kept=[Kept(pk, names[pk], reason) for pk, reason in result.refused.items()],
    )


COMPANY_BULK = BulkEditing(
    form=CompanyBulkForm,
    changes=changes_of,
    words=words_of,
    preview=preview,
    apply=apply,
    undo=undo,
    may=may_change_many,
)
