"""Production: everything from the environment; a missing value stops the start with its name (docs/running.md)."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import STORAGES, env

REQUIRED = ("SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL", "DATABASE_URL", "REDIS_URL", "DEFAULT_FROM_EMAIL")
missing = [name for name in REQUIRED if not os.environ.get(name)]
if not (os.environ.get("EMAIL_URL") or os.environ.get("EMAIL_PROVIDER")):
    missing.append("EMAIL_URL or EMAIL_PROVIDER")
if missing:
    raise ImproperlyConfigured(f"Missing in the environment: {', '.join(missing)}. docs/running.md explains each.")

# The container's own health check asks under this name; no link is ever made from it.
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS"), "localhost"]
CSRF_TRUSTED_ORIGINS = [env.str("PUBLIC_URL")]

# A proxy ends TLS and says so in this header, which it also takes away from what comes in.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXY_COUNT", 1)
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL")
if provider := env.str("EMAIL_PROVIDER", ""):
    # For instance EMAIL_PROVIDER=postmark and ANYMAIL_POSTMARK_SERVER_TOKEN.
    EMAIL_BACKEND = f"anymail.backends.{provider}.EmailBackend"
    ANYMAIL = {
        name.removeprefix("ANYMAIL_"): value for name, value in os.environ.items() if name.startswith("ANYMAIL_")
    }
else:
    vars().update({name: value for name, value in env.dj_email_url("EMAIL_URL").items() if name.isupper()})

if bucket := env.str("UPLOADS_S3_BUCKET", ""):
    # Keys come from the environment or the machine's role, as boto3 finds them.
    STORAGES = {
        **STORAGES,
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": bucket,
                "endpoint_url": env.str("UPLOADS_S3_ENDPOINT", "") or None,
                "region_name": env.str("UPLOADS_S3_REGION", "") or None,
                "default_acl": None,
                "file_overwrite": False,
                "querystring_auth": True,
            },
        },
    }

if dsn := env.str("SENTRY_DSN", ""):
    import sentry_sdk

    sentry_sdk.init(dsn=dsn, send_default_pii=False, include_local_variables=False, max_request_body_size="never")
