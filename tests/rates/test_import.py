"""Files of rates: months as people write them, a preview, and back."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from crm.imports.registries import Unclear
from crm.imports.selectors import errors_of
from crm.imports.services import previews, unattended, undoing, uploads
from crm.rates import reading
from crm.rates.models import ExchangeRate

FILE = """Code;Month;Rate per USD;Source
EUR;2026-11;0,86;UN
Euro;oct. 2026;0,87;UN
KES;01.11.2026;129,1;UN
JPY;Nov 2026;1 152,3;UN
USD;2026-11;1;UN
XXY;2026-11;3,5;UN
CHF;Smarch 2026;0,8;UN
SEK;2026-11;0;UN
"""


def uploaded(by, text, name="rates.csv"):
    return uploads.upload(by=by, kind="rates", upload=ContentFile(text.encode(), name=name))


@pytest.fixture
def run(cast):
    return unattended.run_file(
        kind="rates", upload=ContentFile(FILE.encode(), name="rates.csv"), by=cast.partnerships_officer
    )


def held():
    return {(r.currency, f"{r.month:%Y-%m}"): str(r.units_per_usd.normalize()) for r in ExchangeRate.objects.all()}


IN = {("EUR", "2026-11"): "0.86", ("EUR", "2026-10"): "0.87", ("KES", "2026-11"): "129.1", ("JPY", "2026-11"): "1152.3"}


def test_what_is_clear_goes_in_and_the_rest_is_told(run):
    assert held() == IN
    assert (run.created, run.skipped, run.problems) == (4, 1, 3)
    told = {each["row"]: each["code"] for each in errors_of(run, limit=20)}
    assert told == {7: "unknown_currency", 8: "unclear_month", 9: "no_number"}


def test_the_preview_writes_nothing(cast):
    run = previews.preview(run=uploaded(cast.administrator, FILE), by=cast.administrator)
    assert (run.state, run.created, held()) == ("previewed", 4, {})


def test_undone_it_is_as_before(cast, run):
    again = "currency,month,units per usd\nEUR,2026-11,0.88\nEUR,2026-10,0.87\nGBP,2026-11,0.75\n"
    by = cast.partnerships_officer
    second = unattended.run_file(kind="rates", upload=ContentFile(again.encode(), name="more.csv"), by=by)
    assert (second.created, second.updated, second.same) == (1, 1, 1)
    assert held() == IN | {("EUR", "2026-11"): "0.88", ("GBP", "2026-11"): "0.75"}
    undoing.undo(run=second, by=by)
    undoing.run_undo(run_id=second.pk, by=by, progress=lambda *_args, **_more: None)
    assert held() == IN


def test_a_leap_is_remarked_upon(cast, run):
    text = "currency,month,units per usd\nEUR,2026-12,8.6\n"
    leap = unattended.run_file(
        kind="rates", upload=ContentFile(text.encode(), name="leap.csv"), by=cast.partnerships_officer
    )
    assert (leap.created, [each["code"] for each in errors_of(leap, limit=9)]) == (1, ["jump"])


def test_without_a_browser(cast, tmp_path, capsys):
    path = tmp_path / "rates.csv"
    path.write_text(FILE)
    call_command("import", "rates", str(path))
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["created"] == 4


@pytest.mark.parametrize("person", ["focal_point", "auditor"])
def test_others_may_not(cast, person):
    with pytest.raises(Exception, match="keep the exchange rates"):
        uploaded(getattr(cast, person), FILE)


@pytest.mark.parametrize(
    "text",
    ["2026-11", "2026-11-01", "2026/11", "11/2026", "11.2026", "Nov 2026", "november 2026", "Nov-2026", "novembre 2026",
     "nov. 2026", "noviembre de 2026", "202611", "2026-11-01 00:00:00", "30.11.2026", "1 November 2026"],
)  # fmt: skip
def test_a_month_is_read(text):
    assert reading.month(text, None) == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("column", "month"),
    [({"01.10.2026", "01.11.2026"}, 11), ({"10/01/2026", "11/01/2026"}, 11), ({"01.11.2026", "30.11.2026"}, 11)],
)
def test_the_column_tells_where_the_days_stand(column, month):
    found = reading.hints({"month": column})
    last = max(column, key=lambda text: (text[:2] == "11", text))
    assert reading.month(last, found) == date(2026, month, 1)


@pytest.mark.parametrize("text", ["02.11.2026", "Nov 26", "2026", "soon", "13/2026", "2026-13"])
def test_a_month_is_not_guessed(text):
    with pytest.raises(Unclear):
        reading.month(text, None)


@pytest.mark.parametrize(
    ("text", "figure"),
    [("0.86", "0.86"), ("0,86", "0.86"), ("1,234.5", "1234.5"), ("1.234,5", "1234.5"), ("1 234,5", "1234.5"),
     ("1'234.5", "1234.5"), ("0,923", "0.923"), ("655.957", "655.957"), ("0.9230000000000001", "0.923")],
)  # fmt: skip
def test_a_figure_is_read(text, figure):
    assert reading.units(text, None) == Decimal(figure)


def test_a_comma_before_three_digits_is_asked_about_unless_the_column_tells():
    with pytest.raises(Unclear) as asked:
        reading.units("655,957", None)
    assert [each.value for each in asked.value.options] == ["655.957", "655957"]
    found = reading.hints({"units_per_usd": {"655,957", "0,86"}})
    assert reading.units("655,957", found) == Decimal("655.957")


@pytest.mark.parametrize("text", ["", "0", "-1", "n/a", "1..2"])
def test_what_is_no_rate_is_said(text):
    with pytest.raises(Unclear, match="no_number"):
        reading.units(text, None)
