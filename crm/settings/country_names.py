"""What the United Nations call countries, where django-countries has another name.

An organisation of the United Nations system writes their names in what it prints, and some of them are sensitive. Names
of other languages are in our catalogues, which come before those of any package: a message with the same English words
is all it takes. Imports understand the everyday names as well (crm/core/countries.py).
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

# Read by django-countries.
COUNTRIES_OVERRIDE: dict[str, Any] = {
    "BO": _("Bolivia (Plurinational State of)"),
    "BS": _("Bahamas"),
    "BN": _("Brunei Darussalam"),
    "FM": _("Micronesia (Federated States of)"),
    "GB": _("United Kingdom"),
    "HK": _("Hong Kong SAR"),
    "IR": _("Iran (Islamic Republic of)"),
    "KP": _("Democratic People’s Republic of Korea"),
    "KR": _("Republic of Korea"),
    "LA": _("Lao People’s Democratic Republic"),
    "MD": _("Republic of Moldova"),
    "MO": _("Macao SAR"),
    "NR": _("Nauru"),
    "PS": _("State of Palestine"),
    "RU": _("Russian Federation"),
    "SY": _("Syrian Arab Republic"),
    "TW": _("Taiwan Province of China"),
    "TZ": _("United Republic of Tanzania"),
    "VA": _("Holy See"),
    "VE": _("Venezuela (Bolivarian Republic of)"),
    "VN": _("Viet Nam"),
    "XK": _("Kosovo (SC resolution 1244)"),
}
