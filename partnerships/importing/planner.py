"""Plans and applies rows of engagements: the one way for the preview and for the run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from crm.accounts.models import User
from crm.companies.importing.lookup import Known
from crm.companies.importing.offices import OfficeFinder
from crm.companies.importing.remarks import asked_before
from crm.imports.enums import Outcome
from crm.imports.registries import Applied, Decide, FileRow, Option, Planned, Planner, Problem
from crm.imports.services.refusing import refusals
from crm.imports.wording import Said
from crm.rates.money import Money

from ..enums import Stage
from ..pipeline.selectors import Prospects
from . import checking, entering, gate
from .approaching import Approaches
from .drafting import LEAVE_OUT, Drafter, LeftOut
from .drafts import Draft, title_of
from .register import Held, Register
from .words import word

AS_NEW, SAME = "new", "same"


@dataclass
class Work:
    draft: Draft
    row: int
    content: str


class EngagementPlanner(Planner):
    def __init__(self, by: User, on: date) -> None:
        self.by, self.on = by, on
        self.drafter, self.register, self.prospects = Drafter(by), Register(), Prospects(on=on)
        self.approaches = Approaches(OfficeFinder().names, on=on)

    def load(self, rows: list[FileRow]) -> None:
        self.drafter.load(rows)
        certain = [(self.drafter.certain(row), self.drafter.office_of(row.values), row.values) for row in rows]
        self.register.load(pk for pks, _office, _values in certain for pk in pks)
        self.approaches.load((pk, office) for pks, office, _values in certain if office for pk in pks)
        self.prospects.load(pk for pks, _office, values in certain if values.get("stage") in gate.BEGUN for pk in pks)

    def plan(self, row: FileRow, decide: Decide) -> Planned:
        label = f"{title_of(row.values)}: {', '.join(row.values['company'])}"
        try:
            draft, problems = self.drafter.draft(row, decide)
            if draft is None:
                return Planned(Outcome.PROBLEM, label, problems)
            return self._planned(row, draft, problems, decide)
        except LeftOut:
            return Planned(Outcome.SKIP, label, row.problems)

    def _planned(self, row: FileRow, draft: Draft, problems: list[Problem], decide: Decide) -> Planned:
        label = draft.label
        known, questions, proposed = self._known(row, draft, decide)
        if questions:
            return Planned(Outcome.PROBLEM, label, [*problems, *questions], proposed=proposed)
        draft.companies = [each for each in draft.companies if each.pk not in known]
        if not draft.companies:
            held = next(iter(known.values()))
            # What would be asked of a new one does not matter for one that is there.
            return Planned(Outcome.SAME, label, list(_elsewhere(draft, held)), held.pk, proposed=proposed)
        if draft.giver and draft.giver.pk in known:
            draft.giver = None
        work = Work(draft, row.number, row.content)
        problems = [*problems, *self._refused(draft, decide, problems)]
        return Planned(Outcome.CREATE, label, problems, payload=work, proposed=proposed)

    def _refused(self, draft: Draft, decide: Decide, problems: list[Problem]) -> Iterator[Problem]:
        """What the services will refuse, told before the run; a row that is stopped already is not asked more."""
        if any(problem.blocking for problem in problems):
            return
        try:
            given: Money | None = checking.check(draft, on=self.on)
        except ValidationError as error:
            yield from refusals(error)
            return
        yield from self.approaches.problems(draft)
        draft.stage, told = gate.problems(draft, self.prospects, given=given, decide=decide, on=self.on)
        yield from told

    def _known(
        self, row: FileRow, draft: Draft, decide: Decide
    ) -> tuple[dict[int, Held], list[Problem], tuple[str, ...]]:
        """By company, what is there already; what is not certain; the records that were proposed."""
        known: dict[int, Held] = {}
        questions, proposed = [], []
        for company in draft.companies:
            there = self.register.find(draft, company.pk or 0)
            if not there:
                continue
            held = next((each for each in there if row.asked and row.asked.answer == each.pk), there[0])
            question = _question(row, draft, company, held)
            choice = decide(question)
            if choice == LEAVE_OUT:
                raise LeftOut
            doubtful = _doubtful(row, draft, held)
            if doubtful:
                proposed.append(str(held.pk or held.row))
            if choice == SAME or (choice is None and not doubtful):
                known[company.pk or 0] = held
            elif choice is None:
                questions.append(question)
        if known and draft.is_partnership and not questions:
            # One partnership, whoever of its companies is found in it.
            known = {company.pk or 0: next(iter(known.values())) for company in draft.companies}
        return known, questions, tuple(dict.fromkeys(proposed))

    def apply(self, planned: Planned) -> Applied:
        return entering.enter(planned.payload.draft, by=self.by, on=self.on)

    def remember(self, planned: Planned, applied: Applied | None) -> None:
        work: Work = planned.payload
        pks = applied.before["companies"] if applied else {}
        self.register.remember(work.draft, work.row, work.content, {int(pk): made for pk, made in pks.items()})
        self.approaches.remember(work.draft)


def _doubtful(row: FileRow, draft: Draft, held: Held) -> bool:
    """A row above is like it, and not the same; the partnership begins on another day; an earlier import asked."""
    if row.asked and row.asked.answer is not None and row.asked.answer == held.pk:
        return False
    if row.asked and row.asked.proposed:
        return True
    if held.row:
        return held.content != row.content
    return bool(held.starts_on and draft.starts_on and held.starts_on != draft.starts_on)


def _question(row: FileRow, draft: Draft, company: Known, held: Held) -> Problem:
    words: dict[str, Any] = {"title": draft.title, "company": company.legal_name, "row": held.row}
    if held.row:
        perhaps = Said(_("Row %(row)s of this file names “%(title)s” with %(company)s, too."), words)
    else:
        perhaps = Said(_("Perhaps “%(title)s” with %(company)s, which is in the register already."), words)
    return Problem(
        "",
        "possible_duplicate",
        [perhaps, *asked_before(row.asked)],
        f"{row.number}: {draft.title}, {company.legal_name}",
        (
            Option(SAME, gettext_lazy("It is the same engagement")),
            Option(AS_NEW, gettext_lazy("It is another one: enter it")),
        ),
        blocking=True,
    )


def _elsewhere(draft: Draft, held: Held) -> Iterator[Problem]:
    """Where the file says another stage than the register: the pipeline moves partnerships, no second import."""
    said = draft.values.get("stage")
    if draft.is_partnership and said and held.pk and held.stage and held.stage != said:
        detail = _("It stands at “%(held)s” in the register, and the file says “%(said)s”. Move it on its page.")
        words = {"held": word(Stage, held.stage), "said": word(Stage, said)}
        yield Problem("stage", "stage_differs", Said(detail, words), draft.title)
