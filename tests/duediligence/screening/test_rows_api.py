"""What lies on a desk over REST, line by line; ballots without votes; drafts with their parties."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from crm.audit.models import AuditEvent
from crm.companies.models import Affiliation
from duediligence.models import Evidence, Risk
from duediligence.screening.services.votes import cast_vote
from tests.factories import AffiliationFactory, CompanyFactory

V1 = "/api/v1/"


@pytest.fixture
def api(cast):
    def of(person) -> APIClient:
        client = APIClient()
        client.force_login(getattr(cast, person))
        return client

    return of


def code(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]


LINES = {
    "risks": (
        {"kind": "political", "text": "A strike", "likelihood": 3, "impact": 4},
        {"impact": 5},
        {"likelihood": 6},
    ),
    "sales-activities": ({"activity": "Cotton", "share_percent": "60.00"}, {"year": 2025}, {"share_percent": "101"}),
    "controversies": (
        {
            "theme": "human-rights", "severity": 3, "happened_on": "2026-01-05", "text": "A raid.",
            "source": "Le Soleil",
        },
        {"severity": 4},
        {"happened_on": "2027-01-05"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("noun", LINES)
def test_a_line_is_added_changed_and_dropped_at_the_desk(api, on_desk, noun):
    line, change, wrong = LINES[noun]
    screening, team = on_desk(), api("partnerships_officer")
    body = line | {"screening": str(screening.pk)}
    assert code(api("focal_point").post(f"{V1}{noun}/", body)) == (403, "not_yours")
    made = team.post(f"{V1}{noun}/", body, headers={"Idempotency-Key": "a"})
    assert made.status_code == 201, made.json()
    path = made["Location"]
    assert api("outsider").get(path).json() == made.json()
    assert code(team.patch(path, wrong))[0] == 400
    assert code(team.patch(path, {"screening": "999999"})) == (400, "fixed")
    changed = team.patch(path, change, headers={"If-Match": made["ETag"]})
    assert {name: changed.json()[name] for name in change} == change
    assert {name: changed.json()[name] for name in line if name not in change} == {
        name: value for name, value in line.items() if name not in change
    }
    assert team.patch(path, change, headers={"If-Match": made["ETag"]}).status_code == 412
    assert team.delete(path, headers={"If-Match": made["ETag"]}).status_code == 412
    assert code(api("auditor").delete(path)) == (403, "not_yours")
    assert team.delete(path).status_code == 204
    assert team.get(path).status_code == 404


def test_what_was_submitted_is_changed_no_more_and_a_draft_is_its_requesters(api, submitted, cast):
    screening = submitted("low")
    risk = Risk.objects.create(screening=screening, kind="political", text="x", likelihood=1, impact=1)
    assert code(api("partnerships_officer").patch(f"{V1}risks/{risk.pk}/", {"impact": 2})) == (409, "wrong_state")
    assert code(api("partnerships_officer").delete(f"{V1}risks/{risk.pk}/")) == (409, "wrong_state")


def test_a_draft_with_its_parties(api, company):
    AffiliationFactory(company=company, key_person=True)
    AffiliationFactory(company=company)
    parent = CompanyFactory(legal_name="Holding")
    company.parent = parent
    company.save()
    client, other = api("focal_point"), api("partnerships_officer")
    body = {"company": str(company.pk), "purpose": "partnership", "description": "Solar", "state": "draft"}
    draft = client.post(f"{V1}screenings/", body).json()["id"]
    path = f"{V1}screenings/{draft}/proposed-parties/"
    seen = client.get(path)
    rows = seen.json()["proposed"]
    assert [(row["role"], row["chosen"]) for row in rows] == [("parent", True), ("director", True), ("director", False)]
    assert other.get(path).status_code == 404
    keys = [f"company:{parent.pk}"]
    chosen = client.put(path, {"keys": keys}, headers={"If-Match": seen["ETag"]})
    assert [row["key"] for row in chosen.json()["proposed"] if row["chosen"]] == keys
    assert client.put(path, {"keys": []}, headers={"If-Match": seen["ETag"]}).status_code == 412
    assert code(client.put(path, {"keys": ["company:nobody"]})) == (400, "unknown")
    added = client.post(f"{V1}parties/", {"screening": draft, "name": "Awa Sow", "role": "founder", "country": "sn"})
    assert (added.status_code, added.json()["country"]) == (201, "SN")
    assert other.get(added["Location"]).status_code == 404
    assert other.post(f"{V1}parties/", {"screening": draft, "name": "X"}).status_code == 404
    assert code(client.post(f"{V1}parties/", {"screening": draft, "name": "X", "role": "company"}))[0] == 400
    assert {row["name"] for row in client.get(f"{V1}parties/", {"screening": draft}).json()["results"]} == {
        company.legal_name,
        "Holding",
        "Awa Sow",
    }
    assert client.delete(added["Location"]).status_code == 204
    subject = client.get(f"{V1}parties/", {"role": "company"}).json()["results"][0]["id"]
    assert code(client.delete(f"{V1}parties/{subject}/")) == (409, "subject")
    assert Affiliation.objects.count() == 2


def test_the_desk_proposes_conditions(api, cast, on_desk):
    path = f"{V1}screenings/{on_desk().pk}/"
    told = {"text": "Publish the audit", "owner": str(cast.focal_point.pk), "due_on": "2027-01-05"}
    seen = api("partnerships_officer").patch(path, {"proposed_conditions": [told], "summary": "Sound."}).json()
    assert seen["proposed_conditions"] == [told | {"before_signature": False}]
    team = api("partnerships_officer")
    assert code(team.patch(path, {"proposed_conditions": [told | {"owner": "999999"}]}))[0] == 400
    assert code(team.patch(path, {"proposed_conditions": [told | {"due_on": "2020-01-05"}]})) == (400, "past")
    assert code(team.patch(path, {"proposed_conditions": [{"text": "x"}]})) == (400, "required")
    assert code(api("focal_point").patch(path, {"proposed_conditions": []})) == (403, "not_yours")
    assert team.patch(path, {"proposed_conditions": []}).json()["proposed_conditions"] == []


def test_a_ballot_tells_who_has_voted_and_how_only_after_the_close(api, cast, committee, submitted):
    screening = submitted("high")
    path = f"{V1}screenings/{screening.pk}/"
    member = api("committee_member")
    assert member.post(f"{path}vote/", {"vote": "reject", "reason": "Dangerous."}).status_code == 200
    ddg, resources, cooperation = (
        committee[seat] for seat in ("deputy_director_general", "resource_management", "international_cooperation")
    )
    cast_vote(by=resources, screening_id=screening.pk, interest="I hold shares.")
    for person in ("committee_member", "partnerships_officer", "auditor", "outsider"):
        told = api(person).get(f"{path}ballot/").json()
        assert (told["closed"], told["tally"], told["carried"], told["quorate"]) == (False, None, None, False)
        rows = {row["member"]: row for row in told["members"]}
        assert rows[str(cast.committee_member.pk)]["has_voted"]
        assert rows[str(resources.pk)]["interest"] == "I hold shares."
        assert rows[str(ddg.pk)]["chair"]
        assert str(cast.regional_director.pk) in rows
        assert {(row["vote"], row["reason"]) for row in told["members"]} == {(None, None)}
    cast_vote(by=cooperation, screening_id=screening.pk, vote="reject", reason="No.")
    chair = APIClient()
    chair.force_login(ddg)
    deed = {"outcome": "rejected", "reason": "As the votes say."}
    assert code(chair.post(f"{path}decide/", deed)) == (409, "vote_first")
    cast_vote(by=ddg, screening_id=screening.pk, vote="abstain", reason="I know them.")
    assert code(chair.post(f"{path}decide/", deed | {"outcome": "approved"})) == (409, "against_votes")
    assert chair.post(f"{path}decide/", deed).json()["state"] == "rejected"
    told = api("outsider").get(f"{path}ballot/").json()
    assert (told["closed"], told["tally"], told["carried"]) == (True, {"approve": 0, "reject": 2, "abstain": 1}, False)
    assert {row["reason"] for row in told["members"]} == {"Dangerous.", None, "No.", "I know them."}
    assert (
        api("outsider").get(f"{V1}screenings/{submitted('low', company=CompanyFactory()).pk}/ballot/").status_code
        == 404
    )


def test_what_the_committee_recommended_is_read_while_the_director_general_decides(api, cast, committee, submitted):
    screening = submitted("very_high")
    for person in (*committee.values(), cast.regional_director):
        cast_vote(by=person, screening_id=screening.pk, vote="approve", reason="Sound.")
    told = api("director_general").get(f"{V1}screenings/{screening.pk}/ballot/").json()
    assert (told["closed"], told["carried"], told["tally"]["approve"]) == (True, True, len(committee) + 1)


def test_confidential_evidence_is_opened_by_its_address_and_leaves_an_event(api, on_desk):
    screening, team = on_desk(), api("partnerships_officer")
    body = {
        "screening": str(screening.pk),
        "kind": "note",
        "title": "Source",
        "text": "A whisper",
        "confidential": True,
    }
    made = team.post(f"{V1}evidence/", body, headers={"Idempotency-Key": "a"})
    assert (made.status_code, made.json()["text"]) == (201, None), made.json()
    assert "whisper" not in str(team.post(f"{V1}evidence/", body, headers={"Idempotency-Key": "a"}).json())
    assert "whisper" not in str(team.get(f"{V1}evidence/").json())
    assert team.get(f"{V1}evidence/", {"search": "Source"}).json()["count"] == 0
    assert not AuditEvent.objects.filter(verb="screening.evidence_read").exists()
    path = made["Location"]
    for person, status in (("focal_point", 403), ("chief_of_mission", 403), ("auditor", 200)):
        assert api(person).get(path).status_code == status
    assert team.get(path).json()["text"] == "A whisper"
    assert AuditEvent.objects.filter(verb="screening.evidence_read").count() == 2
    assert code(api("focal_point").post(f"{path}strike/", {"reason": "Wrong."})) == (403, "not_yours")
    assert team.post(f"{path}strike/", {"reason": "Wrong."}).json()["struck_at"]


def test_a_file_is_captured_and_taken(api, on_desk):
    team = api("partnerships_officer")
    body = {"screening": str(on_desk().pk), "kind": "file", "confidential": "true", "title": "Report"}
    missing = team.post(f"{V1}evidence/", body, format="multipart")
    assert (code(missing), missing.json()["errors"][0]["attr"]) == ((400, "required"), "file")
    upload = SimpleUploadedFile("report.pdf", b"%PDF-1.7 secret")
    made = team.post(f"{V1}evidence/", body | {"file": upload}, format="multipart")
    assert made.status_code == 201, made.json()
    path = made["Location"]
    assert api("focal_point").get(f"{path}file/").status_code == 403
    taken = team.get(f"{path}file/")
    assert b"".join(taken.streaming_content) == b"%PDF-1.7 secret"
    assert AuditEvent.objects.filter(verb="screening.evidence_read").count() == 1
    assert Evidence.objects.get().confidential
