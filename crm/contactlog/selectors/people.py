"""The people and offices that a contact, a request or a notice is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext as _

from crm.accounts.enums import Role
from crm.accounts.models import Delegation, Office, RoleAssignment, User
from crm.accounts.selectors import Access
from crm.companies.models import Affiliation, Company, Contact
from crm.core.text import fold

from ..models import Interaction
from ..registries import Engaged
from ..rights import ANSWERING, working_offices
from .engagement import engaged_offices


def people_of(office_ids: Iterable[int], *, on: date) -> list[User]:
    """Who is told and asked when something is put to these offices: active people with an answering role there."""
    ids = set(office_ids)
    if not ids:
        return []
    roles = RoleAssignment.objects.current(on=on).filter(office_id__in=ids, role__in=ANSWERING)
    return list(User.objects.active().filter(roles__in=roles).distinct())


def directors_of(offices: Iterable[Office], *, on: date) -> list[User]:
    """The regional directors of these offices, and their deputies; where none is in office, the partnerships team."""
    found: dict[int, User] = {}
    for path in {office.region_path for office in offices}:
        for role in (Role.REGIONAL_DIRECTOR, Role.PARTNERSHIPS):
            here = RoleAssignment.objects.current(on=on).filter(role=role)
            if role == Role.REGIONAL_DIRECTOR:
                here = here.filter(office__path=path)
            lent = Delegation.objects.current(on=on).filter(assignment__in=here)
            people = User.objects.active().filter(Q(roles__in=here) | Q(deputising__in=lent)).distinct()
            if people:
                found |= {p.pk: p for p in people}
                break
    return list(found.values())


def askable_offices(
    company: Company, *, but: int | None, on: date, engaged: Iterable[Engaged] | None = None
) -> list[tuple[int, str]]:
    """The lead office first, then those engaged (read unless told): whom a coordination request may go to."""
    if engaged is None:
        engaged = engaged_offices([company.pk], on=on).get(company.pk, ())
    offices: dict[int, str] = {}
    if company.lead_office_id and company.lead_office:
        offices[company.lead_office_id] = company.lead_office.name
    for office in engaged:
        offices.setdefault(office.office_id, office.office_name)
    offices.pop(but or 0, None)
    return list(offices.items())


def usual_office_id(held: Access) -> int | None:
    """The office for which somebody logs when they do not say: their home office, else the first with a role."""
    offices = working_offices(held)
    if held.user.office_id in offices:
        return int(held.user.office_id)
    return min(offices, default=None)


def office_id_of(text: str, held: Access) -> int | None:
    """An office told by id or code; the usual one when nothing is told, None when there is no such office."""
    if not text:
        return usual_office_id(held)
    wanted = Q(pk=text) if text.isascii() and text.isdigit() and len(text) < 19 else Q(code__iexact=text)
    return Office.objects.filter(wanted).values_list("pk", flat=True).first()


def people_at(company: Company, *, limit: int) -> list[Contact]:
    """The people who are at the company, each with their `job`; whom we spoke to last stand first."""
    spoken = Interaction.objects.kept().filter(contacts=OuterRef("contact"), company=company)
    rows = (
        Affiliation.objects.filter(company=company, until=None, contact__binned_at=None)
        .select_related("contact")
        .annotate(last=Subquery(spoken.order_by("-occurred_on").values("occurred_on")[:1]))
        .order_by(F("last").desc(nulls_last=True), "contact__sort_name")[:limit]
    )
    found: dict[int, Contact] = {}
    for row in rows:
        row.contact.job = row.title  # type: ignore[attr-defined]
        found.setdefault(row.contact_id, row.contact)
    return list(found.values())


def person_label(person: Contact) -> str:
    job = getattr(person, "job", "")
    label = f"{person.name}, {job}" if job else person.name
    return f"{label} ({_('asked not to be contacted')})" if person.do_not_contact else label


@dataclass(frozen=True, slots=True)
class Matched:
    """Whom an invitation names: colleagues, people we know, their company, and strangers."""

    colleague_ids: list[int]
    contact_ids: list[int]
    company_id: int | None
    strangers: list[tuple[str, str]]


def match_people(attendees: Iterable[tuple[str, str]], *, company_id: int | None = None) -> Matched:
    """Colleagues and contacts by e-mail; the company is the one at which most of the contacts are."""
    named = {email.lower(): name for name, email in attendees}
    if not named:
        return Matched([], [], company_id, [])
    colleagues = {
        u.email.lower(): u.pk
        for u in User.objects.active().annotate(plain=Lower("email")).filter(plain__in=named).only("pk", "email")
    }
    contacts = {
        email.lower(): c.pk
        for c in Contact.objects.kept().filter(emails__overlap=list(named)).only("pk", "emails")
        for email in c.emails
        if email.lower() in named and email.lower() not in colleagues
    }
    there = Affiliation.objects.filter(contact__in=contacts.values(), until=None, company__binned_at=None)
    counted = there.values("company_id").annotate(people=Count("contact", distinct=True)).order_by("-people", "company")
    company_id = company_id or counted.values_list("company_id", flat=True).first()
    known = colleagues.keys() | contacts.keys()
    return Matched(
        sorted(set(colleagues.values())),
        sorted(set(contacts.values())),
        company_id,
        [(name, email) for email, name in named.items() if email not in known],
    )


def colleagues_like(text: str, *, limit: int) -> list[User]:
    """Active colleagues whose name or e-mail begins with the text, in any word of the name."""
    plain = text.strip()
    if not plain:
        return []
    rule = Q(name__istartswith=plain) | Q(name__icontains=f" {plain}") | Q(email__istartswith=plain)
    return list(User.objects.active().filter(rule).select_related("office").order_by("name")[:limit])


def companies_like(text: str, *, limit: int) -> list[Company]:
    """For browsers without scripts: companies whose name begins with the text."""
    return list(Company.objects.kept().filter(sort_name__startswith=fold(text))[:limit])


def people_like(text: str, *, limit: int) -> list[Contact]:
    """People whose name begins with the text, each with `where`: the company at which they are."""
    plain = fold(text)
    if not plain:
        return []
    here = Affiliation.objects.filter(contact=OuterRef("pk"), until=None).order_by("pk")
    rows = Contact.objects.kept().filter(sort_name__startswith=plain)
    return list(rows.annotate(where=Coalesce(Subquery(here.values("company__legal_name")[:1]), Value("")))[:limit])
