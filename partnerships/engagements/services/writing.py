"""What the deeds on engagements share: locked rows, checks in words, lists that are replaced."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django_countries import countries as known_countries

from crm.accounts.models import Office, User
from crm.companies.merging.survivors import led_on
from crm.companies.models import Company, Contact, Theme
from crm.core.errors import Conflict

from ...models import Engagement, Programme

# The lists of an engagement: the field of the data, the relation, its column, and what may stand in it.
LISTS = {
    "office_ids": ("offices", "office_id"),
    "theme_ids": ("themes", "theme_id"),
    "colleague_ids": ("colleagues", "user_id"),
    "contact_ids": ("contacts", "contact_id"),
}
COLUMNS = (
    "title",
    "type",
    "modality",
    "description",
    "lead_office_id",
    "countries",
    "sdgs",
    "starts_on",
    "ends_on",
    "disclosure",
    "programme_id",
)


def locked(engagement_id: int, *, kind: str | None = None) -> Engagement:
    """The row, held until the end of the transaction; the companies are locked before it (`locked_companies`)."""
    rows = Engagement.objects.select_for_update(of=("self",), no_key=True).select_related("lead_office")
    return rows.get(pk=engagement_id, **({"kind": kind} if kind else {}))


def locked_companies(ids: Iterable[int], *, fresh: bool = True) -> dict[int, Company]:
    """By the ids asked for, in the order in which everybody locks them; a merged one's number stands for its survivor.

    Raises ValidationError for one that does not exist, Conflict for one in the bin (`fresh`: where it is chosen now).
    """
    wanted = set(ids)
    heirs = {pk: heir for pk, heir in led_on(Company, wanted).items() if pk in wanted}
    rows = Company.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in={heirs.get(pk, pk) for pk in wanted})}
    result = {}
    for pk in wanted:
        company = found.get(heirs.get(pk, pk))
        if company is None:
            raise ValidationError({"companies": ValidationError(_("There is no such company."), code="does_not_exist")})
        if fresh and company.binned_at:
            text = _("%(company)s is in the bin. Bring it back first.") % {"company": company}
            raise Conflict(text, "binned")
        result[pk] = company
    return result


def check(engagement: Engagement) -> None:
    """Everything that the row itself says; raises ValidationError by field."""
    problems: dict[str, ValidationError] = {}
    if engagement.starts_on and engagement.ends_on and engagement.ends_on < engagement.starts_on:
        problems["ends_on"] = ValidationError(_("It cannot end before it begins."), code="before_start")
    unknown = [code for code in engagement.countries if code not in known_countries.countries]
    if unknown:
        text = _("%(codes)s: not a country that Concord knows.") % {"codes": ", ".join(unknown)}
        problems["countries"] = ValidationError(text, code="unknown")
    for field, earliest in (("starts_on", date(1950, 1, 1)), ("ends_on", date(1950, 1, 1))):
        day = getattr(engagement, field)
        if day and not earliest <= day <= date(2100, 1, 1):
            problems[field] = ValidationError(_("Check the year."), code="out_of_range")
    try:
        engagement.clean_fields(exclude={*problems, "kind", "stage", "created_by", "version"})
    except ValidationError as error:
        problems |= {
            {"lead_office": "lead_office"}.get(name, name): ValidationError(errors)
            for name, errors in error.error_dict.items()
        }
    if problems:
        raise ValidationError(problems)


def check_lists(data: Any, *, names: Iterable[str] = tuple(LISTS)) -> None:
    """Every id of the lists is there; raises ValidationError by the name of the list."""
    sources: dict[str, tuple[Any, str]] = {
        "office_ids": (Office.objects.all(), _("One of these offices does not exist.")),
        "theme_ids": (Theme.objects.all(), _("One of these themes does not exist.")),
        "colleague_ids": (User.objects.active(), _("One of these colleagues has left.")),
        "contact_ids": (Contact.objects.kept(), _("One of these people is not in Concord any more.")),
    }
    for name in names:
        ids = set(getattr(data, name))
        if not ids:
            continue
        rows, sentence = sources[name]
        if rows.filter(pk__in=ids).count() < len(ids):
            raise ValidationError({LISTS[name][0]: ValidationError(sentence, code="does_not_exist")})
    if data.programme_id and not Programme.objects.filter(pk=data.programme_id).exists():
        raise ValidationError({"programme": ValidationError(_("There is no such programme."), code="does_not_exist")})


def link(engagement: Engagement, *, data: Any) -> None:
    """The lists of a new engagement, one statement for each that is not empty."""
    for name, (relation, column) in LISTS.items():
        through = getattr(Engagement, relation).through
        ids: Sequence[int] = getattr(data, name)
        if ids:
            rows = [through(engagement_id=engagement.pk, **{column: pk}) for pk in dict.fromkeys(ids)]
            through.objects.bulk_create(rows)


def relink(engagement: Engagement, *, name: str, ids: Collection[int]) -> bool:
    """Replace one of the lists; answers whether anything changed."""
    relation, column = LISTS[name]
    through = getattr(Engagement, relation).through
    there = set(through.objects.filter(engagement=engagement).values_list(column, flat=True))
    wanted = set(ids)
    if there == wanted:
        return False
    through.objects.filter(engagement=engagement, **{f"{column}__in": there - wanted}).delete()
    new = [through(engagement_id=engagement.pk, **{column: pk}) for pk in wanted - there]
    through.objects.bulk_create(new)
    return True


def office_ids(engagement: Engagement) -> frozenset[int]:
    """The offices that joined it."""
    joined = Engagement.offices.through.objects.filter(engagement=engagement)
    return frozenset(joined.values_list("office_id", flat=True))
