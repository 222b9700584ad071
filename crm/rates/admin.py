from django.contrib import admin

from crm.core.admin import ReadOnlyAdmin

from .models import ExchangeRate


@admin.register(ExchangeRate)
class ExchangeRateAdmin(ReadOnlyAdmin):
    list_display = ["currency", "month", "units_per_usd", "source"]
    list_filter = ["currency"]
    date_hierarchy = "month"
