"""The pages and the API of an import: the same steps, each by its door."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from crm.companies.models import Company
from crm.imports.enums import ImportState
from crm.imports.models import ImportRun

from .conftest import Steps, csv_file

TEXT = "Nom,Pays\nBaobab Foods,Sénégal\nRiver Bank,Hong Kong/China\n"


@pytest.fixture
def signed_in(client, focal_point):
    client.force_login(focal_point)
    return client


def upload(client, content=None):
    answer = client.post("/imports/new/", {"kind": "companies", "file": content or csv_file(TEXT)})
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.latest("pk")


def test_a_file_goes_all_the_way_by_the_pages(signed_in, django_capture_on_commit_callbacks):
    run = upload(signed_in)
    page = reverse("imports:detail", args=[run.pk])
    assert "Hong Kong/China" in signed_in.get(page).content.decode()
    signed_in.post(reverse("imports:mapping", args=[run.pk]), {"column-0": "name", "column-1": "country"})
    preview = signed_in.get(page).content.decode()
    assert "Nothing is written yet" in preview
    assert "“Hong Kong/China” is not one country." in preview
    signed_in.post(
        reverse("imports:decisions", args=[run.pk]), {"decide-country|unknown_country|hong kong china": "HK"}
    )
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(reverse("imports:commit", args=[run.pk]))
    assert Company.objects.get(legal_name="River Bank").country.code == "HK"
    assert "Undo the import" in signed_in.get(page).content.decode()
    assert signed_in.post(reverse("imports:commit", args=[run.pk])).status_code == 409
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(reverse("imports:undo", args=[run.pk]))
    assert "This import was undone" in signed_in.get(page).content.decode()
    assert not Company.objects.kept().exists()


def test_a_decision_can_be_taken_back(signed_in, steps):
    run = steps.previewed(TEXT)
    key = run.questions[0]["key"]
    steps.decided(run, **{key: "HK"})
    signed_in.post(reverse("imports:decisions", args=[run.pk]), {"forget": key})
    run.refresh_from_db()
    assert [q["key"] for q in run.questions] == [key]


def test_how_a_doubtful_file_is_read_is_shown_and_can_be_changed(signed_in):
    run = upload(signed_in, csv_file("Nom,Pays\nCrédit Agricole,Espagne\n", encoding="mac_roman"))
    page = reverse("imports:detail", args=[run.pk])
    assert "The file does not say how its letters are written." in signed_in.get(page).content.decode()
    signed_in.post(
        reverse("imports:reading", args=[run.pk]), {"encoding": "mac_roman", "delimiter": ",", "heading_row": "1"}
    )
    assert "Crédit Agricole" in signed_in.get(page).content.decode()


def test_two_columns_for_one_field_are_refused_in_words(signed_in):
    run = upload(signed_in)
    answer = signed_in.post(reverse("imports:mapping", args=[run.pk]), {"column-0": "name", "column-1": "name"})
    assert answer.status_code == 422
    assert "Two columns hold the same" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "status", "sentence"),
    [(b"", 422, "empty"), (b"x" * 200, 413, "may have 0 MB at most"), (b"PK\x03\x04broken", 422, "damaged")],
)
def test_a_file_that_is_refused_says_why(signed_in, settings, content, status, sentence):
    settings.MAX_IMPORT_BYTES = 100
    answer = signed_in.post("/imports/new/", {"kind": "companies", "file": csv_file(content, "list.xlsx")})
    assert (answer.status_code, sentence in answer.content.decode()) == (status, True)


def test_the_rows_with_a_remark_can_be_downloaded(signed_in, steps):
    run = steps.imported(TEXT.replace("River Bank", "=River Bank"))
    answer = signed_in.get(reverse("imports:remarks", args=[run.pk]))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Nom,Pays,Row,What became of it,Why"
    assert lines[1:] == ["'=River Bank,Hong Kong/China,3,New,“Hong Kong/China” is not one country."]


def test_a_file_goes_all_the_way_by_the_api(signed_in, django_capture_on_commit_callbacks):
    made = signed_in.post("/api/v1/imports/", {"kind": "companies", "file": csv_file(TEXT)})
    assert (made.status_code, made.json()["state"]) == (201, "mapping")
    path = f"/api/v1/imports/{made.json()['id']}/"
    mapping = {"mapping": {"name": "Nom", "country": "Pays"}}
    shown = signed_in.post(f"{path}preview/", mapping, content_type="application/json").json()
    assert (shown["state"], shown["created"]) == ("previewed", 2)
    assert shown["errors"] == [
        {"row": 3, "field": "country", "code": "unknown_country", "detail": "“Hong Kong/China” is not one country."}
    ]
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in.post(f"{path}commit/").status_code == 202
    done = signed_in.get(path).json()
    assert (done["state"], done["progress"], done["created"], len(done["errors"])) == ("done", 100, 2, 1)
    assert signed_in.post(f"{path}commit/").status_code == 409
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in.post(f"{path}undo/").status_code == 202
    assert signed_in.get(path).json()["state"] == "undone"
    assert signed_in.get("/api/v1/imports/?state=undone").json()["count"] == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "colours", "file": csv_file(TEXT)}, 400),
        ({"kind": "companies"}, 400),
        ({"kind": "companies", "file": csv_file(TEXT, "x.exe")}, 400),
    ],
)
def test_the_api_refuses_what_it_cannot_take(signed_in, given, code):
    assert signed_in.post("/api/v1/imports/", given).status_code == code


def test_the_api_hides_the_imports_of_others(client, cast, steps):
    run = steps.previewed(TEXT)
    client.force_login(cast.neighbour)
    assert client.get(f"/api/v1/imports/{run.pk}/").status_code == 404
    client.force_login(cast.auditor)
    assert client.get(f"/api/v1/imports/{run.pk}/").status_code == 200
    assert client.post("/api/v1/imports/", {"kind": "companies", "file": csv_file(TEXT)}).status_code == 403


@pytest.mark.parametrize("path", ["/imports/", "/api/v1/imports/"])
def test_the_lists_ask_as_often_for_two_as_for_twelve(client, cast, path):
    counts = []
    client.force_login(cast.focal_point)
    for number in (2, 12):
        while ImportRun.objects.count() < number:
            Steps(cast.focal_point).uploaded(f"Name\nAcme {ImportRun.objects.count()}\n")
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_states_of_the_contract_are_all_there():
    assert {"mapping", "previewed", "running", "done", "undone", "failed"} == set(ImportState.values)
