"""Whose offices a home page speaks of."""

import pytest

from crm.accounts.area import Extent, area_of
from crm.accounts.enums import Role
from crm.accounts.models import Office
from tests.factories import RoleFactory, UserFactory


@pytest.mark.parametrize(
    ("who", "extent", "codes"),
    [
        ("focal_point", Extent.OFFICE, {"SN"}),
        ("regional_director", Extent.REGION, {"ROWCA", "SN", "GH"}),
        ("hub_officer", Extent.OFFICE, {"HUBUS"}),
        ("auditor", Extent.EVERYWHERE, {"HQ", "ROWCA", "ROEHA", "SN", "GH", "KE", "HUBUS"}),
    ],
)
def test_the_area_is_the_office_and_all_below(cast, who, extent, codes):
    area = area_of(getattr(cast, who))
    assert area.extent is extent
    assert set(Office.objects.filter(area.holds("")).values_list("code", flat=True)) == codes


def test_an_office_below_another_is_not_named_twice(cast, regional_director):
    RoleFactory(user=regional_director, role=Role.STAFF, office=cast.ghana)
    assert area_of(regional_director).office_ids == [cast.dakar.pk]


def test_without_a_role_nothing_is_theirs(db):
    assert area_of(UserFactory()) is None
