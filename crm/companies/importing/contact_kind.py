"""People from a file: matched by address, or by name at the same company; completed, never overwritten."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy, gettext_noop

from crm.accounts.access import access
from crm.accounts.models import User
from crm.core.text import fold
from crm.core.verdict import Verdict
from crm.imports.enums import Outcome
from crm.imports.registries import (
    Applied,
    Asked,
    Decide,
    FileRow,
    ImportKind,
    Option,
    Planned,
    Planner,
    Problem,
)
from crm.imports.wording import Said

from .. import contact_policies
from ..models import Company, Contact
from ..services.contact_data import AffiliationData, ContactData
from ..services.contacts import create_contact, update_contact
from .company_finder import CompanyFinder
from .contact_fields import FIELDS, hints
from .contact_person import TEXTS, Person, completed, drafted, known_as, name_of
from .contact_undo import posts_of, undo
from .lookup import Known
from .remarks import asked_before

SUBJECT = "companies.contact"
LEAVE_OUT, AS_NEW, SAME = "-", "new", "same"


@dataclass
class Work:
    row: Person
    company: Known | None
    title: str = ""
    since: date | None = None
    target: Person | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    joins: bool = False


class ContactPlanner(Planner):
    def __init__(self, by: User, on: date) -> None:
        self.by, self.on = by, on
        self.finder = CompanyFinder()
        self._people: dict[int, Person] = {}
        self._emails: dict[str, Person] = {}
        self._names: dict[str, list[Person]] = {}

    def load(self, rows: list[FileRow]) -> None:
        read = [row.values for row in rows]
        self.finder.load([v.get("company", "") for v in read])
        emails = [e for v in read for e in v.get("emails", ())]
        names = [fold(name_of(v)) for v in read]
        asked = [pk for row in rows if row.asked for pk in (*map(int, row.asked.proposed), row.asked.answer) if pk]
        known = Contact.objects.kept().prefetch_related("affiliations")
        for found in (
            known.filter(emails__overlap=emails) if emails else (),
            known.filter(sort_name__in=names),
            known.filter(pk__in=asked) if asked else (),
        ):
            for contact in found:
                if contact.pk not in self._people:
                    self._index(known_as(contact))

    def _index(self, person: Person) -> None:
        if person.pk is not None:
            self._people[person.pk] = person
        for email in person.emails:
            self._emails.setdefault(email.casefold(), person)
        held = self._names.setdefault(fold(person.name), [])
        if not any(p is person for p in held):
            held.append(person)

    def plan(self, row: FileRow, decide: Decide) -> Planned:
        values, problems = row.values, row.problems
        name = name_of(values)
        if not name:
            detail = gettext_lazy("The row names nobody.")
            return Planned(Outcome.PROBLEM, "", [*problems, Problem("name", "required", detail, blocking=True)])
        company: Known | None = None
        if values.get("company"):
            company, question = self.finder.find(values["company"], values.get("country", ""), decide)
            if question:
                return Planned(Outcome.PROBLEM, name, [*problems, question])
            if company is None:
                return Planned(Outcome.SKIP, name, problems)
        return self._planned(row, company, decide)

    def _planned(self, read: FileRow, company: Known | None, decide: Decide) -> Planned:
        values, name = read.values, name_of(read.values)
        row, problems = drafted(name, values, company, read.problems)
        target, question = self._match(row, company, read.asked)
        proposed = (str(target.pk),) if question and target and target.pk else ()
        if question:
            choice = decide(question)
            if choice == LEAVE_OUT:
                return Planned(Outcome.SKIP, name, problems, proposed=proposed)
            if choice not in (AS_NEW, SAME):
                return Planned(Outcome.PROBLEM, name, [*problems, question], proposed=proposed)
            target = target if choice == SAME else None
        work = Work(row, company, values.get("title", ""), values.get("since"), target)
        if target is None:
            work.joins = company is not None
            return Planned(Outcome.CREATE, name, problems, payload=work, proposed=proposed)
        work.changes = completed(row, target)
        work.joins = company is not None and company.pk not in target.companies
        outcome = Outcome.UPDATE if work.changes or work.joins else Outcome.SAME
        return Planned(outcome, name, problems, target.pk, payload=work, proposed=proposed)

    def _proposed(self, asked: Asked | None) -> list[Person]:
        return [p for pk in (asked.proposed if asked else ()) if (p := self._people.get(int(pk)))]

    def _match(self, row: Person, company: Known | None, asked: Asked | None) -> tuple[Person | None, Problem | None]:
        for email in row.emails:
            if found := self._emails.get(email.casefold()):
                return found, None
        if asked and asked.answer in self._people:
            return self._people[asked.answer], None
        namesakes = self._names.get(fold(row.name), [])
        here = [p for p in namesakes if company and company.pk in p.companies]
        if len(here) == 1 and not (here[0].emails and row.emails):
            return here[0], None
        doubtful = here or [p for p in namesakes if not company and not row.emails and not p.companies]
        if len(doubtful) == 1 and not here:
            return doubtful[0], None
        doubtful = doubtful or self._proposed(asked)
        return (doubtful[0], _question(row, company, asked)) if doubtful else (None, None)

    def apply(self, planned: Planned) -> Applied:
        work: Work = planned.payload
        post: tuple[AffiliationData, ...] = ()
        if work.joins and work.company:
            company = Company.objects.get(pk=work.company.pk or 0)
            post = (AffiliationData(company, work.title, work.since),)
        if work.target is None:
            texts: dict[str, Any] = work.row.texts
            data = ContactData(name=work.row.name, emails=work.row.emails, phones=work.row.phones, **texts)
            contact = create_contact(by=self.by, data=data, affiliations=post, on=self.on)
            return Applied(SUBJECT, contact.pk, contact.version)
        contact = Contact.objects.get(pk=work.target.pk or 0)
        before = {
            "fields": {name: getattr(contact, name) for name in work.changes},
            "joined": [work.company.pk] if post and work.company else [],
        }
        posts = [*posts_of(contact), *post] if post else None
        contact = update_contact(
            contact_id=contact.pk, by=self.by, changes=work.changes, affiliations=posts, on=self.on
        )
        return Applied(SUBJECT, contact.pk, contact.version, before)

    def remember(self, planned: Planned, applied: Applied | None) -> None:
        work: Work = planned.payload
        target = work.target = work.target or work.row
        target.emails = work.changes.get("emails", target.emails)
        target.phones = work.changes.get("phones", target.phones)
        target.texts |= {k: v for k, v in work.changes.items() if k in TEXTS}
        if work.company and work.company.pk:
            target.companies.add(work.company.pk)
        if applied:
            target.pk = applied.subject_id
        self._index(target)


def _question(row: Person, company: Known | None, asked: Asked | None) -> Problem:
    where = f"{row.name}, {company.legal_name}" if company else row.name
    perhaps = gettext_noop("Perhaps %(name)s, who is in the register already with another address.")
    return Problem(
        "",
        "possible_duplicate",
        [Said(perhaps, {"name": row.name}), *asked_before(asked)],
        where,
        (
            Option(SAME, gettext_lazy("It is the same person")),
            Option(AS_NEW, gettext_lazy("It is another person: enter them")),
        ),
        blocking=True,
    )


def _may_import(user: User) -> Verdict:
    return contact_policies.may_create_contact(access(user))


CONTACTS = ImportKind(
    key="contacts",
    label=gettext_lazy("People"),
    fields=FIELDS,
    planner=ContactPlanner,
    undo=undo,
    may_import=_may_import,
    hints=hints,
    icon="users",
    help=gettext_lazy("People at companies that the register knows: names, posts, addresses, telephone numbers."),
    subject_path=lambda pk: reverse("companies:contact_detail", args=[pk]),
)
