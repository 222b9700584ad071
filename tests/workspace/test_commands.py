"""A deed is offered on the home page and in the search box to those who may do it, and to nobody else."""

import pytest
from django.urls import reverse

from crm.accounts.access import access
from crm.accounts.enums import DECIDING_ROLES
from crm.core.extension_points import commands
from tests.cast import PEOPLE

# Pages to read that stand among the deeds.
FOR_EVERYBODY = {"causes", "company_pairs", "criteria", "merges", "rates", "score-card", "several_countries"}


@pytest.fixture(params=PEOPLE)
def person(request, cast):
    return getattr(cast, request.param)


def test_what_is_offered_can_be_done_and_what_can_be_done_is_offered(client, person):
    client.force_login(person)
    for key, command in commands.items():
        answer = client.get(reverse(command.url_name))
        offered = command.shown_to(person)
        if key == "deputy":  # the page also tells whose deputy one is
            assert offered == any(held.role in DECIDING_ROLES for held in access(person).held)
            assert answer.context["may_delegate"] == offered
        else:
            assert (answer.status_code == 200) == offered, (key, person, answer.status_code)
            assert offered or key not in FOR_EVERYBODY


def test_an_auditor_is_offered_nothing_that_changes_anything(client, auditor):
    client.force_login(auditor)
    offered = {key for key, command in commands.items() if command.shown_to(auditor)}
    assert offered <= FOR_EVERYBODY
    home = client.get("/").content.decode()
    assert reverse("accounts:delegations") not in home.partition("<main")[2]
