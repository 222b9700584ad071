"""What else lists say of a party, with the labels that the pages translate; other labels are a file's own headings."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ADDRESS, BIRTH_DATE, BIRTH_PLACE, TITLE = "address", "birth_date", "birth_place", "title"
REMARKS, GENDER, SHIP, DOCUMENT, SANCTION = "remarks", "gender", "ship", "document", "sanction"

LABELS: dict[str, "str | Promise"] = {
    ADDRESS: _("Address"),
    BIRTH_DATE: _("Date of birth"),
    BIRTH_PLACE: _("Place of birth"),
    TITLE: _("Title or office"),
    REMARKS: _("Remarks"),
    GENDER: _("Gender"),
    SHIP: _("Ship or aircraft"),
    DOCUMENT: _("Document"),
    SANCTION: _("Sanction"),
}
