"""Who merges, and who undoes it: the whole truth table."""

import pytest

from crm.accounts.access import access
from crm.companies import merge_policies as policies
from crm.companies.models import Company, Contact, Merge
from crm.core import clock

# Both led by Senegal; the other led by Kenya; nobody leads the other; the person entered both, and nobody leads.
TABLE = {
    "focal_point": (True, False, False, True),
    "chief_of_mission": (True, False, False, True),
    "regional_director": (True, False, True, True),
    "other_director": (False, False, False, True),
    "neighbour": (False, False, False, True),
    "outsider": (False, False, False, True),
    "hub_officer": (False, False, False, True),
    "committee_member": (False, False, False, True),
    "partnerships_officer": (True, True, True, True),
    "director_general": (True, True, True, True),
    "auditor": (False, False, False, False),
    "administrator": (False, False, False, False),
}


@pytest.mark.parametrize("person", TABLE)
def test_who_merges_companies(cast, person):
    user = getattr(cast, person)
    who = access(user)
    ours, kenyan = Company(pk=1, lead_office=cast.senegal), Company(pk=2, lead_office=cast.kenya)
    other, free = Company(pk=3, lead_office=cast.senegal), Company(pk=4)
    entered = [Company(pk=pk, created_by=user) for pk in (5, 6)]
    pairs = ((ours, other), (ours, kenyan), (ours, free), entered)
    assert tuple(bool(policies.may_merge_companies(who, *pair)) for pair in pairs) == TABLE[person]
    merge = Merge()
    assert tuple(bool(policies.may_undo_companies(who, merge, *pair)) for pair in pairs) == TABLE[person]
    for pair, allowed in zip(pairs, TABLE[person], strict=True):
        verdict = policies.may_merge_companies(who, *pair)
        assert allowed or (verdict.kind == "person" and str(verdict.reason))


@pytest.mark.parametrize("person", TABLE)
def test_who_merges_people(cast, person):
    user = getattr(cast, person)
    who = access(user)

    def owned(pk, office, **more):
        return policies.Owner(Contact(pk=pk, **more), [office])

    ours, kenyan, free = owned(1, cast.senegal), owned(2, cast.kenya), owned(3, None)
    entered = [owned(pk, None, created_by=user) for pk in (5, 6)]
    pairs = ((ours, owned(4, cast.senegal)), (ours, kenyan), (ours, free), entered)
    # A regional director answers for companies that nobody leads, not for people of no company.
    ours_all, mixed, _free, own = TABLE[person]
    expected = (ours_all, mixed, mixed, own)
    assert tuple(bool(policies.may_merge_contacts(who, *pair)) for pair in pairs) == expected


def test_the_moment_refuses_after_the_person(cast):
    who, now = access(cast.focal_point), clock.now()
    office = cast.senegal
    fine, binned = Company(pk=1, lead_office=office), Company(pk=2, lead_office=office, binned_at=now)
    merged = Company(pk=3, lead_office=office, binned_at=now, merged_into=fine)
    assert policies.may_merge_companies(who, fine, fine).code == "same_record"
    assert policies.may_merge_companies(who, fine, binned).code == "binned"
    assert policies.may_merge_companies(who, merged, fine).code == "merged"
    assert policies.may_merge_companies(access(cast.outsider), merged, fine).kind == "person"
    assert policies.may_undo_companies(who, Merge(undone_at=now), merged, fine).code == "undone"
    assert policies.may_undo_companies(who, Merge(), fine, merged).code == "merged_on"
    assert policies.may_undo_companies(who, Merge(), merged, binned).code == "binned"
