"""The two real lists, one after the other into one register: every row is in, or is listed with its reason."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from crm.companies.models import Company
from crm.imports.models import ImportRow

DATA = Path(settings.BASE_DIR).parent / "shared" / "data" / "companies"


def run(name):
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{name} does not stand in ../shared/data/companies beside the project.")
    out = StringIO()
    call_command("import", "companies", str(path), stdout=out)
    return json.loads(out.getvalue())


def is_whole(counts):
    """Every row of the file is accounted for, and who stays out says why."""
    rows = ImportRow.objects.filter(run=counts["id"], applied=True)
    named = sum(counts[name] for name in ("created", "updated", "same", "skipped", "problems"))
    out = rows.filter(outcome__in=["problem", "skip"])
    return counts["rows"] == rows.count() == named and not out.filter(problems=[]).exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)  # one transaction around 20,000 savepoints would take ten times as long
def test_forbes_and_then_sp500(cast):
    forbes = run("forbes2000.csv")
    assert is_whole(forbes)
    assert (forbes["rows"], forbes["created"] + forbes["problems"]) == (2000, 2000)
    stopped = ImportRow.objects.filter(run=forbes["id"], outcome="problem")
    assert stopped.count() <= 15, "two companies of one country with all but one name are asked about, no others"
    asked = stopped.filter(problems__contains=[{"code": "possible_duplicate", "blocking": True}])
    assert asked.count() == stopped.count()
    unclear = set(Company.objects.filter(country="").values_list("legal_name", flat=True))
    listed = ImportRow.objects.filter(run=forbes["id"], problems__contains=[{"code": "unknown_country"}])
    assert set(listed.values_list("label", flat=True)) == unclear
    assert len(unclear) == 40

    sp500 = run("sp500.csv")
    assert is_whole(sp500)
    assert sp500["rows"] == 503
    assert sp500["updated"] > 150, "the two lists overlap"
    count = Company.objects.count()

    for name, first in (("sp500.csv", sp500), ("forbes2000.csv", forbes)):
        again = run(name)
        assert is_whole(again)
        assert (again["created"], again["updated"]) == (0, 0)
        # A row of the first list may stand in the second one under a name that answers the question.
        assert again["same"] >= first["rows"] - first["problems"] == first["created"] + first["updated"]
    assert Company.objects.count() == count
