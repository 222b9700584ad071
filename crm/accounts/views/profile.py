"""A person's own settings: profile, theme, sessions, keys to the API."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from crm.core import clock
from crm.core.forms import submit

from ..forms import ApiKeyForm, ProfileForm
from ..models import ApiKey, User
from ..requests import SignedInRequest
from ..services.api_keys import make_key, revoke_key
from ..services.profile import ProfileData, choose_theme, edit_profile
from ..services.sessions import end_session


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: SignedInRequest) -> HttpResponse:
    user: User = request.user
    zone = user.office.time_zone if user.office else "UTC"
    first = {name: getattr(user, name) for name in ProfileData.__dataclass_fields__}
    form = ProfileForm(request.POST or None, initial=first, office_zone=zone)
    if request.method == "POST":
        person = submit(form, lambda data: edit_profile(by=user, data=ProfileData(**data)))
        if person:
            with translation.override(person.language):
                messages.success(request, _("Your profile is saved."))
            return redirect("accounts:profile")
    roles = user.roles.not_over(on=clock.today()).select_related("office")
    return render(request, "accounts/profile.html", {"form": form, "roles": roles})


@login_required
@require_POST
def theme(request: SignedInRequest) -> HttpResponse:
    try:
        choose_theme(by=request.user, theme=request.POST.get("theme", ""))
    except ValidationError as refusal:
        return HttpResponseBadRequest(" ".join(refusal.messages))
    return HttpResponse(status=204)


@login_required
@require_POST
def session_end(request: SignedInRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    end_session(by=request.user, session=session)
    messages.success(request, _("That session has ended."))
    return redirect("usersessions_list")


@login_required
@require_http_methods(["GET", "POST"])
def api_keys(request: SignedInRequest) -> HttpResponse:
    form = ApiKeyForm(request.POST or None)
    made = None
    if request.method == "POST":
        made = submit(form, lambda data: make_key(by=request.user, at=clock.now(), **data))
    # The key stands on this answer alone, never in an address, a message or a session.
    return _keys_page(request, ApiKeyForm() if made else form, made[1] if made else "")


def _keys_page(request: SignedInRequest, form: ApiKeyForm, key: str) -> HttpResponse:
    now = clock.now()
    keys = [_told(each, now) for each in request.user.api_keys.all()[:100]]
    response = render(request, "accounts/api_key_list.html", {"form": form, "keys": keys, "key": key})
    response["Cache-Control"] = "no-store"
    return response


def _told(key: ApiKey, now: Any) -> dict[str, Any]:
    """In words: works, was revoked, has expired."""
    if key.revoked_at:
        state, tone = _("Revoked"), "neutral"
    elif key.expires_at <= now:
        state, tone = _("Expired"), "warn"
    else:
        state, tone = _("Works"), "ok"
    return {"key": key, "words": state, "tone": tone, "works": tone == "ok"}


@login_required
@require_POST
def api_key_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    revoke_key(by=request.user, key=get_object_or_404(request.user.api_keys, pk=pk), at=clock.now())
    messages.success(request, _("The key does not work any longer."))
    return redirect("accounts:api_keys")
