"""Partnerships in the world of doors: one of Senegal's that is being prepared, and a collaboration."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from crm.companies.models import Company, Contact
from crm.core import clock
from crm.rates.models import ExchangeRate
from duediligence.models import Clearance
from duediligence.screening.services.decisions import decide
from partnerships.agreements.services.agreements import set_agreement
from partnerships.agreements.services.clauses import raise_clause
from partnerships.agreements.services.renewals import decide_renewal
from partnerships.agreements.services.templates import add_template
from partnerships.engagements.services.collaborations import log_collaborations
from partnerships.engagements.services.data import CollaborationData, CompanyPart, PartnershipData
from partnerships.engagements.services.documents import file_document
from partnerships.engagements.services.partnerships import open_partnership
from partnerships.models import (
    AgreementTemplate,
    Clause,
    Engagement,
    EngagementDocument,
    Indicator,
    IndicatorTarget,
    IndicatorValue,
    Lesson,
    Milestone,
    SurveyInvitation,
)
from partnerships.pipeline.services.moves import move
from partnerships.results.services.surveys import token_of
from tests.due_diligence_world import waiting_screening
from tests.factories import CompanyFactory
from tests.funding_world import funding, one_more_funding
from tests.grants_world import grants, one_more_grant
from tests.scoring_world import one_more_score, scoring

HELD_ON = date(2026, 3, 4)


def partnership(cast: SimpleNamespace, *companies, **changes) -> Engagement:
    parts = [CompanyPart(each.pk) for each in companies or (CompanyFactory(lead_office=cast.senegal),)]
    told = {"title": "Solar training", "type": "implementation", "lead_office_id": cast.senegal.pk, **changes}
    return open_partnership(by=cast.focal_point, data=PartnershipData(companies=parts, **told))


def collaboration(cast: SimpleNamespace, *companies, **changes) -> Engagement:
    ids = tuple(each.pk for each in companies or (CompanyFactory(lead_office=cast.senegal),))
    told = {"title": "Workshop", "type": "advocacy", "lead_office_id": cast.senegal.pk, "starts_on": HELD_ON, **changes}
    return log_collaborations(by=cast.focal_point, data=CollaborationData(company_ids=ids, **told))[0]


def lapsed(cast: SimpleNamespace, title: str = "Lapsed works") -> Engagement:
    """A partnership that runs; its clearance, the same for all of these, is suspended since."""
    company = Company.objects.filter(legal_name="Lapsed Works").first()
    if company is None:
        company = CompanyFactory(legal_name="Lapsed Works", lead_office=cast.senegal)
        screening = waiting_screening(cast, company=company)
        decide(by=cast.chief_of_mission, screening_id=screening.pk, outcome="approved", reason="Good.")
    clearance = Clearance.objects.filter(company=company)
    clearance.update(suspended_at=None)
    row, today = partnership(cast, company, title=title), clock.today()
    signed = {"kind": "memorandum", "signed_on": today, "ends_on": today + timedelta(days=20)}
    set_agreement(by=cast.focal_point, partnership_id=row.pk, changes=signed)
    move(by=cast.focal_point, partnership_id=row.pk, target="active")
    clearance.update(suspended_at=clock.now())
    return row


def stalled(cast: SimpleNamespace, row: Engagement) -> None:
    Engagement.objects.filter(pk=row.pk).update(stage_since=clock.now() - timedelta(days=100))


def clause_of(cast: SimpleNamespace, row: Engagement) -> Clause:
    return raise_clause(by=cast.focal_point, partnership_id=row.pk, subject="arbitration")


def template_of(cast: SimpleNamespace, number: int) -> AgreementTemplate:
    upload = SimpleUploadedFile("mou.pdf", b"%%PDF-1.4 %d\n%%%%EOF\n" % number)
    told = {"title": f"Memorandum {number}", "kind": "memorandum", "language": "en"}
    return add_template(by=cast.partnerships_officer, upload=upload, **told)


def engagements(cast: SimpleNamespace) -> dict[str, object]:
    own, workshop = partnership(cast), collaboration(cast)
    set_agreement(by=cast.focal_point, partnership_id=own.pk, changes={"kind": "memorandum"})
    rate = ExchangeRate.objects.create(currency="EUR", month=date(2026, 1, 1), units_per_usd=Decimal("0.86"))
    around = results(cast, own, 0)
    kept = document(cast, own, 0)
    runs = lapsed(cast)
    clause, template = clause_of(cast, own), template_of(cast, 0)
    return {
        "rates: pk": rate.pk,
        "api:exchange-rate pk": rate.pk,
        "partnerships: pk": own.pk,
        "partnerships:lapse_ pk": runs.partners.get().pk,
        "partnerships:board_column stage": "identified",
        "partnerships:renewal pk": runs.pk,
        "partnerships:clause_settle pk": clause.pk,
        "partnerships:clause_reopen pk": clause.pk,
        "partnerships:template_ pk": template.pk,
        "partnerships:collaboration pk": workshop.pk,
        **{f"partnerships:document{name} pk": kept.pk for name in ("", "_edit", "_bin")},
        "partnerships:document_create pk": own.pk,
        "api:partnership pk": own.pk,
        "api:indicator pk": around.indicator.pk,
        "api:milestone pk": around.milestone.pk,
        "api:lesson pk": around.lesson.pk,
        "api:survey pk": around.invitation.pk,
        "api:collaboration pk": workshop.pk,
        **{f"partnerships:indicator_{name} pk": around.indicator.pk for name in ("edit", "measure", "drop")},
        **{f"partnerships:milestone_{name} pk": around.milestone.pk for name in ("edit", "reach", "reopen", "drop")},
        **{f"partnerships:lesson_{name} pk": around.lesson.pk for name in ("edit", "drop")},
        "partnerships:survey_again pk": around.invitation.pk,
        "partnerships:survey token": token_of(around.invitation),
        **funding(cast, own),
        **scoring(cast, own),
        **grants(cast, own),
    }


def document(cast: SimpleNamespace, row: Engagement, number: int) -> EngagementDocument:
    upload = ContentFile(b"%%PDF-1.7 note %d" % number, name=f"note {number}.pdf")
    return file_document(by=cast.focal_point, engagement_id=row.pk, upload=upload, visibility="region")


def results(cast: SimpleNamespace, own: Engagement, number: int) -> SimpleNamespace:
    """An indicator with a target and a value, a milestone, a lesson, an invitation that waits for its answer."""
    day = HELD_ON + timedelta(days=number)
    indicator = Indicator.objects.create(partnership=own, text=f"People trained {number}", unit="people", baseline=10)
    IndicatorTarget.objects.create(indicator=indicator, due_on=day, value=100)
    IndicatorValue.objects.create(indicator=indicator, measured_on=day, value=60, by=cast.focal_point)
    invitation = SurveyInvitation.objects.create(
        partner=own.partners.earliest("pk"),
        moment="yearly",
        year=2026 + number,
        contact=Contact.objects.kept().earliest("pk"),
        email="partner@company.example",
        language="en",
        sent_by=cast.focal_point,
        sent_at=clock.now(),
        expires_on=clock.today() + timedelta(days=30),
    )
    return SimpleNamespace(
        indicator=indicator,
        milestone=Milestone.objects.create(partnership=own, text="Opening", due_on=day, owner=cast.focal_point),
        lesson=Lesson.objects.create(engagement=own, kind="worked", text="Meet often.", by=cast.focal_point),
        invitation=invitation,
    )


def one_more_engagement(cast: SimpleNamespace, number: int) -> None:
    """Another of each kind; the first partnership and the first collaboration have more around them."""
    ExchangeRate.objects.create(currency="EUR", month=date(2025, number % 12 + 1, 1), units_per_usd=Decimal("0.9"))
    # No more companies than one page holds.
    company = Company.objects.kept().filter(lead_office=cast.senegal).earliest("pk")
    partnership(cast, company, title=f"Solar {number}", countries=("SN", "GH"))
    collaboration(cast, company, title=f"Workshop {number}", event="Fair")
    first = [Engagement.objects.filter(kind=kind).earliest("pk") for kind in ("partnership", "collaboration")]
    results(cast, first[0], number)
    document(cast, first[0], number)
    one_more_funding(cast, number, *first)
    one_more_score(cast, number, first[0])
    one_more_grant(cast, number, first[0])
    running = lapsed(cast, f"Lapsed {number}")
    decide_renewal(by=cast.chief_of_mission, partnership_id=running.pk, until=None, reason="It was enough.")
    clause_of(cast, Engagement.objects.partnerships().earliest("pk"))
    template_of(cast, number)
    closed = partnership(cast, company, title=f"Closed {number}")
    move(by=cast.focal_point, partnership_id=closed.pk, target="researching")
    move(by=cast.focal_point, partnership_id=closed.pk, target="closed", cause="terms", reason="No arbitration.")
    # With nobody of this company anybody talks.
    stalled(cast, partnership(cast, Company.objects.get(legal_name="Lapsed Works"), title=f"Quiet {number}"))
