"""The contact log: list, one entry, its way to the bin."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from crm.accounts.access import access
from crm.core.errors import Conflict
from crm.listing.views.table import TableView

from .. import policies
from ..forms import SingleTaskForm
from ..icons import icon_of
from ..models import FollowUp, Interaction
from ..services import interactions


class InteractionList(TableView):
    table_key = "interactions"
    template_name = "contactlog/interaction_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_log=policies.may_work(access(self.request.user)), **kwargs)


@login_required
@require_GET
def interaction_detail(request: HttpRequest, pk: int) -> HttpResponse:
    rows = (
        Interaction.objects.visible_to(request.user)
        .with_notes_open(request.user)
        .select_related("company", "office", "by")
        .prefetch_related(
            "themes", Prefetch("follow_ups", FollowUp.objects.kept().select_related("assignee", "done_by"))
        )
    )
    interaction = get_object_or_404(rows, pk=pk)
    held = access(request.user)
    context = {
        "interaction": interaction,
        "icon": icon_of(interaction.kind),
        "may_change": policies.may_change(held, interaction),
        "may_work": policies.may_work(held),
        "task_form": SingleTaskForm(),
    }
    if interaction.notes_open:
        context["files"] = interaction.attachments.filter(binned_at=None)
        context["contacts"] = interaction.contacts.all()
        context["colleagues"] = interaction.colleagues.all()
    return render(request, "contactlog/interaction_detail.html", context)


@login_required
@require_POST
def interaction_bin(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Interaction.objects.visible_to(request.user), pk=pk)
    try:
        interactions.bin_interaction(by=request.user, interaction_id=pk)
    except Conflict as refusal:
        messages.error(request, str(refusal.reason))
        return redirect("contactlog:detail", pk=pk)
    messages.success(request, _("The entry is in the bin. You can bring it back from there."))
    return redirect("contactlog:list")
