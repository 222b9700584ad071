"""The page of the survey, for a partner without an account: the signed link is all that it takes."""

from typing import Any

from django.conf import settings
from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language_info
from django.views import View

from crm.companies.forms.company import add_problems
from crm.core import clock
from crm.core.cache import count_in
from crm.core.errors import Conflict

from ...models import SurveyInvitation, SurveyQuestion
from .. import policies
from ..forms import SurveyForm
from ..services import surveys

# For one link in a minute: a person needs a few, a machine that guesses gets no further.
TRIES = 20
# Each language calls itself by its own name.
OWN_NAMES = [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]


class SurveyPage(View):
    """In the language of the invitation; `?lang=` chooses another one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        invitation = surveys.invitation_of(kwargs["token"])
        if invitation is None:
            raise Http404
        wanted = request.GET.get("lang", "")
        known = dict(settings.LANGUAGES)
        with translation.override(wanted if wanted in known else invitation.language):
            response = super().dispatch(request, *args, invitation=invitation, **kwargs)
        add_never_cache_headers(response)
        # The link is a secret: it goes to no other site. Not "no-referrer": browsers then send the answer itself with
        # the origin "null", which is refused as a forgery.
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    def get(self, request: HttpRequest, token: str, invitation: SurveyInvitation) -> HttpResponse:
        return self.draw(request, invitation, SurveyForm(questions=self.questions()), 200)

    def post(self, request: HttpRequest, token: str, invitation: SurveyInvitation) -> HttpResponse:
        name = f"survey:{invitation.pk}:{clock.now():%H%M}"
        if count_in(caches[DEFAULT_CACHE_ALIAS], name, seconds=120) > TRIES:
            return HttpResponse(status=429, headers={"Retry-After": "60"})
        form = SurveyForm(request.POST, questions=self.questions())
        if not form.is_valid():
            return self.draw(request, invitation, form, 422)
        try:
            surveys.answer(token=token, values=form.answers(), comment=form.cleaned_data["comment"])
        except ValidationError as problem:
            add_problems(form, problem)
            return self.draw(request, invitation, form, 422)
        except Conflict:
            invitation.refresh_from_db()
            return self.draw(request, invitation, form, 409)
        invitation.refresh_from_db()
        return self.draw(request, invitation, form, 200)

    def questions(self) -> list[SurveyQuestion]:
        return list(SurveyQuestion.objects.filter(retired=False))

    def draw(self, request: HttpRequest, invitation: SurveyInvitation, form: SurveyForm, status: int) -> HttpResponse:
        context = {
            "invitation": invitation,
            "engagement": invitation.partner.engagement,
            "form": form,
            "may_answer": policies.may_answer(invitation, on=clock.today()),
            "languages": OWN_NAMES,
        }
        return render(request, "partnerships/survey.html", context, status=status)
