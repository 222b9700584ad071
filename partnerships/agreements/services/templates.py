"""The templates of agreements that headquarters keeps."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from crm.accounts.access import access
from crm.accounts.models import User
from crm.audit import recorder
from crm.core import clock, files
from crm.core.errors import TooLarge

from ...enums import AgreementKind
from ...models import AgreementTemplate
from .. import policies


def add_template(*, by: User, upload: File, title: str, kind: str, language: str, note: str = "") -> AgreementTemplate:
    """Check the file and keep it. Raises Forbidden, TooLarge, or ValidationError by field."""
    policies.may_keep_templates(access(by)).require()
    try:
        checked = files.check(upload)
    except TooLarge:
        raise
    except ValidationError as problem:
        raise ValidationError({"file": problem}) from problem
    row = AgreementTemplate(title=title.strip() or checked.filename, kind=kind, language=language, note=note.strip())
    problems = {}
    if kind not in AgreementKind.values:
        problems["kind"] = ValidationError(_("Choose a kind of agreement."), code="invalid_choice")
    if language not in dict(settings.LANGUAGES):
        problems["language"] = ValidationError(_("Choose a language."), code="invalid_choice")
    if problems:
        raise ValidationError(problems)
    row.uploaded_by = by
    files.keep(row, upload=upload, checked=checked)
    try:
        _save(row)
    except BaseException:
        # The storage knows no transactions: a file without a row would stay for ever.
        row.file.delete(save=False)
        raise
    return row


@transaction.atomic
def _save(row: AgreementTemplate) -> None:
    row.save()
    told = {"title": row.title, "kind": row.kind, "language": row.language, "sha256": row.sha256}
    recorder.record(verb="agreement_template.added", subject=row, by=row.uploaded_by, after=told)


@transaction.atomic
def bin_template(*, by: User, template_id: int, version: int | None = None) -> AgreementTemplate:
    """Raises AgreementTemplate.DoesNotExist, Forbidden, Stale, Conflict `binned`."""
    row = AgreementTemplate.objects.select_for_update(of=("self",)).get(pk=template_id)
    policies.may_bin_template(access(by), row).require()
    row.expect_version(version)
    row.binned_at, row.binned_by = clock.now(), by
    row.save_changes("binned_at", "binned_by")
    recorder.record(verb="agreement_template.binned", subject=row, by=by, after={"title": row.title})
    return row


@transaction.atomic
def restore_template(*, by: User, template_id: int) -> AgreementTemplate:
    row = AgreementTemplate.objects.select_for_update(of=("self",)).get(pk=template_id)
    policies.may_keep_templates(access(by)).require()
    row.binned_at, row.binned_by = None, None
    row.save_changes("binned_at", "binned_by")
    recorder.record(verb="agreement_template.restored", subject=row, by=by, after={"title": row.title})
    return row
