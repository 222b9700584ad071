"""The group of donations in the main navigation; each part adds its lines in its extensions.py, orders 600 to 690."""

from django.utils.translation import gettext_lazy as _

GROUP = _("Donations")
