"""The tree of offices keeps its shape, whoever changes it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from crm.accounts.enums import OfficeKind, Staffing
from crm.accounts.models import Office, RegionCountry
from crm.accounts.services.offices import (
    OfficeData,
    close_office,
    create_office,
    edit_office,
    move_office,
    reopen_office,
    set_region_countries,
    set_staffing,
)
from crm.audit.models import AuditEvent
from crm.core.errors import Conflict, Forbidden, Stale

TODAY = date(2026, 11, 20)
MALI = OfficeData(code="ML", name="Mali", country="ML", city="Bamako", time_zone="Africa/Bamako")


def test_a_new_office_stands_below_its_parent_and_its_country_in_the_region(cast, administrator):
    mali = create_office(by=administrator, kind=OfficeKind.COUNTRY, parent=cast.dakar, data=MALI)
    assert mali.path == f"{cast.dakar.path}{mali.pk}/"
    assert RegionCountry.objects.get(country="ML").office == cast.dakar
    assert AuditEvent.objects.get().verb == "office.created"


@pytest.mark.parametrize(
    ("kind", "parent"), [(OfficeKind.COUNTRY, "hq"), (OfficeKind.REGIONAL, "dakar"), (OfficeKind.HUB, "senegal")]
)
def test_an_office_stands_only_where_its_kind_belongs(cast, administrator, kind, parent):
    with pytest.raises(ValidationError):
        create_office(by=administrator, kind=kind, parent=getattr(cast, parent), data=MALI)


def test_moving_takes_everything_below_along(cast, administrator):
    hub = create_office(
        by=administrator,
        kind=OfficeKind.HUB,
        parent=cast.dakar,
        data=OfficeData(code="HUBSN", name="Dakar hub", country="SN"),
    )
    move_office(by=administrator, office=cast.senegal, parent=cast.nairobi)
    move_office(by=administrator, office=hub, parent=cast.nairobi)
    below = set(Office.objects.below(cast.nairobi).values_list("code", flat=True))
    assert below == {"ROEHA", "KE", "SN", "HUBSN"}
    assert RegionCountry.objects.get(country="SN").office == cast.nairobi
    for office in Office.objects.exclude(parent=None).select_related("parent"):
        assert office.path == f"{office.parent.path}{office.pk}/"


def test_regional_offices_stay_where_they_are(cast, administrator):
    with pytest.raises(Conflict):
        move_office(by=administrator, office=cast.dakar, parent=cast.hq)


def test_an_office_closes_only_when_it_is_empty(cast, administrator):
    for office, code in [(cast.hq, "wrong_state"), (cast.dakar, "has_offices"), (cast.senegal, "has_roles")]:
        with pytest.raises(Conflict) as refusal:
            close_office(by=administrator, office=office, on=TODAY)
        assert refusal.value.code == code
    mali = create_office(by=administrator, kind=OfficeKind.COUNTRY, parent=cast.dakar, data=MALI)
    assert close_office(by=administrator, office=mali, on=TODAY).closed_on == TODAY
    assert reopen_office(by=administrator, office=mali).closed_on is None


def test_a_stale_save_is_refused(cast, administrator):
    ghana = OfficeData(code="GH", name="Ghana and Togo", country="GH")
    edit_office(by=administrator, office=cast.ghana, data=ghana, version=1)
    with pytest.raises(Stale):
        edit_office(by=administrator, office=cast.ghana, data=ghana, version=1)


@pytest.mark.parametrize(
    ("who", "senegal", "ghana", "dakar"),
    [
        ("chief_of_mission", True, False, False),
        ("regional_director", False, False, True),
        ("partnerships_officer", True, True, True),
        ("administrator", True, True, True),
        ("focal_point", False, False, False),
        ("auditor", False, False, False),
        ("director_general", False, False, False),
    ],
)
def test_who_says_how_an_office_is_staffed(cast, who, senegal, ghana, dakar):
    for name, allowed in {"senegal": senegal, "ghana": ghana, "dakar": dakar}.items():
        by, office = getattr(cast, who), getattr(cast, name)
        if allowed:
            set_staffing(by=by, office=office, staffing=Staffing.FOCAL_POINT, note="One day a week")
        else:
            with pytest.raises(Forbidden):
                set_staffing(by=by, office=office, staffing=Staffing.NONE)


@pytest.mark.parametrize("who", ["partnerships_officer", "chief_of_mission", "regional_director", "auditor"])
def test_only_administrators_shape_the_tree(cast, who):
    by = getattr(cast, who)
    with pytest.raises(Forbidden):
        create_office(by=by, kind=OfficeKind.COUNTRY, parent=cast.dakar, data=MALI)
    with pytest.raises(Forbidden):
        move_office(by=by, office=cast.senegal, parent=cast.nairobi)
    with pytest.raises(Forbidden):
        close_office(by=by, office=cast.senegal, on=TODAY)
    with pytest.raises(Forbidden):
        set_region_countries(by=by, office=cast.dakar, countries=["SN"])


def test_a_country_belongs_to_one_region(cast, administrator):
    set_region_countries(by=administrator, office=cast.dakar, countries=["SN", "GH", "KE"])
    set_region_countries(by=administrator, office=cast.nairobi, countries=["KE"])
    assert list(cast.dakar.region_countries.values_list("country", flat=True)) == ["GH", "SN"]
