"""Whether an office may approach the companies of a row, with what the rows above it change (domain.md section 3).

An import tells nobody: whoever imports is told instead which office is engaged.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext_noop as _

from crm.companies.models import Company
from crm.contactlog import policies
from crm.contactlog.registries import Engaged
from crm.contactlog.selectors import Standing, standings
from crm.imports.registries import Problem
from crm.imports.wording import Said

from ..enums import OPEN_STAGES
from .drafts import Draft

Pair = tuple[int, int]


class Approaches:
    def __init__(self, offices: dict[int, str], *, on: date) -> None:
        self.offices, self.on = offices, on
        # (company, office): how it stood before this file.
        self._standings: dict[Pair, Standing] = {}
        self._companies: dict[int, Company] = {}
        # What rows above did: offices that became engaged, and offices whose reason was kept.
        self._opened: dict[int, dict[int, Engaged]] = {}
        self._ahead: set[Pair] = set()

    def load(self, pairs: Iterable[Pair]) -> None:
        """A few queries for each office; none for what is there."""
        by_office: dict[int, set[int]] = {}
        for company_id, office_id in set(pairs) - self._standings.keys():
            by_office.setdefault(office_id, set()).add(company_id)
        wanted = {pk for pks in by_office.values() for pk in pks} - self._companies.keys()
        if wanted:
            self._companies |= Company.objects.in_bulk(wanted)
        for office_id, pks in by_office.items():
            found = standings([self._companies[pk] for pk in sorted(pks)], office_id, on=self.on)
            self._standings |= {(pk, office_id): facts for pk, facts in found.items()}

    def problems(self, draft: Draft) -> Iterator[Problem]:
        """What stops the row, and what whoever imports it should know."""
        for company_id in draft.company_ids():
            answer = policies.may_approach(self._standing(company_id, draft.office_id))
            if answer.is_free:
                continue
            verdict = answer.to_log(reason=draft.going_ahead)
            words = {
                "company": self._companies[company_id].legal_name,
                "offices": ", ".join(each.office_name for each in answer.offices if each.office_id != draft.office_id),
                "why": self._companies[company_id].status_reason,
            }
            if not verdict:
                sentence = _STOPPED[verdict.code]
                yield Problem("going_ahead", verdict.code, Said(sentence, words), words["company"], blocking=True)
            elif words["offices"]:
                yield Problem("going_ahead", "engaged_elsewhere", Said(_ENGAGED, words), words["company"])

    def _standing(self, company_id: int, office_id: int) -> Standing:
        self.load([(company_id, office_id)])
        facts = self._standings[company_id, office_id]
        there = {each.office_id for each in facts.engaged}
        opened = self._opened.get(company_id, {})
        return replace(
            facts,
            engaged=(*facts.engaged, *(each for pk, each in opened.items() if pk not in there)),
            went_ahead=facts.went_ahead or (company_id, office_id) in self._ahead,
        )

    def remember(self, draft: Draft) -> None:
        for company_id in draft.company_ids():
            if not policies.may_approach(self._standing(company_id, draft.office_id)).is_free:
                self._ahead.add((company_id, draft.office_id))
        if not _is_open(draft, on=self.on):
            return
        since = min(draft.starts_on or self.on, self.on)
        for company_id in draft.company_ids():
            for office_id in (draft.office_id, *draft.values.get("offices", ())):
                engaged = Engaged(office_id, self.offices[office_id], since)
                self._opened.setdefault(company_id, {}).setdefault(office_id, engaged)


def _is_open(draft: Draft, *, on: date) -> bool:
    """As `EngagementQuerySet.open` says it."""
    if draft.is_partnership:
        return draft.stage in OPEN_STAGES
    last = draft.values.get("ends_on") or draft.starts_on
    return last is not None and last >= on


_ENGAGED = _("Also engaged with %(company)s: %(offices)s. An import tells nobody there; talk to them.")
_STOPPED = {
    "coordinate_first": _(
        "Engaged with %(company)s: %(offices)s. Ask them first, or say under “Columns” why you go ahead."
    ),
    "do_not_contact": _("Nobody is to approach %(company)s: %(why)s If they came to you, say so under “Columns”."),
}
