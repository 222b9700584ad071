"""Every page of people and offices opens for those who may see it, and says no to the others."""

import pytest
from django.urls import reverse

OPEN = ["directory", "people", "person_suggest", "profile", "delegations", "api_keys"]
CLOSED = ["administration", "person_create", "role_list", "office_list", "office_create"]


def get(client, name, *args, **query):
    return client.get(reverse(f"accounts:{name}", args=args), query)


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("who", ["focal_point", "auditor", "administrator"])
def test_open_to_all_staff(client, cast, who, name):
    client.force_login(getattr(cast, who))
    assert get(client, name).status_code == 200


@pytest.mark.parametrize("name", CLOSED)
def test_administration_is_for_administrators(client, cast, name):
    client.force_login(cast.administrator)
    assert get(client, name).status_code == 200
    client.force_login(cast.partnerships_officer)
    assert get(client, name).status_code == 403
    client.logout()
    assert get(client, name).status_code == 302
