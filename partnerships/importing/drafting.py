"""From the values of a row to a draft, with the questions that it leaves open."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.companies.importing.company_finder import CompanyFinder
from crm.companies.importing.lookup import Known
from crm.companies.importing.themes import ThemeFinder
from crm.imports.registries import Decide, FileRow, Option, Problem, Values
from crm.imports.wording import Said, Value, readings

from ..engagements import policies
from ..enums import AgreementKind, Stage
from .drafts import OF_COLLABORATIONS, OF_PARTNERSHIPS, Draft, amounts_of, has_agreement, pledged_on, title_of
from .fields import FIELDS
from .words import options

LEAVE_OUT = "-"


class LeftOut(Exception):
    """Whoever imports decided to leave the row out."""


class Drafter:
    """`load` a batch first. Finds whom and what a row names; asks where that is not certain."""

    def __init__(self, by: User) -> None:
        self.by, self.held = by, access(by)
        self.finder, self.themes = CompanyFinder(), ThemeFinder()
        self._may: dict[int, Any] = {}

    def load(self, rows: list[FileRow]) -> None:
        self.finder.load([name for row in rows for name in row.values.get("company", ())])

    def certain(self, row: FileRow) -> list[int]:
        """The companies of a row that are found without a question."""
        found = (self.finder.lookup.named(name) for name in row.values.get("company", ()))
        return [named[0].pk for named in found if len(named) == 1 and named[0].pk]

    def office_of(self, values: Values) -> int | None:
        return values.get("lead_office") or self.by.office_id

    def draft(self, row: FileRow, decide: Decide) -> tuple[Draft | None, list[Problem]]:
        """None with what stops it. Raises LeftOut."""
        values, office_id = row.values, self.office_of(row.values)
        if refused := self._refused_office(office_id):
            return None, [*row.problems, refused]
        companies, open_ones = self._companies(values, decide)
        if open_ones or not office_id:
            return None, [*row.problems, *open_ones]
        draft = Draft(values["kind"], title_of(values), office_id, companies, dict(values))
        draft.going_ahead = values.get("going_ahead", "")
        draft.theme_ids, unknown = self.themes.find(values.get("themes", ()), decide)
        problems = [*row.problems, *unknown, *_foreign(draft, row)]
        if draft.is_partnership:
            problems += [*_stage(draft, decide), *_agreement(draft, decide)]
        else:
            problems += _collaboration(draft)
        return draft, [*problems, *_money(draft, decide)]

    def _refused_office(self, office_id: int | None) -> Problem | None:
        if not office_id:
            detail = Said(_("You have no home office. Say which office leads."))
            return Problem("lead_office", "required", detail, blocking=True)
        if office_id not in self._may:
            self._may[office_id] = policies.may_enter_for(self.held, office_id)
        verdict = self._may[office_id]
        return None if verdict else Problem("lead_office", verdict.code, verdict.reason, blocking=True)

    def _companies(self, values: Values, decide: Decide) -> tuple[list[Known], list[Problem]]:
        found: dict[int, Known] = {}
        open_ones = []
        for name in values["company"]:
            company, question = self.finder.find(name, "", decide)
            if question:
                open_ones.append(question)
            elif company and company.pk:
                found[company.pk] = company
        if not found and not open_ones:
            raise LeftOut
        return list(found.values()), open_ones


def _settled(problem: Problem, decide: Decide) -> str:
    """The decision, or "". Raises LeftOut where a row that cannot go in without one is to stay out."""
    choice = decide(problem)
    if choice == LEAVE_OUT and problem.blocking:
        raise LeftOut
    return "" if choice in (None, LEAVE_OUT) else str(choice)


def _foreign(draft: Draft, row: FileRow) -> Iterator[Problem]:
    """What this kind of engagement does not have stays out, and is listed where the row says it itself."""
    names = OF_COLLABORATIONS if draft.is_partnership else OF_PARTNERSHIPS
    sentence = (
        _("Only a collaboration has this: %(fields)s. The partnership goes in without it.")
        if draft.is_partnership
        else _("Only a partnership has this: %(fields)s. The collaboration goes in without it.")
    )
    there = [name for name in names if draft.values.pop(name, None)]
    if told := [name for name in there if name in row.said]:
        yield Problem(told[0], "other_kind", Said(sentence, {"fields": Value("engagement_fields", told)}))


def _stage(draft: Draft, decide: Decide) -> Iterator[Problem]:
    draft.stage = draft.values.get("stage", "")
    if not draft.stage:
        detail = Said(_("At which stage do partnerships stand of which the file does not say it?"))
        question = Problem("stage", "required", detail, options=tuple(options(Stage)), blocking=True)
        draft.stage = _settled(question, decide)
        if draft.stage not in Stage.values:
            draft.stage = Stage.IDENTIFIED
            yield question
    if draft.stage in (Stage.CLOSED, Stage.TERMINATED) and not draft.values.get("end_reason"):
        detail = Said(_("Say why it ended: others will look for it."))
        yield Problem("end_reason", "required", detail, blocking=True)


def _agreement(draft: Draft, decide: Decide) -> Iterator[Problem]:
    if has_agreement(draft.values) and not draft.values.get("agreement_kind"):
        detail = Said(_("What kind of agreement is it, where the file does not say it?"))
        question = Problem("agreement_kind", "required", detail, options=tuple(options(AgreementKind)), blocking=True)
        kind = _settled(question, decide)
        draft.values["agreement_kind"] = kind if kind in AgreementKind.values else AgreementKind.OTHER
        if kind not in AgreementKind.values:
            yield question


def _collaboration(draft: Draft) -> Iterator[Problem]:
    if not draft.starts_on:
        detail = Said(_("Say on which day it was held; one day for all rows is given below the columns."))
        yield Problem("starts_on", "required", detail, blocking=True)


def _money(draft: Draft, decide: Decide) -> Iterator[Problem]:
    """Who gives, in which currency, since when: else the row goes in without the amount, and is listed."""
    pledged, _received = amounts_of(draft.values)
    if not pledged:
        return
    yield from _two_currencies(draft)
    field = "pledged" if draft.values.get("pledged") else "received"
    draft.currency = draft.values[field].currency or draft.values.get("currency", "")
    if not draft.currency:
        detail = Said(_("In which currency are the amounts that do not say it? Without it they are left out."))
        question = Problem("currency", "required", detail, any_value=True)
        draft.currency = _settled(question, decide)
        if not draft.currency:
            yield question
            return
    if pledged_on(draft.values) is None:
        detail = Said(_("Say when it was pledged; the row goes in without the amount."))
        yield Problem("pledged_on", "required", detail)
        return
    yield from _giver(draft, field, pledged, decide)


def _two_currencies(draft: Draft) -> Iterator[Problem]:
    """Amounts in two currencies are not one pledge and what came of it."""
    told = {draft.values[name].currency for name in ("pledged", "received") if draft.values.get(name)} - {""}
    if len(told) > 1:
        detail = Said(_("What was pledged and what was received have two currencies: enter them as two contributions."))
        yield Problem("received", "currency", detail, blocking=True)


def _giver(draft: Draft, field: str, pledged: Decimal, decide: Decide) -> Iterator[Problem]:
    if len(draft.companies) == 1:
        draft.giver = draft.companies[0]
        return
    words = {"amount": f"{pledged:,.2f}", "currency": draft.currency}
    detail = Said(_("Several companies take part: which of them gives %(currency)s %(amount)s?"), words)
    choices = tuple(Option(f"#{each.pk}", each.legal_name) for each in draft.companies)
    question = Problem(field, "several_givers", detail, draft.label, choices)
    choice = _settled(question, decide)
    draft.giver = next((each for each in draft.companies if f"#{each.pk}" == choice), None)
    if draft.giver is None:
        yield question


def _labels(names: list[str]) -> str:
    labels = {each.key: str(each.label) for each in FIELDS}
    return ", ".join(labels[name] for name in names)


readings.add("engagement_fields", _labels)
