"""Log a contact: one form for a call in 30 seconds; an invitation fills it in, other offices are shown on the way."""

from dataclasses import asdict, replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from crm.accounts.access import access
from crm.companies import similar
from crm.companies.views.similar import seen
from crm.core import clock
from crm.core.errors import Conflict, Stale

from .. import invitations, policies, selectors
from ..forms import InteractionForm, differences
from ..models import Interaction
from ..services import interactions
from .log_filling import as_initial, form_of, people_of, people_typed, remembered, tasks_of, tasks_typed, typed_of

MOST_FOUND = 12


@login_required
@require_http_methods(["GET", "POST"])
def interaction_create(request: HttpRequest) -> HttpResponse:
    policies.may_work(access(request.user)).require()
    if request.method == "GET":
        return _page(
            request,
            form_of(request, initial=remembered(request)),
            tasks_of(),
            people=people_of(),
        )
    if "read_invitation" in request.POST:
        return _filled_in(request)
    if "more_tasks" in request.POST:
        form = form_of(request, initial=typed_of(request))
        return _page(request, form, tasks_typed(request), people=people_typed(request))
    form, tasks, people = (
        form_of(request, request.POST),
        tasks_of(request.POST),
        people_of(request.POST),
    )
    complete = all([form.is_valid(), tasks.is_valid(), people.is_valid()])
    known = _known_already(request, people) if complete else []
    asked = similar.unseen(known, seen(request))
    if complete and not asked and (logged := _log(request, form, tasks, people)):
        said = {"how": logged.get_kind_display(), "company": logged.company.legal_name}
        messages.success(request, _("Logged: %(how)s, %(company)s.") % said)
        return redirect("contactlog:detail", pk=logged.pk)
    known_people = {"known_people": known, "asked": True} if asked else {}
    return _page(request, form, tasks, people=people, status=422 if request.htmx else 200, **known_people)


def _known_already(request: HttpRequest, people: Any) -> list[similar.Similar]:
    """Who in the register the new people may be, so that nobody is entered twice."""
    told = request.POST if request.method == "POST" else request.GET
    company = told.get("company", "")
    there = [int(company)] if company.isdigit() and len(company) < 19 else []
    found: dict[int, similar.Similar] = {}
    for row in people:
        if row.is_valid() and (person := row.as_data()):
            content = similar.contact_content(person.name, emails=[person.email], company_ids=there)
            found |= {each.id: each for each in similar.contacts(request.user, content)}
    return list(found.values())


@login_required
@require_GET
def new_people_similar(request: HttpRequest) -> HttpResponse:
    """The notice beneath the new people while they are typed."""
    return render(request, "companies/_similar.html", {"similar": _known_already(request, people_of(request.GET))})


def _log(request: HttpRequest, form: InteractionForm, tasks: Any, people: Any) -> Interaction | None:
    wanted = [data for row in tasks if (data := row.as_data())]
    new_people = tuple(data for row in people if (data := row.as_data()))
    try:
        return interactions.log_interaction(
            by=request.user,
            data=replace(form.as_data(), new_people=new_people),
            follow_ups=wanted,
            going_ahead_reason=form.cleaned_data["going_ahead_reason"],
            uploads=request.FILES.getlist("files"),
        )
    except Conflict as refusal:
        _refuse(form, refusal)
    except ValidationError as problem:
        form.refuse(problem)
    return None


def _refuse(form: InteractionForm, refusal: Conflict) -> None:
    asks_why = refusal.code in ("coordinate_first", "do_not_contact")
    form.add_error("going_ahead_reason" if asks_why else None, str(refusal.reason))


@login_required
@require_GET
def company_part(request: HttpRequest) -> HttpResponse:
    """What depends on the company: its people, who is engaged, what was logged on that day already."""
    form = form_of(request, initial=typed_of(request))
    return render(request, "contactlog/_log_company_part.html", {"form": form, **_about_company(request, form)})


