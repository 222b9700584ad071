"""`indicators/`, `milestones/`, `lessons/` and `surveys/` over REST."""

from datetime import timedelta

import pytest
from django.apps import apps
from rest_framework.test import APIClient

from crm.core import clock
from crm.notifications.models import OutgoingMessage
from partnerships.models import Engagement, SurveyInvitation, SurveyQuestion
from partnerships.pipeline.services.moves import move
from partnerships.results import seed
from partnerships.results.services.surveys import answer, token_of
from tests.factories import AffiliationFactory, ContactFactory
from tests.partnerships_world import collaboration

V1 = "/api/v1/"


@pytest.fixture
def api(cast):
    def signed_in(person):
        client = APIClient()
        client.force_authenticate(person)
        return client

    return signed_in


@pytest.fixture
def own(cast, api):
    return api(cast.focal_point)


def send(client, path, body=None, verb="post", **headers):
    return getattr(client, verb)(f"{V1}{path}", body or {}, format="json", headers=headers)


def code(answered):
    return answered.status_code, answered.json()["errors"][0]["code"]


@pytest.fixture
def indicator(own, opened):
    body = {"partnership": opened().pk, "text": "People trained", "unit": "people", "baseline": "10"}
    body["targets"] = [{"due_on": "2027-06-30", "value": "60"}, {"due_on": "2027-12-31", "value": "110"}]
    made = send(own, "indicators/", body)
    assert made.status_code == 201, made.json()
    return made


def test_an_indicator_carries_targets_and_values_by_year(own, indicator, cast):
    row = indicator.json()
    assert (row["baseline"], row["target"], row["share"], row["values"]) == ("10", "110", None, [])
    measured = send(own, f"indicators/{row['id']}/values/", {"measured_on": "2026-03-01", "value": "60"})
    assert measured.status_code == 201
    told = measured.json()
    assert told["share"] == 50
    assert told["values"] == [
        {"measured_on": "2026-03-01", "year": 2026, "value": "60", "narrative": "", "by": str(cast.focal_point.pk)}
    ]
    send(own, f"indicators/{row['id']}/values/", {"measured_on": "2026-03-01", "value": "70.5"})
    read = own.get(f"{V1}indicators/{row['id']}/")
    assert [each["value"] for each in read.json()["values"]] == ["70.5"]
    # Who measured since is not overruled unseen.
    seen = {"If-Match": indicator.headers["ETag"]}
    late = send(own, f"indicators/{row['id']}/values/", {"measured_on": "2026-03-01", "value": "1"}, **seen)
    assert late.status_code == 412
    # Its tag changes with what was measured, and one that is measured stays.
    assert read.headers["ETag"] != indicator.headers["ETag"]
    stale = send(own, f"indicators/{row['id']}/", {"unit": "women"}, "patch", **{"If-Match": indicator.headers["ETag"]})
    assert stale.status_code == 412
    assert code(own.delete(f"{V1}indicators/{row['id']}/")) == (409, "measured")


def test_targets_are_replaced_only_where_they_are_sent(own, indicator):
    path = f"indicators/{indicator.json()['id']}/"
    kept = send(own, path, {"text": "Women trained"}, "patch").json()
    assert (kept["text"], len(kept["targets"])) == ("Women trained", 2)
    new = send(own, path, {"targets": [{"due_on": "2027-06-30", "value": "20"}]}, "patch").json()
    assert (new["target"], len(new["targets"])) == ("20", 1)


def test_a_day_to_come_and_a_strange_partnership_are_refused(own, indicator, collaborated):
    day = (clock.today() + timedelta(days=2)).isoformat()
    path = f"indicators/{indicator.json()['id']}/"
    assert code(send(own, f"{path}values/", {"measured_on": day, "value": "1"})) == (400, "in_the_future")
    for pk in (collaborated.pk, 999_999):
        assert code(send(own, "indicators/", {"partnership": pk, "text": "x"})) == (400, "does_not_exist")
    other = Engagement.objects.partnerships().exclude(pk=indicator.json()["partnership"])
    assert not other.exists()
    assert code(send(own, path, {"partnership": collaborated.pk}, "patch")) == (400, "invalid")


