"""The table of the pipeline: no stage is missing, and the documentation draws what it says."""

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from crm.audit.registries import verbs
from partnerships.enums import ENDED, PIPELINE, Stage
from partnerships.pipeline.transitions import PIPELINE_TABLE


def test_no_stage_is_missing():
    assert {row.source for row in PIPELINE_TABLE} == set(Stage.values)
    assert {row.target for row in PIPELINE_TABLE} == set(Stage.values)
    assert set(Stage) == {*PIPELINE, Stage.ACTIVE, *ENDED}
    assert all(row.verb in verbs for row in PIPELINE_TABLE)


def test_the_documentation_draws_the_table():
    printed = StringIO()
    call_command("pipeline_diagram", stdout=printed)
    text = (Path(settings.BASE_DIR) / "docs" / "partnerships.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{printed.getvalue()}```" in text, "write the output of `pipeline_diagram` into the page"
