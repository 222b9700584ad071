"""Taking back what an import did to a company."""

from typing import Any

from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.imports.registries import UndoEntry

from ..models import Company
from ..services.bin import bin_company
from ..services.companies import update_company
from ..services.data import NameData, RegistrationData
from .lookup import code_of


def undo(entry: UndoEntry, by: User) -> str:
    """Into the bin what was created, back to what it was what was completed; kept where somebody worked on it since."""
    company = Company.objects.kept().get(pk=entry.subject_id)
    if company.version != entry.version:
        return _("Somebody changed it since.")
    if entry.created:
        if used := _users(company):
            return _("It is in use since: %(what)s.") % {"what": used}
        bin_company(company_id=company.pk, by=by)
        return ""
    fields: dict[str, Any] = {}
    for before in reversed(entry.befores):
        fields |= before.get("fields", {})
    update_company(
        company_id=company.pk,
        by=by,
        changes={name: _read_back(name, value) for name, value in fields.items()},
        **_taken_back(company, entry),
        verb="company.import_undone",
    )
    return ""


def _taken_back(company: Company, entry: UndoEntry) -> dict[str, Any]:
    names = {n for before in entry.befores for n in before.get("names", [])}
    numbers = {tuple(r) for before in entry.befores for r in before.get("registrations", [])}
    tags = {t for before in entry.befores for t in before.get("tags", [])}
    answer: dict[str, Any] = {}
    if names:
        answer["names"] = [NameData(n.name, n.kind, n.until) for n in company.other_names.all() if n.name not in names]
    if numbers:
        held = ((r.kind, r.number, code_of(r.country)) for r in company.registrations.all())
        answer["registrations"] = [
            RegistrationData(number, kind, country)
            for kind, number, country in held
            if (kind, number, country) not in numbers
        ]
    if tags:
        answer["tags"] = [t.name for t in company.tags.all() if t.name not in tags]
    return answer


def _read_back(name: str, value: str) -> Any:
    return (value or None) if name in ("founded", "state_share") else value


def _users(company: Company) -> str:
    """What points at the company and was not written with it: people, interactions, documents, whatever an app adds."""
    own = {"other_names", "registrations", "tags", "events"}
    found = []
    for relation in company._meta.related_objects:
        name = relation.get_accessor_name() or ""
        model: Any = relation.related_model
        if name in own or hasattr(model, "pgh_tracked_model") or getattr(model, "derived", False):
            continue
        if model._base_manager.filter(**{relation.field.name: company}).exists():
            found.append(str(model._meta.verbose_name_plural))
    return ", ".join(found)
