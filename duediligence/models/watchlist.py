from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked
from crm.core.models import StoredFile
from crm.jobs.models import Job

from ..enums import EntryKind, ListFormat, ListStanding, LoadState, NameQuality, NameUse
from ..querysets.watchlists import ListEntryQuerySet, ListLoadQuerySet

LONGEST_NOTE = 300


@tracked()
class WatchList(models.Model):
    """A list in which partners are looked up. `required`: no screening is submitted without it."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    standing = models.CharField(_("standing"), max_length=5, choices=ListStanding, default=ListStanding.OTHER)
    required = models.BooleanField(_("no screening without it"), default=False)
    retired = models.BooleanField(_("looked up no longer"), default=False)
    # The load whose entries count; null until the first one went through.
    current_load = models.ForeignKey(
        "ListLoad", models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("load")
    )

    class Meta:
        verbose_name = _("watch list")
        verbose_name_plural = _("watch lists")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="watch_list_standing", condition=Q(standing__in=ListStanding.values))
        ]

    def __str__(self) -> str:
        return self.name


@tracked(exclude=["file"])
class ListLoad(StoredFile):
    """A file that was loaded into a list, or refused: what it was, what it changed, where it is broken."""

    watchlist = models.ForeignKey(WatchList, models.PROTECT, related_name="loads", verbose_name=_("watch list"))
    format = models.CharField(_("format"), max_length=20, choices=ListFormat)
    state = models.CharField(_("state"), max_length=10, choices=LoadState, default=LoadState.QUEUED)
    job = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")
    # The date that the file itself bears, or that was given with one that bears none.
    own_date = models.DateField(_("date of the file"), null=True, blank=True)
    # That one, else the day on which it was loaded.
    list_date = models.DateField(_("date of the list"), null=True, blank=True)
    loaded_at = models.DateTimeField(_("loaded on"), null=True, blank=True)
    entries = models.PositiveIntegerField(_("entries"), default=0)
    added = models.PositiveIntegerField(_("added"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    removed = models.PositiveIntegerField(_("removed"), default=0)
    by_kind = models.JSONField(_("entries by kind"), default=dict)
    # [{"place": "line 12" or an element's path, "detail"}]: why nothing was changed, or what a file lacks.
    errors = models.JSONField(_("errors"), default=list)
    # When all our parties had been looked up in what this load changed.
    rescreened_at = models.DateTimeField(_("looked up in on"), null=True, blank=True, editable=False)
    # Who looked at the publisher's and found no newer one, when and where.
    newest_at = models.DateTimeField(_("no newer one on"), null=True, blank=True, editable=False)
    newest_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("no newer one, says"),
    )  # fmt: skip
    newest_note = models.CharField(_("where it was looked for"), max_length=LONGEST_NOTE, blank=True, editable=False)

    objects = ListLoadQuerySet.as_manager()

    class Meta:
        verbose_name = _("load of a watch list")
        verbose_name_plural = _("loads of watch lists")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="list_load_state", condition=Q(state__in=LoadState.values)),
            models.CheckConstraint(
                name="list_load_done", condition=~Q(state=LoadState.DONE) | Q(loaded_at__isnull=False)
            ),
            models.CheckConstraint(
                name="list_load_newest",
                condition=Q(newest_at=None, newest_by=None, newest_note="")
                | (Q(newest_at__isnull=False, newest_by__isnull=False) & ~Q(newest_note="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.watchlist_id}: {self.filename}"

    @property
    def state_tone(self) -> str:
        return LoadState(self.state).tone


class ListEntry(models.Model):
    """A listed party. Never deleted: when a load no longer has it, it is closed.

    `fingerprint` is the SHA-256 of all that is listed of it: what was handled is remembered with it, and is open again
    when the entry changes.
    """

    watchlist = models.ForeignKey(WatchList, models.PROTECT, related_name="entries", verbose_name=_("watch list"))
    uid = models.CharField(_("number in the list"), max_length=80)
    kind = models.CharField(_("kind"), max_length=12, choices=EntryKind)
    name = models.CharField(_("name"), max_length=500)
    program = models.CharField(_("program"), max_length=250, blank=True)
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    # ISO 3166-1 alpha-2: nationalities, places, registration.
    countries = ArrayField(models.CharField(max_length=2), default=list, verbose_name=_("countries"))
    # "1960", "1960-05" or "1960-05-17", as precisely as the list knows.
    birth_dates = ArrayField(models.CharField(max_length=10), default=list, verbose_name=_("dates of birth"))
    # [{"kind", "number", "country"}]
    identifiers = models.JSONField(_("numbers"), default=list)
    # What else the list says, as it says it: [{"label", "text"}]
    details = models.JSONField(_("details"), default=list)
    listed_on = models.DateField(_("listed on"), null=True, blank=True)
    fingerprint = models.CharField(max_length=64)
    first_load = models.ForeignKey(ListLoad, models.PROTECT, related_name="+", verbose_name=_("first in"))
    changed_load = models.ForeignKey(ListLoad, models.PROTECT, related_name="+", verbose_name=_("last changed by"))
    closed_load = models.ForeignKey(
        ListLoad, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("closed by")
    )

    objects = ListEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of a watch list")
        verbose_name_plural = _("entries of watch lists")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["watchlist", "uid"], name="list_entry_uid"),
            models.CheckConstraint(name="list_entry_kind", condition=Q(kind__in=EntryKind.values)),
        ]
        indexes = [
            models.Index(fields=["watchlist", "name", "id"], name="list_entry_open", condition=Q(closed_load=None))
        ]

    def __str__(self) -> str:
        return self.name


class EntryName(models.Model):
    """One of the names of an entry; `parts` are the pieces as the list gives them, for instance a fourth name."""

    entry = models.ForeignKey(ListEntry, models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=500)
    use = models.CharField(_("kind of name"), max_length=8, choices=NameUse)
    quality = models.CharField(_("quality"), max_length=6, choices=NameQuality, default=NameQuality.STRONG)
    parts = models.JSONField(default=list)

    class Meta:
        verbose_name = _("name on a watch list")
        verbose_name_plural = _("names on watch lists")
        ordering = ["entry", "id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "text", "use"], name="entry_name_once"),
            models.CheckConstraint(name="entry_name_filled", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text


@tracked(written_once=True)
class ListCheck(models.Model):
    """That a party was looked up in a list as it stood at a load: a clear result is a record, too.

    Each load writes one for everybody concerned, so that a row is as small as the proof can be: both keys are found by
    the constraint's index.
    """

    party = models.ForeignKey("ScreenedParty", models.CASCADE, related_name="checks", db_index=False)
    load = models.ForeignKey(ListLoad, models.PROTECT, related_name="checks", db_index=False, verbose_name=_("load"))
    # What was looked up: the SHA-256 of the party's names and facts at that moment.
    looked_up = models.CharField(max_length=64)
    checked_at = models.DateTimeField(_("looked up on"))
    hits = models.PositiveSmallIntegerField(_("hits"), default=0)

    class Meta:
        verbose_name = _("look-up in a watch list")
        verbose_name_plural = _("look-ups in watch lists")
        ordering = ["-checked_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["party", "load", "looked_up"], name="list_check_once")]

    def __str__(self) -> str:
        return f"{self.party_id} in {self.load_id}"
