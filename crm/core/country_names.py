"""Countries whose French or Spanish names the United Nations say otherwise than django-countries does.

Our catalogues come before those of any package, so that a message with the same English words is all it takes.
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
    gettext_noop("Micronesia"),
    gettext_noop("Moldova"),
    gettext_noop("Myanmar"),
    gettext_noop("Nigeria"),
    gettext_noop("North Korea"),
    gettext_noop("North Macedonia"),
    gettext_noop("Palestine"),
    gettext_noop("South Korea"),
    gettext_noop("Timor-Leste"),
    gettext_noop("Türkiye"),
    gettext_noop("Vietnam"),
)