@pytest.fixture
def collaborated(cast, company):
    return collaboration(cast, company)


def test_a_milestone_is_reached_reopened_and_taken_back(own, opened, cast):
    body = {"partnership": opened().pk, "text": "Opening", "due_on": "2026-12-01", "owner": cast.focal_point.pk}
    made = send(own, "milestones/", body)
    path = f"milestones/{made.json()['id']}/"
    reached = send(own, f"{path}reach/", {"done_on": "2026-10-01"}, **{"If-Match": made.headers["ETag"]})
    assert (reached.status_code, reached.json()["done_on"]) == (200, "2026-10-01")
    assert code(send(own, path, {"text": "Later"}, "patch")) == (409, "done")
    assert code(own.delete(f"{V1}{path}")) == (409, "done")
    assert own.get(f"{V1}milestones/?done=true").json()["count"] == 1
    stale = send(own, f"{path}reopen/", **{"If-Match": made.headers["ETag"]})
    assert stale.status_code == 412
    assert send(own, f"{path}reopen/").json()["done_on"] is None
    assert code(send(own, path, {"owner": 999_999}, "patch")) == (400, "does_not_exist")
    assert own.delete(f"{V1}{path}").status_code == 204


def test_lessons_are_found_by_company_and_kept_by_their_office(own, api, cast, opened, company):
    body = {"engagement": opened().pk, "kind": "worked", "text": "Meet often."}
    made = send(own, "lessons/", body).json()
    assert made["by"] == str(cast.focal_point.pk)
    stranger = api(cast.outsider)
    assert stranger.get(f"{V1}lessons/?company={company.pk}&kind=worked").json()["count"] == 1
    for verb in ("patch", "delete"):
        assert send(stranger, f"lessons/{made['id']}/", {"text": "No."}, verb).status_code == 403
    assert send(stranger, "lessons/", body).status_code == 403
    assert send(own, f"lessons/{made['id']}/", {"text": "Meet."}, "patch").json()["text"] == "Meet."
    assert own.delete(f"{V1}lessons/{made['id']}/").status_code == 204


def test_a_survey_is_sent_once_and_shows_its_answers_and_never_its_link(own, world, cast):
    if not SurveyQuestion.objects.exists():
        seed.sow(apps)
    contact = ContactFactory(name="Maria Sol", emails=["maria@lunaris.example"])
    AffiliationFactory(company=world.company, contact=contact)
    body = {"partnership": world.partnership.pk, "company": world.company.pk, "contact": contact.pk, "moment": "start"}
    assert code(send(own, "surveys/", body)) == (409, "not_begun")
    move(by=cast.focal_point, partnership_id=world.partnership.pk, target="active")
    made = send(own, "surveys/", body)
    letters = OutgoingMessage.objects.filter(message_id__startswith="<survey-")
    assert (made.status_code, letters.count()) == (201, 1)
    assert code(send(own, "surveys/", body)) == (409, "asked")
    path = f"surveys/{made.json()['id']}/"
    assert send(own, f"{path}send-again/", **{"If-Match": made.headers["ETag"]}).status_code == 200
    invitation = SurveyInvitation.objects.get()
    questions = SurveyQuestion.objects.filter(retired=False)
    answer(token=token_of(invitation), values={each.code: 4 for each in questions}, comment="Good.")
    told = own.get(f"{V1}{path}").json()
    assert (told["mean"], set(told["answers"].values()), told["comment"]) == ("4.00", {4}, "Good.")
    assert token_of(invitation).split(":")[1] not in str(told)
    assert code(send(own, f"{path}send-again/")) == (409, "answered")
    assert code(send(own, "surveys/", {**body, "company": 999_999})) == (400, "does_not_exist")
