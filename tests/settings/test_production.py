"""Production refuses to start half set up, and is as strict as Django knows to be."""

import os
import subprocess
import sys

import pytest

from crm.embedded.places import ROOT

WHOLE = {
    "SECRET_KEY": "b7$k2!vQ9z#Lm4&Xr8@Tn6*Pw1^Hs5%Jd3(Fg0)Yc-Ua_Ei=Ro+Zx~Wv",
    "ALLOWED_HOSTS": "crm.example.org",
    "PUBLIC_URL": "https://crm.example.org",
    "DATABASE_URL": "postgres://concord_app:secret@postgres/concord",
    "REDIS_URL": "redis://valkey:6379/0",
    "DEFAULT_FROM_EMAIL": "crm@example.org",
    "EMAIL_URL": "submission://user:secret@mail.example.org:587",
}


def _python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "crm.settings.production"}
    return subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**env, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def _setting(expression: str, **environment: str) -> str:
    code = f"from django.conf import settings; print({expression})"
    done = _python(code, **{**WHOLE, **environment})
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.slow
def test_check_deploy_is_clean() -> None:
    code = (
        "import django; django.setup(); from django.core.management import call_command; "
        "call_command('check', deploy=True, fail_level='WARNING')"
    )
    done = _python(code, **WHOLE)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_everything_that_is_missing_is_named_at_once() -> None:
    done = _python("from django.conf import settings; settings.DEBUG")
    last = done.stderr.strip().splitlines()[-1]
    assert "Missing in the environment: SECRET_KEY, ALLOWED_HOSTS, PUBLIC_URL, DATABASE_URL, REDIS_URL" in last
    assert "EMAIL_URL or EMAIL_PROVIDER" in last


@pytest.mark.parametrize("name", WHOLE)
def test_each_is_asked_for(name: str) -> None:
    done = _python("from django.conf import settings; settings.DEBUG", **{k: v for k, v in WHOLE.items() if k != name})
    assert done.returncode != 0
    assert name in done.stderr.strip().splitlines()[-1]


def test_mail_goes_by_smtp_or_by_a_provider() -> None:
    assert _setting("settings.EMAIL_HOST") == "mail.example.org"
    assert _setting("settings.EMAIL_USE_TLS") == "True"
    provider = {"EMAIL_PROVIDER": "postmark", "ANYMAIL_POSTMARK_SERVER_TOKEN": "token"}
    assert _setting("settings.EMAIL_BACKEND", **provider) == "anymail.backends.postmark.EmailBackend"
    assert _setting("settings.ANYMAIL", **provider) == "{'POSTMARK_SERVER_TOKEN': 'token'}"


def test_uploads_go_to_an_object_store_when_one_is_named() -> None:
    backend = "settings.STORAGES['default']['BACKEND']"
    assert _setting(backend).endswith("FileSystemStorage")
    assert _setting(backend, UPLOADS_S3_BUCKET="uploads") == "storages.backends.s3.S3Storage"
    endpoint = "settings.STORAGES['default']['OPTIONS']['endpoint_url']"
    assert _setting(endpoint, UPLOADS_S3_BUCKET="uploads") == "None"
    assert _setting(endpoint, UPLOADS_S3_BUCKET="uploads", UPLOADS_S3_ENDPOINT="https://s3") == "https://s3"
