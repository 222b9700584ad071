"""Which documents of engagements a person reads."""

from typing import Any

from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Value

from crm.accounts.access import access
from crm.contactlog.rights import reading_offices, reading_regions


class EngagementDocumentQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "EngagementDocumentQuerySet":
        """That a document exists is visible to all staff; `readable` says whether its name and content are."""
        return self.kept().filter(engagement__binned_at=None).with_readable(user)

    def kept(self) -> "EngagementDocumentQuerySet":
        return self.filter(binned_at=None)

    def binned(self) -> "EngagementDocumentQuerySet":
        return self.exclude(binned_at=None)

    def with_readable(self, user: Any) -> "EngagementDocumentQuerySet":
        """Annotates what `document_policies.may_read` says of one; a test holds the two together."""
        held = access(user)
        if held.reads_everything:
            return self.annotate(readable=Value(True, output_field=BooleanField()))
        offices = reading_offices(held)
        joins = self.model._meta.get_field("engagement").related_model.offices.through.objects
        joined = Exists(joins.filter(engagement=OuterRef("engagement"), office__in=offices))
        rule = Q(visibility="everyone") | Q(uploaded_by=user.pk)
        rule |= Q(office__in=offices) | Q(engagement__lead_office__in=offices) | Q(joined)
        for path in reading_regions(held):
            rule |= Q(visibility="region", office__path__startswith=path)
        return self.annotate(readable=ExpressionWrapper(rule, BooleanField()))

    def readable_by(self, user: Any) -> "EngagementDocumentQuerySet":
        return self.visible_to(user).filter(readable=True)
