"""Companies from a file: match them with care, complete what is empty, never overwrite in silence."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.accounts.access import access
from crm.accounts.models import User
from crm.core.verdict import Verdict
from crm.imports.enums import Outcome
from crm.imports.registries import Applied, Decide, ImportKind, Option, Planned, Planner, Problem, Values

from .. import pair_words, policies
from ..duplicates import finding
from ..duplicates.finding import Alike
from ..duplicates.registers import COMPANIES as COMPANY_REGISTER
from ..enums import RegistrationKind
from ..models import Company
from ..services.companies import create_company, update_company
from ..services.data import CompanyData, NameData, RegistrationData
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

SUBJECT = "companies.company"
# So many companies of another name are proposed for a row at most.
NEAR = 3


class CompanyPlanner(Planner):
    def __init__(self, by: User, on: date) -> None:
        self.by, self.on, self.lookup = by, on, Lookup()
        self._near: dict[str, list[Alike]] = {}

    def load(self, rows: list[Values]) -> None:
        drafts = [draft(values) for values in rows]
        self.lookup.load(
            names=[d.name for d in drafts],
            leis=[d.values.get("lei", "") for d in drafts],
            numbers=[number for d in drafts for _kind, number, _country in d.registrations],
        )
        new = {d.name: d for d in drafts if d.name not in self._near and not self.lookup.named(d.name)}
        strangers = list(new.values())
        near = finding.strongly_alike(COMPANY_REGISTER, [content(d) for d in strangers], limit=NEAR)
        self._near.update(zip(new, near, strict=True))
        self.lookup.read(pk for each in strangers for pk, _likeness in self._near[each.name])

    def plan(self, values: Values, problems: list[Problem], decide: Decide) -> Planned:
        row = draft(values)
        problems = without_answered(values, problems)
        target, question = self._match(row)
        if question:
            choice = decide(question)
            if choice == LEAVE_OUT:
                return Planned(Outcome.SKIP, row.name, problems)
            if choice == AS_NEW:
                target = None
            elif choice and choice.startswith(SAME):
                target = self._chosen(row, choice)
            else:
                return Planned(Outcome.PROBLEM, row.name, [*problems, question])
        if target is None:
            return Planned(Outcome.CREATE, row.name, problems, payload=Work(row))
        work = complete(row, target)
        problems = [*problems, *self._differences(row, target, work, decide)]
        differs = work.changes or work.names or work.registrations or work.tags
        return Planned(Outcome.UPDATE if differs else Outcome.SAME, row.name, problems, target.pk, payload=work)

    def _match(self, row: Draft) -> tuple[Known | None, Problem | None]:
        """One company for certain, or a question, or nothing. An identifier goes before a name."""
        by_lei = self.lookup.with_lei(row.values.get("lei", ""))
        if by_lei:
            return by_lei, None
        for kind, number, country in row.registrations:
            # A symbol is given again to another company, a register's number is not.
            held = self.lookup.with_number(kind, number, country) if kind != RegistrationKind.EXCHANGE else []
            if len(held) == 1:
                return held[0], None
        named = self.lookup.named(row.name)
        certain = [c for c in named if surely(row, c)]
        if len(certain) == 1:
            return certain[0], None
        candidates = self._candidates(row)
        return None, question(row, candidates, self._why(row, candidates)) if candidates else None

    def _candidates(self, row: Draft) -> list[Known]:
        """Those that it may be: of the same name, else the strong ones among those of a name like it."""
        named = self.lookup.named(row.name)
        certain = [c for c in named if surely(row, c)]
        same = certain or [c for c in named if not surely_another(row, c)]
        near = (self.lookup.by_pk.get(pk) for pk, _likeness in self._near.get(row.name, ()))
        return same or ([] if named else [c for c in near if c])

    def _why(self, row: Draft, candidates: list[Known]) -> str:
        """In what a company of another name is like the row."""
        likeness = dict(self._near.get(row.name, ())).get(candidates[0].pk or 0)
        return pair_words.short(likeness.reasons) if likeness else ""

    def _chosen(self, row: Draft, choice: str) -> Known | None:
        candidates = self._candidates(row)
        index = int(choice.removeprefix(SAME) or 1) - 1
        return candidates[index] if index < len(candidates) else None

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
                _("%(company)s: the register says “%(held)s”, the file “%(value)s”.")
                % {"company": target.legal_name, "held": held, "value": value},
                f"{target.legal_name}",
                (Option("file", _("The file is right: %(value)s") % {"value": value}),),
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
        )
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
        self.lookup.refresh(target)


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
