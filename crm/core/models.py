"""Abstract parents; core has no tables of its own."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .errors import Stale


class Versioned(models.Model):
    """A record that people edit: `version` is its ETag, and tells two who edit the same record."""

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def expect_version(self, version: int | None) -> None:
        """Raise `Stale` unless the reader saw this version; None means the reader did not say."""
        if version is not None and version != self.version:
            raise Stale(
                _("Somebody changed this record after you opened it. Look at both versions, then save again."),
                self,
            )

    def save_changes(self, *fields: str) -> None:
        """Write the named fields and raise the version, on a row that the caller has locked."""
        self.version += 1
        self.save(update_fields=[*fields, "version", "updated_at"])


class Binnable(models.Model):
    """A record that goes to the bin and comes back; nothing is deleted for good by a click."""

    binned_at = models.DateTimeField(null=True, blank=True, editable=False)
    binned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True


class StoredFile(models.Model):
    """An uploaded file, outside the web root, told apart by its content's SHA-256."""

    file = models.FileField(_("file"), upload_to="%Y/%m/", max_length=255)
    filename = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("Bytes"))
    sha256 = models.CharField(_("SHA-256 of the content"), max_length=64, db_index=True)
    uploaded_at = models.DateTimeField(_("uploaded on"), auto_now_add=True)
    uploaded_by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.filename


class Worded(models.Model):
    """Words that headquarters edits, in the three languages."""

    text_en = models.CharField(_("in English"), max_length=200)
    text_fr = models.CharField(_("in French"), max_length=200)
    text_es = models.CharField(_("in Spanish"), max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(getattr(self, f"text_{(get_language() or 'en')[:2]}", "") or self.text_en)
