"""`{id}/merge/` and `merges/` over REST."""

import pytest

from crm.companies.models import Company, Merge
from tests.factories import CompanyFactory, InteractionFactory

JSON = "application/json"


@pytest.fixture
def api(client, focal_point):
    client.force_login(focal_point)
    return client


def post(api, path, body=None, **headers):
    return api.post(f"/api/v1/{path}", body or {}, content_type=JSON, headers=headers)


def merge(api, pair, **more):
    return post(api, f"companies/{pair.source.pk}/merge/", {"into": str(pair.target.pk), **more})


def only(response):
    (error,) = response.json()["errors"]
    return error


def test_a_merge_is_made_listed_and_undone(api, pair, focal_point):
    response = merge(api, pair, choices={"city": "source"})
    assert response.status_code == 201
    made = response.json()
    assert made["merge"] == made["id"] == str(Merge.objects.get().pk)
    assert (made["source"], made["target"], made["by"]) == (
        str(pair.source.pk),
        str(pair.target.pk),
        str(focal_point.pk),
    )
    assert Company.objects.get(pk=pair.target.pk).city == "Thiès"
    for query in (
        "",
        f"?source={pair.source.pk}",
        f"?target={pair.target.pk}",
        "?kind=company",
        "?undone=false",
        "?search=baobab%20textile",
        "?ordering=-at",
    ):
        (row,) = api.get(f"/api/v1/merges/{query}").json()["results"]
        assert (row["id"], row["undone_at"]) == (made["merge"], None)
    assert api.get("/api/v1/merges/?undone=true").json()["count"] == 0
    undone = post(api, f"merges/{made['merge']}/undo/")
    assert undone.status_code == 200
    assert undone.json()["undone_at"]
    assert api.get(f"/api/v1/companies/{pair.source.pk}/").json()["id"] == str(pair.source.pk)
    assert only(post(api, f"merges/{made['merge']}/undo/"))["code"] == "undone"


def test_what_came_since_is_listed_and_answered(api, cast, pair):
    number = merge(api, pair).json()["merge"]
    talk = InteractionFactory(company=pair.target, office=cast.senegal, by=cast.focal_point)
    response = post(api, f"merges/{number}/undo/")
    assert (response.status_code, response.json()["type"]) == (409, "client_error")
    error = only(response)
    assert (error["code"], error["attr"]) == ("came_since", f"contactlog.interaction.company:{talk.pk}")
    assert "came after the merge" in error["detail"]
    assert post(api, f"merges/{number}/undo/", {"answers": {error["attr"]: "maybe"}}).status_code == 400
    assert post(api, f"merges/{number}/undo/", {"answers": {error["attr"]: "goes"}}).status_code == 200
    talk.refresh_from_db()
    assert talk.company == pair.source


def test_the_preview_says_what_would_happen(api, pair):
    found = api.get(f"/api/v1/companies/{pair.source.pk}/merge/?into={pair.target.pk}").json()
    city = next(field for field in found["fields"] if field["field"] == "city")
    assert (city["target"], city["source"], city["stands"], city["options"]) == (
        "Dakar",
        "Thiès",
        "target",
        ["target", "source"],
    )
    assert {"rows": "contactlog.interaction.company", "label": "Contacts in the log", "count": 1} in found["moving"]
    assert "companies.registration.company" in {rows["rows"] for rows in found["staying"]}
    assert Merge.objects.count() == 0


def test_a_repeat_with_the_same_key_gets_the_first_answer(api, pair):
    path, body = f"companies/{pair.source.pk}/merge/", {"into": str(pair.target.pk)}
    first = post(api, path, body, **{"Idempotency-Key": "one"})
    assert post(api, path, body, **{"Idempotency-Key": "one"}).json() == first.json()
    again = post(api, path, body)
    assert (again.status_code, only(again)["code"]) == (409, "merged")


def test_what_is_wrong_is_said(api, pair, cast):
    path = f"companies/{pair.source.pk}/merge/"
    assert only(post(api, path))["attr"] == "into"
    assert only(post(api, path, {"into": "999999"})) == {
        "code": "unknown",
        "detail": "There is no such record.",
        "attr": "into",
    }
    assert only(post(api, path, {"into": str(pair.source.pk)}))["code"] == "same_record"
    assert merge(api, pair, choices={"status": "perhaps"}).status_code == 400
    Company.objects.filter(pk=pair.source.pk).update(status="do_not_approach", status_reason="They said so")
    refused = merge(api, pair, choices={"status": "target"})
    assert (refused.status_code, only(refused)["attr"]) == (400, "choices.status")
    assert post(api, "companies/999999/merge/", {"into": "1"}).status_code == 404
    assert post(api, "merges/999999/undo/").status_code == 404
    foreign = CompanyFactory(lead_office=cast.kenya)
    assert post(api, path, {"into": str(foreign.pk)}).status_code == 403


def test_an_old_number_as_the_target_means_its_survivor(api, pair, cast):
    merge(api, pair)
    third = CompanyFactory(lead_office=cast.senegal)
    response = post(api, f"companies/{third.pk}/merge/", {"into": str(pair.source.pk)})
    assert response.json()["target"] == str(pair.target.pk)


def test_people_are_merged_too(api, people):
    response = post(api, f"contacts/{people.source.pk}/merge/", {"into": str(people.target.pk)})
    assert response.status_code == 201
    assert response.json()["kind"] == "contact"
    assert api.get(f"/api/v1/contacts/{people.source.pk}/").json()["id"] == str(people.target.pk)
    assert post(api, f"merges/{response.json()['merge']}/undo/").status_code == 200


@pytest.mark.parametrize("person", ["outsider", "auditor", "administrator"])
def test_others_see_merges_and_make_none(client, cast, pair, api, person):
    number = merge(api, pair).json()["merge"]
    client.force_login(getattr(cast, person))
    assert client.get(f"/api/v1/merges/{number}/").status_code == 200
    assert post(client, f"merges/{number}/undo/").status_code == 403
