"""People by the beginning of a name, or of one of its words, while somebody types."""

from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.translation import gettext as _

from crm.core.text import fold

from .models import Affiliation, Contact

LIMIT = 8


def suggest(user: Any, text: str, *, company_id: int | None = None, limit: int = LIMIT) -> list[dict[str, Any]]:
    """At most `limit` people as id, name and hint; those of the company first, all of them before anything is typed."""
    folded = fold(text)
    people = Contact.objects.visible_to(user)
    if folded:
        people = people.filter(Q(sort_name__startswith=folded) | Q(sort_name__contains=f" {folded}"))
    elif company_id is None:
        return []
    if company_id is not None:
        there = Q(pk__in=Affiliation.objects.filter(company=company_id, until=None).values("contact"))
        people = (
            people.filter(there) if not folded else people.annotate(near=_first(there)).order_by("near", "sort_name")
        )
    found = list(people.only("name", "do_not_contact")[:limit])
    posts = _posts([person.pk for person in found])
    return [{"id": person.pk, "name": person.name, "hint": _hint(person, posts.get(person.pk, ""))} for person in found]


def _first(condition: Q) -> Case:
    return Case(When(condition, then=Value(0)), default=Value(1), output_field=IntegerField())


def _posts(ids: list[int]) -> dict[int, str]:
    """One present post of each, in words."""
    rows = Affiliation.objects.filter(contact__in=ids, until=None).order_by("-id")
    words = rows.values_list("contact_id", "title", "company__legal_name")
    return {contact: ", ".join(part for part in (title, company) if part) for contact, title, company in words}


def _hint(person: Contact, post: str) -> str:
    return " · ".join(part for part in (_("Do not contact") if person.do_not_contact else "", post) if part)
