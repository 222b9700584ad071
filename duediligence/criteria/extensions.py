"""What the settings of due diligence add to the hosts of core: their histories, and a way to them by name."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from crm.core.extension_points import Command, HistorySubject, commands, history_subjects

from ..models import AuthorityVersion, ControversyTheme, Criterion, CriterionVersion, HighRiskSector


def _of(model: Any) -> HistorySubject:
    """Open to all, as what counts is."""
    return HistorySubject(find=lambda _user, pk: model.objects.get(pk=pk))


for _model in (AuthorityVersion, ControversyTheme, Criterion, CriterionVersion, HighRiskSector):
    history_subjects.add(_model._meta.label_lower, _of(_model))
commands.add(
    "criteria",
    Command(_("Look up the criteria"), "duediligence:criterion_list", "list-checks", (_("thresholds"), _("rating"))),
    order=420,
)
