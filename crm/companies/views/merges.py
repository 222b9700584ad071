"""Merging two records: whom with whom, the preview, the deed; the list of merges, and undoing one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_GET, require_POST

from crm.core.errors import Stale
from crm.core.verdict import Verdict
from crm.listing.views.table import TableView

from ..contact_suggestions import suggest as suggest_people
from ..merging.kinds import COMPANY, CONTACT, KINDS, Kind
from ..merging.preview import done, preview
from ..merging.since import ALL, since
from ..merging.survivors import kept_or_survivor
from ..models import Merge
from ..services.merges import may_merge, merge_companies, merge_contacts
from ..services.unmerges import CameSince, may_undo, undo_merge
from ..suggestions import suggest

CHOICE, ANSWER = "choice-", "answer-"


class MergeView(LoginRequiredMixin, View):
    """GET chooses the other record, with `?into=` it shows what would happen; POST does it."""

    kind: Kind
    detail_url: str
    merge_url: str
    suggest_url: str
    service: Any

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = self.source(pk)
        target = self.target(request)
        return self.choose(request, source) if target is None else self.show(request, source, target)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = self.source(pk)
        target = self.target(request)
        if target is None:
            return redirect(self.merge_url, pk=pk)
        wanted = _told(request, CHOICE)
        try:
            merge = type(self).service(
                source_id=source.pk, target_id=target.pk, by=request.user, choices=wanted, versions=_versions(request)
            )
        except Stale as stale:
            return self.show(request, source, target, problem=stale.reason, status=409)
        except ValidationError as problem:
            return self.show(request, source, target, problem=" ".join(problem.messages), status=422)
        messages.success(
            request, _("%(name)s was merged into %(survivor)s.") % {"name": merge.source, "survivor": merge.target}
        )
        return redirect(self.detail_url, pk=target.pk)

    def source(self, pk: int) -> Any:
        record = get_object_or_404(self.kind.model.objects.visible_to(self.request.user), pk=pk)
        self.may(record).require()
        return record

    def target(self, request: HttpRequest) -> Any | None:
        """The record named by `?into=`, or the one that it became; nothing chosen is no record."""
        told = request.GET.get("into") or request.POST.get("into") or ""
        if not told:
            return None
        found = kept_or_survivor(self.kind.model, told)
        if found is None:
            raise Http404
        return found

    def may(self, *records: Any) -> Verdict:
        return may_merge(kind=self.kind, by=self.request.user, records=records)

    def like(self, text: str) -> list[dict[str, Any]]:
        """Records whose name begins like this."""
        raise NotImplementedError

    def _others(self, source: Any, text: str) -> list[dict[str, Any]]:
        return [each for each in self.like(text) if each["id"] != source.pk]

    def choose(self, request: HttpRequest, source: Any) -> HttpResponse:
        text = request.GET.get("q", "")[:100].strip()
        asked = [text] if text else [str(source), str(source).split()[0]]
        found = next((rows for each in asked if (rows := self._others(source, each))), [])
        context = {**self.words(source), "source": source, "text": text, "found": found}
        return render(request, "companies/merge_choose.html", context)

    def show(
        self, request: HttpRequest, source: Any, target: Any, *, problem: Any = "", status: int = 200
    ) -> HttpResponse:
        """Of the records as they are now; what was chosen stays chosen as far as it is still there to be chosen."""
        self.may(source, target).require()
        try:
            found = preview(self.kind, source, target, wanted=_told(request, CHOICE) if not problem else {})
        except ValidationError:
            found = preview(self.kind, source, target, wanted={})
        context = {
            **self.words(source),
            "source": source,
            "target": target,
            "preview": found,
            "problem": problem,
            "swap_url": reverse(self.merge_url, args=[target.pk], query={"into": source.pk}),
            "source_url": reverse(self.detail_url, args=[source.pk]),
            "target_url": reverse(self.detail_url, args=[target.pk]),
        }
        return render(request, "companies/merge_preview.html", context, status=status)

    def words(self, source: Any) -> dict[str, Any]:
        return {
            "kind": self.kind.key,
            "suggest_url": reverse(self.suggest_url),
            "merge_url": reverse(self.merge_url, args=[source.pk]),
            "crumb_url": reverse(f"{self.detail_url.removesuffix('detail')}list"),
            "source_url": reverse(self.detail_url, args=[source.pk]),
        }


class CompanyMerge(MergeView):
    kind = COMPANY
    detail_url, merge_url, suggest_url = "companies:detail", "companies:merge", "companies:suggest"
    service = merge_companies

    def like(self, text: str) -> list[dict[str, Any]]:
        return [{"id": f.id, "name": f.name, "hint": f.hint} for f in suggest(self.request.user, text, limit=8)]


class ContactMerge(MergeView):
    kind = CONTACT
    detail_url, merge_url = "companies:contact_detail", "companies:contact_merge"
    suggest_url = "companies:contact_suggest"
    service = merge_contacts

    def like(self, text: str) -> list[dict[str, Any]]:
        return suggest_people(self.request.user, text, limit=8)


def _told(request: HttpRequest, prefix: str) -> dict[str, str]:
    return {key.removeprefix(prefix): value for key, value in request.POST.items() if key.startswith(prefix) and value}


def _versions(request: HttpRequest) -> tuple[int, int] | None:
    """What the person saw, source first."""
    told = request.POST.get("versions", "").split("-")
    return (int(told[0]), int(told[1])) if len(told) == 2 and all(each.isdecimal() for each in told) else None


class MergeList(TableView):
    table_key = "merges"


@login_required
@require_GET
def merge_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _merge(request, pk))


@login_required
@require_POST
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """What came after the page was drawn has no answer yet, and is asked about on the page again."""
    merge = _merge(request, pk)
    answers = _told(request, ANSWER)
    if answers.get(ALL):
        answers = {ALL: answers[ALL]}
    answered = ALL in answers or all(each.key in answers for each in since(merge))
    try:
        undo_merge(merge_id=merge.pk, by=request.user, answers=answers if answered else None)
    except CameSince as asked:
        return _page(request, merge, problem=asked.reason, status=409)
    messages.success(
        request,
        _("%(name)s and %(survivor)s are two records again.") % {"name": merge.source, "survivor": merge.target},
    )
    return redirect(_record_url(merge, merge.source))


def _merge(request: HttpRequest, pk: int) -> Merge:
    rows = Merge.objects.visible_to(request.user).select_related(
        "source_company__lead_office",
        "target_company__lead_office",
        "target_company__merged_into",
        "source_contact",
        "target_contact__merged_into",
        "by",
        "undone_by",
    )
    return get_object_or_404(rows, pk=pk)


def _record_url(merge: Merge, record: Any) -> str:
    route = "companies:detail" if KINDS[merge.kind] is COMPANY else "companies:contact_detail"
    return reverse(route, args=[record.pk])


def _page(request: HttpRequest, merge: Merge, *, problem: Any = "", status: int = 200) -> HttpResponse:
    moved, stayed = done(KINDS[merge.kind], merge)
    verdict = may_undo(merge=merge, by=request.user)
    context = {
        "merge": merge,
        "moved": moved,
        "stayed": stayed,
        "may_undo": verdict,
        "came": since(merge) if verdict else [],
        "problem": problem,
        "answers": _told(request, ANSWER),
        "source_url": _record_url(merge, merge.source) if merge.undone_at else "",
        "target_url": _record_url(merge, merge.target),
    }
    return render(request, "companies/merge_detail.html", context, status=status)
