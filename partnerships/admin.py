from django.contrib import admin

from crm.core.admin import ReadOnlyAdmin

from .models import Agreement, Contribution, Engagement, Partner, StageMove


@admin.register(Engagement)
class EngagementAdmin(ReadOnlyAdmin):
    list_display = ["title", "kind", "type", "stage", "lead_office", "starts_on", "binned_at"]
    list_filter = ["kind", "type", "stage"]
    list_select_related = ["lead_office"]
    search_fields = ["title"]


@admin.register(Partner)
class PartnerAdmin(ReadOnlyAdmin):
    """Under which clearance each company runs."""

    list_display = ["engagement", "company", "lead", "covered_usd", "running", "clearance", "relied_on"]
    list_filter = ["running"]
    list_select_related = ["engagement", "company", "clearance__company"]
    search_fields = ["engagement__title", "company__legal_name"]


@admin.register(StageMove)
class StageMoveAdmin(ReadOnlyAdmin):
    list_display = ["partnership", "source", "target", "by", "at", "cause"]
    list_filter = ["target", "cause"]
    list_select_related = ["partnership", "by"]
    date_hierarchy = "at"


@admin.register(Agreement)
class AgreementAdmin(ReadOnlyAdmin):
    list_display = ["engagement", "kind", "signed_on", "ends_on", "renewal", "nda"]
    list_filter = ["kind", "renewal", "nda"]
    list_select_related = ["engagement"]


@admin.register(Contribution)
class ContributionAdmin(ReadOnlyAdmin):
    list_display = ["engagement", "payer", "partner", "kind", "pledged_amount", "pledged_currency", "pledged_on"]
    list_filter = ["payer", "kind"]
    list_select_related = ["engagement", "partner__company"]
