"""Files made in memory, and a shortcut through the steps of an import."""

import io
import zipfile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from crm.imports.models import ImportRun
from crm.imports.services import commits, previews, undoing, uploads
from crm.jobs.services import running


def csv_file(text, name="companies.csv", encoding="utf-8"):
    return SimpleUploadedFile(name, text.encode(encoding) if isinstance(text, str) else text)


def xlsx_file(*sheets, name="companies.xlsx"):
    """Each sheet is (title, rows)."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for title, rows in sheets:
        sheet = book.add_worksheet(title)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return SimpleUploadedFile(name, buffer.getvalue())


def with_sheet(xml, extra=None):
    """A workbook whose only sheet holds this XML."""
    source = zipfile.ZipFile(io.BytesIO(xlsx_file(("S", [["Name"], ["Acme"]])).read()))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, xml if name.endswith("sheet1.xml") else source.read(name))
        for name, content in (extra or {}).items():
            target.writestr(name, content)
    return SimpleUploadedFile("bomb.xlsx", buffer.getvalue())


class Steps:
    """`steps(person).imported(text)`: upload, preview and commit, with the jobs done at once."""

    def __init__(self, by):
        self.by = by

    def uploaded(self, content, kind="companies"):
        file = csv_file(content) if isinstance(content, str) else content
        return uploads.upload(by=self.by, kind=kind, upload=file)

    def previewed(self, content, kind="companies", mapping=None, decisions=None):
        run = self.uploaded(content, kind)
        return previews.preview(run=run, by=self.by, mapping=mapping, decisions=decisions)

    def decided(self, run, **decisions):
        return previews.preview(run=run, by=self.by, decisions=decisions)

    def committed(self, run):
        return self.finished(commits.commit(run=run, by=self.by))

    def imported(self, content, kind="companies", **given):
        return self.committed(self.previewed(content, kind, **given))

    def undone(self, run):
        return self.finished(undoing.undo(run=run, by=self.by))

    def finished(self, run):
        running.run(job_id=run.job_id)
        return ImportRun.objects.select_related("job").get(pk=run.pk)


@pytest.fixture
def steps(focal_point):
    return Steps(focal_point)
