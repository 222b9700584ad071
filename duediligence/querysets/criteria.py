from datetime import date

from django.db import models


class CriterionVersionQuerySet(models.QuerySet):
    def in_effect(self, *, on: date) -> "CriterionVersionQuerySet":
        """Of each criterion the version that counts on that day, unless that one says it is asked no longer."""
        begun = self.filter(effective_from__lte=on)
        latest = begun.order_by("criterion", "-effective_from").distinct("criterion").values("pk")
        return self.filter(pk__in=latest, retired=False).select_related("criterion")


class AuthorityVersionQuerySet(models.QuerySet):
    def in_effect(self, *, on: date) -> "AuthorityVersionQuerySet":
        """At most one row."""
        return self.filter(effective_from__lte=on).order_by("-effective_from")[:1]
