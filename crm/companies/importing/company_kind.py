"""Companies from a file: match them with care, complete what is empty, never overwrite in silence."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.accounts.access import access
from crm.accounts.models import User
from crm.core import countries
from crm.core.text import fold
from crm.core.verdict import Verdict
from crm.imports.enums import Outcome
from crm.imports.registries import Applied, Decide, ImportKind, Option, Planned, Planner, Problem, UndoEntry, Values

from .. import policies
from ..enums import CompanyKind, FoundBy, GlobalCompact, RegistrationKind
from ..models import Company
from ..services.bin import bin_company
from ..services.companies import create_company, update_company
from ..services.data import CompanyData, NameData, RegistrationData
from .company_fields import FIELDS
from .lookup import COMPARED, WITH_DEFAULT, Known, Lookup, parts
from .parsing import hints
from .places import Place

SUBJECT = "companies.company"
LEAVE_OUT, AS_NEW, SAME = "-", "new", "same"
DEFAULTS = {"kind": CompanyKind.COMPANY, "found_by": FoundBy.UNKNOWN, "global_compact": GlobalCompact.UNKNOWN}


@dataclass
class Draft:
    """A row as the register would have it."""

    name: str
    values: dict[str, Any]
    names: tuple[str, ...] = ()
    registrations: tuple[tuple[str, str, str], ...] = ()
    tags: tuple[str, ...] = ()


@dataclass
class Work:
    """From plan to apply: what to write, and on which company."""

    draft: Draft
    target: Known | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    registrations: tuple[tuple[str, str, str], ...] = ()
    tags: tuple[str, ...] = ()


class CompanyPlanner(Planner):
    def __init__(self, by: User, on: date) -> None:
        self.by, self.on, self.lookup = by, on, Lookup()

    def load(self, rows: list[Values]) -> None:
        drafts = [draft(values) for values in rows]
        self.lookup.load(
            names=[d.name for d in drafts],
            leis=[d.values.get("lei", "") for d in drafts],
            numbers=[number for d in drafts for _kind, number, _country in d.registrations],
        )

    def plan(self, values: Values, problems: list[Problem], decide: Decide) -> Planned:
        row = draft(values)
        problems = _without_answered(values, problems)
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
        certain = [c for c in named if _surely(row, c)]
        if len(certain) == 1:
            return certain[0], None
        candidates = certain or [c for c in named if not _surely_another(row, c)]
        return None, _question(row, candidates) if candidates else None

    def _chosen(self, row: Draft, choice: str) -> Known | None:
        named = self.lookup.named(row.name)
        candidates = [c for c in named if _surely(row, c)] or [c for c in named if not _surely_another(row, c)]
        index = int(choice.removeprefix(SAME) or 1) - 1
        return candidates[index] if index < len(candidates) else None

    def _differences(self, row: Draft, target: Known, work: Work, decide: Decide) -> list[Problem]:
        """The register says something else: it stays, unless the person says that the file is right."""
        found = []
        for name, value in row.values.items():
            held = target.values.get(name)
            if value in (None, "") or held in (None, "") or name in work.changes or _alike(name, held, value):
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


def draft(values: Values) -> Draft:
    place: Place = values.get("location") or Place()
    country = values.get("country") or place.country
    fields = {name: values[name] for name in (*COMPARED, *WITH_DEFAULT) if values.get(name) not in (None, "")}
    for name, value in (
        ("country", country),
        ("city", values.get("city") or place.city),
        ("isic", values.get("industry") or values.get("sector")),
    ):
        if value:
            fields[name] = value
    numbers = []
    if values.get("registration"):
        numbers.append((RegistrationKind.NATIONAL, values["registration"], country or ""))
    if values.get("cik"):
        numbers.append((RegistrationKind.OTHER, f"CIK {str(values['cik']).lstrip('0')}", "US"))
    if values.get("symbol"):
        numbers.append((RegistrationKind.EXCHANGE, values["symbol"], "US" if values.get("cik") else ""))
    return Draft(
        name=str(values.get("name", "")),
        values=fields,
        names=tuple(n for n in values.get("other_names", ()) if n),
        registrations=tuple((str(k), n, c) for k, n, c in numbers),
        tags=tuple(values.get("tags", ())),
    )


def complete(row: Draft, target: Known) -> Work:
    """What the row adds: empty fields, other names, numbers, tags. Nothing that is there is overwritten."""
    changes = {
        name: value
        for name, value in row.values.items()
        if value not in (None, "")
        and target.values.get(name) in (None, "", DEFAULTS.get(name))
        and value != target.values.get(name)
    }
    held = {fold(n) for n in (target.legal_name, *target.names)}
    offered = (
        row.names
        if fold(row.name) in held or parts(row.name)[0] == parts(target.legal_name)[0]
        else (row.name, *row.names)
    )
    tags = {t.casefold() for t in target.tags}
    return Work(
        draft=row,
        target=target,
        changes=changes,
        names=tuple(n for n in offered if fold(n) not in held),
        registrations=tuple(r for r in row.registrations if r not in target.registrations),
        tags=tuple(t for t in row.tags if t.casefold() not in tags),
    )


def _surely(row: Draft, other: Known) -> bool:
    """The same name in the same country (or both without one), unless the legal forms contradict each other."""
    return row.values.get("country", "") == other.country and _forms_agree(row, other)


def _forms_agree(row: Draft, other: Known) -> bool:
    base, form = parts(row.name)
    forms = other.forms(base)
    return not form or form in forms or "" in forms


def _surely_another(row: Draft, other: Known) -> bool:
    """Same word, two countries that are both known: a namesake, unless the whole name agrees too."""
    here, there = row.values.get("country", ""), other.country
    whole = {fold(n) for n in (other.legal_name, *other.names)}
    return bool(here and there and here != there and fold(row.name) not in whole)


def _question(row: Draft, candidates: list[Known]) -> Problem:
    country = row.values.get("country", "")
    options = [
        Option(f"{SAME}{n if n > 1 else ''}", _("It is %(company)s") % {"company": _described(c)})
        for n, c in enumerate(candidates[:3], 1)
    ]
    return Problem(
        "",
        "possible_duplicate",
        _("Perhaps %(company)s, which is in the register already.") % {"company": _described(candidates[0])},
        f"{row.name}, {country}" if country else row.name,
        (*options, Option(AS_NEW, _("It is another company: enter it"))),
        blocking=True,
    )


def _described(company: Known) -> str:
    place = countries.label(company.country) if company.country else _("country unknown")
    return f"{company.legal_name} ({place})"


def _without_answered(values: Values, problems: list[Problem]) -> list[Problem]:
    """A wide sector that is unclear does not matter where the narrower one was clear, and the other way round."""
    clear = {"sector", "industry"} & values.keys()
    if not clear:
        both = [p for p in problems if p.field in ("sector", "industry")]
        return [p for p in problems if p not in both[:-1]]
    return [p for p in problems if p.field not in ("sector", "industry")]


def _alike(name: str, held: Any, value: Any) -> bool:
    if name == "isic":  # a division agrees with its section
        return str(held)[0] == str(value)[0]
    if name in ("description", "found_note", "found_by"):
        return True
    return fold(str(held)) == fold(str(value))


def _stored(company: Company, name: str) -> Any:
    value = getattr(company, name)
    return value.code if name == "country" else value


def _with(company: Company, added: tuple[tuple[str, str, str], ...]) -> list[RegistrationData]:
    held = [RegistrationData(r.number, r.kind, r.country.code or "") for r in company.registrations.all()]
    return held + [RegistrationData(number, kind, country) for kind, number, country in added]


def undo(entry: UndoEntry, by: User) -> str:
    """Into the bin what was created, back to what it was what was completed; kept where somebody worked on it since."""
    company = Company.objects.kept().get(pk=entry.subject_id)
    if company.version != entry.version:
        return _("Somebody changed it since.")
    if entry.created:
        if used := _users(company):
            return _("It is in use since: %(what)s.") % {"what": used}
        bin_company(company_id=company.pk, by=by)
        return ""
    fields: dict[str, Any] = {}
    for before in reversed(entry.befores):
        fields |= before.get("fields", {})
    update_company(
        company_id=company.pk,
        by=by,
        changes={name: _read_back(name, value) for name, value in fields.items()},
        **_taken_back(company, entry),
        verb="company.import_undone",
    )
    return ""


def _taken_back(company: Company, entry: UndoEntry) -> dict[str, Any]:
    names = {n for before in entry.befores for n in before.get("names", [])}
    numbers = {tuple(r) for before in entry.befores for r in before.get("registrations", [])}
    tags = {t for before in entry.befores for t in before.get("tags", [])}
    answer: dict[str, Any] = {}
    if names:
        answer["names"] = [NameData(n.name, n.kind, n.until) for n in company.other_names.all() if n.name not in names]
    if numbers:
        held = ((r.kind, r.number, r.country.code or "") for r in company.registrations.all())
        answer["registrations"] = [
            RegistrationData(number, kind, country)
            for kind, number, country in held
            if (kind, number, country) not in numbers
        ]
    if tags:
        answer["tags"] = [t.name for t in company.tags.all() if t.name not in tags]
    return answer


def _read_back(name: str, value: str) -> Any:
    return (value or None) if name in ("founded", "state_share") else value


def _users(company: Company) -> str:
    """What points at the company and was not written with it: contacts, interactions, documents, whatever an app adds."""
    own = {"other_names", "registrations", "tags", "events"}
    found = []
    for relation in company._meta.related_objects:
        name = relation.get_accessor_name() or ""
        model: Any = relation.related_model
        if name in own or hasattr(model, "pgh_tracked_model"):
            continue
        if model._base_manager.filter(**{relation.field.name: company}).exists():
            found.append(str(model._meta.verbose_name_plural))
    return ", ".join(found)


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
