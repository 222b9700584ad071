"""What the company page shows. The number of queries does not depend on how much there is."""

from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string

from crm.accounts.access import access
from crm.accounts.models import Office, User

from . import policies
from .enums import InterestLevel, MaturityLevel, NameKind, RegistrationKind
from .merge_policies import may_merge_companies
from .models import Company, Document, Theme
from .querysets import CompanyQuerySet
from .registries import Panel, company_actions, company_banners, company_facts, company_panels

PEOPLE_SHOWN = 25


def companies(user: Any) -> CompanyQuerySet:
    """Companies with all that the page tells of them, the lists of other apps' panels among it, in one query."""
    shown = [panel for panel in company_panels if panel.shown_to(user)]
    lists = {name: rows for panel in shown for name, rows in panel.lists(user).items()}
    return Company.objects.visible_to(user).for_page().annotate(**lists)


def head(company: Company, user: Any) -> dict[str, Any]:
    """Badges, actions and what the person may do."""
    who = access(user)
    return {
        "badges": _badges(company),
        "actions": [
            {"label": a.label, "icon": a.icon, "variant": a.variant, "url": a.url(company)}
            for a in company_actions
            if a.shown_to(user)
        ],
        "may_edit": policies.may_edit(who, company),
        "may_bin": policies.may_bin(who, company),
        "may_merge": may_merge_companies(who, company),
    }


def _badges(company: Company) -> list[tuple[Any, str]]:
    found = [source.badge(company) for source in company_facts if source.badge]
    return [each for each in found if each]


def banners(company: Company, user: Any, request: Any) -> list[str]:
    return [_drawn(panel, company, user, request) for panel in company_banners if panel.shown_to(user)]


def panels(company: Company, user: Any, request: Any) -> list[dict[str, Any]]:
    return [
        {"key": key, "title": panel.title, "icon": panel.icon, "html": _drawn(panel, company, user, request)}
        for key, panel in company_panels.items()
        if panel.shown_to(user)
    ]


def _drawn(panel: Panel, company: Company, user: Any, request: Any) -> str:
    return render_to_string(panel.template, {**panel.context(company, user), "company": company}, request)


def about(company: Company) -> dict[str, Any]:
    """Names and numbers as the query of the page has listed them, with the words for their kinds."""
    return {
        "merges": merges(company),
        "names": [
            row | {"kind": NameKind(row["kind"]).label, "until": row["until"] and date.fromisoformat(row["until"])}
            for row in company.names  # type: ignore[attr-defined]
        ],
        "numbers": [
            row | {"kind": RegistrationKind(row["kind"]).label}
            for row in company.numbers  # type: ignore[attr-defined]
        ],
    }


def merges(record: Any) -> list[dict[str, Any]]:
    """What was merged into this one, as the query of the page has listed it."""
    return [row | {"at": datetime.fromisoformat(row["at"])} for row in record.merges]


def people(company: Company) -> dict[str, Any]:
    """As the query of the page has listed them."""
    rows = [
        row | {day: row[day] and date.fromisoformat(row[day]) for day in ("since", "until")}
        for row in company.people_rows  # type: ignore[attr-defined]
    ]
    shown = rows[:PEOPLE_SHOWN]
    return {
        "current": [row for row in shown if row["until"] is None],
        "former": [row for row in shown if row["until"] is not None],
        "more": len(rows) > PEOPLE_SHOWN,
    }


def interests(company: Company) -> list[dict[str, Any]]:
    """As the query of the page has listed them; the theme in the reader's language."""
    return [
        row
        | {
            "theme": str(Theme(**row["theme"])),
            "level": InterestLevel(row["level"]),
            "noted_on": date.fromisoformat(row["noted_on"]),
        }
        for row in company.interest_rows  # type: ignore[attr-defined]
    ]


def maturity(company: Company) -> list[dict[str, Any]]:
    """All assessments, the one that counts first, as the query of the page has listed them."""
    return [
        row | {"level": MaturityLevel(row["level"]).label, "assessed_on": date.fromisoformat(row["assessed_on"])}
        for row in company.maturity_rows  # type: ignore[attr-defined]
    ]


def documents(company: Company, user: Any) -> list[Document]:
    """As the query of the page has listed them, each with `readable`, and `may_change` for its buttons."""
    who = access(user)
    found = [_document(company, dict(row)) for row in company.document_rows]  # type: ignore[attr-defined]
    for document in found:
        document.readable = policies.may_read_document(who, document)  # type: ignore[attr-defined]
        document.may_change = policies.may_change_document(who, document)  # type: ignore[attr-defined]
    return found


def _document(company: Company, row: dict[str, Any]) -> Document:
    office, by = row.pop("office"), row.pop("uploaded_by")
    row["uploaded_at"] = datetime.fromisoformat(row["uploaded_at"])
    return Document(company=company, office=Office(**office) if office else None, uploaded_by=User(**by), **row)
