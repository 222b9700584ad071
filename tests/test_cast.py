"""The cast is what the other tests stand on."""

from datetime import date

from crm.accounts.access import access


def test_a_regional_director_holds_the_region(cast, regional_director):
    held = access(regional_director, on=date(2026, 11, 20))
    assert held.offices("regional_director") == {cast.dakar.pk}
    assert held.regions == {cast.senegal.region_path}
    assert cast.kenya.region_path not in held.regions
