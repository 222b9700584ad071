"""Who gets in, by what, and who is out again."""

import re
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.asymmetric import ec
from django.core import mail
from django.test import Client
from fido2.cose import ES256
from fido2.webauthn import Aaguid, AttestedCredentialData

from crm.accounts.services.people import PersonData, create_person, disable_person, enable_person, invite_person
from crm.audit.models import AuditEvent

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
PASSWORD = "correct horse battery"
# Administrators keep the addresses; ties to the organisation's sign-in are made by it.
MOVED = {"/accounts/email/", "/accounts/3rdparty/"}


def enter(client, user, password=PASSWORD):
    return client.post("/accounts/login/?next=/directory/", {"login": user.email, "password": password})


def signed_in(client):
    return client.get("/directory/").status_code == 200


def test_an_invited_person_sets_a_password_and_signs_in(client, cast, django_capture_on_commit_callbacks):
    data = PersonData(email="Nia@concord.example", name="Nia New", office=cast.senegal, language="fr")
    person = create_person(by=cast.administrator, data=data)
    with django_capture_on_commit_callbacks(execute=True):
        invite_person(by=cast.administrator, person=person)
    (letter,) = mail.outbox
    assert letter.to == ["nia@concord.example"]
    path = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", letter.body)[1]
    form = client.get(path)["Location"]
    client.post(form, {"password1": "a quiet green harbour", "password2": "a quiet green harbour"})
    assert enter(client, person, "a quiet green harbour")["Location"] == "/directory/"
    assert b"This link does not work any longer" in Client().get(path).content


def test_nobody_signs_up(db, client):
    answer = client.post("/accounts/signup/", {"email": "me@elsewhere.example", "password1": PASSWORD})
    assert b"No access yet" in answer.content


def test_the_answer_to_a_forgotten_password_tells_nothing(client, cast):
    known = client.post("/accounts/password/reset/", {"email": cast.focal_point.email})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@elsewhere.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [letter.to for letter in mail.outbox] == [[cast.focal_point.email]]


def test_the_letter_speaks_the_language_of_its_reader(client, cast):
    type(cast.focal_point).objects.filter(pk=cast.focal_point.pk).update(language="es")
    client.post("/accounts/password/reset/", {"email": cast.focal_point.email}, headers={"accept-language": "fr"})
    (letter,) = mail.outbox
    assert "una nueva contraseña" in letter.subject
    assert "solicitó una nueva contraseña" in letter.body


def test_wrong_passwords_are_slowed_down_and_others_are_not(client, cast):
    for _ in range(5):
        assert b"not correct" in enter(client, cast.focal_point, "wrong").content
    refused = enter(client, cast.focal_point)
    assert b"Too many failed" in refused.content
    assert not signed_in(client)
    assert enter(client, cast.neighbour)["Location"] == "/directory/"


def test_too_many_attempts_answer_429_in_words(client, cast, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    enter(client, cast.focal_point, "wrong")
    answer = enter(client, cast.focal_point, "wrong")
    assert answer.status_code == 429
    assert b"Wait a few minutes" in answer.content


def code_of(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_an_authenticator_app_is_asked_for_and_its_secret_is_kept_encrypted(client, cast):
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    TOTP.activate(cast.focal_point, secret)
    assert secret not in str(Authenticator.objects.get().data)
    assert enter(client, cast.focal_point)["Location"] == "/accounts/2fa/authenticate/"
    assert not signed_in(client)
    page = client.get("/accounts/2fa/authenticate/").text
    assert "Second step" in page
    assert "passkey" not in page, "there is none"
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert not signed_in(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})["Location"] == "/directory/"
    assert signed_in(client)


def test_a_passkey_is_offered_as_the_second_step_to_who_has_one(client, cast, monkeypatch):
    TOTP.activate(cast.focal_point, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    theirs = AttestedCredentialData.create(Aaguid.NONE, b"credential", key)
    monkeypatch.setattr(webauthn, "get_credentials", lambda _user: [theirs])
    enter(client, cast.focal_point)
    assert "passkey" in client.get("/accounts/2fa/authenticate/").text


def test_a_recovery_code_works_once(client, cast):
    TOTP.activate(cast.focal_point, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(cast.focal_point).get_unused_codes()[0]
    for attempt in (True, False):
        enter(client, cast.focal_point)
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert signed_in(client) is attempt
        client.logout()


def test_a_passkey_is_offered_with_what_the_browser_needs(db, client):
    page = client.get("/accounts/login/").content
    assert b"Sign in with a passkey" in page
    assert b"js/webauthn.js" in page
    options = client.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["challenge"]


def test_a_disabled_person_is_out_at_the_next_request(client, cast, administrator):
    enter(client, cast.focal_point)
    assert signed_in(client)
    disable_person(by=administrator, person=cast.focal_point, at=NOW)
    assert not signed_in(client)
    assert UserSession.objects.filter(user=cast.focal_point).count() == 0
    assert b"You have no access" in Client().get(enter(Client(), cast.focal_point)["Location"]).content
    enable_person(by=administrator, person=cast.focal_point)
    assert not signed_in(client)
    assert enter(client, cast.focal_point)["Location"] == "/directory/"


def test_a_new_password_ends_all_other_sessions(client, cast):
    elsewhere = Client()
    enter(client, cast.focal_point)
    enter(elsewhere, cast.focal_point)
    before = client.session.session_key
    new = "a quiet green harbour"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert signed_in(client)
    assert client.session.session_key != before
    assert not signed_in(elsewhere)


def test_one_session_ends_and_only_ones_own(client, cast):
    elsewhere = Client()
    enter(client, cast.focal_point)
    enter(elsewhere, cast.focal_point)
    theirs = UserSession.objects.get(session_key=elsewhere.session.session_key)
    stranger = Client()
    enter(stranger, cast.neighbour)
    assert stranger.post(f"/profile/sessions/{theirs.pk}/end/").status_code == 404
    assert b"This one" in client.get("/accounts/sessions/").content
    client.post(f"/profile/sessions/{theirs.pk}/end/")
    assert not signed_in(elsewhere)
    assert signed_in(client)
    assert AuditEvent.objects.filter(verb="session.ended").count() == 1


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/inactive/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
        "/accounts/password/reset/key/1-set-password/",
        "/accounts/3rdparty/login/cancelled/",
        "/accounts/3rdparty/login/error/",
        "/accounts/confirm-email/",
        "/accounts/confirm-email/unknown/",
    ],
)
def test_every_page_before_the_sign_in_wears_our_clothes(db, client, path):
    page = client.get(path, follow=True).content.decode()
    assert 'class="plain' in page
    assert "css/tokens.css" in page


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/logout/",
        "/accounts/email/",
        "/accounts/3rdparty/",
        "/accounts/password/change/",
        "/accounts/reauthenticate/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/sessions/",
    ],
)
def test_every_page_of_the_settings_wears_our_clothes(client, cast, path):
    enter(client, cast.focal_point)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = client.get(path)
    assert answer.status_code == (302 if path in MOVED else 200)
    answer = client.get(path, follow=True)
    page = answer.content.decode()
    assert "css/tokens.css" in page
    assert not re.search(r"<script(?![^>]*(\ssrc=|application/json))", page)
