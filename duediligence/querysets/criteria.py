from datetime import date

from django.db import models


class CriterionVersionQuerySet(models.QuerySet):
    def in_effect(self, *, on: date) -> "CriterionVersionQuerySet":
        """Of each criterion the version that counts on that day, unless that one says it is asked no longer."""
        begun = self.filter(effective_from__lte=on)
        latest = begun.order_by("criterion_id", "-number").distinct("criterion_id").values("pk")
        return self.filter(pk__in=latest, retired=False).select_related("criterion")


class HighRiskSectorQuerySet(models.QuerySet):
    def in_effect(self, *, on: date) -> "HighRiskSectorQuerySet":
        """Of each code the row that counts on that day, unless that one says it counts no longer."""
        begun = self.filter(effective_from__lte=on)
        latest = begun.order_by("code", "-number").distinct("code").values("pk")
        return self.filter(pk__in=latest, retired=False)


class AuthorityVersionQuerySet(models.QuerySet):
    def in_effect(self, *, on: date) -> "AuthorityVersionQuerySet":
        """At most one row."""
        return self.filter(effective_from__lte=on).order_by("-number")[:1]
