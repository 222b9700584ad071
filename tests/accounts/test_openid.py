"""The organisation's own sign-in, against a provider that the tests start themselves on loopback."""

import urllib.request
from datetime import UTC, datetime

import pytest
from allauth.socialaccount.models import SocialAccount

from crm.accounts.models import User
from crm.accounts.services.people import PersonData, create_person, disable_person
from crm.settings.signin import openid_connect

from . import oidc_provider

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def running_provider():
    with oidc_provider.running() as provider:
        yield provider


@pytest.fixture
def provider(running_provider, settings):
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect(
        running_provider.issuer, oidc_provider.CLIENT_ID, oidc_provider.SECRET, "Staff directory"
    )
    return running_provider


@pytest.fixture
def newcomer(cast):
    data = PersonData(email="nia@concord.example", name="Nia New", office=cast.senegal)
    return create_person(by=cast.administrator, data=data)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def sign_in(client):
    """What a browser does: to the provider, back with a code, and on to where the site sends it."""
    there = client.get("/accounts/oidc/sso/login/?next=/directory/")
    try:
        urllib.request.build_opener(_Stay).open(there["Location"])
    except urllib.error.HTTPError as redirect:
        back = redirect.headers["Location"]
        redirect.close()
    return client.get(back.replace("http://testserver", ""))


def signed_in(client):
    return client.get("/directory/").status_code == 200


def test_the_sign_in_page_offers_it_only_when_it_is_switched_on(db, client, settings):
    assert b"oidc" not in client.get("/accounts/login/").content
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect("https://id.example/", "a", "b", "Staff directory")
    assert b"Sign in with Staff directory" in client.get("/accounts/login/").content
    assert openid_connect("", "", "", "") == {}


def test_a_verified_address_is_the_person_who_has_it(client, provider, newcomer):
    provider.person = {"sub": "42", "email": "Nia@concord.example", "email_verified": True, "name": "N. New"}
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/directory/")
    assert signed_in(client)
    assert SocialAccount.objects.get().user == newcomer
    client.logout()
    # The tie is to the subject now, and holds when the address at the provider changes.
    provider.person = {"sub": "42", "email": "new-name@concord.example", "email_verified": True}
    sign_in(client)
    assert signed_in(client)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nia@concord.example", "email_verified": False},
        {"email": "nia@concord.example"},
        {"email": "stranger@concord.example", "email_verified": True},
        {},
    ],
)
def test_nobody_is_made_and_an_unverified_address_is_nobodys(client, provider, newcomer, claims):
    before = User.objects.count()
    provider.person = {"sub": "7", **claims}
    answer = sign_in(client)
    page = client.get(answer["Location"]) if answer.status_code == 302 else answer
    assert b"No access yet" in page.content
    assert not signed_in(client)
    assert User.objects.count() == before


def test_a_disabled_person_stays_out(client, provider, newcomer, administrator):
    provider.person = {"sub": "42", "email": "nia@concord.example", "email_verified": True}
    disable_person(by=administrator, person=newcomer, at=NOW)
    answer = sign_in(client)
    assert not signed_in(client)
    if answer.status_code == 302:
        assert b"You have no access" in client.get(answer["Location"]).content


def test_an_answer_that_was_not_asked_for_is_refused(client, provider, newcomer):
    provider.person = {"sub": "42", "email": "nia@concord.example", "email_verified": True}
    answer = client.get("/accounts/oidc/sso/login/callback/?code=stolen&state=guessed")
    assert b"You are not signed in" in answer.content
    assert not signed_in(client)
