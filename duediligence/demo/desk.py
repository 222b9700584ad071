"""What the research desk leaves behind: answers, evidence, findings, risks and the summary for the decider."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crm.accounts.models import User
from crm.audit import recorder
from crm.companies.models import Company
from crm.workspace.demo.moments import moment, workday

from ..criteria.facts import NO, YES
from ..criteria.selectors import high_risk_sectors, questions
from ..enums import CriterionKind, Effect, EvidenceKind, Rating, Reliability, Track
from ..models import (
    Answer,
    Controversy,
    ControversyTheme,
    CriterionVersion,
    Evidence,
    HighRiskSector,
    Risk,
    SalesActivity,
    Screening,
)
from ..screening.services.requests import change_request
from .findings import Findings
from .words import (
    ANSWERS,
    BENEFITS,
    COMPANY_ANSWER,
    CONTROVERSIES,
    DISSENT,
    MITIGATIONS,
    MONITORING,
    NOTES,
    RISKS,
    SUMMARIES,
    WAY_OUT,
)

PLACES = ("newspapers in English, French and Spanish", "two press archives", "local papers and radio sites")


@dataclass(frozen=True)
class Criteria:
    """What is asked on each track and what controversies are about: read once."""

    asked: dict[str, list[CriterionVersion]]
    themes: dict[str, ControversyTheme]
    sectors: list[HighRiskSector]


def criteria(on: date) -> Criteria:
    return Criteria(
        asked={track: questions(track, on) for track in Track.values},
        themes={theme.code: theme for theme in ControversyTheme.objects.all()},
        sectors=high_risk_sectors(on),
    )


@dataclass(frozen=True)
class Papers:
    """What one researcher found on one day, not saved yet."""

    answers: list[Answer]
    evidence: list[Evidence]
    activities: list[SalesActivity]
    controversies: list[Controversy]
    risks: list[Risk]

    @property
    def told(self) -> dict[str, str]:
        return {row.version.criterion.code: row.value for row in self.answers}


def keep(papers: list[Papers]) -> None:
    """Answers first: evidence points at them."""
    Answer.objects.bulk_create(row for each in papers for row in each.answers)
    Evidence.objects.bulk_create(row for each in papers for row in each.evidence)
    SalesActivity.objects.bulk_create(row for each in papers for row in each.activities)
    Controversy.objects.bulk_create(row for each in papers for row in each.controversies)
    Risk.objects.bulk_create(row for each in papers for row in each.risks)


def write(
    *, screening: Screening, findings: Findings, by: User, day: date, known: Criteria, share: float = 1
) -> Papers:
    """Rows dated that day; `share` of the questions is answered."""
    asked = known.asked[screening.track]
    answers = [_answer(screening, each, findings, by, day) for each in asked[: round(len(asked) * share)]]
    return Papers(
        answers,
        _evidence(screening, {row.version.criterion.code: row for row in answers}, by, day),
        _activities(screening, findings, day),
        _controversies(screening, findings, by, day, known),
        _risks(screening, day),
    )


def research(
    *, screening: Screening, findings: Findings, by: User, day: date, known: Criteria, share: float = 1
) -> None:
    papers = write(screening=screening, findings=findings, by=by, day=day, known=known, share=share)
    keep([papers])
    recorder.record(verb="screening.answered", subject=screening, by=by, after=papers.told)


def _answer(screening: Screening, version: CriterionVersion, findings: Findings, by: User, day: date) -> Answer:
    code = version.criterion.code
    found = findings.answers.get(code)
    return Answer(
        screening=screening,
        version=version,
        value=found or _blameless(version),
        note=NOTES.get(code, "") if found else "",
        answered_by=by,
        answered_at=moment(day, 11, len(code) % 60),
    )


def _blameless(version: CriterionVersion) -> str:
    if version.kind == CriterionKind.SHARE:
        return "0"
    if version.kind == CriterionKind.TEXT:
        return ANSWERS[version.criterion.code]
    if version.kind == CriterionKind.CHOICE:
        return str(version.options[0]["value"])
    harmless = version.criterion.code == "state-under-sanctions" or version.yes_effect != Effect.NONE
    return NO if harmless else YES


def _evidence(screening: Screening, answers: dict[str, Answer], by: User, day: date) -> list[Evidence]:
    number, name = screening.pk, screening.company.legal_name
    year, slug = day.year - 1, f"{screening.company_id}"
    kept = {"screening": screening, "captured_by": by, "captured_at": moment(day, 12, number % 60)}
    rows = [
        Evidence(
            **kept,
            kind=EvidenceKind.LINK,
            title=f"Annual report {year}",
            url=f"https://example.org/reports/{slug}/{year}",
            reliability=Reliability.COMPANY,
            answer=answers.get("owners"),
        ),
        Evidence(
            **kept,
            kind=EvidenceKind.SEARCH,
            title="Search of the media",
            query=f'"{name}" AND (court OR strike OR corruption OR trafficking)',
            language=("English", "French", "Spanish")[number % 3],
            place=PLACES[number % len(PLACES)],
            period_from=date(day.year - 3, 1, 1),
            period_until=day,
            results=0 if number % 3 else 2 + number % 5,
            reliability=Reliability.ESTABLISHED,
            answer=answers.get("adverse-media"),
        ),
    ]
    if number % 2:
        link = {"title": "Extract of the register of companies", "url": f"https://example.org/register/{slug}"}
        rows.append(Evidence(**kept, kind=EvidenceKind.LINK, reliability=Reliability.OFFICIAL, **link))
    if number % 3 == 0:
        note = "Talked with a union that knows two of its sites: wages are paid on time, shifts are long."
        told: dict[str, Any] = {"title": "Call with a union", "text": note, "confidential": number % 6 == 0}
        rows.append(Evidence(**kept, kind=EvidenceKind.NOTE, reliability=Reliability.UNVERIFIED, **told))
    return rows


def _activities(screening: Screening, findings: Findings, day: date) -> list[SalesActivity]:
    year, sold = day.year - 1, sum(share for _name, _isic, share in findings.sells)
    lines = [*findings.sells]
    if screening.track != Track.INDIVIDUAL:
        lines.append(("Main business", screening.company.isic, 100 - sold))
    source = f"Annual report {year}"
    return [
        SalesActivity(screening=screening, activity=name, isic=isic, share_percent=share, year=year, source=source)
        for name, isic, share in lines
    ]


def _controversies(screening: Screening, findings: Findings, by: User, day: date, known: Criteria) -> list[Controversy]:
    return [
        Controversy(
            screening=screening,
            theme=known.themes[code],
            severity=severity,
            happened_on=day - timedelta(days=140 + 90 * place),
            text=CONTROVERSIES[code],
            company_answer=COMPANY_ANSWER if place == 0 else "",
            source=f"https://example.org/news/{code}-{screening.pk}",
            noted_by=by,
        )
        for place, (code, severity) in enumerate(findings.against)
    ]


def _risks(screening: Screening, day: date) -> list[Risk]:
    first = screening.pk % len(RISKS)
    return [
        Risk(
            screening=screening,
            kind=RISKS[place][0],
            text=RISKS[place][1],
            likelihood=RISKS[place][2],
            impact=RISKS[place][3],
            mitigation=MITIGATIONS[place],
            owner=screening.requested_by,
            due_on=workday(day + timedelta(days=60)),
        )
        for place in range(first, min(first + 2, len(RISKS)))
    ]


def summary(company: Company, rating: str) -> dict[str, str]:
    grave = rating in (Rating.HIGH, Rating.VERY_HIGH)
    return {
        "summary": SUMMARIES[rating],
        "benefit": BENEFITS[company.pk % len(BENEFITS)],
        "way_out": WAY_OUT,
        "monitoring_plan": MONITORING if grave else "",
        "dissent": DISSENT if rating == Rating.VERY_HIGH else "",
    }


def summarise(*, screening: Screening, rating: str, by: User) -> None:
    change_request(by=by, screening_id=screening.pk, changes=summary(screening.company, rating))
