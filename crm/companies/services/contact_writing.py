"""The one way in which a person's row and their posts are written; the deeds on people share it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from crm.accounts.models import Office
from crm.core.text import fold

from .. import cleaning, contact_cleaning
from ..models import Affiliation, ConsentRecord, Contact
from .contact_data import CONTACT_FIELDS, AffiliationData


def locked(contact_id: int) -> Contact:
    """The row, held until the end of the transaction; `DoesNotExist` where there is none."""
    contact: Contact = Contact.objects.select_for_update(no_key=True).get(pk=contact_id)
    return contact


def assign(contact: Contact, *, values: dict[str, Any], region: str) -> None:
    """Put stored forms on the instance and check what the database would refuse, with better words."""
    clean = contact_cleaning.normalised(values, region=region)
    for name, value in clean.items():
        setattr(contact, name, value)
    if "name" in clean:
        contact.sort_name = fold(contact.name)[:200]
    if contact.do_not_contact and not contact.do_not_contact_reason:
        raise ValidationError(
            {"do_not_contact_reason": ValidationError(_("Say why, so that colleagues respect it."), code="no_reason")}
        )
    if not contact.do_not_contact:
        contact.do_not_contact_reason = ""
    contact.clean_fields(exclude={f.name for f in contact._meta.fields} - set(clean))


def columns(before: dict[str, Any]) -> tuple[str, ...]:
    """The columns to write for these changes."""
    names = set(before) & (CONTACT_FIELDS | {"consent"})
    return tuple(sorted(names | ({"sort_name"} if "name" in names else set()) | {"do_not_contact_reason"}))


def region_of(contact: Contact) -> str:
    """The country in which a telephone number without a country code is read: the one of the present company."""
    post = contact.affiliations.filter(until=None).select_related("company").first()
    return str(post.company.country) if post else ""


def lead_offices(contact: Contact) -> list[Office | None]:
    """Those of the companies at which the person is now, else of the former ones."""
    posts = list(contact.affiliations.select_related("company__lead_office"))
    present = [post for post in posts if post.until is None]
    return [post.company.lead_office for post in present or posts]


def add_post(contact: Contact, *, post: AffiliationData) -> Affiliation:
    return write_post(Affiliation(contact=contact, company=post.company), post=post)


def write_post(row: Affiliation, *, post: AffiliationData) -> Affiliation:
    """Put what is said of a post on its row. Raises ValidationError by field."""
    row.title, row.since, row.until = cleaning.line(post.title), post.since, post.until
    row.key_person, row.company = post.key_person, post.company
    _check(row)
    row.save()
    return row


def _check(row: Affiliation) -> None:
    row.clean_fields(exclude={"contact", "company"})
    if row.since and row.until and row.until < row.since:
        raise ValidationError(
            {"until": ValidationError(_("They cannot have left before they came."), code="left_before")}
        )
    if row.company.binned_at and not row.pk:
        raise ValidationError({"company": ValidationError(_("This company is in the bin."), code="binned")})
    twins = Affiliation.objects.filter(contact=row.contact, company=row.company, title=row.title, until=None)
    if row.until is None and twins.exclude(pk=row.pk).exists():
        raise ValidationError(
            {"title": ValidationError(_("This person holds this post at this company already."), code="twice")}
        )


def replace_posts(contact: Contact, *, posts: Iterable[AffiliationData]) -> None:
    """Make the person's posts exactly these; a post that is there already, by company and title, keeps its row."""
    rows = {(row.company_id, row.title): row for row in contact.affiliations.select_related("company")}
    wanted = [(post, (post.company.pk, cleaning.line(post.title))) for post in posts]
    gone = rows.keys() - {key for _post, key in wanted}
    contact.affiliations.filter(pk__in=[rows[key].pk for key in gone]).delete()
    for post, key in wanted:
        write_post(rows.get(key) or Affiliation(contact=contact, company=post.company), post=post)


def posts_said(contact: Contact) -> list[str]:
    """The person's posts as the trail tells them."""
    return [said(post) for post in contact.affiliations.select_related("company")]


def said(post: Affiliation) -> str:
    period = f" ({post.since or ''}–{post.until or ''})" if post.since or post.until else ""
    return f"{post.company}{f', {post.title}' if post.title else ''}{period}"


def check_consent(record: ConsentRecord, *, today: date) -> None:
    record.how = cleaning.line(record.how)
    record.clean_fields(exclude={"contact", "noted_by"})
    if record.on > today:
        raise ValidationError({"on": ValidationError(_("This day lies in the future."), code="future")})


def filled(contact: Contact) -> dict[str, Any]:
    """The fields that say something, for the trail."""
    return {name: value for name in sorted(CONTACT_FIELDS | {"consent"}) if (value := getattr(contact, name))}
