"""The one way in which a company's row and what hangs on it are written; the deeds of this package share it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from crm.core.text import fold

from .. import cleaning
from ..enums import CompanyStatus, NameKind
from ..models import Company, CompanyName, Registration, Tag
from ..selectors import is_below
from .data import NameData, RegistrationData

# Named in the trigger on the model as well: whoever moves a company in the tree waits for whoever else does.
TREE_LOCK = "companies.company.parent"
_CHECKED = {"parent", "lead_office", "relationship_lead", "country"}


def locked(company_id: int) -> Company:
    """The row, held until the end of the transaction; `DoesNotExist` where there is none.

    NO KEY, so that rows which merely point at the company can be written meanwhile.
    """
    company: Company = (
        Company.objects.select_for_update(of=("self",), no_key=True)
        .select_related("lead_office", "relationship_lead", "parent")
        .get(pk=company_id)
    )
    return company


def lock_tree() -> None:
    """Before the row's own lock, else two who move two companies below each other wait for ever."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [TREE_LOCK])


def assign(company: Company, *, values: dict[str, Any], on: date) -> None:
    """Put stored forms on the instance and check all that the database would refuse, with better words."""
    clean = cleaning.normalised(values, this_year=on.year)
    for name, value in clean.items():
        setattr(company, name, value)
    if "legal_name" in clean:
        company.sort_name = fold(company.legal_name)[:250]
    company.clean_fields(exclude={f.name for f in company._meta.fields} - set(clean) | _CHECKED)
    _check(company, clean, on=on)


def _check(company: Company, clean: dict[str, Any], *, on: date) -> None:
    problems: dict[str, Any] = {}
    if company.status == CompanyStatus.DO_NOT_APPROACH and not company.status_reason:
        problems["status_reason"] = ValidationError(
            _("Say why nobody should approach this company: colleagues read this sentence first."), code="no_reason"
        )
    if clean.get("lei"):
        problems |= _lei_is_free(company)
    if clean.get("parent"):
        problems |= _parent_fits(company)
    if clean.get("lead_office") and (closed := clean["lead_office"].closed_on) and closed <= on:
        problems["lead_office"] = ValidationError(_("This office is closed."), code="closed_office")
    if clean.get("relationship_lead") and not clean["relationship_lead"].is_active:
        problems["relationship_lead"] = ValidationError(
            _("This person does not work with Concord any more. Name somebody else."), code="inactive"
        )
    if problems:
        raise ValidationError(problems)


def holder_of_lei(company: Company) -> Company | None:
    """Another company, not in the bin, that has this company's LEI."""
    if not company.lei:
        return None
    other: Company | None = Company.objects.kept().filter(lei=company.lei).exclude(pk=company.pk).first()
    return other


def _lei_is_free(company: Company) -> dict[str, ValidationError]:
    other = holder_of_lei(company)
    return {"lei": _taken(other.legal_name)} if other else {}


def _taken(name: str) -> ValidationError:
    return ValidationError(_("%(name)s has this LEI already.") % {"name": name}, code="lei_taken")


def _parent_fits(company: Company) -> dict[str, ValidationError]:
    parent = company.parent
    assert parent is not None  # noqa: S101 - for the type checker
    if parent.binned_at:
        return {"parent": ValidationError(_("This parent company is in the bin."), code="binned")}
    if company.pk and (parent.pk == company.pk or is_below(parent.pk, company.pk)):
        return {
            "parent": ValidationError(
                _("%(parent)s belongs to %(company)s itself, so that it cannot be its parent.")
                % {"parent": parent, "company": company},
                code="cycle",
            )
        }
    return {}


def insert_or_save(company: Company, *, fields: Sequence[str]) -> None:
    """Write the row; a race for the same LEI that passed the check above ends as the same sentence."""
    try:
        with transaction.atomic(savepoint="lei" in fields):
            if company.pk:
                company.save_changes(*fields)
            else:
                company.save()
    except IntegrityError as problem:
        if "company_lei" not in str(problem):
            raise
        raise ValidationError({"lei": _taken(_("Another company"))}) from problem


def set_names(company: Company, *, names: Iterable[NameData]) -> None:
    """Make the other names exactly these."""
    wanted: dict[str, NameData] = {}
    for entry in names:
        name = cleaning.line(entry.name)
        if name and name != company.legal_name:
            wanted.setdefault(name, entry)
    kept = {row.name: row for row in company.other_names.all()} if company.pk else {}
    gone = [row.pk for name, row in kept.items() if name not in wanted]
    if gone:
        company.other_names.filter(pk__in=gone).delete()
    for name, entry in wanted.items():
        row = kept.get(name) or CompanyName(company=company, name=name)
        _write(row, kind=entry.kind, until=entry.until, sort_name=fold(name)[:250])


def keep_former_name(company: Company, *, name: str, on: date) -> None:
    """A company that is renamed is still found under its old name."""
    if not company.other_names.filter(name=name).exists():
        _write(CompanyName(company=company, name=name), kind=NameKind.FORMER, until=on, sort_name=fold(name)[:250])


def set_registrations(company: Company, *, registrations: Iterable[RegistrationData]) -> None:
    """Make the registrations exactly these."""
    wanted: dict[tuple[str, str, str], None] = {}
    for entry in registrations:
        number = cleaning.line(entry.number)
        if number:
            wanted[entry.kind, number, cleaning.country(entry.country)] = None
    kept = (
        {(r.kind, r.number, cleaning.country_code(r.country)): r for r in company.registrations.all()}
        if company.pk
        else {}
    )
    gone = [row.pk for key, row in kept.items() if key not in wanted]
    if gone:
        company.registrations.filter(pk__in=gone).delete()
    for kind, number, country in wanted:
        if (kind, number, country) not in kept:
            _write(Registration(company=company, kind=kind, number=number, country=country))


def set_tags(company: Company, *, names: Iterable[str]) -> None:
    """Make the tags exactly these, known ones in whatever case, new ones as written."""
    wanted: dict[str, str] = {}
    for name in names:
        plain = cleaning.line(name)
        if plain:
            wanted.setdefault(plain.casefold(), plain)
    company.tags.set({_tag(name).pk for name in wanted.values()})


def _tag(name: str) -> Tag:
    tag = Tag.objects.filter(name__iexact=name).first()
    if tag is None:
        tag = Tag(name=name)
        tag.clean_fields()
        tag, _created = Tag.objects.get_or_create(name=name)
    return tag


def _write(row: CompanyName | Registration, **values: Any) -> None:
    """Save the row if it is new or differs."""
    changed = row.pk is None
    for name, value in values.items():
        changed |= getattr(row, name) != value
        setattr(row, name, value)
    if changed:
        row.clean_fields(exclude={"company", "sort_name"})
        row.save()
