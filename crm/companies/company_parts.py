"""What companies and documents bring to the hosts of core: navigation, search, bin, changes, figures, history."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from crm.accounts.access import access
from crm.accounts.area import Extent, area_of
from crm.audit.models import AuditEvent
from crm.core import clock
from crm.core.extension_points import (
    BinnedItem,
    BinSource,
    Change,
    ChangeSource,
    Command,
    Figure,
    FigureSource,
    HistorySubject,
    NavigationEntry,
    SearchHit,
    SearchProvider,
    bin_sources,
    change_sources,
    commands,
    figure_sources,
    history_subjects,
    navigation,
    search_providers,
)
from crm.core.names import upkeep
from crm.listing.paging import capped_count

from . import policies
from .cleaning import country_code
from .merge_parts import elsewhere
from .merging.kinds import COMPANY
from .models import COMPANY_NAMES, Company, Document
from .services.bin import restore_company
from .services.documents import restore_document
from .suggestions import BEING_BUILT, suggest

# What a colleague did with a company of my office, told in a line.
_DEEDS: dict[str, Any] = {
    "company.created": _("{company} was entered"),
    "company.updated": _("{company} was changed"),
    "company.status_set": _("{company} has another status"),
    "company.lead_office_set": _("{company} has another lead office"),
    "company.relationship_lead_set": _("{company} has another relationship lead"),
    "company.interest_noted": _("An interest of {company} was noted"),
    "company.maturity_assessed": _("The maturity of {company} was assessed"),
    "company.binned": _("{company} was put into the bin"),
}


def _may_write(user: Any) -> bool:
    return bool(policies.may_write(access(user)))


def _find(user: Any, text: str, limit: int) -> Sequence[SearchHit]:
    return [
        SearchHit(each.name, reverse("companies:detail", args=[each.id]), "building-2", each.hint, each.score)
        for each in suggest(user, text, limit=limit)
    ]


def _notice() -> Any:
    return BEING_BUILT if upkeep.is_owed(COMPANY_NAMES) else ""


def _binned_companies(user: Any) -> QuerySet:
    rows = Company.objects.binned().restorable_by(user)
    return rows.select_related("binned_by", "lead_office", "parent").order_by("-binned_at")


def _present_company(company: Company, user: Any) -> BinnedItem:
    return BinnedItem(
        company.pk,
        company.legal_name,
        str(countries.name(country_code(company.country))),
        company.binned_at or clock.now(),
        company.binned_by,
        policies.may_restore(access(user), company),
    )


def _binned_documents(user: Any) -> QuerySet:
    rows = Document.objects.binned().with_readable(user).filter(readable=True).restorable_by(user)
    return rows.select_related("binned_by", "company", "office").order_by("-binned_at")


def _present_document(document: Document, user: Any) -> BinnedItem:
    return BinnedItem(
        document.pk,
        document.title,
        document.company.legal_name,
        document.binned_at or clock.now(),
        document.binned_by,
        policies.may_restore_document(access(user), document),
    )


def _changes(user: Any, since: datetime, limit: int) -> Iterable[Change]:
    area = area_of(user)
    if area is None:
        return
    events = AuditEvent.objects.filter(at__gt=since, subject_type="companies.company", verb__in=_DEEDS)
    if area.extent is not Extent.EVERYWHERE:
        led = Company.objects.filter(area.holds("lead_office")).annotate(key=Cast("pk", CharField()))
        events = events.filter(subject_id__in=led.values("key"))
    for event in events.exclude(by_id=user.pk).order_by("-at")[:limit]:
        yield Change(
            at=event.at,
            title=format_lazy(_DEEDS[event.verb], company=event.subject_label),
            url=reverse("companies:detail", args=[event.subject_id]),
            icon="building-2",
            by=event.by_name,
        )


_LED = {
    Extent.OFFICE: _("led by your office"),
    Extent.REGION: _("led by offices of your region"),
    Extent.EVERYWHERE: _("in the register"),
}


def _figures(user: Any, _today: date) -> Iterable[Figure]:
    area = area_of(user)
    if area is None:
        return
    found = capped_count(Company.objects.visible_to(user).filter(area.holds("lead_office")))
    url = reverse("companies:list")
    if len(area.paths) == 1 and area.extent is not Extent.EVERYWHERE:
        url += f"?lead_office={area.office_ids[0]}"
    yield Figure(_("Companies"), found, url=url, hint=_LED[area.extent])


def _find_company(user: Any, pk: int) -> Company:
    """Also of one that was merged, and from the bin for those who may restore it: what happened they need to know."""
    merged = Company.objects.merged().filter(pk=pk) if user.is_active else Company.objects.none()
    visible = Company.objects.visible_to(user).filter(pk=pk).first() or merged.first()
    return visible or Company.objects.binned().restorable_by(user).get(pk=pk)


def _find_document(user: Any, pk: int) -> Document:
    return Document.objects.readable_by(user).get(pk=pk)


navigation.add("companies", NavigationEntry(_("Companies"), "companies:list", "building"), order=20)
commands.add(
    "company",
    Command(_("Enter a company"), "companies:create", "building", (_("new company"), _("add")), _may_write),
    order=30,
)
commands.add(
    "merges", Command(_("Merges"), "companies:merge_list", "merge", (_("duplicates"), _("undo a merge"))), order=80
)
search_providers.add("companies", SearchProvider(_("Companies"), _find, _notice), order=20)
bin_sources.add(
    "companies",
    BinSource(
        _("Companies"),
        _binned_companies,
        _present_company,
        lambda *, by, pk: restore_company(company_id=pk, by=by),
        elsewhere(COMPANY, "companies:detail"),
    ),
    order=20,
)
bin_sources.add(
    "documents",
    BinSource(
        _("Documents"),
        _binned_documents,
        _present_document,
        lambda *, by, pk: restore_document(document_id=pk, by=by),
    ),
    order=25,
)
change_sources.add("companies", ChangeSource(_("Companies"), _changes), order=20)
figure_sources.add("companies", FigureSource(_figures), order=20)
# Documents are left out here: their titles are open to fewer people than the company.
history_subjects.add(
    "companies.company",
    HistorySubject(
        find=_find_company,
        related={
            "companies.companyname": "company",
            "companies.registration": "company",
            "companies.company_tags": "company",
            "companies.interest": "company",
            "companies.maturityassessment": "company",
            "companies.affiliation": "company",
        },
    ),
)
history_subjects.add("companies.document", HistorySubject(find=_find_document))
