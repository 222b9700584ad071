"""Warnings of duplicates: what is like the company or the person that somebody is about to enter, in words."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from crm.core import countries
from crm.core.api.fields import ident
from crm.core.text import fold

from . import pair_cells, pair_words
from .cleaning import country_code
from .duplicates.contents import CompanyContent, ContactContent
from .duplicates.finding import SHOWN, Alike, alike
from .duplicates.hosts import website_host
from .duplicates.registers import COMPANIES, PEOPLE
from .enums import CompanyKind
from .models import Affiliation, Company, Contact
from .pair_words import Said
from .registries import Activity, Registry, company_activity, contact_activity

# Before the third letter everything is like everything.
FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Similar:
    """A record of the register as a warning tells it; `summary` is what the API says beside the name."""

    id: int
    name: str
    url: str
    hint: str
    summary: dict[str, Any]
    brief: tuple[str, ...]
    score: float
    strong: bool
    strength: str
    reasons: tuple[Said, ...]


def companies(user: Any, content: CompanyContent, *, limit: int = SHOWN, unfinished: bool = False) -> list[Similar]:
    if not user.is_active or len(fold(content.legal_name)) < FEWEST_LETTERS:
        return []
    found = alike(COMPANIES, content, limit=limit, unfinished=unfinished)
    rows = Company.objects.visible_to(user).select_related("lead_office").in_bulk([pk for pk, _likeness in found])
    brief = _brief(company_activity, list(rows), user)
    return [_similar(each, rows[each[0]], _company_hint(rows[each[0]]), brief) for each in found if each[0] in rows]


def contacts(user: Any, content: ContactContent, *, limit: int = SHOWN, unfinished: bool = False) -> list[Similar]:
    if not user.is_active or len(fold(content.name)) < FEWEST_LETTERS:
        return []
    found = alike(PEOPLE, content, limit=limit, unfinished=unfinished)
    rows = Contact.objects.visible_to(user).in_bulk([pk for pk, _likeness in found])
    brief = _brief(contact_activity, list(rows), user)
    posts = _posts(list(rows))
    return [_similar(each, rows[each[0]], posts.get(each[0], ""), brief) for each in found if each[0] in rows]


def unseen(found: Iterable[Similar], seen: Collection[int]) -> bool:
    """Whether there is a strong one among them that was not shown before."""
    return any(each.strong and each.id not in seen for each in found)


def company_content(values: Any, *, names: Sequence[tuple[str, str]] = (), pk: int = 0) -> CompanyContent:
    """Of what stands in a form, checked or not."""
    parent = values.get("parent")
    return CompanyContent(
        id=pk,
        kept=True,
        legal_name=str(values.get("legal_name") or "").strip(),
        kind=str(values.get("kind") or CompanyKind.COMPANY),
        country=country_code(values.get("country")),
        lei=str(values.get("lei") or "").strip().upper(),
        host=website_host(str(values.get("website") or "")),
        parent=getattr(parent, "pk", parent) or None,
        names=tuple(names),
    )


def contact_content(
    name: str,
    *,
    native_name: str = "",
    emails: Iterable[str] = (),
    phones: Iterable[str] = (),
    company_ids: Iterable[int] = (),
    pk: int = 0,
) -> ContactContent:
    return ContactContent(
        id=pk,
        kept=True,
        name=name.strip(),
        native_name=native_name.strip(),
        emails=tuple(sorted(filter(None, emails))),
        phones=tuple(sorted(filter(None, phones))),
        companies=tuple(sorted(company_ids)),
    )


def _similar(each: Alike, record: Company | Contact, hint: str, brief: dict[int, list[str]]) -> Similar:
    pk, likeness = each
    page = "companies:detail" if isinstance(record, Company) else "companies:contact_detail"
    return Similar(
        id=pk,
        name=str(record),
        url=reverse(page, args=[pk]),
        hint=hint,
        summary=_summary(record),
        brief=tuple(brief.get(pk, ())),
        score=likeness.score,
        strong=likeness.strong,
        strength=pair_cells.strength(likeness.score),
        reasons=tuple(pair_words.say(likeness.reasons)),
    )


def _summary(record: Company | Contact) -> dict[str, Any]:
    if isinstance(record, Contact):
        return {}
    return {"country": country_code(record.country), "lead_office": ident(record.lead_office_id)}


def _company_hint(company: Company) -> str:
    place = countries.label(country_code(company.country)) if company.country else ""
    return " · ".join(filter(None, [place, str(company.lead_office or "")]))


def _brief(registry: Registry[Activity], ids: list[int], user: Any) -> dict[int, list[str]]:
    """What other apps say in a line of each, for instance who is engaged; a query for each."""
    said: dict[int, list[str]] = {}
    for activity in registry if ids else ():
        if activity.brief:
            for pk, words in activity.read(ids, user).items():
                said.setdefault(pk, []).append(f"{activity.label}: {words}")
    return said


def _posts(ids: list[int]) -> dict[int, str]:
    """One present post of each, in words."""
    rows = Affiliation.objects.filter(contact__in=ids, until=None).order_by("-id")
    words = rows.values_list("contact_id", "title", "company__legal_name")
    return {contact: ", ".join(filter(None, [title, company])) for contact, title, company in words}
