"""People by their name, or by their name in its own script, while somebody types."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from crm.core.names.retrieval import Found
from crm.core.names.type_ahead import typed
from crm.core.text import fold

from .models import PERSON_NAMES, Affiliation, Contact

LIMIT = 8
# One company has at most some hundreds of people.
MOST_AT_ONE_COMPANY = 500


@dataclass(frozen=True, slots=True)
class PersonFound:
    id: int
    name: str
    hint: str
    score: float


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """`incomplete` says that people entered long ago are found by the beginning of their name only, for now."""

    found: list[PersonFound]
    incomplete: bool = False


def suggest(user: Any, text: str, *, company_id: int | None = None, limit: int = LIMIT) -> list[dict[str, Any]]:
    """At most `limit` people as id, name and hint; those of the company first, all of them before anything is typed."""
    if not user.is_active:
        return []
    near = _at_company(company_id, text) if company_id is not None else []
    known = {each.subject_id for each in near}
    far = [] if not fold(text) else [each for each in _typed(text, limit)[0] if each.subject_id not in known]
    return [{"id": each.id, "name": each.name, "hint": each.hint} for each in _shown([*near[:limit], *far][:limit])]


def search(user: Any, text: str, *, limit: int = LIMIT) -> PeopleFound:
    if not user.is_active:
        return PeopleFound([])
    found, owed = _typed(text, limit)
    return PeopleFound(_shown(found), incomplete=owed)


def _typed(text: str, limit: int) -> tuple[list[Found], bool]:
    answer = typed(PERSON_NAMES, text, limit=limit)
    found, folded = answer.found, fold(text)
    if answer.owed and folded:
        known = {each.subject_id for each in found}
        begun = Contact.objects.kept().filter(sort_name__startswith=folded).exclude(pk__in=known)
        rows = begun.order_by("sort_name", "id").values_list("pk", "name", "sort_name")[:limit]
        found = [*found, *(Found(0, pk, name, sort_name, 0, 0.85) for pk, name, sort_name in rows)][:limit]
    return found, answer.owed


def _at_company(company_id: int, text: str) -> list[Found]:
    """Its present people, by words that begin a word of theirs."""
    posts = Affiliation.objects.filter(company=company_id, until=None)
    people = Contact.objects.kept().filter(pk__in=posts.values("contact")).order_by("sort_name", "id")
    words = fold(text).split()
    rows = people.values_list("pk", "name", "sort_name", "native_name")[:MOST_AT_ONE_COMPANY]
    return [
        Found(0, pk, name, sort_name, 0, 1.0)
        for pk, name, sort_name, native in rows
        if all(f" {word}" in f" {sort_name} {fold(native)}" for word in words)
    ]


def _shown(found: list[Found]) -> list[PersonFound]:
    ids = [each.subject_id for each in found]
    if not ids:
        return []
    people = Contact.objects.kept().in_bulk(ids)
    posts = _posts(ids)
    return [
        PersonFound(person.pk, person.name, _hint(person, each, posts.get(person.pk, "")), each.score)
        for each in found
        if (person := people.get(each.subject_id))
    ]


def _posts(ids: list[int]) -> dict[int, str]:
    """One present post of each, in words."""
    rows = Affiliation.objects.filter(contact__in=ids, until=None).order_by("-id")
    words = rows.values_list("contact_id", "title", "company__legal_name")
    return {contact: ", ".join(part for part in (title, company) if part) for contact, title, company in words}


def _hint(person: Contact, found: Found, post: str) -> str:
    also = _("also %(name)s") % {"name": found.name} if found.name not in (person.name, "") else ""
    return " · ".join(part for part in (_("Do not contact") if person.do_not_contact else "", also, post) if part)
