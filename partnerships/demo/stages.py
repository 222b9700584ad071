"""Partnerships at every stage, about sixty, each with companies that stand as the stage asks."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from dateutil.relativedelta import relativedelta

from crm.accounts.enums import OfficeKind
from crm.accounts.models import Office
from crm.companies.models import Company
from crm.workspace.demo.moments import workday
from crm.workspace.demo.organisation import Organisation
from crm.workspace.demo.places import HOME
from duediligence.models import Clearance

from ..enums import AgreementKind, ClauseState, Disclosure, RenewalMode, Stage
from .plans import ClausePlan, Paper, Part, Plan
from .pool import Pool
from .words import AIRLINE, BROKEN, CLAUSES, ENDINGS, LANGUAGES, NOT_CLEARED, STOPPED, STORIES

# How many stand at each stage before anything is signed, and how many of them nobody moves.
EARLY = ((Stage.IDENTIFIED, 7, 2), (Stage.RESEARCHING, 6, 2), (Stage.APPROACHED, 6, 2), (Stage.CO_CREATING, 6, 1))
NEGOTIATED, COMPLETED, CLOSED = 3, 3, 5
# Days from today to the end of the agreements that run: some are to be renewed now, one should have been.
ENDS = (24, 58, -9, 85, 410, 300, 150, 640, 205, 500)


class Stages:
    def __init__(self, pool: Pool, organisation: Organisation, rng: Random, today: date) -> None:
        self.pool, self.organisation, self.rng, self.today = pool, organisation, rng, today
        self.offices = [*organisation.countries.values()]
        self.number = 0

    def plans(self) -> list[Plan]:
        return [
            *self._early(),
            *self._in_due_diligence(),
            *self._completed(),
            *self._negotiating(),
            *self._ended_badly(),
            *self._closed(),
            *self._active(),
        ]

    def ago(self, days: int) -> date:
        return workday(self.today - timedelta(days=days))

    def plan(self, company: Company, office: Office, *, began: int, moved: date, **values: Any) -> Plan:
        """What it is about and who works on it goes by turns."""
        self.number += 1
        story = STORIES[self.number % len(STORIES)]
        people = self.organisation.staff[office.pk]
        lead = people[-1 if self.number % 3 else min(1, len(people) - 1)]
        language = LANGUAGES.index(lead.language) if lead.language in LANGUAGES else 0
        near = [each for each in self.offices if each.parent_id == office.parent_id and each != office]
        joined = tuple(self.rng.sample(near, 1)) if near and self.number % 4 == 0 else ()
        told = {
            "title": f"{story.titles[language]} · {' '.join(company.legal_name.split()[:2])}",
            "type": story.type,
            "modality": story.modality,
            "text": story.texts[language],
            "theme": story.theme,
            "sdgs": story.sdgs,
            "parts": (Part(company),),
            "countries": tuple({office.country.code, *(each.country.code for each in joined)}),
            "offices": joined,
            "colleagues": tuple(people[1:2]) if people[1:2] != [lead] else (),
            "contacts": tuple(self.pool.people.get(company.pk, ())[:2]),
            "disclosure": (Disclosure.INTERNAL, Disclosure.PUBLIC, Disclosure.MINIMUM)[self.number % 3],
            "expected": Decimal(self.rng.randint(4, 90) * 5_000),
            "indicator": (story.indicator, story.unit),
        }
        told |= {"language": LANGUAGES[language], "office": office, "lead": lead, "moved": moved}
        return Plan(began=workday(moved - timedelta(days=began)), **{**told, **values})

    def _early(self) -> Iterator[Plan]:
        """Nothing was asked of due diligence yet; what is quiet has stood still for long."""
        homes = iter([HOME] * len(EARLY))
        for stage, count, quiet in EARLY:
            for place in range(count):
                still = place < quiet
                home = next(homes, "") if place == count - 1 else ""
                company = self.pool.company(country=home, quiet=still)
                office = self.organisation.countries[home] if home else self._office_of(company)
                moved = self.ago(self.rng.randint(75, 220) if still else self.rng.randint(1, 40))
                known = Stage(stage) != Stage.IDENTIFIED
                yield self.plan(
                    company,
                    office,
                    began=self.rng.randint(20, 120) if known else 0,
                    moved=moved,
                    stage=stage,
                    **({} if known else {"modality": "", "text": "", "expected": None}),
                )

    def _in_due_diligence(self) -> Iterator[Plan]:
        for screening in self.pool.under_way:
            asked = screening.requested_at.date() if screening.requested_at else self.today
            part = Part(screening.company, agreed=screening.amount_usd)
            began = self.rng.randint(60, 180)
            yield self.plan(
                screening.company,
                screening.office,
                began=began,
                moved=asked,
                stage=Stage.DUE_DILIGENCE,
                parts=(part,),
            )

    def _negotiating(self) -> Iterator[Plan]:
        """Just cleared, or with conditions to be met before signature; some clauses take long."""
        chosen = [*self.pool.fresh, *(self.pool.spare(newest=True) for _ in range(NEGOTIATED))]
        for place, clearance in enumerate(chosen):
            moved = max(clearance.valid_from, self.ago(self.rng.randint(5, 50)))
            clauses = tuple(self._clauses(moved, open_ones=1 + place % 2, settled=place % 3))
            paper = Paper(kind=self._kind(place), since=moved, nda=place % 3 == 0, clauses=clauses)
            parts = (Part(clearance.company, agreed=self._agreed(clearance)),)
            began = self.rng.randint(90, 200)
            told = {"stage": Stage.NEGOTIATING, "parts": parts, "paper": paper}
            yield self.plan(clearance.company, clearance.screening.office, began=began, moved=moved, **told)

    def _active(self) -> Iterator[Plan]:
        """All that is left under a clearance in force, and two that run on under one that has expired."""
        rest = self.pool.cleared
        airline = next((each for each in rest if each.company.isic == "H51"), None)
        for place, clearance in enumerate(rest):
            second = rest[place - 1] if place % 6 == 5 else None
            values: dict[str, Any] = {"airline": clearance is airline}
            if values["airline"]:
                values |= {"title": f"{AIRLINE[0]} · {' '.join(clearance.company.legal_name.split()[:2])}"}
                values |= {"text": AIRLINE[1], "theme": "protection", "language": "en"}
            yield self._running(clearance, ENDS[place % len(ENDS)], place, second=second, **values)
        for place, clearance in enumerate(self.pool.expired[:2]):
            yield self._running(clearance, 180, place)

    def _running(
        self, clearance: Clearance, ends: int, place: int, *, second: Clearance | None = None, **values: Any
    ) -> Plan:
        signed = workday(clearance.valid_from + timedelta(days=self.rng.randint(15, 38)))
        ends_on = self.today + timedelta(days=ends)
        renewed = signed + relativedelta(years=1)
        clauses = tuple(self._clauses(clearance.valid_from, settled=place % 3, by=signed))
        paper = Paper(
            kind=self._kind(place),
            since=clearance.valid_from,
            signed_on=signed,
            ends_on=ends_on,
            renewal=(RenewalMode.DECISION, RenewalMode.AUTOMATIC, RenewalMode.DECISION, RenewalMode.NONE)[place % 4],
            ran_until=renewed if renewed < min(ends_on, self.today) else None,
            nda=place % 4 == 2,
            clauses=clauses,
        )
        parts = [self._part(clearance, signed)]
        if second and second.valid_from <= signed <= second.valid_until:
            parts.append(self._part(second, signed, share=Decimal("0.2")))
        began = self.rng.randint(110, 260)
        told = {"stage": Stage.ACTIVE, "parts": tuple(parts), "paper": paper, "ends_on": ends_on, **values}
        return self.plan(clearance.company, clearance.screening.office, began=began, moved=signed, **told)

    def _part(self, clearance: Clearance, signed: date, *, share: Decimal = Decimal(1)) -> Part:
        agreed = round(self._agreed(clearance) * share, 2)
        return Part(clearance.company, agreed=agreed, clearance=clearance, relied_on=signed)

    def _completed(self) -> Iterator[Plan]:
        """Under clearances that have expired since, and some that stand."""
        chosen = [*self.pool.expired[2:], *(self.pool.spare() for _ in range(COMPLETED))]
        for place, clearance in enumerate(chosen):
            yield self._over(clearance, Stage.COMPLETED, place, reason="Done as agreed; the results stand below.")

    def _ended_badly(self) -> Iterator[Plan]:
        for place, (cause, reason) in enumerate((BROKEN, STOPPED)):
            yield self._over(self.pool.spare(), Stage.TERMINATED, place, cause=cause, reason=reason)

    def _over(self, clearance: Clearance, stage: Stage, place: int, **values: Any) -> Plan:
        signed = workday(clearance.valid_from + timedelta(days=self.rng.randint(15, 38)))
        last = min(clearance.valid_until, self.ago(8 + 12 * place))
        moved = workday(signed + (last - signed) * (9 - place % 4) // 10)
        paper = Paper(kind=self._kind(place), since=clearance.valid_from, signed_on=signed, ends_on=moved)
        told = {"stage": stage, "parts": (self._part(clearance, signed),), "paper": paper, "ends_on": moved, **values}
        began = (moved - signed).days + self.rng.randint(110, 260)
        return self.plan(clearance.company, clearance.screening.office, began=began, moved=moved, **told)

    def _closed(self) -> Iterator[Plan]:
        for screening in self.pool.rejected:
            moved = workday(screening.decided_at.date() + timedelta(days=4))
            told = {"stage": Stage.CLOSED, "cause": NOT_CLEARED[0], "reason": NOT_CLEARED[1]}
            began = self.rng.randint(60, 200)
            yield self.plan(screening.company, screening.office, began=began, moved=min(moved, self.today), **told)
        for cause, reason in ENDINGS[:CLOSED]:
            company = self.pool.company()
            told = {"stage": Stage.CLOSED, "cause": cause, "reason": reason}
            moved = self.ago(self.rng.randint(15, 400))
            yield self.plan(company, self._office_of(company), began=self.rng.randint(50, 240), moved=moved, **told)

    def _clauses(
        self, since: date, *, open_ones: int = 0, settled: int = 0, by: date | None = None
    ) -> Iterator[ClausePlan]:
        for place in range(open_ones + settled):
            subject, note = CLAUSES[(self.number + place) % len(CLAUSES)]
            if place < open_ones:
                yield ClausePlan(subject, note, raised_on=since)
                continue
            last = by or self.today
            state = ClauseState.DROPPED if place % 3 == 2 else ClauseState.AGREED
            yield ClausePlan(subject, note, since, state, since + (last - since) * (2 + place) // (4 + place))

    def _office_of(self, company: Company) -> Office:
        office = self.organisation.countries[company.country.code]
        return office.parent if office.kind == OfficeKind.COUNTRY and self.rng.random() < 0.1 else office

    def _agreed(self, clearance: Clearance) -> Decimal:
        return Decimal(int(clearance.amount_ceiling * self.rng.randint(5, 9) // 10))

    def _kind(self, place: int) -> str:
        kinds = (AgreementKind.MEMORANDUM, AgreementKind.DONOR, AgreementKind.SERVICE, AgreementKind.PRO_BONO)
        return kinds[place % len(kinds)]
