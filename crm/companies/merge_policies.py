"""Who may make one record of two, and two of one again. Pure, like policies.py."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.accounts.models import Office
from crm.accounts.selectors import Access
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from .contact_policies import may_see_details
from .models import Company, Contact, Merge
from .policies import answers_for, may_write, not_merged

_OWN_COMPANY = _(
    "Only who answers for both companies merges them or undoes it: their lead offices, the regional director of these, "
    "the partnerships team. Ask the partnerships team to do it."
)
_OWN_CONTACT = _(
    "Only who answers for both people merges them or undoes it: whoever entered them, the lead offices of their "
    "companies, the partnerships team. Ask the partnerships team to do it."
)


@dataclass(frozen=True)
class Owner:
    """What the rule needs to know of one of the two people: who leads the companies at which they are."""

    contact: Contact
    lead_offices: Iterable[Office | None] = ()


def may_merge_companies(who: Access, *companies: Company) -> Verdict:
    """Whoever answers for all of them; one alone is what its page asks before it offers the choice."""
    rights = [may_write(who), *(_owns(who, company) for company in companies)]
    return first_refusal(*rights, _two(companies), *(_is_there(company) for company in companies))


def may_merge_contacts(who: Access, *owned: Owner) -> Verdict:
    """As with companies; whoever may not open the addresses of one of them cannot judge either."""
    people = [each.contact for each in owned]
    rights = [may_write(who), *(_owns_contact(who, each) for each in owned)]
    rights += [may_see_details(who, person) for person in people]
    return first_refusal(*rights, _two(people), *(_is_there(person) for person in people))


def may_undo_companies(who: Access, merge: Merge, source: Company, target: Company) -> Verdict:
    return first_refusal(may_write(who), _owns(who, source), _owns(who, target), _can_be_undone(merge, target))


def may_undo_contacts(who: Access, merge: Merge, source: Owner, target: Owner) -> Verdict:
    rights = (may_write(who), _owns_contact(who, source), _owns_contact(who, target))
    return first_refusal(*rights, _can_be_undone(merge, target.contact))


def _owns(who: Access, company: Company) -> Verdict:
    """As with the bin: without a lead office whoever entered the company, regional directors, the team."""
    own_entry = company.lead_office_id is None and company.created_by_id == who.user.pk
    if own_entry or answers_for(who, company.lead_office):
        return ALLOWED
    return wrong_person(_OWN_COMPANY, "not_lead_office")


def _owns_contact(who: Access, owned: Owner) -> Verdict:
    if owned.contact.created_by_id == who.user.pk or who.has(Role.PARTNERSHIPS, Role.DIRECTOR_GENERAL):
        return ALLOWED
    if any(answers_for(who, office) for office in owned.lead_offices if office is not None):
        return ALLOWED
    return wrong_person(_OWN_CONTACT, "not_yours")


def _two(records: "Iterable[Company | Contact]") -> Verdict:
    ids = [record.pk for record in records]
    if len(set(ids)) < len(ids):
        return wrong_moment(_("This is one record already. Choose another one to merge it with."), "same_record")
    return ALLOWED


def _is_there(record: "Company | Contact") -> Verdict:
    verdict = not_merged(record)
    return wrong_moment(_binned(record), "binned") if verdict and record.binned_at else verdict


def _binned(record: "Company | Contact") -> "str | Promise":
    return _("%(name)s is in the bin. Restore it first.") % {"name": record}


def _can_be_undone(merge: Merge, target: "Company | Contact") -> Verdict:
    if merge.undone_at:
        return wrong_moment(_("This merge has been undone already."), "undone")
    if target.merged_into_id:
        return wrong_moment(
            _("%(name)s was itself merged into %(survivor)s later. Undo that merge first.")
            % {"name": target, "survivor": target.merged_into},
            "merged_on",
        )
    return wrong_moment(_binned(target), "binned") if target.binned_at else ALLOWED
