"""Files of an entry: only for those who may read its notes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from crm.accounts.access import access

from .. import policies
from ..models import Attachment, Interaction
from ..services import attachments


def _readable(request: HttpRequest, pk: int) -> Attachment:
    interactions = Interaction.objects.visible_to(request.user).readable_by(request.user)
    return get_object_or_404(Attachment.objects.filter(binned_at=None, interaction__in=interactions), pk=pk)


@login_required
@require_POST
def attachment_add(request: HttpRequest, pk: int) -> HttpResponse:
    interaction = get_object_or_404(Interaction.objects.visible_to(request.user).readable_by(request.user), pk=pk)
    policies.may_change(access(request.user), interaction).require()
    uploads = request.FILES.getlist("files")
    try:
        for upload in uploads:
            attachments.attach(by=request.user, interaction_id=interaction.pk, upload=upload)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
    else:
        messages.success(request, _("Added.")) if uploads else messages.warning(request, _("Choose a file first."))
    return redirect("contactlog:detail", pk=pk)


@login_required
@require_GET
def attachment_download(request: HttpRequest, pk: int) -> FileResponse:
    """Always as a download: what people send us is never shown inside our own pages."""
    attachment = _readable(request, pk)
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError as problem:
        raise Http404 from problem
    return FileResponse(content, as_attachment=True, filename=attachment.filename, content_type=attachment.content_type)


@login_required
@require_POST
def attachment_bin(request: HttpRequest, pk: int) -> HttpResponse:
    attachment = _readable(request, pk)
    attachments.remove(by=request.user, attachment_id=pk)
    messages.success(request, _("The file is in the bin. You can bring it back from there."))
    return redirect("contactlog:detail", pk=attachment.interaction_id)
