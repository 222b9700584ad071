"""What exchange rates add to the pages of the layers below."""

from django.utils.translation import gettext_lazy as _

from crm.core import locale
from crm.core.extension_points import (
    Command,
    HistorySubject,
    NavigationEntry,
    commands,
    history_subjects,
    navigation,
)
from crm.imports.registries import import_kinds
from crm.imports.wording import readings

from . import tables  # noqa: F401
from .importing import RATES
from .models import ExchangeRate
from .reading import month

readings.add("month", lambda text: locale.month(month(text, None), locale.current()))
import_kinds.add(RATES.key, RATES, order=80)
navigation.add("rates", NavigationEntry(_("Exchange rates"), "rates:list", "coins"), order=710)
commands.add(
    "rates",
    Command(_("Exchange rates"), "rates:list", "coins", (_("currency"), _("USD"), _("conversion"))),
    order=90,
)
history_subjects.add(
    "rates.exchangerate", HistorySubject(find=lambda user, pk: ExchangeRate.objects.visible_to(user).get(pk=pk))
)
