"""Who calls for money and until when, who keeps the causes, and which gifts an appeal counts. Pure."""

from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from crm.accounts.selectors import Access
from crm.core import locale
from crm.core.verdict import ALLOWED, Verdict, first_refusal, wrong_moment, wrong_person

from .. import rights
from ..enums import AppealState
from ..models import Appeal


def may_appeal(held: Access) -> Verdict:
    """Whoever keeps gifts of some office."""
    if rights.kept_offices(held):
        return ALLOWED
    return wrong_person(_("Appeals are entered by the staff of the office or hub that runs them."))


def may_appeal_for(held: Access, office_id: int) -> Verdict:
    if rights.keeps(held, office_id):
        return ALLOWED
    text = _("You can enter appeals only for an office or hub in which you hold a role.")
    return first_refusal(may_appeal(held), wrong_person(text, "not_your_office"))


def may_change(held: Access, appeal: Appeal) -> Verdict:
    """What donors read stays as it is once the appeal is closed."""
    closed = appeal.state == AppealState.CLOSED
    return first_refusal(
        may_appeal_for(held, appeal.office_id),
        wrong_moment(_("This appeal is closed. Open it again to change it."), "closed") if closed else ALLOWED,
    )


def may_keep_costs(held: Access, appeal: Appeal) -> Verdict:
    """Bills come in after the end, too."""
    return may_appeal_for(held, appeal.office_id)


def may_open(held: Access, appeal: Appeal) -> Verdict:
    own = may_appeal_for(held, appeal.office_id)
    if own and appeal.state == AppealState.OPEN:
        return wrong_moment(_("This appeal is open already."))
    return own


def may_close(held: Access, appeal: Appeal) -> Verdict:
    own = may_appeal_for(held, appeal.office_id)
    if own and appeal.state != AppealState.OPEN:
        return wrong_moment(_("Only an open appeal can be closed."))
    return own


def may_take_gift(appeal: Appeal) -> Verdict:
    """Only an open appeal takes a new gift; those that it has, it keeps."""
    if appeal.state == AppealState.CLOSED:
        text = _("This appeal is closed. Open it again, or enter the gift without an appeal.")
        return wrong_moment(text, "appeal_closed")
    if appeal.state == AppealState.DRAFT:
        return wrong_moment(_("This appeal is not open yet. Open it first, then enter the gift."), "appeal_not_open")
    return ALLOWED


def may_count_for(appeal: Appeal, received_on: date) -> Verdict:
    """Also by its dates. A door that meets `outside_dates` asks whether it is meant: a cheque may have been late."""
    ended = appeal.ends_on is not None and received_on > appeal.ends_on
    return first_refusal(
        may_take_gift(appeal), _outside_dates(appeal) if ended or received_on < appeal.starts_on else ALLOWED
    )


def _outside_dates(appeal: Appeal) -> Verdict:
    begin = locale.day(appeal.starts_on, locale.current())
    if appeal.ends_on is None:
        text = _("This appeal began on {begin}, and the gift came before. Choose it again if it counts all the same.")
        return wrong_moment(format_lazy(text, begin=begin), "outside_dates")
    text = _(
        "This appeal ran from {begin} to {end}, and the gift came outside of these dates. "
        "Choose it again if it counts all the same."
    )
    return wrong_moment(
        format_lazy(text, begin=begin, end=locale.day(appeal.ends_on, locale.current())), "outside_dates"
    )


def may_keep_causes(held: Access) -> Verdict:
    """Headquarters' words for what people give for."""
    if rights.of_headquarters(held):
        return ALLOWED
    return wrong_person(_("The partnerships team keeps the causes. Write to them if one is missing."))


def may_choose(retired: bool) -> Verdict:
    """A cause that is not in use any more keeps what it has."""
    if not retired:
        return ALLOWED
    return wrong_moment(_("This cause is not in use any more. Choose another one."), "retired")
