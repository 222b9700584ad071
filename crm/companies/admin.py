from django.contrib import admin

from crm.core.admin import ReadOnlyAdmin

from .models import Affiliation, Company, Contact, Document, Interest, MaturityAssessment, Tag, Theme


@admin.register(Company)
class CompanyAdmin(ReadOnlyAdmin):
    list_display = ["legal_name", "kind", "country", "status", "lead_office", "binned_at"]
    list_filter = ["kind", "status"]
    list_select_related = ["lead_office"]
    search_fields = ["legal_name", "lei"]


@admin.register(Contact)
class ContactAdmin(ReadOnlyAdmin):
    list_display = ["name", "consent", "do_not_contact", "binned_at"]
    list_filter = ["consent", "do_not_contact"]
    search_fields = ["name"]


@admin.register(Affiliation)
class AffiliationAdmin(ReadOnlyAdmin):
    list_display = ["contact", "company", "title", "since", "until"]
    list_select_related = ["contact", "company"]


@admin.register(Interest)
class InterestAdmin(ReadOnlyAdmin):
    list_display = ["company", "theme", "region", "level", "noted_on"]
    list_select_related = ["company", "theme", "region"]


@admin.register(MaturityAssessment)
class MaturityAssessmentAdmin(ReadOnlyAdmin):
    list_display = ["company", "level", "assessed_on", "assessed_by"]
    list_select_related = ["company", "assessed_by"]


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    """Without title and name: an administrator is not among a document's readers."""

    list_display = ["pk", "company", "office", "visibility", "size", "uploaded_at"]
    list_select_related = ["company", "office"]
    exclude = ["title", "filename", "file"]


@admin.register(Theme)
class ThemeAdmin(ReadOnlyAdmin):
    list_display = ["code", "name_en", "name_fr", "name_es", "retired"]


@admin.register(Tag)
class TagAdmin(ReadOnlyAdmin):
    list_display = ["name"]
    search_fields = ["name"]
