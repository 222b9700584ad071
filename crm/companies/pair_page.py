"""What the page of a pair shows."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from crm.accounts.access import access

from . import pair_cells, pair_words
from .contact_policies import may_see_details
from .merge_policies import Owner, may_merge_companies, may_merge_contacts
from .models import Company, CompanyPair, Contact, ContactPair
from .pair_policies import may_take_back, may_tell_apart
from .pair_sides import activity_rows, company_rows, contact_rows
from .registries import company_activity, contact_activity


def url_of(pair: CompanyPair | ContactPair) -> str:
    name = "companies:pair" if isinstance(pair, CompanyPair) else "companies:contact_pair"
    return reverse(name, args=[pair.pk])


def company_context(pair: CompanyPair, user: Any) -> dict[str, Any]:
    related = Company.objects.select_related("lead_office", "relationship_lead", "parent", "created_by")
    sides = related.prefetch_related("other_names", "registrations").in_bulk([pair.first_id, pair.second_id])
    first, second = sides[pair.first_id], sides[pair.second_id]
    return {
        **_shared(pair, user),
        "rows": company_rows(first, second),
        "activity": activity_rows(company_activity, first, second, user),
        "list_title": _("Possible duplicates among companies"),
        "list_url": reverse("companies:pair_list"),
        "decide_url": reverse("companies:pair_decide", args=[pair.pk]),
        "merge_url": f"{reverse('companies:merge', args=[second.pk])}?into={first.pk}",
        "may_merge": may_merge_companies(access(user), first, second),
        "first_url": reverse("companies:detail", args=[first.pk]),
        "second_url": reverse("companies:detail", args=[second.pk]),
    }


def contact_context(pair: ContactPair, user: Any) -> dict[str, Any]:
    related = Contact.objects.select_related("created_by").prefetch_related("affiliations__company__lead_office")
    sides = related.in_bulk([pair.first_id, pair.second_id])
    first, second = sides[pair.first_id], sides[pair.second_id]
    details = all(may_see_details(access(user), each) for each in (first, second))
    return {
        **_shared(pair, user),
        "rows": contact_rows(first, second, details=details),
        "activity": activity_rows(contact_activity, first, second, user),
        "list_title": _("Possible duplicates among people"),
        "list_url": reverse("companies:contact_pair_list"),
        "decide_url": reverse("companies:contact_pair_decide", args=[pair.pk]),
        "merge_url": f"{reverse('companies:contact_merge', args=[second.pk])}?into={first.pk}",
        "may_merge": may_merge_contacts(access(user), *(_owner(each) for each in (first, second))),
        "first_url": reverse("companies:contact_detail", args=[first.pk]),
        "second_url": reverse("companies:contact_detail", args=[second.pk]),
    }


def _owner(contact: Contact) -> Owner:
    """As the deed counts it: the lead offices of present companies, else of former ones."""
    posts = list(contact.affiliations.all())
    present = [post for post in posts if post.until is None]
    return Owner(contact, [post.company.lead_office for post in present or posts])


def _shared(pair: Any, user: Any) -> dict[str, Any]:
    who = access(user)
    following = _next(pair, user)
    return {
        "pair": pair,
        "strength": pair_cells.strength(pair.score),
        "tone": pair_cells.tone(pair.score),
        "reasons": pair_words.say(pair.reasons),
        "decided": bool(pair.decided_at),
        "stands": bool(pair.decided_at) and not (pair.first_changed or pair.second_changed),
        "changed": [
            str(side)
            for side, changed in ((pair.first, pair.first_changed), (pair.second, pair.second_changed))
            if changed
        ],
        "may_tell_apart": may_tell_apart(who, pair),
        "may_take_back": may_take_back(who, pair),
        "next_url": url_of(following) if following else "",
    }


def _next(pair: Any, user: Any) -> Any:
    """The next one to be decided, in the order of the queue."""
    later = Q(score__lt=pair.score) | Q(score=pair.score, pk__lt=pair.pk)
    waiting = type(pair).objects.visible_to(user).waiting()
    return waiting.filter(later).order_by("-score", "-pk").only("pk").first()
