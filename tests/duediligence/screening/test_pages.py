"""The pages of request, desk and lists answer in a fixed number of queries, and show nobody what is not theirs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.core import clock
from crm.core.extension_points import inbox_sources, search_providers
from crm.listing.query import TableQuery, file_rows
from crm.listing.registries import tables
from duediligence.models import Clearance, Evidence, Screening
from tests.factories import CompanyFactory, ScreeningFactory

HTMX = {"HX-Request": "true"}


def url(name, *args):
    return reverse(f"duediligence:{name}", args=args)


@pytest.fixture
def told(company, cast):
    return {"company": company.pk, "purpose": "partnership", "amount_usd": "25000", "office": cast.senegal.pk}


def test_three_steps_lead_to_the_desk(client, cast, company, told):
    client.force_login(cast.focal_point)
    assert "Every partnership is screened" in client.get(url("request_check"), told, headers=HTMX).content.decode()
    answer = client.post(url("request_new"), told)
    draft = Screening.objects.get()
    assert answer["Location"] == url("request_plan", draft.pk)
    plan = {"description": "Solar training", "track": "simplified"}
    kept = client.post(url("request_plan", draft.pk), plan, headers=HTMX)
    assert "Draft kept" in kept.content.decode()
    assert company.legal_name in client.get(url("my_requests")).content.decode()
    assert client.get(url("screening", draft.pk))["Location"] == url("request_plan", draft.pk)
    added = client.post(url("party_add", draft.pk), {"name": "Musa Ndiaye", "role": "owner", "kind": "person"})
    assert added.status_code == 302
    page = client.get(url("request_send", draft.pk)).content.decode()
    assert "Musa Ndiaye" in page
    assert client.post(url("request_send", draft.pk))["Location"] == url("screening", draft.pk)
    page = client.get(url("screening", draft.pk)).content.decode()
    assert "Partnerships team" in page
    client.force_login(cast.partnerships_officer)
    assert "Musa Ndiaye" in client.get(url("desk", draft.pk)).content.decode()


def test_what_needs_no_screening_is_stopped(client, cast, company, told, submitted):
    client.force_login(cast.focal_point)
    page = client.post(url("request_new"), told | {"purpose": "one_off", "all_the_same": "on"}).content.decode()
    assert "One-off engagements are not screened" in page
    screening = submitted("low", purpose="donation")
    Screening.objects.filter(pk=screening.pk).update(state="approved", decided_at=clock.now(), decision_reason="Fine")
    Clearance.objects.create(
        screening=screening,
        company=company,
        purposes=["partnership"],
        amount_ceiling=30_000,
        rating="low",
        valid_from=date(2026, 1, 1),
        valid_until=date(2027, 1, 1),
    )
    page = client.post(url("request_new"), told).content.decode()
    assert "A clearance in force covers this already" in page
    assert not Screening.objects.filter(state="draft").exists()
    assert client.post(url("request_new"), told | {"all_the_same": "on"}).status_code == 302
    assert client.post(url("request_new"), told | {"amount_usd": "30001"}).status_code == 302


def test_a_draft_is_hidden_from_others(client, cast, on_desk):
    draft = ScreeningFactory(state="draft", requested_at=None, office=cast.senegal, requested_by=cast.focal_point)
    client.force_login(cast.partnerships_officer)
    for name in ("screening", "request_aim", "request_plan", "request_send", "desk"):
        assert client.get(url(name, draft.pk)).status_code == 404, name
    sent = on_desk()
    client.force_login(cast.focal_point)
    assert client.get(url("request_plan", sent.pk)).status_code == 404
    assert client.get(url("desk", sent.pk)).status_code == 403
    client.post(url("request_discard", draft.pk))
    draft.refresh_from_db()
    assert draft.state == "withdrawn"


def test_answers_save_one_by_one_and_bring_the_rating_along(client, cast, on_desk):
    screening = on_desk()
    client.force_login(cast.partnerships_officer)
    address = url("desk_answer", screening.pk, "arms")
    page = client.post(address, {"value": "12", "note": "Annual report", "seen": "none"}, headers=HTMX).content.decode()
    assert 'hx-swap-oob="true"' in page
    assert "above 10 per cent excludes" in page
    theirs = client.post(address, {"value": "3", "seen": "none"}, headers=HTMX).content.decode()
    assert "Somebody answered this after you opened the page" in theirs
    assert screening.answers.get().value == "12"
    wrong = client.post(address, {"value": "lots", "seen": ""}, headers=HTMX).content.decode()
    assert "Give a share between 0 and 100" in wrong
    assert client.post(address, {"value": "", "unknown": "on", "seen": ""})["Location"] == url("desk", screening.pk)
    assert screening.answers.get().value == "unknown"


def test_the_lists_of_the_desk_are_filled_in_panels(client, cast, on_desk):
    screening = on_desk()
    client.force_login(cast.partnerships_officer)
    risk = {"kind": "political", "text": "An election", "likelihood": 2, "impact": 3}
    page = client.post(url("risks", screening.pk), risk, headers=HTMX).content.decode()
    assert "An election" in page
    row = screening.risks.get()
    assert "An election" in client.get(url("risk", screening.pk, row.pk)).content.decode()
    assert client.post(url("risks", screening.pk), risk | {"impact": 9}, headers=HTMX).status_code == 422
    client.post(url("risk", screening.pk, row.pk), risk | {"drop": "1"})
    assert not screening.risks.exists()
    for kind, told in {
        "link": {"title": "Report", "url": "https://example.org/", "reliability": "official"},
        "search": {"query": "Baobab fraud", "place": "Factiva", "results": 0, "reliability": "established"},
    }.items():
        assert client.post(url("evidence_add", screening.pk, kind), told).status_code == 302
    assert client.post(url("evidence_add", screening.pk, "link"), {"title": "x"}).status_code == 422
    assert Evidence.objects.count() == 2
    assert client.post(url("desk_submit", screening.pk), {"rating": "low"}).status_code == 422


def test_without_a_choice_the_rating_is_the_one_that_the_page_showed(client, cast, on_desk):
    screening = on_desk()
    client.force_login(cast.partnerships_officer)
    page = client.get(url("desk", screening.pk)).content.decode()
    assert '<input type="hidden" name="shown" value="medium" form="submit-form">' in page
    assert "Choose a rating." in client.post(url("desk_submit", screening.pk), {}).content.decode()
    below = client.post(url("desk_submit", screening.pk), {"shown": "low"}).content.decode()
    assert "Choose a rating." not in below


def test_confidential_evidence_stays_with_those_who_may_see_it(client, cast, on_desk):
    screening = on_desk()
    told = {"captured_by": cast.partnerships_officer, "captured_at": clock.now()}
    secret = Evidence.objects.create(
        screening=screening, kind="note", title="Serengeti", text="Zanzibar", confidential=True, **told
    )
    client.force_login(cast.focal_point)
    page = client.get(url("screening", screening.pk)).content.decode()
    assert "Confidential" in page
    assert "Serengeti" not in page
    assert client.get(url("evidence", secret.pk)).status_code == 403
    history = client.get(reverse("workspace:history", args=["duediligence.screening", screening.pk])).content.decode()
    assert "Serengeti" not in history
    client.force_login(cast.auditor)
    assert "Zanzibar" in client.get(url("evidence", secret.pk)).content.decode()


def test_the_lists_take_the_same_number_of_queries(client, cast):
    def rows(count):
        for _ in range(count):
            told = {"office": cast.senegal, "requested_by": cast.focal_point, "company": CompanyFactory()}
            ScreeningFactory(researcher=cast.partnerships_officer, **told)

    def queries(name):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(name)).status_code == 200
        return len(captured)

    client.force_login(cast.partnerships_officer)
    names = ("screening_list", "my_requests", "queue")
    rows(2)
    few = [queries(name) for name in names]
    rows(10)
    assert [queries(name) for name in names] == few


def test_the_queue_is_narrowed_and_exported(cast, on_desk):
    late = on_desk()
    Screening.objects.filter(pk=late.pk).update(due_on=date(2026, 11, 1), researcher=cast.partnerships_officer)
    free = on_desk(purpose="donation")

    def found(question, key="queue"):
        return list(TableQuery(tables[key], question, cast.partnerships_officer).rows)

    assert found("") == [late, free], "lapsed first"
    assert (found("whose=mine"), found("whose=free")) == ([late], [free])
    assert found("search=baobb", "screenings") == found("", "screenings"), "typos are forgiven"
    assert found(f"office={cast.dakar.pk}", "screenings") == found("", "screenings"), "a region has its offices"
    assert found(f"office={cast.kenya.pk}", "screenings") == []
    exported = list(file_rows(TableQuery(tables["queue"], "", cast.partnerships_officer)))
    assert "Baobab Textiles SA" in str(exported)


def test_the_team_and_the_requester_are_reminded_on_their_home_page(cast, on_desk, submitted):
    screening = on_desk()
    source = inbox_sources["screenings"]
    assert [str(i.title) for i in source.items(cast.partnerships_officer, date(2026, 11, 20))] == [
        "Screening of Baobab Textiles SA"
    ]
    assert not list(source.items(cast.focal_point, date(2026, 11, 20)))
    Screening.objects.filter(pk=screening.pk).update(state="returned")
    assert len(list(source.items(cast.focal_point, date(2026, 11, 20)))) == 1
    assert [hit.title for hit in search_providers["screenings"].find(cast.outsider, "baobab", 5)] == [
        "Baobab Textiles SA"
    ]
