"""The desk: answers, evidence, what lifts the rating, what hinders a submission; every refusal with its sentence."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from crm.audit.models import AuditEvent
from crm.core import clock
from crm.core.errors import Conflict, Forbidden, Stale
from crm.notifications.models import Notification
from duediligence.criteria.selectors import themes
from duediligence.models import Evidence, RouteStep
from duediligence.screening.selectors.desk import desk_of
from duediligence.screening.selectors.facts import odd_sums
from duediligence.screening.services import parties
from duediligence.screening.services.activities import drop_activity, note_activity
from duediligence.screening.services.answers import AnswerData, save_answer, save_answers
from duediligence.screening.services.controversies import drop_controversy, note_controversy
from duediligence.screening.services.data import (
    ActivityData,
    ControversyData,
    EvidenceData,
    PartyData,
    RiskData,
)
from duediligence.screening.services.decisions import return_screening
from duediligence.screening.services.evidence import capture, read_evidence, strike
from duediligence.screening.services.risks import drop_risk, note_risk
from duediligence.screening.services.submission import start_research, submit
from tests.duediligence.watchlists.world import entry, load_into

TODAY = date(2026, 11, 20)
NOTE = EvidenceData(kind="note", title="What we heard", text="Nothing against them")


@pytest.fixture
def team(cast):
    return cast.partnerships_officer


def answer(by, screening, code, value, **more):
    return save_answer(by=by, screening_id=screening.pk, code=code, data=AnswerData(value, **more))


def proposed(screening) -> str:
    screening.refresh_from_db()
    return screening.proposed_rating


def test_the_rating_follows_the_answers(team, on_desk, answer_all):
    screening = on_desk()
    assert proposed(screening) == "medium", "mandatory questions are unanswered"
    answer_all(screening)
    assert proposed(screening) == "low"
    for value, rating in (("0,5 %", "high"), ("5", "very_high"), ("10.01", "excluded"), ("unknown", "high")):
        answer(team, screening, "arms", value)
        assert proposed(screening) == rating, value
    assert screening.answers.get(version__criterion__code="arms").value == "unknown"
    assert answer(team, screening, "arms", "") is None
    assert proposed(screening) == "medium"


def test_answers_of_two_people_are_told_apart(cast, team, on_desk):
    screening = on_desk()
    first = answer(team, screening, "weapon-components", "0", was_empty=True)
    with pytest.raises(Stale, match="Somebody answered this") as refused:
        answer(team, screening, "weapon-components", "3", was_empty=True)
    assert refused.value.current == first
    answer(team, screening, "weapon-components", "3", seen=first.answered_at)
    assert screening.answers.get().value == "3"


@pytest.mark.parametrize(
    ("code", "value", "says"),
    [
        ("arms", "101", "between 0 and 100"),
        ("arms", "a lot", "between 0 and 100"),
        ("replica-weapons", "perhaps", "yes, no or unknown"),
        ("astrology", "yes", "does not ask"),
    ],
)
def test_an_answer_fits_its_question(team, on_desk, code, value, says):
    with pytest.raises(ValidationError, match=says):
        answer(team, on_desk(), code, value)


def test_several_answers_are_all_or_none(team, on_desk):
    screening = on_desk()
    told = {"arms": AnswerData("0"), "tobacco": AnswerData("much")}
    with pytest.raises(ValidationError) as refused:
        save_answers(by=team, screening_id=screening.pk, answers=told)
    assert list(refused.value.message_dict) == ["tobacco"]
    assert not screening.answers.exists()
    links = AnswerData("0", evidence=("https://example.org/report",))
    save_answers(by=team, screening_id=screening.pk, answers={"arms": links})
    assert Evidence.objects.get().url == "https://example.org/report"
    with pytest.raises(ValidationError, match="no such evidence"):
        save_answers(by=team, screening_id=screening.pk, answers={"arms": AnswerData("0", evidence=("99999",))})


def test_only_the_team_works_at_an_open_desk(cast, team, on_desk, submitted):
    screening = on_desk()
    for person in (cast.focal_point, cast.chief_of_mission, cast.auditor, cast.administrator, cast.committee_member):
        with pytest.raises(Forbidden, match="The partnerships team researches screenings"):
            answer(person, screening, "arms", "0")
    closed = submitted("low", purpose="donation")
    with pytest.raises(Conflict, match="It waits for its decision"):
        capture(by=team, screening_id=closed.pk, data=NOTE)
    start_research(by=team, screening_id=screening.pk)
    with pytest.raises(Conflict, match="Only members of the partnerships team"):
        start_research(by=team, screening_id=screening.pk, researcher=cast.focal_point)


def test_evidence_is_kept_read_and_struck_out(cast, team, on_desk):
    screening = on_desk()
    upload = ContentFile(b"%PDF-1.7 report", name="report.pdf")
    data = EvidenceData(kind="file", title="Report", confidential=True)
    secret = capture(by=team, screening_id=screening.pk, data=data, upload=upload)
    assert len(secret.sha256) == 64
    nil = capture(
        by=team,
        screening_id=screening.pk,
        data=EvidenceData(kind="search", title="Press", query="Baobab fraud", place="Factiva", results=0),
    )
    read_evidence(by=cast.focal_point, evidence_id=nil.pk)
    assert not AuditEvent.objects.filter(verb="screening.evidence_read").exists()
    for person in (team, cast.auditor):
        read_evidence(by=person, evidence_id=secret.pk)
    assert AuditEvent.objects.filter(verb="screening.evidence_read").count() == 2
    for person in (cast.focal_point, cast.chief_of_mission, cast.administrator):
        with pytest.raises(Forbidden, match="This evidence is confidential"):
            read_evidence(by=person, evidence_id=secret.pk)
    told = AuditEvent.objects.filter(verb="screening.evidence_captured").values_list("after", flat=True)
    assert not any("Report" in str(each) for each in told)
    with pytest.raises(ValidationError, match="Say why it is struck out"):
        strike(by=team, evidence_id=nil.pk, reason=" ")
    strike(by=team, evidence_id=nil.pk, reason="Wrong company")
    with pytest.raises(Conflict, match="struck out already"):
        strike(by=team, evidence_id=nil.pk, reason="Again")


def test_those_who_decide_read_what_is_confidential(cast, team, submitted):
    screening = submitted("low")
    secret = Evidence.objects.create(
        screening=screening,
        kind="note",
        title="T",
        text="Secret",
        confidential=True,
        captured_by=team,
        captured_at=clock.now(),
    )
    assert RouteStep.objects.get().role == "chief_of_mission"
    assert read_evidence(by=cast.chief_of_mission, evidence_id=secret.pk).text == "Secret"
    with pytest.raises(Forbidden):
        read_evidence(by=cast.regional_director, evidence_id=secret.pk)


@pytest.mark.parametrize(
    ("data", "upload", "field"),
    [
        (EvidenceData(kind="link", title="T"), None, "url"),
        (EvidenceData(kind="link", title="T", url="javascript:alert(1)"), None, "url"),
        (EvidenceData(kind="note", title="T"), None, "text"),
        (EvidenceData(kind="search", title="T", query="x", place="y"), None, "results"),
        (EvidenceData(kind="file", title="T"), None, "file"),
        (EvidenceData(kind="file", title="T"), (b"MZ", "run.exe"), "file"),
        (EvidenceData(kind="note", title="", text="x"), None, "title"),
        (EvidenceData(kind="note", title="T", text="x"), (b"%PDF-1.7", "a.pdf"), "file"),
    ],
)
def test_evidence_says_what_its_kind_needs(team, on_desk, data, upload, field):
    file = ContentFile(upload[0], name=upload[1]) if upload else None
    with pytest.raises(ValidationError) as refused:
        capture(by=team, screening_id=on_desk().pk, data=data, upload=file)
    assert field in refused.value.message_dict


def test_sales_controversies_and_risks_are_noted_and_dropped(cast, team, on_desk, answer_all):
    screening = on_desk()
    answer_all(screening)
    told = {"by": team, "screening_id": screening.pk}
    for share in ("60", "50"):
        sold = note_activity(**told, data=ActivityData("Uniforms", isic="C14", share_percent=Decimal(share), year=2025))
    assert [str(each) for each in odd_sums(screening.activities.all())] == [
        "The shares of sales of 2025 add up to 110 %. Look at them again."
    ]
    assert proposed(screening) == "medium", "clothing is a high-risk sector"
    drop_activity(**told, activity_id=sold.pk)
    data = ControversyData(themes()[0], 4, date(2025, 1, 1), "Child labour at a supplier", "A court's file")
    held = note_controversy(**told, data=data)
    assert proposed(screening) == "very_high"
    with pytest.raises(ValidationError, match="lies ahead"):
        note_controversy(**told, data=ControversyData(themes()[0], 1, date(2027, 1, 1), "x", "y"))
    drop_controversy(**told, controversy_id=held.pk)
    risk = note_risk(**told, data=RiskData("political", "An election", 3, 4, "Wait", cast.focal_point, TODAY))
    note_risk(**told, data=RiskData("political", "An election", 5, 5), risk_id=risk.pk)
    assert desk_of(screening, on=TODAY).matrix[0] == (5, [[], [], [], [], [1]])
    with pytest.raises(ValidationError):
        note_risk(**told, data=RiskData("political", "An election", 6, 4))
    drop_risk(**told, risk_id=risk.pk)
    assert not screening.risks.exists()


def test_a_party_with_hits_stays(cast, team, company, on_desk):
    load = load_into("un", team)
    entry(load, company.legal_name)
    entry(load, "Ndiaye Holdings")
    screening = on_desk()
    added = parties.add_party(
        by=team, screening_id=screening.pk, data=PartyData(name="Ndiaye Holdings", kind="organisation")
    )
    assert added.hits.count() == 1, "looked up at once"
    with pytest.raises(Conflict, match="There are hits on this party"):
        parties.drop_party(by=team, party_id=added.pk)
    with pytest.raises(Conflict, match="open") as refused:
        submit(by=team, screening_id=screening.pk, rating="medium")
    assert refused.value.code == "open_hits"


def test_nothing_is_submitted_without_a_fresh_list(team, on_desk):
    with pytest.raises(Conflict, match="was never loaded") as refused:
        submit(by=team, screening_id=on_desk().pk)
    assert refused.value.code == "list_missing"


def test_submitting_fixes_the_rating_and_freezes_the_route(cast, team, lists, on_desk, answer_all):
    screening = on_desk()
    answer_all(screening)
    Notification.objects.all().delete()
    sent = submit(by=team, screening_id=screening.pk)
    assert (sent.state, sent.rating, sent.proposed_rating, sent.submitted_by) == (
        "awaiting_decision",
        "low",
        "low",
        team,
    )
    assert [(s.role, s.office) for s in sent.route.all()] == [("chief_of_mission", cast.senegal)]
    assert Notification.objects.get().recipient == cast.chief_of_mission
    with pytest.raises(Conflict, match="It waits for its decision"):
        submit(by=team, screening_id=screening.pk)
    return_screening(by=cast.chief_of_mission, screening_id=screening.pk, reason="Who owns it?")
    assert answer(team, screening, "arms", "0")
    assert submit(by=team, screening_id=screening.pk, rating="medium").rating == "medium"


def test_a_rating_is_not_talked_down(team, lists, on_desk, answer_all):
    screening = on_desk()
    answer_all(screening, arms="unknown")
    with pytest.raises(ValidationError, match="below the proposed rating"):
        submit(by=team, screening_id=screening.pk, rating="low")
    with pytest.raises(ValidationError, match="could not be determined"):
        submit(by=team, screening_id=screening.pk, rating="high")
    with pytest.raises(ValidationError, match="one of the ratings"):
        submit(by=team, screening_id=screening.pk, rating="splendid")
    answer(team, screening, "arms", "10.5")
    with pytest.raises(Conflict, match="no justification rates it lower") as refused:
        submit(by=team, screening_id=screening.pk, rating="very_high", justification="They are nice")
    assert refused.value.code == "excluded"
    assert submit(by=team, screening_id=screening.pk).rating == "excluded"
