"""Lists, their files, their names, and what a hit is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EntryKind(models.TextChoices):
    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")
    VESSEL = "vessel", _("Ship")
    AIRCRAFT = "aircraft", _("Aircraft")


class NameUse(models.TextChoices):
    PRIMARY = "primary", _("Listed name")
    ALIAS = "alias", _("Alias")
    FORMER = "former", _("Former name")
    ORIGINAL = "original", _("In its own script")


class NameQuality(models.TextChoices):
    STRONG = "strong", pgettext_lazy("alias", "Strong")
    WEAK = "weak", pgettext_lazy("alias", "Weak")


class ListStanding(models.TextChoices):
    """What a confirmed hit on a list means (due-diligence.md, proposed rating)."""

    UN = "un", _("List of the United Nations: a confirmed hit excludes")
    OTHER = "other", _("Other list: a confirmed hit is very high risk")


class ListFormat(models.TextChoices):
    UN_XML = "un-xml", _("UN Security Council, XML")
    OFAC_XML = "ofac-xml", _("OFAC SDN, XML")
    OFAC_CSV = "ofac-csv", _("OFAC SDN, CSV files")
    OPENSANCTIONS_CSV = "opensanctions-csv", _("OpenSanctions, targets.simple.csv")
    CSV = "csv", _("Own list, CSV or XLSX")


class LoadState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Loaded")
    UNCHANGED = "unchanged", _("Same file as before: nothing changed")
    FAILED = "failed", _("Broken file: nothing changed")

    @property
    def tone(self) -> str:
        return _TONES[type(self).__name__][self.value]


class HitState(models.TextChoices):
    OPEN = "open", pgettext_lazy("hit", "Open")
    CLEARED = "cleared", pgettext_lazy("hit", "Cleared")
    CONFIRMED = "confirmed", pgettext_lazy("hit", "Confirmed")

    @property
    def tone(self) -> str:
        return _TONES[type(self).__name__][self.value]


# Tones of badges, by value.
_TONES: dict[str, dict[str, str]] = {
    "HitState": {"open": "warn", "cleared": "ok", "confirmed": "bad"},
    "LoadState": {"queued": "neutral", "running": "info", "done": "ok", "unchanged": "neutral", "failed": "bad"},
}
