"""allauth's forms without placeholders: each field has a label, and words that vanish help nobody."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _


class _Plain:
    fields: dict[str, Any]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignInForm(_Plain, account.LoginForm):
    pass


class ResetPasswordForm(_Plain, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(_Plain, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(_Plain, account.ChangePasswordForm):
    pass


class SetPasswordForm(_Plain, account.SetPasswordForm):
    pass


class ReauthenticateForm(_Plain, account.ReauthenticateForm):
    pass


class SecondStepForm(_Plain, second_factor.AuthenticateForm):
    pass


class SecondStepAgainForm(_Plain, second_factor.ReauthenticateForm):
    pass


class ActivateAppForm(_Plain, totp.ActivateTOTPForm):
    pass


class AddPasskeyForm(_Plain, webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["passwordless"].help_text = _("The device then asks for your fingerprint, your face or its PIN.")
