"""The first person of a new installation, and the way back in for one that has locked itself out."""

from datetime import date

from allauth.account.models import EmailAddress
from django.db import transaction

from crm.audit.recorder import record

from ..enums import OfficeKind, Role
from ..models import Office, RoleAssignment, User


@transaction.atomic
def create_administrator(*, email: str, name: str, on: date) -> tuple[User, bool]:
    """The person with that address as an administrator, and whether they are new. For whoever runs the servers."""
    office = Office.objects.filter(kind=OfficeKind.HEADQUARTERS).first() or _headquarters()
    person = User.objects.filter(email__iexact=email).first()
    is_new = person is None
    if person is None:
        person = User.objects.create_user(email=email.strip().lower(), name=name, office=office)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    if not person.is_active:
        person.is_active, person.disabled_at = True, None
        person.save(update_fields=["is_active", "disabled_at"])
    if not RoleAssignment.objects.current(on=on).filter(user=person, role=Role.ADMINISTRATOR).exists():
        RoleAssignment.objects.create(user=person, role=Role.ADMINISTRATOR, office=office, starts_on=on)
    record(verb="administrator.installed", subject=person, by=None)
    return person, is_new


def _headquarters() -> Office:
    office = Office.objects.create(
        code="HQ", name="Headquarters", kind=OfficeKind.HEADQUARTERS, country="CH", city="Geneva"
    )
    office.path = f"/{office.pk}/"
    office.save(update_fields=["path"])
    return office
