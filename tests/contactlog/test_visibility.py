"""Who reads what was said: one table, in SQL and in the policy alike."""

import pytest

from crm.accounts.access import access
from crm.contactlog import policies
from crm.contactlog.models import Interaction
from tests.factories import FollowUpFactory, InteractionFactory

# The entry was logged by the focal point of Senegal; Ghana lies in the same region, Kenya does not.
READERS = {
    "everyone": {
        "focal_point", "chief_of_mission", "neighbour", "outsider", "regional_director", "other_director",
        "partnerships_officer", "hub_officer", "auditor", "administrator",
    },
    "region": {"focal_point", "chief_of_mission", "neighbour", "regional_director", "auditor"},
    "office": {"focal_point", "chief_of_mission", "auditor"},
}  # fmt: skip
PEOPLE = sorted(READERS["everyone"])


def reads(user, entry) -> bool:
    """The three answers must be one."""
    in_list = Interaction.objects.visible_to(user).with_notes_open(user).get(pk=entry.pk).notes_open
    in_search = Interaction.objects.visible_to(user).readable_by(user).filter(pk=entry.pk).exists()
    named = set(entry.colleagues.values_list("pk", flat=True))
    in_policy = policies.may_read_notes(access(user), entry, named)
    assert in_list == in_search == in_policy
    return in_policy


@pytest.mark.parametrize("visibility", READERS)
def test_truth_table(cast, company, visibility):
    entry = InteractionFactory(company=company, office=cast.senegal, by=cast.focal_point, visibility=visibility)
    assert {who for who in PEOPLE if reads(getattr(cast, who), entry)} == READERS[visibility]


@pytest.mark.parametrize("visibility", ["region", "office"])
def test_a_colleague_who_took_part_reads(cast, outsider, company, visibility):
    entry = InteractionFactory(company=company, office=cast.senegal, by=cast.focal_point, visibility=visibility)
    entry.colleagues.add(outsider)
    assert reads(outsider, entry)


def test_headquarters_are_no_region(cast, company):
    """Their path begins every other: "own region" of an entry there opens it to headquarters alone."""
    entry = InteractionFactory(company=company, office=cast.hq, by=cast.partnerships_officer, visibility="region")
    readers = {who for who in PEOPLE if reads(getattr(cast, who), entry)}
    assert readers == {"partnerships_officer", "auditor"}


def test_that_there_was_a_contact_is_visible_to_all(cast, company):
    InteractionFactory(company=company, office=cast.senegal, by=cast.focal_point, visibility="office")
    assert all(Interaction.objects.visible_to(getattr(cast, who)).count() == 1 for who in PEOPLE)


def test_a_task_is_seen_by_whom_it_concerns(cast, company, outsider, neighbour):
    entry = InteractionFactory(company=company, office=cast.senegal, by=cast.focal_point, visibility="office")
    task = FollowUpFactory(interaction=entry, assignee=outsider)
    seen = {who for who in PEOPLE if type(task).objects.visible_to(getattr(cast, who)).exists()}
    assert seen == {"focal_point", "chief_of_mission", "outsider", "auditor"}


def test_a_person_without_a_role_or_access_sees_only_the_fact(cast, company, neighbour):
    entry = InteractionFactory(company=company, office=cast.ghana, by=neighbour, visibility="everyone")
    neighbour.is_active = False
    assert not Interaction.objects.visible_to(neighbour).filter(pk=entry.pk).exists()
