"""People: made by an administrator, let in and shut out (domain.md section 2)."""

from dataclasses import asdict, dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crm.audit.recorder import changes, record

from .. import mail, policies
from ..models import ApiKey, Delegation, Office, RoleAssignment, User


@dataclass(frozen=True, kw_only=True)
class PersonData:
    """What an administrator says about a person; the rest is the person's own profile."""

    email: str
    name: str
    office: Office
    job_title: str = ""
    phone: str = ""
    language: str = "en"


@transaction.atomic
def create_person(*, by: User, data: PersonData) -> User:
    """Without a password: the person sets one by the link that `invite_person` sends."""
    policies.may_administer(by).require()
    person = User(**_values(data))
    person.set_unusable_password()
    _check_address(person)
    person.full_clean()
    person.save()
    _confirm_address(person)
    record(verb="person.created", subject=person, by=by, after={**asdict(data), "office": data.office.pk})
    return person


@transaction.atomic
def edit_person(*, by: User, person: User, data: PersonData) -> User:
    """A new address counts as confirmed: the administrator vouches for it, as for the first one."""
    policies.may_administer(by).require()
    person = _lock(person)
    values = _values(data)
    before, after = changes(person, values)
    for name, value in values.items():
        setattr(person, name, value)
    _check_address(person)
    person.full_clean()
    person.save(update_fields=list(values))
    _confirm_address(person)
    record(verb="person.edited", subject=person, by=by, before=before, after=after)
    return person


@transaction.atomic
def invite_person(*, by: User, person: User) -> None:
    """Send the link by which a person sets a password. Raises what the mail server answers, after the commit."""
    policies.may_invite(by, person).require()
    record(verb="person.invited", subject=person, by=by)
    transaction.on_commit(lambda: mail.send_invitation(person, by=by))


@transaction.atomic
def disable_person(*, by: User, person: User, at: datetime) -> User:
    """Out at the next request: sessions and keys end, and no delegation from or to the person stays open."""
    # Two administrators who disable each other at the same moment: the second one waits here, and is refused.
    _lock_administrators(at)
    person = _lock(person)
    policies.may_disable(by, person, on=at.date()).require()
    person.is_active, person.disabled_at = False, at
    person.save(update_fields=["is_active", "disabled_at"])
    for session in UserSession.objects.filter(user=person):
        session.end()
    ApiKey.objects.filter(user=person, revoked_at=None).update(revoked_at=at)
    ended = _end_delegations(person, by=by, at=at)
    record(verb="person.disabled", subject=person, by=by, after={"delegations_ended": ended})
    return person


@transaction.atomic
def enable_person(*, by: User, person: User) -> User:
    """The roles are as they were; keys and delegations stay ended."""
    person = _lock(person)
    policies.may_enable(by, person).require()
    person.is_active, person.disabled_at = True, None
    person.save(update_fields=["is_active", "disabled_at"])
    record(verb="person.enabled", subject=person, by=by)
    return person


def _values(data: PersonData) -> dict[str, object]:
    values = {name: getattr(data, name) for name in data.__dataclass_fields__}
    return values | {"email": data.email.strip().lower()}


def _lock(person: User) -> User:
    return User.objects.select_for_update().get(pk=person.pk)


def _lock_administrators(at: datetime) -> None:
    list(RoleAssignment.objects.administrators(on=at.date()).select_for_update(of=("self",)).order_by("pk"))


def _end_delegations(person: User, *, by: User, at: datetime) -> int:
    opened = Delegation.objects.not_over(on=at.date())
    ends = {"revoked_at": at, "revoked_by": by}
    return opened.filter(assignment__user=person).update(**ends) + opened.filter(deputy=person).update(**ends)


def _check_address(person: User) -> None:
    """Said here, as the database's own sentence about its unique index helps nobody."""
    if User.objects.filter(email__iexact=person.email).exclude(pk=person.pk).exists():
        raise ValidationError({"email": _("Somebody with this e-mail address is here already.")})


def _confirm_address(person: User) -> None:
    EmailAddress.objects.filter(user=person).exclude(email__iexact=person.email).delete()
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
