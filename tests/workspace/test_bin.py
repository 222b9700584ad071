import pytest

from crm.accounts.models import User
from crm.core import clock
from crm.core.errors import Conflict
from crm.core.extension_points import BinnedItem, BinSource
from crm.core.verdict import wrong_moment


@pytest.fixture
def bins(host, cast):
    """People in the part of the bin; colleagues of Senegal only."""
    restored = []

    def restore(*, pk, by):
        if pk == cast.neighbour.pk:
            raise Conflict("Its name was given away.")
        restored.append((pk, by))

    def present(row, user):
        refusal = wrong_moment("Wait for the head of office.") if row.pk == cast.chief_of_mission.pk else None
        return BinnedItem(row.pk, row.name, "", clock.now(), row, restorable=refusal)

    host(
        "bin_sources",
        people=BinSource("People", lambda user: User.objects.exclude(pk=cast.outsider.pk), present, restore),
        empty=BinSource("Empty", lambda user: User.objects.none(), present, restore),
    )
    return restored


def test_the_bin_lists_and_gives_back(client, cast, bins):
    client.force_login(cast.focal_point)
    page = client.get("/bin/", {"kind": "people"}).content.decode()
    assert "Kofi Mensah" in page
    assert "Wait for the head of office." in page
    answer = client.post(f"/bin/people/{cast.auditor.pk}/restore/", follow=True)
    assert "“Ivo Novak” is back." in answer.content.decode()
    assert bins == [(cast.auditor.pk, cast.focal_point)]


def test_what_is_out_of_scope_is_not_there(client, cast, bins):
    client.force_login(cast.focal_point)
    assert client.post(f"/bin/people/{cast.outsider.pk}/restore/").status_code == 404
    assert client.post("/bin/no-such/1/restore/").status_code == 404
    assert client.get("/bin/", {"kind": "no-such"}).status_code == 404


def test_a_refusal_is_a_page_with_the_sentence_and_a_way_back(client, cast, bins):
    client.force_login(cast.focal_point)
    url = f"/bin/people/{cast.neighbour.pk}/restore/"
    answer = client.post(url, headers={"referer": "http://testserver/bin/?kind=people"})
    assert answer.status_code == 409
    assert "Its name was given away." in answer.content.decode()
    assert 'href="/bin/?kind=people"' in answer.content.decode()
    part = client.post(url, headers={"hx-request": "true"})
    assert part.status_code == 409
    assert "given away" in part.headers["HX-Trigger"]


def test_the_number_of_queries_does_not_grow(client, cast, bins, django_assert_max_num_queries):
    client.force_login(cast.focal_point)
    client.get("/bin/", {"kind": "empty"})
    with django_assert_max_num_queries(12):
        client.get("/bin/", {"kind": "people"})
