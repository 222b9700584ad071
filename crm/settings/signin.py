"""How people sign in: password and a second factor, a passkey, or the organisation's own sign-in (OpenID Connect).

Nobody signs up: an administrator makes people, who set their password by an e-mailed link.
"""

from typing import Any

from environs import Env

env = Env()

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["crm.accounts.backends.SignInBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:home"
PASSWORD_RESET_TIMEOUT = 3 * 86_400

ACCOUNT_ADAPTER = "crm.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "crm.accounts.sign_in_forms.SignInForm",
    "reset_password": "crm.accounts.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "crm.accounts.sign_in_forms.ResetPasswordKeyForm",
    "change_password": "crm.accounts.sign_in_forms.ChangePasswordForm",
    "set_password": "crm.accounts.sign_in_forms.SetPasswordForm",
    "reauthenticate": "crm.accounts.sign_in_forms.ReauthenticateForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# The administrator vouches for the address; there is nobody else to confirm it.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Concord: "
ACCOUNT_EMAIL_NOTIFICATIONS = True
# The answer is the same whether an address is known or not, and strangers get no letter.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    # After 5 wrong passwords an address rests for 5 minutes; an office shares one IP address, so that has more.
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "20/m/ip,3/m/key",
}
# How many proxies stand before the application: their X-Forwarded-For tells the visitor's address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 0)

MFA_ADAPTER = "crm.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "crm.accounts.sign_in_forms.SecondStepForm",
    "reauthenticate": "crm.accounts.sign_in_forms.SecondStepAgainForm",
    "add_webauthn": "crm.accounts.sign_in_forms.AddPasskeyForm",
    "activate_totp": "crm.accounts.sign_in_forms.ActivateAppForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Concord"
MFA_TOTP_TOLERANCE = 1
# Browsers allow passkeys without https on localhost alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = env.str("PUBLIC_URL", "http://localhost").startswith("http://")


def openid_connect(issuer: str, client_id: str, secret: str, name: str) -> dict[str, Any]:
    """The organisation's sign-in, or nothing when no issuer is named."""
    if not issuer:
        return {}
    app = {
        "provider_id": "sso",
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer.rstrip("/")},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


SOCIALACCOUNT_ADAPTER = "crm.accounts.adapter.OrganisationAdapter"
SOCIALACCOUNT_PROVIDERS = openid_connect(
    env.str("OIDC_ISSUER", ""),
    env.str("OIDC_CLIENT_ID", ""),
    env.str("OIDC_CLIENT_SECRET", ""),
    env.str("OIDC_NAME", "Single sign-on"),
)
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_STORE_TOKENS = False
# An address that the provider has verified is the person with that address; the tie is kept.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# A link and not a form: a browser that obeys `form-action 'self'` would stop at the redirect to the provider.
SOCIALACCOUNT_LOGIN_ON_GET = True
