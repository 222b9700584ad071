"""What the deeds on interactions share: checks in words, people and themes, the way past a company that is not free."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.accounts.models import User
from crm.companies.merging.survivors import led_on
from crm.companies.models import Affiliation, Company, Contact, Theme
from crm.companies.services.contacts import AffiliationData, ContactData, create_contact
from crm.core.errors import Conflict
from crm.core.visibility import Visibility

from .. import policies
from ..enums import InteractionKind
from ..models import GoingAhead, Interaction
from ..registries import Engaged
from ..selectors import standing
from .data import InteractionData

# The lists of an interaction, and the column by which each names its rows.
COLUMNS = {"contacts": "contact_id", "colleagues": "user_id", "themes": "theme_id"}
EARLIEST = date(1950, 1, 1)


def check(data: InteractionData, *, on: date) -> None:
    """Everything that can be told from the data alone; raises ValidationError by field."""
    problems: dict[str, ValidationError] = {}
    if not data.subject.strip():
        problems["subject"] = ValidationError(_("Say in a few words what it was about."), code="required")
    elif len(data.subject.strip()) > 200:
        problems["subject"] = ValidationError(
            _("Keep the subject to 200 characters; the rest goes into the notes."), code="max_length"
        )
    if data.kind not in InteractionKind.values:
        problems["kind"] = ValidationError(_("This is not a way of contact that Concord knows."), code="invalid_choice")
    if data.visibility not in Visibility.values:
        problems["visibility"] = ValidationError(_("Choose who may read the notes."), code="invalid_choice")
    if data.occurred_on > on + timedelta(days=1):
        problems["occurred_on"] = ValidationError(
            _("This day is still to come. Log the contact when it has happened."), code="in_the_future"
        )
    elif data.occurred_on < EARLIEST:
        problems["occurred_on"] = ValidationError(_("This is too long ago. Check the year."), code="too_early")
    if problems:
        raise ValidationError(problems)


# By hand, since it is asked at every contact that is logged, and the query set took longer than its query.
_LOCKED = """
    select id, legal_name, status, status_reason, lead_office_id, binned_at, merged_into_id
    from companies_company where id = %s for no key update
"""


def locked_company(company_id: int) -> Company:
    """The company, held so that two first approaches come one after the other; not one in the bin.

    The number of one that was merged stands for its survivor.
    """
    company = next(iter(Company.objects.raw(_LOCKED, [company_id])), None)
    if company is None:
        raise ValidationError({"company": ValidationError(_("There is no such company."), code="does_not_exist")})
    if company.merged_into_id:
        return locked_company(company.merged_into_id)
    if company.binned_at:
        raise Conflict(_("This company is in the bin. Bring it back before you log a contact with it."), "binned")
    return company


def contacts_for(data: InteractionData) -> tuple[list[Contact], list[Contact]]:
    """The people chosen, and those of them who are not known at the company on that day."""
    ids = set(data.contact_ids)
    if not ids:
        return [], []
    there = Affiliation.objects.filter(
        Q(until=None) | Q(until__gte=data.occurred_on), contact=OuterRef("pk"), company_id=data.company_id
    )
    people = list(Contact.objects.kept().filter(pk__in=ids).annotate(is_theirs=Exists(there)))
    if len(people) < len(ids):
        if survivors := led_on(Contact, ids):
            return contacts_for(replace(data, contact_ids=tuple(survivors.get(pk, pk) for pk in ids)))
        raise ValidationError(
            {"contacts": ValidationError(_("One of these people is not in Concord any more."), code="does_not_exist")}
        )
    strangers = [p for p in people if not p.is_theirs]
    if strangers and not data.add_people:
        names = ", ".join(p.name for p in strangers)
        raise ValidationError(
            {
                "contacts": ValidationError(
                    ngettext(
                        "%(names)s is not known as one of their people. Say that you want to add this person.",
                        "%(names)s are not known as their people. Say that you want to add them.",
                        len(strangers),
                    )
                    % {"names": names},
                    code="not_their_person",
                )
            }
        )
    return people, strangers


def colleagues_for(ids: Collection[int], *, field: str = "colleagues") -> list[User]:
    return _all_of(User.objects.active, ids, field, _("One of these colleagues has left."))


def themes_for(ids: Collection[int]) -> list[Theme]:
    return _all_of(Theme.objects.all, ids, "themes", _("One of these themes does not exist."))


def _all_of(rows: Callable[[], Any], ids: Collection[int], field: str, sentence: str) -> list[Any]:
    found = list(rows().filter(pk__in=set(ids))) if ids else []
    if len(found) < len(set(ids)):
        raise ValidationError({field: ValidationError(sentence, code="does_not_exist")})
    return found


def locked(interaction_id: int) -> Interaction:
    """The row, held until the end of the transaction."""
    return (
        Interaction.objects.select_for_update(of=("self",), no_key=True)
        .select_related("company", "office", "by")
        .get(pk=interaction_id)
    )


def pass_the_gate(
    *, by: User, company: Company, data: InteractionData, people: Iterable[Contact], reason: str, on: date
) -> tuple[GoingAhead, tuple[Engaged, ...]] | None:
    """Ask "may I approach them?" and keep the reason of whoever goes ahead (domain.md section 3).

    Answers what was kept and who is engaged. Raises Conflict `coordinate_first` or `do_not_contact` where a reason is
    needed and none was given.
    """
    facts = standing(company, data.office_id, on=data.occurred_on, today=on)
    answer = policies.may_approach(facts)
    answer.to_log(reason=reason).require()
    refusing = [p for p in people if p.do_not_contact]
    policies.may_speak_to(refusing, reason=reason).require()
    if answer.is_free and not refusing:
        return None
    kept = GoingAhead.objects.create(company=company, office_id=data.office_id, by=by, reason=reason.strip())
    return kept, facts.others


def add_to_company(strangers: Iterable[Contact], *, company_id: int) -> None:
    rows = [Affiliation(contact=p, company_id=company_id) for p in strangers]
    if rows:
        Affiliation.objects.bulk_create(rows)


def enter_people(data: InteractionData, *, company: Company, by: User, on: date) -> list[Contact]:
    """Enter the people on their side whom Concord does not know yet, at the company; each is a deed of its own."""
    post = AffiliationData(company=company)
    return [
        create_contact(
            by=by,
            data=ContactData(name=person.name.strip(), emails=[person.email] if person.email else []),
            affiliations=[replace(post, title=person.title)],
            on=on,
        )
        for person in data.new_people
    ]


def link(interaction: Interaction, *, field: str, ids: Collection[int]) -> None:
    """Add rows to one of the interaction's lists in one statement, without reading first."""
    through = getattr(Interaction, field).through
    column = COLUMNS[field]
    through.objects.bulk_create(
        [through(interaction_id=interaction.pk, **{column: pk}) for pk in ids], ignore_conflicts=True
    )


def relink(interaction: Interaction, *, field: str, ids: Collection[int]) -> bool:
    """Make one of the interaction's lists exactly these; tells whether anything changed."""
    through = getattr(Interaction, field).through
    column = COLUMNS[field]
    old = set(through.objects.filter(interaction=interaction).values_list(column, flat=True))
    wanted = set(ids)
    if gone := old - wanted:
        through.objects.filter(interaction=interaction, **{f"{column}__in": gone}).delete()
    if wanted - old:
        link(interaction, field=field, ids=wanted - old)
    return old != wanted
