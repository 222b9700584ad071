from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from crm.audit.tracking import tracked


@tracked()
class Theme(models.Model):
    """A subject of the organisation's work; HQ keeps the list. Shown in the reader's language."""

    code = models.SlugField(_("code"), unique=True)
    name_en = models.CharField(_("name in English"), max_length=80)
    name_fr = models.CharField(_("name in French"), max_length=80)
    name_es = models.CharField(_("name in Spanish"), max_length=80)
    retired = models.BooleanField(_("retired"), default=False)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["code"]

    def __str__(self) -> str:
        return str(getattr(self, f"name_{(get_language() or 'en')[:2]}", "") or self.name_en)
