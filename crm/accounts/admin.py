from django.contrib import admin

from crm.core.admin import ReadOnlyAdmin

from .models import ApiKey, Delegation, Office, RegionCountry, RoleAssignment, User


@admin.register(Office)
class OfficeAdmin(ReadOnlyAdmin):
    list_display = ["code", "name", "kind", "country", "parent", "staffing", "closed_on"]
    list_filter = ["kind", "staffing"]
    list_select_related = ["parent"]
    search_fields = ["code", "name"]


@admin.register(RegionCountry)
class RegionCountryAdmin(ReadOnlyAdmin):
    list_display = ["country", "office"]
    list_select_related = ["office"]


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ["name", "email", "office", "is_active"]
    list_filter = ["is_active", "language"]
    list_select_related = ["office"]
    search_fields = ["name", "email"]
    exclude = ["password"]


@admin.register(RoleAssignment)
class RoleAssignmentAdmin(ReadOnlyAdmin):
    list_display = ["user", "role", "office", "seat", "starts_on", "ends_on"]
    list_filter = ["role"]
    list_select_related = ["user", "office"]
    search_fields = ["user__name", "office__name"]


@admin.register(Delegation)
class DelegationAdmin(ReadOnlyAdmin):
    list_display = ["assignment", "deputy", "starts_on", "ends_on", "revoked_at"]
    list_select_related = ["assignment__user", "assignment__office", "deputy"]


@admin.register(ApiKey)
class ApiKeyAdmin(ReadOnlyAdmin):
    list_display = ["user", "name", "prefix", "scope", "expires_at", "revoked_at"]
    list_select_related = ["user"]
    exclude = ["digest"]
