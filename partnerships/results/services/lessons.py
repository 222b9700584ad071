"""Lessons: what worked, what did not, what others should know (domain.md section 1, P16)."""

from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.models import User
from crm.audit import recorder

from ...models import Engagement, Lesson
from . import writing


@transaction.atomic
def note_lesson(*, by: User, engagement_id: int, kind: str, text: str) -> Lesson:
    """Raises Forbidden, or ValidationError by field."""
    row = writing.held(by=by, engagement_id=engagement_id, partnership=False)
    lesson = Lesson(engagement=row, by=by)
    _assign(lesson, kind, text)
    lesson.save()
    recorder.record(verb="lesson.noted", subject=row, by=by, after={"kind": kind, "text": lesson.text})
    return lesson


@transaction.atomic
def edit_lesson(*, by: User, lesson_id: int, kind: str, text: str, version: int | None = None) -> Lesson:
    """Raises Stale, Forbidden, or ValidationError by field."""
    row, lesson = _locked(by, lesson_id)
    lesson.expect_version(version)
    before = {"kind": lesson.kind, "text": lesson.text}
    _assign(lesson, kind, text)
    after = {"kind": lesson.kind, "text": lesson.text}
    if before != after:
        lesson.save_changes("kind", "text")
        recorder.record(verb="lesson.changed", subject=row, by=by, before=before, after=after)
    return lesson


@transaction.atomic
def drop_lesson(*, by: User, lesson_id: int, version: int | None = None) -> None:
    """Take a lesson back; the trail keeps what it said. Raises Stale or Forbidden."""
    row, lesson = _locked(by, lesson_id)
    lesson.expect_version(version)
    recorder.record(verb="lesson.dropped", subject=row, by=by, before={"kind": lesson.kind, "text": lesson.text})
    lesson.delete()


def _locked(by: User, lesson_id: int) -> tuple[Engagement, Lesson]:
    engagement_id = Lesson.objects.values_list("engagement", flat=True).get(pk=lesson_id)
    row = writing.held(by=by, engagement_id=engagement_id, partnership=False)
    return row, Lesson.objects.select_for_update().get(pk=lesson_id)


def _assign(lesson: Lesson, kind: str, text: str) -> None:
    if not text.strip():
        raise writing.refuse("text", sentence=_("Say what others should know."), code="required")
    writing.assign(lesson, values={"kind": kind, "text": text.strip()})
