"""Contacts on the pages of the layers below: search, news, figures, bin, history."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.accounts.access import access
from crm.accounts.area import Extent, area_of
from crm.core import locale
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

from . import policies, rights, selectors
from .icons import icon_of
from .models import Attachment, Interaction
from .services import attachments, interactions

# Of so many entries with the words, those that the person may read are shown.
MOST_FOUND = 1000


# Beside names: a word in a subject says less than the beginning of a name, and more than one that is spelt alike.
WORDS_FOUND = 0.65


def _find(user: Any, text: str, limit: int) -> list[SearchHit]:
    """Subjects that the person may read; whole words and the beginning of the last one."""
    words = [w for w in "".join(c if c.isalnum() else " " for c in text).split() if w]
    if not words:
        return []
    query = SearchQuery(" & ".join(f"{w}:*" for w in words), search_type="raw", config="simple")
    # The words first, by their index; asked for together with the order, PostgreSQL reads the whole log by date.
    told = Interaction.objects.annotate(words=SearchVector("subject", config="simple")).filter(words=query).order_by()
    rows = (
        Interaction.objects.visible_to(user)
        .readable_by(user)
        .filter(pk__in=told.values("pk")[:MOST_FOUND])
        .select_related("company", "office")
    )
    return [
        SearchHit(
            row.subject,
            reverse("contactlog:detail", args=[row.pk]),
            icon_of(row.kind),
            row.company.legal_name,
            score=WORDS_FOUND,
        )
        for row in rows[:limit]
    ]


def _works(user: Any) -> bool:
    return rights.works(access(user))


def _binned(row: Any, title: str, hint: Any, verdict: Any) -> BinnedItem:
    return BinnedItem(row.pk, title, hint, row.binned_at, row.binned_by, verdict)


def _binned_interactions(user: Any) -> QuerySet:
    rows = Interaction.objects.binned().filter(selectors.restorable_by(access(user)))
    return rows.select_related("company", "office", "by", "binned_by").order_by("-binned_at")


def _binned_files(user: Any) -> QuerySet:
    rows = Attachment.objects.binned().filter(selectors.restorable_by(access(user), "interaction__"))
    return rows.select_related("interaction__company", "binned_by").order_by("-binned_at")


def _changes(user: Any, since: datetime, limit: int) -> Iterable[Change]:
    """Contacts that colleagues logged for companies which the offices of my area lead or are in contact with."""
    area = area_of(user)
    if area is None:
        return
    rows = selectors.news_for(user, area, since=since).with_notes_open(user)
    for row in rows.select_related("company", "office", "by")[:limit]:
        yield Change(
            at=row.created_at,
            title=format_lazy(_("{office} was in contact with {company}"), office=row.office, company=row.company),
            url=reverse("contactlog:detail", args=[row.pk]),
            icon=icon_of(row.kind),
            by=row.by.name,
        )


_LOGGED = {
    Extent.OFFICE: _("logged by your office"),
    Extent.REGION: _("logged by offices of your region"),
    Extent.EVERYWHERE: _("logged by all offices"),
}


def _figures(user: Any, today: date) -> Iterable[Figure]:
    area = area_of(user)
    if area is None:
        return
    month, companies = selectors.month_of(area, on=today)
    url = f"{reverse('contactlog:list')}?occurred_after={(today - timedelta(days=29)).isoformat()}"
    if len(area.paths) == 1:
        url += f"&office={area.office_ids[0]}"
    yield Figure(_("Contacts in 30 days"), locale.number(month, locale.current()), url=url, hint=_LOGGED[area.extent])
    yield Figure(_("Companies in contact"), locale.number(companies, locale.current()), hint=_("in the last 30 days"))


def _find_interaction(user: Any, pk: int) -> Interaction:
    return Interaction.objects.visible_to(user).select_related("office").get(pk=pk)


def _hidden(user: Any, interaction: Interaction) -> set[str]:
    """Everything that tells what was said, and to whom."""
    colleagues = set(interaction.colleagues.values_list("pk", flat=True))
    if policies.may_read_notes(access(user), interaction, colleagues):
        return set()
    return {"subject", "notes", "outcome", "calendar_uid", "contact", "user", "text", "file", "filename", "sha256"}


def _title(user: Any, interaction: Interaction) -> Any:
    if "subject" not in _hidden(user, interaction):
        return interaction.subject
    return format_lazy(_("A contact of {office}"), office=interaction.office)


navigation.add(
    "contactlog",
    NavigationEntry(pgettext_lazy("navigation", "Contact log"), "contactlog:list", "message-square"),
    order=40,
)
search_providers.add("interactions", SearchProvider(_("Contact log"), _find), order=40)
commands.add(
    "log_contact",
    Command(_("Log a contact"), "contactlog:create", "phone", (_("call"), _("meeting"), _("e-mail"), _("log")), _works),
    order=10,
)
bin_sources.add(
    "interactions",
    BinSource(
        _("Contacts"),
        _binned_interactions,
        lambda row, _user: _binned(row, f"{row.company}: {row.subject}", row.office.name, policies.may_restore(row)),
        lambda *, by, pk: interactions.restore_interaction(by=by, interaction_id=pk),
    ),
    order=40,
)
bin_sources.add(
    "attachments",
    BinSource(
        _("Files of contacts"),
        _binned_files,
        lambda row, _user: _binned(
            row, row.filename, row.interaction.company.legal_name, policies.may_restore_file(row, row.interaction)
        ),
        lambda *, by, pk: attachments.restore_attachment(by=by, attachment_id=pk),
    ),
    order=60,
)
change_sources.add("interactions", ChangeSource(_("Contacts"), _changes), order=40)
figure_sources.add("interactions", FigureSource(_figures), order=40)
history_subjects.add(
    "contactlog.interaction",
    HistorySubject(
        find=_find_interaction,
        hidden=_hidden,
        title=_title,
        related={
            "contactlog.interaction_contacts": "interaction",
            "contactlog.interaction_colleagues": "interaction",
            "contactlog.interaction_themes": "interaction",
            "contactlog.attachment": "interaction",
            "contactlog.followup": "interaction",
        },
    ),
)
