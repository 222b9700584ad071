"""Who may ask for a screening, and change or send what they ask. Pure (domain.md section 5, request)."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from crm.accounts.enums import Role
from crm.accounts.models import Office, User
from crm.accounts.selectors import Access
from crm.companies.models import Company
from crm.contactlog.rights import WORKING
from crm.core import locale
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from ...enums import DESK_STATES, ScreeningState
from ...models import Screening

# A draft is private, so that these fields are the requester's alone until it is sent.
REQUEST_FIELDS = frozenset(
    {
        "company",
        "purpose",
        "track",
        "amount_usd",
        "description",
        "emblem_use",
        "exclusive",
        "procurement_link",
        "conflict_of_interest",
        "office",
    }
)
# What was asked is not changed afterwards: another company or purpose takes another request.
FIXED_ONCE_SENT = frozenset({"company", "purpose", "office"})
DESK_FIELDS = frozenset(
    {
        "summary",
        "benefit",
        "way_out",
        "monitoring_plan",
        "dissent",
        "proposed_conditions",
        "further_purposes",
    }
)


def may_request(held: Access) -> Verdict:
    if held.has(*WORKING):
        return ALLOWED
    return wrong_person(_("Whoever works for an office asks for its screenings; your roles are not of that kind."))


def may_request_for(held: Access, office: Office) -> Verdict:
    """For one's own offices; a regional director for those of the region; the partnerships team for all."""
    directs = any(h.role == Role.REGIONAL_DIRECTOR and office.path.startswith(h.office_path) for h in held.held)
    if held.has(Role.PARTNERSHIPS) or directs or office.pk in held.offices(*WORKING):
        return ALLOWED
    return wrong_person(_("You ask for the offices that you work for. Choose one of these."), "not_your_office")


def may_ask_about(company: Company) -> Verdict:
    if company.binned_at is None:
        return ALLOWED
    return wrong_moment(_("This company is in the bin. Bring it back before you ask for a screening."), "binned")


def may_change_request(by: User, held: Access, screening: Screening, fields: Collection[str] = ()) -> Verdict:
    """The requester while it is a draft, the partnerships team while it lies on the desk."""
    if screening.state == ScreeningState.DRAFT:
        return first_refusal(_own(by, screening), _only(fields, REQUEST_FIELDS))
    if not held.has(Role.PARTNERSHIPS):
        return wrong_person(_("Once it is sent, the partnerships team changes a request. Write to them."))
    if screening.state not in DESK_STATES:
        return wrong_moment(_("This screening is no longer on the desk, so that nothing of it is changed."))
    return _only(fields, (REQUEST_FIELDS | DESK_FIELDS) - FIXED_ONCE_SENT)


def may_send(by: User, screening: Screening) -> Verdict:
    if screening.state != ScreeningState.DRAFT:
        return first_refusal(_own(by, screening), wrong_moment(_("This request has been sent already.")))
    return _own(by, screening)


def none_under_way(other: Screening | None) -> Verdict:
    """Nothing is screened twice: says who asked, and where it lies."""
    if other is None:
        return ALLOWED
    return wrong_moment(
        _("%(office)s (%(by)s) asked for this on %(day)s, and it is not settled: %(state)s. Follow that one.")
        % {
            "office": other.office.name,
            "by": other.requested_by.name,
            "day": locale.day(other.requested_at.date(), locale.current()) if other.requested_at else "–",
            "state": other.get_state_display(),
        },
        "open_already",
    )


def _own(by: User, screening: Screening) -> Verdict:
    if by.pk == screening.requested_by_id:
        return ALLOWED
    return wrong_person(_("A draft belongs to whoever began it."))


def _only(fields: Collection[str], changeable: frozenset[str]) -> Verdict:
    if set(fields) <= changeable:
        return ALLOWED
    return wrong_moment(
        _("Company, purpose and office stay as they were sent. Withdraw this one and ask anew."), "fixed_once_sent"
    )
