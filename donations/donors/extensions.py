"""What donors bring to the hosts of the layers below."""

from django.utils.translation import gettext_lazy as _

from crm.core.extension_points import HistorySubject, NavigationEntry, history_subjects, navigation

from ..models import Donor
from ..navigation import GROUP
from . import tables  # noqa: F401

navigation.add("donors", NavigationEntry(_("Donors"), "donations:donor_list", "users", group=GROUP), order=610)
history_subjects.add("donations.donor", HistorySubject(find=lambda user, pk: Donor.objects.visible_to(user).get(pk=pk)))
