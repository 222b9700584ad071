"""Whom to look up for a screening: what the register proposes (domain.md section 5, request)."""

from collections.abc import Iterable
from dataclasses import dataclass

from crm.companies.enums import CompanyKind
from crm.companies.models import Affiliation, Company, Contact

from ...enums import EntryKind, PartyRole
from ...models import ScreenedParty, Screening

MOST_PROPOSED = 40


@dataclass(frozen=True, slots=True)
class ProposedParty:
    """A record of the register that may stand at issue; `advised` ones are looked up unless somebody takes them out."""

    role: PartyRole
    name: str
    kind: EntryKind
    company: Company | None = None
    contact: Contact | None = None
    hint: str = ""
    advised: bool = False

    @property
    def key(self) -> str:
        return f"company:{self.company.pk}" if self.company else f"contact:{self.contact.pk if self.contact else 0}"


def subject_of(company: Company) -> ProposedParty:
    """The company itself, which is always looked up."""
    person = company.kind == CompanyKind.INDIVIDUAL
    return ProposedParty(
        PartyRole.INDIVIDUAL if person else PartyRole.COMPANY,
        company.legal_name,
        EntryKind.PERSON if person else EntryKind.ORGANISATION,
        company=company,
        advised=True,
    )


def proposed(company: Company) -> list[ProposedParty]:
    """Parent, subsidiaries, people who are there now; two queries. Not the company itself."""
    return [*_group(company), *_people(company)]


def _group(company: Company) -> Iterable[ProposedParty]:
    if company.parent and company.parent.binned_at is None:
        yield _of_company(PartyRole.PARENT, company.parent, advised=True)
    below = Company.objects.kept().filter(parent=company).order_by("sort_name", "pk")
    for each in below[:MOST_PROPOSED]:
        yield _of_company(PartyRole.SUBSIDIARY, each, advised=False)


def _of_company(role: PartyRole, company: Company, *, advised: bool) -> ProposedParty:
    return ProposedParty(role, company.legal_name, EntryKind.ORGANISATION, company=company, advised=advised)


def _people(company: Company) -> Iterable[ProposedParty]:
    """Key people first; each once, whatever posts they have."""
    posts = Affiliation.objects.filter(company=company, until=None, contact__binned_at=None).select_related("contact")
    seen: set[int] = set()
    for post in posts.order_by("-key_person", "contact__sort_name", "pk")[:MOST_PROPOSED]:
        if post.contact_id not in seen:
            seen.add(post.contact_id)
            yield ProposedParty(
                PartyRole.DIRECTOR,
                post.contact.name,
                EntryKind.PERSON,
                contact=post.contact,
                hint=post.title,
                advised=post.key_person,
            )


def key_of(party: ScreenedParty) -> str:
    """As `ProposedParty.key`; empty for who was added by hand."""
    if party.company_id:
        return f"company:{party.company_id}"
    return f"contact:{party.contact_id}" if party.contact_id else ""


def is_subject(party: ScreenedParty, screening: Screening) -> bool:
    return party.company_id == screening.company_id
