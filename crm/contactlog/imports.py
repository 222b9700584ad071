"""Contacts that offices kept in spreadsheets, into the log: for one's own office, by the same rules as by hand."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from crm.accounts.access import access
from crm.accounts.models import User
from crm.companies.importing.company_finder import CompanyFinder
from crm.companies.importing.themes import ThemeFinder
from crm.companies.models import Company, Contact
from crm.core.dates import a_year_before
from crm.core.errors import Conflict
from crm.core.text import fold
from crm.core.verdict import Verdict
from crm.core.visibility import Visibility
from crm.imports.enums import Outcome
from crm.imports.registries import (
    Applied,
    Decide,
    FileRow,
    ImportKind,
    Planned,
    Planner,
    Problem,
    UndoEntry,
    Values,
    import_kinds,
)
from crm.imports.services.refusing import refusals
from crm.imports.wording import Said

from . import policies, selectors
from .import_fields import FIELDS, hints
from .models import Interaction
from .services import writing
from .services.data import InteractionData
from .services.interactions import bin_interaction, log_interaction

SUBJECT = "contactlog.interaction"


@dataclass
class Work:
    data: InteractionData
    reason: str = ""
    key: tuple[Any, ...] = field(default_factory=tuple)


class InteractionPlanner(Planner):
    def __init__(self, by: User, on: date) -> None:
        self.by, self.on = by, on
        self.finder = CompanyFinder()
        self._held: dict[tuple[Any, ...], int | None] = {}
        self._people: dict[int, dict[str, int]] = {}
        self.themes = ThemeFinder()
        self._refusing: dict[int, str] = {}
        self._answers: dict[tuple[Any, ...], policies.Approach] = {}
        # (company, office): the newest contact that this file brought in.
        self._brought: dict[tuple[int, int], date] = {}

    def load(self, rows: list[FileRow]) -> None:
        read = [row.values for row in rows]
        self.finder.load([v.get("company", "") for v in read])
        companies = [c.pk for v in read for c in self.finder.lookup.named(v.get("company", "")) if c.pk]
        days = {v["date"] for v in read if v.get("date")}
        held = Interaction.objects.filter(binned_at=None, company_id__in=companies, occurred_on__in=days)
        for pk, *key, subject in held.values_list("pk", "company_id", "office_id", "occurred_on", "kind", "subject"):
            self._held.setdefault((*key, fold(subject)), pk)
        people = Contact.objects.kept().filter(affiliations__company_id__in=companies, affiliations__until=None)
        columns = ("affiliations__company_id", "pk", "name", "emails", "do_not_contact")
        for company_id, pk, name, emails, refuses in people.values_list(*columns):
            if refuses:
                self._refusing[pk] = name
            known = self._people.setdefault(company_id, {})
            known.setdefault(fold(name), pk)
            known.update({e.casefold(): pk for e in emails})

    def plan(self, row: FileRow, decide: Decide) -> Planned:
        values, problems = row.values, row.problems
        label = f"{values['company']}: {values['subject']}"
        office_id = values.get("office") or self.by.office_id
        if not office_id:
            detail = gettext_lazy("You have no home office. Say which office the contacts belong to.")
            return Planned(Outcome.PROBLEM, label, [*problems, Problem("office", "required", detail, blocking=True)])
        verdict = policies.may_log_for(access(self.by), office_id, imported=True)
        if not verdict:
            return Planned(
                Outcome.PROBLEM, label, [*problems, Problem("office", verdict.code, verdict.reason, blocking=True)]
            )
        company, question = self.finder.find(values["company"], values.get("country", ""), decide)
        if question:
            return Planned(Outcome.PROBLEM, label, [*problems, question])
        if company is None or company.pk is None:
            return Planned(Outcome.SKIP, label, problems)
        people, problems = self._found_people(company.pk, values, problems)
        themes, unknown = self.themes.find(values.get("themes", ()), decide)
        problems = [*problems, *unknown]
        data = InteractionData(
            company_id=company.pk,
            office_id=office_id,
            kind=values["kind"],
            occurred_on=values["date"],
            subject=values["subject"][:200],
            notes=values.get("notes", ""),
            outcome=values.get("outcome", ""),
            visibility=values.get("visibility", Visibility.EVERYONE),
            contact_ids=people,
            theme_ids=themes,
        )
        key = (company.pk, office_id, data.occurred_on, data.kind, fold(data.subject))
        work = Work(data, values.get("reason", ""), key)
        if key in self._held:
            return Planned(Outcome.SAME, label, problems, self._held[key], payload=work)
        refused = self._refused(data, work.reason)
        outcome = Outcome.PROBLEM if refused else Outcome.CREATE
        return Planned(outcome, label, [*problems, *refused], payload=work)

    def _refused(self, data: InteractionData, reason: str) -> list[Problem]:
        """What the service will refuse, told before the run."""
        try:
            writing.check(data, on=self.on)
            self._ask(data, reason)
        except (ValidationError, Conflict) as error:
            return refusals(error)
        return []

    def _ask(self, data: InteractionData, reason: str) -> None:
        refusing = [Contact(pk=pk, name=self._refusing[pk]) for pk in data.contact_ids if pk in self._refusing]
        policies.may_speak_to(refusing, reason=reason).require()
        key = (data.company_id, data.office_id, data.occurred_on)
        if key not in self._answers:
            company = Company.objects.get(pk=data.company_id)
            facts = selectors.standing(company, data.office_id, on=data.occurred_on, today=self.on)
            self._answers[key] = policies.may_approach(facts)
        answer = self._answers[key]
        brought = self._brought.get((data.company_id, data.office_id))
        if answer.verdict == policies.COORDINATE and brought and brought >= a_year_before(data.occurred_on):
            return  # a row above made this office engaged
        answer.to_log(reason=reason).require()

    def _found_people(
        self, company_id: int, values: Values, problems: list[Problem]
    ) -> tuple[tuple[int, ...], list[Problem]]:
        known = self._people.get(company_id, {})
        found = []
        for name in values.get("people", ()):
            pk = known.get(fold(name)) or known.get(name.casefold())
            if pk:
                found.append(pk)
            else:
                detail = Said(gettext_noop("The register knows no “%(name)s” at this company."), {"name": name})
                problems = [*problems, Problem("people", "unknown_person", detail, name)]
        return tuple(dict.fromkeys(found)), problems

    def apply(self, planned: Planned) -> Applied:
        work: Work = planned.payload
        logged = log_interaction(by=self.by, data=work.data, going_ahead_reason=work.reason, imported=True, on=self.on)
        return Applied(SUBJECT, logged.pk, logged.version)

    def remember(self, planned: Planned, applied: Applied | None) -> None:
        data = planned.payload.data
        self._held.setdefault(planned.payload.key, applied.subject_id if applied else None)
        pair = (data.company_id, data.office_id)
        self._brought[pair] = max(data.occurred_on, self._brought.get(pair, data.occurred_on))


def undo(entry: UndoEntry, by: User) -> str:
    interaction = Interaction.objects.get(pk=entry.subject_id, binned_at=None)
    if interaction.version != entry.version:
        return _("Somebody changed it since.")
    if (
        interaction.follow_ups.filter(binned_at=None).exists()
        or interaction.attachments.filter(binned_at=None).exists()
    ):
        return _("Tasks or files were added to it since.")
    bin_interaction(by=by, interaction_id=interaction.pk)
    return ""


def _may_import(user: User) -> Verdict:
    return policies.may_work(access(user))


INTERACTIONS = ImportKind(
    key="interactions",
    label=gettext_lazy("Contact log"),
    fields=FIELDS,
    planner=InteractionPlanner,
    undo=undo,
    may_import=_may_import,
    hints=hints,
    icon="message-square",
    help=gettext_lazy("Meetings, calls and letters with companies that the register knows."),
    subject_path=lambda pk: reverse("contactlog:detail", args=[pk]),
)
import_kinds.add(INTERACTIONS.key, INTERACTIONS, order=30)
