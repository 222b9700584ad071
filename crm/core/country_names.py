"""Countries whose English name is django-countries' own, but not the French or Spanish one.

Our catalogues come before those of any package, so that a message with the same English words is all it takes. Names
that differ in English too stand in crm/settings/country_names.py.
"""

from django.utils.translation import gettext_noop

AS_THE_UNITED_NATIONS_SAY = (
    gettext_noop("Belarus"),
    gettext_noop("Côte d'Ivoire"),
    gettext_noop("Czechia"),
    gettext_noop("Eswatini"),
    gettext_noop("Falkland Islands (Malvinas)"),
    gettext_noop("Guatemala"),
    gettext_noop("Marshall Islands"),
    gettext_noop("Myanmar"),
    gettext_noop("Nigeria"),
    gettext_noop("North Macedonia"),
    gettext_noop("Timor-Leste"),
    gettext_noop("Türkiye"),
)