@login_required
@require_http_methods(["GET", "POST"])
def interaction_edit(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Interaction.objects.visible_to(request.user).select_related("company", "office", "by")
    interaction = get_object_or_404(rows, pk=pk)
    policies.may_change(access(request.user), interaction).require()
    if request.method == "GET":
        form = form_of(request, initial=as_initial(interaction), interaction=interaction)
        return _page(request, form, None, interaction=interaction)
    form, conflict = form_of(request, request.POST, interaction=interaction), None
    if form.is_valid():
        try:
            interactions.edit_interaction(
                by=request.user,
                interaction_id=pk,
                changes=asdict(form.as_data()),
                version=form.cleaned_data["version"],
                going_ahead_reason=form.cleaned_data["going_ahead_reason"],
            )
        except Stale:
            current = rows.get(pk=pk)
            conflict = differences(form, current)
            form.data = _with_version(form.data, current.version)
        except Conflict as refusal:
            _refuse(form, refusal)
        except ValidationError as problem:
            form.refuse(problem)
        else:
            messages.success(request, _("Saved."))
            return redirect("contactlog:detail", pk=pk)
    return _page(request, form, None, interaction=interaction, conflict=conflict, status=422 if request.htmx else 200)


def _with_version(data: Any, version: int) -> Any:
    """The form as it was typed, to be saved over the version that was just shown."""
    copy = data.copy()
    copy["version"] = str(version)
    return copy


def _filled_in(request: HttpRequest) -> HttpResponse:
    """Read the invitation into the form; what stands there already stays, and nothing is saved."""
    typed, upload = typed_of(request), request.FILES.get("invitation")
    tasks = tasks_typed(request)
    if upload is None:
        problem = _("Choose an invitation first.")
        return _page(
            request,
            form_of(request, initial=typed),
            tasks,
            people=people_typed(request),
            problem=problem,
        )
    try:
        if (upload.size or 0) > invitations.MAX_BYTES:
            raise ValidationError(_("This invitation is too large. Send it on without its attachments."))
        invitation = invitations.read(upload.read())
    except ValidationError as refusal:
        problem = refusal.messages[0]
        return _page(
            request,
            form_of(request, initial=typed),
            tasks,
            people=people_typed(request),
            problem=problem,
        )
    told = typed["company"]
    people = selectors.match_people(
        [(a.name, a.email) for a in invitation.attendees], company_id=int(told) if told.isdigit() else None
    )
    typed |= {
        "company": people.company_id,
        "kind": "meeting",
        "occurred_on": invitation.on,
        "subject": typed["subject"] or invitation.subject,
        "notes": typed["notes"] or invitation.notes,
        "contacts": typed["contacts"] or people.contact_ids,
        "colleagues": typed["colleagues"] or [pk for pk in people.colleague_ids if pk != request.user.pk],
        "calendar_uid": invitation.uid,
    }
    office = int(typed["office"]) if str(typed["office"]).isdigit() else 0
    first = selectors.logged_before(office_id=office, company_id=people.company_id, uid=invitation.uid)
    return _page(
        request,
        form_of(request, initial=typed),
        tasks,
        first=first,
        people=people_typed(request, people.strangers),
    )


def _about_company(request: HttpRequest, form: InteractionForm, but: int | None = None) -> dict[str, Any]:
    company = form.chosen
    if company is None:
        return {"company": None}
    held, today = access(request.user), clock.today()
    office = str(form["office"].value() or "")
    office_id = int(office) if office.isdigit() else selectors.usual_office_id(held)
    day = form.fields["occurred_on"].to_python(form["occurred_on"].value()) if not form.errors else today
    standing = selectors.standing(company, office_id, on=day or today, today=today, with_themes=True)
    answer = policies.may_approach(standing)
    refusing = [p for p in form.chosen_people() if p.do_not_contact]
    return {
        "company": company,
        "approach": answer,
        "engaged": answer.offices,
        "asks_why": not answer.is_free or refusing or "going_ahead_reason" in form.errors,
        "people_verdict": policies.may_speak_to(refusing, reason=""),
        "askable": selectors.askable_offices(company, but=office_id, on=today, engaged=answer.offices),
        "similar": selectors.similar(company=company, kind=str(form["kind"].value()), on=day or today, but=but),
    }


def _page(
    request: HttpRequest,
    form: InteractionForm,
    tasks: Any,
    *,
    interaction: Interaction | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    template = "contactlog/_log_form.html" if request.htmx else "contactlog/interaction_form.html"
    find = request.GET.get("find", "").strip()
    about = _about_company(request, form, but=interaction.pk if interaction else None)
    if about.get("asks_why") and request.method == "GET" and interaction is None:
        # Where another office is engaged, nobody starts to type without having seen it.
        form.open_at("going_ahead_reason")
    context = {
        "form": form,
        "tasks": tasks,
        "interaction": interaction,
        "found": selectors.companies_like(find, limit=MOST_FOUND) if find else None,
        "find": find,
        **about,
        **more,
    }
    return render(request, template, context, status=status)
