"""The letters of sign-in that this app writes itself; allauth writes the others (templates/account/email/)."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from .models import User


def password_link(person: User) -> str:
    """Works once, for PASSWORD_RESET_TIMEOUT."""
    uid, key = user_pk_to_url_str(person), default_token_generator.make_token(person)
    return settings.PUBLIC_URL + reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})


def send_invitation(person: User, *, by: User | None = None) -> None:
    with translation.override(person.language):
        values = {"person": person, "by": by, "link": password_link(person), "days": _days()}
        subject = render_to_string("accounts/email/invitation_subject.txt", values).strip()
        EmailMultiAlternatives(
            subject, render_to_string("accounts/email/invitation.txt", values), to=[person.email]
        ).send()


def _days() -> int:
    return settings.PASSWORD_RESET_TIMEOUT // 86_400
