"""Companies from a file: match them with care, complete what is empty, never overwrite in silence."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy, gettext_noop

from crm.accounts.access import access
from crm.accounts.models import User
from crm.core.verdict import Verdict
from crm.imports.enums import Outcome
from crm.imports.registries import Applied, Asked, Decide, FileRow, ImportKind, Option, Planned, Planner, Problem
from crm.imports.wording import Said

from .. import policies
from ..duplicates import finding
from ..duplicates.finding import Alike
from ..duplicates.registers import COMPANIES as COMPANY_REGISTER
from ..enums import RegistrationKind
from ..models import Company
from ..services.companies import create_company, update_company
from ..services.data import CompanyData, NameData, RegistrationData
from ..services.names import index_companies
from .company_fields import FIELDS
from .company_matching import (
    AS_NEW,
    DEFAULTS,
    LEAVE_OUT,
    SAME,
    Draft,
    Work,
    alike,
    complete,
    content,
    draft,
    question,
    surely,
    surely_another,
    without_answered,
)
from .company_undo import undo
from .lookup import Known, Lookup, code_of
from .parsing import hints
from .remarks import proposal, proposed_id, readable
from .rows_so_far import RowsSoFar

SUBJECT = "companies.company"
# So many companies of another name are proposed for a row at most.
NEAR = 3


class CompanyPlanner(Planner):
    def __init__(self, by: User, on: date) -> None:
        self.by, self.on, self.lookup = by, on, Lookup()
        self._near: dict[str, list[Alike]] = {}
        self._so_far = RowsSoFar()
        # What this import entered: it stands in `_so_far`, too.
        self._entered: set[int] = set()
        self._not_indexed: list[int] = []

    def load(self, rows: list[FileRow]) -> None:
        drafts = [draft(row.values) for row in rows]
        self.lookup.load(
            names=[d.name for d in drafts],
            leis=[d.values.get("lei", "") for d in drafts],
            numbers=[number for d in drafts for _kind, number, _country in d.registrations],
        )
        new = {d.name: d for d in drafts if d.name not in self._near and not self.lookup.named(d.name)}
        strangers = list(new.values())
        near = finding.strongly_alike(COMPANY_REGISTER, [content(d) for d in strangers], limit=NEAR, but=self._entered)
        self._near.update(zip(new, near, strict=True))
        self.lookup.read(pk for each in strangers for pk, _likeness in self._near[each.name])
        asked = [row.asked for row in rows if row.asked]
        ids = {pk for each in asked for one in each.proposed if (pk := proposed_id(one))}
        self.lookup.read_survivors(ids | {each.answer for each in asked if each.answer})

    def plan(self, row: FileRow, decide: Decide) -> Planned:
        return self._plan(draft(row.values), without_answered(row.values, row.problems), row.asked, decide)

    def _plan(self, row: Draft, problems: list[Problem], asked: Asked | None, decide: Decide) -> Planned:
        target = self._certain(row) or self._answered(asked)
        candidates = [] if target else self._candidates(row, asked)
        proposed = tuple(map(proposal, candidates))
        if candidates:
            doubt = question(row, candidates, asked)
            choice = decide(doubt)
            target = _chosen(choice, candidates)
            if choice != AS_NEW and target is None:
                if choice == LEAVE_OUT:
                    return Planned(Outcome.SKIP, row.name, problems, proposed=proposed)
                return Planned(Outcome.PROBLEM, row.name, [*problems, doubt], proposed=proposed)
        if target is None:
            return Planned(Outcome.CREATE, row.name, problems, payload=Work(row), proposed=proposed)
        work = complete(row, target)
        problems = [*problems, *self._differences(row, target, work, decide)]
        differs = work.changes or work.names or work.registrations or work.tags
        outcome = Outcome.UPDATE if differs else Outcome.SAME
        return Planned(outcome, row.name, problems, target.pk, payload=work, proposed=proposed)

    def _answered(self, asked: Asked | None) -> Known | None:
        return self.lookup.survivor(asked.answer) if asked and asked.answer else None

    def _certain(self, row: Draft) -> Known | None:
        """The one company that it is beyond doubt. An identifier goes before a name."""
        by_lei = self.lookup.with_lei(row.values.get("lei", ""))
        if by_lei:
            return by_lei
        for kind, number, country in row.registrations:
            # A symbol is given again to another company, a register's number is not.
            held = self.lookup.with_number(kind, number, country) if kind != RegistrationKind.EXCHANGE else []
            if len(held) == 1:
                return held[0]
        certain = [c for c in self.lookup.named(row.name) if surely(row, c)]
        return certain[0] if len(certain) == 1 else None

    def _candidates(self, row: Draft, asked: Asked | None) -> list[Known]:
        """Those that it may be: whom a question without an answer proposed, then those of the same name; where there
        are none, the strong ones among those of a name like it, in the register and in the rows above."""
        proposed = [c for each in (asked.proposed if asked else ()) if (c := self._proposed(each))]
        named = self.lookup.named(row.name)
        certain = [c for c in named if surely(row, c)]
        same = certain or [c for c in named if not surely_another(row, c)]
        found = [*proposed, *(same or ([] if named else self._alike(row)))]
        return [c for at, c in enumerate(found) if not any(c is other for other in found[:at])][:NEAR]

    def _proposed(self, proposal: str) -> Known | None:
        """Somebody may have merged it since, or thrown it away; a row above may stand there no more."""
        if pk := proposed_id(proposal):
            return self.lookup.survivor(pk)
        return next((c for c in self.lookup.named(proposal) if c.legal_name == proposal), None)

    def _alike(self, row: Draft) -> list[Known]:
        near = ((self.lookup.by_pk.get(pk), likeness) for pk, likeness in self._near.get(row.name, ()))
        found = [(company, likeness) for company, likeness in near if company]
        found += self._so_far.strongly_alike(content(row))
        found.sort(key=lambda each: (-each[1].score, each[0].legal_name))
        return [company for company, _likeness in found]

    def _differences(self, row: Draft, target: Known, work: Work, decide: Decide) -> list[Problem]:
        """The register says something else: it stays, unless the person says that the file is right."""
        found = []
        for name, value in row.values.items():
            held = target.values.get(name)
            if value in (None, "") or held in (None, "") or name in work.changes or alike(name, held, value):
                continue
            problem = Problem(
                name,
                "differs",
                Said(
                    gettext_noop("%(company)s: the register says “%(held)s”, the file “%(value)s”."),
                    {"company": target.legal_name, "held": readable(name, held), "value": readable(name, value)},
                ),
                f"{target.legal_name}",
                (Option("file", Said(gettext_noop("The file is right: %(value)s"), {"value": readable(name, value)})),),
            )
            choice = decide(problem)
            if choice == "file":
                work.changes[name] = value
            elif choice is None:
                found.append(problem)
        return found

    def apply(self, planned: Planned) -> Applied:
        work: Work = planned.payload
        return self._update(work, work.target) if work.target else self._create(work.draft)

    def _create(self, row: Draft) -> Applied:
        company = create_company(
            by=self.by,
            data=CompanyData(legal_name=row.name, **{k: v for k, v in row.values.items() if v not in (None, "")}),
            names=[NameData(n) for n in row.names],
            registrations=[RegistrationData(number, kind, country) for kind, number, country in row.registrations],
            tags=row.tags,
            on=self.on,
            indexed=False,
        )
        self._not_indexed.append(company.pk)
        return Applied(SUBJECT, company.pk, company.version)

    def _update(self, work: Work, target: Known) -> Applied:
        company = Company.objects.get(pk=target.pk or 0)
        names = list(company.other_names.all()) if work.names else []
        before = {
            "fields": {name: str(_stored(company, name) or "") for name in work.changes},
            "names": list(work.names),
            "registrations": [list(r) for r in work.registrations],
            "tags": list(work.tags),
        }
        company = update_company(
            company_id=company.pk,
            by=self.by,
            changes=work.changes,
            names=[NameData(n.name, n.kind, n.until) for n in names] + [NameData(n) for n in work.names]
            if work.names
            else None,
            registrations=_with(company, work.registrations) if work.registrations else None,
            tags=[*target.tags, *work.tags] if work.tags else None,
            on=self.on,
        )
        return Applied(SUBJECT, company.pk, company.version, before)

    def remember(self, planned: Planned, applied: Applied | None) -> None:
        work: Work = planned.payload
        if work.target is None:
            work.target = Known(None, work.draft.name, work.draft.values.get("country", ""), dict(work.draft.values))
            work.names, work.registrations, work.tags = work.draft.names, work.draft.registrations, work.draft.tags
            work.target.values.setdefault("kind", DEFAULTS["kind"])
        target = work.target
        target.values.update(work.changes)
        target.country = target.values.get("country", "")
        target.names.update(work.names)
        target.registrations.update(work.registrations)
        target.tags.update(work.tags)
        if applied:
            target.pk, target.version = applied.subject_id, applied.version or 1
            self.lookup.by_pk[applied.subject_id] = target
            if planned.outcome == Outcome.CREATE:
                self._entered.add(applied.subject_id)
        self.lookup.refresh(target)
        if planned.outcome == Outcome.CREATE:
            self._so_far.add(content(work.draft), target)

    def finish(self) -> None:
        index_companies(self._not_indexed)
        self._not_indexed = []


def _chosen(choice: str | None, candidates: list[Known]) -> Known | None:
    """Whom the person chose among those that were proposed."""
    if not choice or not choice.startswith(SAME):
        return None
    number = choice.removeprefix(SAME) or "1"
    return candidates[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(candidates) else None


def _stored(company: Company, name: str) -> Any:
    value = getattr(company, name)
    return value.code if name == "country" else value


def _with(company: Company, added: tuple[tuple[str, str, str], ...]) -> list[RegistrationData]:
    held = [RegistrationData(r.number, r.kind, code_of(r.country)) for r in company.registrations.all()]
    return held + [RegistrationData(number, kind, country) for kind, number, country in added]


def _may_import(user: User) -> Verdict:
    return policies.may_create(access(user))


COMPANIES = ImportKind(
    key="companies",
    label=gettext_lazy("Companies"),
    fields=FIELDS,
    planner=CompanyPlanner,
    undo=undo,
    may_import=_may_import,
    hints=hints,
    icon="building-2",
    help=gettext_lazy("Companies, foundations, associations: names, countries, sectors, identifiers."),
    subject_path=lambda pk: reverse("companies:detail", args=[pk]),
)
