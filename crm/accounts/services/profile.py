"""What people say about themselves and how they like their pages."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from crm.audit.recorder import changes, record

from ..enums import Theme
from ..models import User


@dataclass(frozen=True, kw_only=True)
class ProfileData:
    name: str
    job_title: str = ""
    phone: str = ""
    language: str = "en"
    time_zone: str = ""
    theme: str = Theme.SYSTEM
    weekly_digest: bool = True
    expertise: str = ""


@transaction.atomic
def edit_profile(*, by: User, data: ProfileData) -> User:
    """Everybody their own, auditors included: nothing of the organisation's record changes by it."""
    person = User.objects.select_for_update().get(pk=by.pk)
    values = asdict(data)
    before, after = changes(person, values)
    for name, value in values.items():
        setattr(person, name, value)
    person.full_clean()
    person.save(update_fields=list(values))
    record(verb="profile.edited", subject=person, by=by, before=before, after=after)
    return person


@transaction.atomic
def choose_theme(*, by: User, theme: str) -> None:
    if theme not in Theme.values:
        raise ValidationError({"theme": _("Choose light, dark or as the device.")})
    before = User.objects.select_for_update().get(pk=by.pk).theme
    User.objects.filter(pk=by.pk).update(theme=theme)
    record(verb="profile.theme_chosen", subject=by, by=by, before={"theme": before}, after={"theme": theme})
