"""What of partnerships points at companies and people, and moves with them in a merge."""

from django.utils.translation import gettext_lazy as _

from crm.companies.registries import MergeReference, merge_mentions, refer

from .models import Engagement, Partner, SurveyInvitation

# After the clearances (61): a running partner's clearance is of the survivor by then.
refer(
    MergeReference(
        _("Engagements"), Partner, "company", related=("engagement",), words=lambda row: str(row.engagement)
    ),
    order=70,
)
refer(MergeReference(_("Engagements"), Engagement.contacts.through, "contact", asks=False), order=71)
refer(MergeReference(_("Answers to the survey"), SurveyInvitation, "contact", asks=False), order=72)
merge_mentions.add(
    "partnerships.renewal.clearances", "how clearances stood when somebody decided, under the names of that day"
)
merge_mentions.add("partnerships.proposal.countries", "codes of countries")
