"""A file is loaded as a whole or not at all, and what it changes is looked up for everybody concerned."""

import json
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import CommandError

from crm.audit.models import AuditEvent
from crm.core.errors import Conflict, Forbidden, TooLarge
from crm.jobs.models import Job
from crm.notifications.models import Notification
from duediligence.enums import EntryKind, HitState, ListFormat, LoadState, PartyRole, ScreeningState
from duediligence.models import EntryName, Hit, ListCheck, ListEntry, ListLoad, WatchList
from duediligence.watchlists.matching.index import indexes
from duediligence.watchlists.selectors import may_submit_checks
from duediligence.watchlists.services import loads, rescreening, uploads
from duediligence.watchlists.services.lookups import look_up

from . import samples
from .world import NOW, party, screening

OWN = "id,name,aliases,country\n1,Harbour Lights Trading,,SN\n2,Zhivago Freight,Zivago;Zhiv,RU\n"


def hand_in(cast, content, *, code="own", file_format=ListFormat.CSV, force=False, name="list.csv", by=None):
    files = [ContentFile(content.encode() if isinstance(content, str) else content, name)]
    upload = uploads.Upload(files, file_format, force)
    return uploads.receive(code=code, upload=upload, by=by or cast.partnerships_officer, at=NOW)


def run(load, force=False):
    loads.run_load(load_id=load.pk, force=force, progress=lambda done, total: None)
    load.refresh_from_db()
    return load


def loaded(cast, content, **how):
    return run(hand_in(cast, content, **how), how.get("force", False))


def counts(load):
    return load.added, load.changed, load.removed, load.entries


def rescreen(load):
    return rescreening.rescreen(load_id=load.pk, progress=lambda done, total: None)


def test_added_changed_delisted_and_listed_again(cast):
    first = loaded(cast, OWN)
    assert (first.state, counts(first), first.by_kind) == (LoadState.DONE, (2, 0, 0, 2), {"organisation": 2})
    second = loaded(cast, "id,name,aliases,country\n2,Zhivago Freight,Zivago,RU\n3,Kestrel Mining,,GH\n")
    assert counts(second) == (1, 1, 1, 2)
    gone = ListEntry.objects.get(uid="1")
    assert gone.closed_load == second
    assert list(ListEntry.objects.listed().values_list("uid", flat=True)) == ["3", "2"]
    changed = ListEntry.objects.get(uid="2")
    assert (changed.first_load, changed.changed_load) == (first, second)
    assert set(changed.names.values_list("text", flat=True)) == {"Zhivago Freight", "Zivago"}
    third = loaded(cast, OWN)
    assert counts(third) == (1, 1, 1, 2)
    gone.refresh_from_db()
    assert (gone.closed_load, gone.changed_load, gone.first_load) == (None, third, first)
    assert WatchList.objects.get(code="own").current_load == third


def test_what_did_not_change_is_not_written(cast):
    first = loaded(cast, OWN)
    before = list(EntryName.objects.values_list("pk", flat=True))
    second = loaded(cast, OWN + "3,Kestrel Mining,,GH\n")
    assert counts(second) == (1, 0, 0, 3)
    assert set(before) < set(EntryName.objects.values_list("pk", flat=True))
    assert ListEntry.objects.get(uid="1").changed_load == first


def test_the_same_file_again_is_answered_without_any_work(cast):
    first = loaded(cast, samples.un_xml(), code="un", file_format=ListFormat.UN_XML, name="un.xml")
    jobs = Job.objects.count()
    again = hand_in(cast, samples.un_xml(), code="un", file_format=ListFormat.UN_XML, name="other.xml")
    assert (again.state, again.entries, again.list_date) == (LoadState.UNCHANGED, 2, first.list_date)
    assert Job.objects.count() == jobs
    assert WatchList.objects.get(code="un").current_load == first


@pytest.mark.parametrize(
    "content", ["id,name\n1,Alpha\n,\n2\n,,x\n" + "3,\n", "<xml/>", "id,name,type\n1,Alpha,planet\n"]
)
def test_a_broken_file_changes_nothing_and_says_where(cast, content):
    first = loaded(cast, OWN)
    broken = loaded(cast, content)
    assert broken.state == LoadState.FAILED
    assert broken.errors[0]["place"]
    assert broken.errors[0]["detail"]
    assert WatchList.objects.get(code="own").current_load == first
    assert ListEntry.objects.listed().count() == 2
    told = Notification.objects.filter(recipient=cast.partnerships_officer).latest("pk")
    assert (told.wording, broken.errors[0]["place"] in told.values["reason"]) == ("watchlist_failed", True)


def test_a_file_that_closes_most_entries_is_asked_about_first(cast):
    many = "id,name\n" + "".join(f"{n},Company {n}\n" for n in range(60))
    loaded(cast, many)
    cut = loaded(cast, "id,name\n1,Company 1\n")
    assert (cut.state, cut.errors[0]["code"]) == (LoadState.FAILED, "closes_too_many")
    assert ListEntry.objects.listed().count() == 60
    with pytest.raises(Forbidden):
        uploads.insist(load_id=cut.pk, by=cast.focal_point)
    insisted = uploads.insist(load_id=cut.pk, by=cast.partnerships_officer)
    assert insisted.job.arguments == {"load": cut.pk, "force": True}
    assert counts(run(cut, force=True)) == (0, 0, 59, 1)
    with pytest.raises(Conflict):
        uploads.insist(load_id=cut.pk, by=cast.partnerships_officer)


@pytest.mark.parametrize(
    ("before", "kept", "asked"),
    [(10, 0, True), (2, 0, True), (6, 3, False), (7, 3, True), (3, 1, False), (60, 30, False)],
)
def test_a_small_list_that_loses_all_or_most_is_asked_about_too(cast, before, kept, asked):
    loaded(cast, "id,name\n" + "".join(f"{n},Company {n}\n" for n in range(before)))
    left = [*range(kept), "other"]
    found = loaded(cast, "id,name\n" + "".join(f"{n},Company {n}\n" for n in left))
    assert (found.state == LoadState.FAILED) is asked
    assert ListEntry.objects.listed().count() == (before if asked else kept + 1)


def test_a_file_that_was_handed_in_earlier_does_not_come_back_over_a_later_one(cast):
    early, late = hand_in(cast, OWN), hand_in(cast, OWN + "3,Kestrel Mining,,GH\n")
    run(late)
    assert run(early).state == LoadState.FAILED
    assert ListEntry.objects.listed().count() == 3


def test_a_load_is_done_once_whoever_runs_it_again(cast):
    load = loaded(cast, OWN)
    events = AuditEvent.objects.count()
    run(load)
    assert AuditEvent.objects.count() == events
    ListLoad.objects.filter(pk=load.pk).update(state=LoadState.RUNNING)  # as after a kill before the commit
    ListEntry.objects.update(closed_load=None)
    assert counts(run(load)) == (0, 0, 0, 2)


def test_three_files_of_ofac_are_one(cast):
    parts = {"SDN.csv": samples.SDN, "alt.csv": samples.ALT, "add.csv": samples.ADD}
    files = [ContentFile(text.encode(), name) for name, text in parts.items()]
    upload = uploads.Upload(files, ListFormat.OFAC_CSV)
    load = uploads.receive(code="ofac", upload=upload, by=cast.partnerships_officer, at=NOW)
    assert run(load).by_kind == {"aircraft": 1, "organisation": 1, "person": 1, "vessel": 1}
    again = uploads.Upload(list(reversed(files)), ListFormat.OFAC_CSV)
    same = uploads.receive(code="ofac", upload=again, by=cast.partnerships_officer, at=NOW)
    assert same.state == LoadState.UNCHANGED


def test_who_loads_and_what_is_refused_before_it_is_read(cast, settings):
    with pytest.raises(Forbidden):
        hand_in(cast, OWN, by=cast.focal_point)
    with pytest.raises(ValidationError):
        hand_in(cast, OWN, name="list.exe")
    with pytest.raises(ValidationError):
        hand_in(cast, OWN, file_format="pdf")
    with pytest.raises(ValidationError):
        hand_in(cast, "")
    settings.MAX_WATCHLIST_BYTES = 10
    with pytest.raises(TooLarge, match="load_watchlist"):
        hand_in(cast, OWN)
    WatchList.objects.filter(code="own").update(retired=True)
    settings.MAX_WATCHLIST_BYTES = 10_000
    with pytest.raises(Conflict):
        hand_in(cast, OWN)
    assert not ListLoad.objects.exists()


def test_the_index_in_memory_follows_the_content(cast):
    loaded(cast, OWN)
    own = WatchList.objects.get(code="own")
    first = indexes.whole(own)
    assert indexes.whole(own) is first
    loaded(cast, OWN + "3,Kestrel Mining,,GH\n")
    assert len(indexes.whole(WatchList.objects.get(code="own"))) == 3


def test_each_load_looks_up_what_is_open_and_tells_the_team(cast):
    row, draft = screening(cast), screening(cast, "Kestrel Mining", state=ScreeningState.DRAFT)
    director = party(row, "Nobody On Any List", kind=EntryKind.PERSON, role=PartyRole.DIRECTOR)
    load = loaded(cast, OWN + "3,Kestrel Mining,,GH\n")
    assert Job.objects.filter(kind=rescreening.RESCREEN_JOB).count() == rescreening.WORKERS
    assert rescreen(load) == {"looked_up": 2, "hits": 1}
    hit = Hit.objects.get()
    assert (hit.party.screening, hit.state, hit.load) == (row, HitState.OPEN, load)
    assert ListCheck.objects.get(party=director).hits == 0
    assert not ListCheck.objects.filter(party__screening=draft).exists()
    told = Notification.objects.filter(wording="hits_found")
    assert [(n.recipient, n.values["count"]) for n in told] == [(cast.partnerships_officer, 1)]
    assert rescreen(load) == {"looked_up": 0, "hits": 0}
    assert told.count() == 1


def test_a_worker_that_was_killed_half_way_loses_nothing(cast, monkeypatch):
    rows = [screening(cast, f"Harbour Lights Trading {n}") for n in range(5)]
    monkeypatch.setattr(rescreening, "BATCH", 2)

    def dies(done, total):
        raise KeyboardInterrupt

    load = loaded(cast, OWN)
    with pytest.raises(KeyboardInterrupt):
        rescreening.rescreen(load_id=load.pk, progress=dies)
    assert ListCheck.objects.count() == 2
    rescreen(load)
    assert ListCheck.objects.count() == len(rows) == Hit.objects.count()
    assert Notification.objects.get(wording="hits_found").values["count"] == 5


def test_a_newer_load_takes_over_from_a_re_screening(cast):
    row = screening(cast)
    old = loaded(cast, OWN)
    new = loaded(cast, OWN + "3,Kestrel Mining,,GH\n")
    assert rescreen(old) == {"superseded": True, "looked_up": 0}
    rescreen(new)
    assert ListCheck.objects.get(party__screening=row).load == new


def test_a_changed_entry_opens_a_cleared_hit_through_the_load(cast):
    row = screening(cast)
    rescreen(loaded(cast, OWN))
    Hit.objects.update(
        state=HitState.CLEARED, reason="Another one.", resolved_by=cast.partnerships_officer, resolved_at=NOW
    )
    rescreen(loaded(cast, OWN + "3,Kestrel Mining,,GH\n"))
    assert Hit.objects.get().state == HitState.CLEARED
    rescreen(loaded(cast, OWN.replace(",,SN", ",Harbor Lights,SN")))
    hit = Hit.objects.get()
    assert (hit.state, hit.earlier[0]["because"]) == (HitState.OPEN, "entry_changed")
    assert row.parties.get().checks.count() == 3


def test_the_office_hears_of_a_hit_on_what_was_decided(cast, approved):
    rescreen(loaded(cast, OWN))
    told = Notification.objects.filter(wording="hit_on_decided")
    assert {n.recipient for n in told} >= {cast.focal_point}
    assert cast.partnerships_officer not in {n.recipient for n in told}


def test_a_stale_or_delisted_state_is_seen_through_the_services(cast):
    WatchList.objects.filter(code="un").update(required=False)
    WatchList.objects.filter(code="own").update(required=True)
    row = screening(cast)
    loaded(cast, OWN)
    look_up(screening=row, by=cast.partnerships_officer, at=NOW)
    assert may_submit_checks(row, NOW.date()).code == "open_hits"
    loaded(cast, "id,name\n2,Zhivago Freight\n")
    look_up(screening=row, by=cast.partnerships_officer, at=NOW)
    assert may_submit_checks(row, NOW.date())


def test_the_command_prints_one_line_of_counts_and_takes_any_size(cast, tmp_path, settings):
    settings.MAX_WATCHLIST_BYTES = 10
    for name, text in (("sdn.csv", samples.SDN), ("alt.csv", samples.ALT), ("add.csv", samples.ADD)):
        (tmp_path / name).write_text(text)
    out = StringIO()
    call_command("load_watchlist", "ofac", tmp_path / "sdn.csv", "--format", "ofac-csv", stdout=out)
    said = json.loads(out.getvalue())
    assert {k: said[k] for k in ("state", "added", "changed", "removed", "entries")} == {
        "state": "done", "added": 4, "changed": 0, "removed": 0, "entries": 4,
    }  # fmt: skip
    assert said["by_kind"]["person"] == 1
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) > settings.MAX_WATCHLIST_BYTES
    assert EntryName.objects.filter(text="Rodri VELARDE").exists()
    (tmp_path / "x.xml").write_text("<x/>")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("load_watchlist", "un", tmp_path / "x.xml", "--format", "un-xml", stdout=StringIO())
    with pytest.raises(CommandError, match="no list"):
        call_command("load_watchlist", "nope", tmp_path / "sdn.csv", "--format", "csv", stdout=StringIO())


def test_names_of_a_file_are_looked_up_on_the_same_path(cast, tmp_path):
    names = tmp_path / "names.csv"
    names.write_text(
        "full_name,schema,date_of_birth,nationality\n"
        "Rodrigo Velarde Pinto,Person,1958-02-03,Colombia\nRodrigo Velarde Pinto,,,\n,,,\nHans Huber,Person,,\n"
    )
    with pytest.raises(CommandError, match="No list"):
        call_command("screen_names", names, stdout=StringIO())
    loaded(cast, samples.ofac_zip(), code="ofac", file_format=ListFormat.OFAC_CSV, name="ofac.zip")
    out = StringIO()
    call_command("screen_names", names, stdout=out)
    first, second, empty, third = map(json.loads, out.getvalue().splitlines())
    (hit,) = first["hits"]
    assert (hit["list"], hit["name"], hit["strength"]) == ("ofac", "Rodrigo VELARDE PINTO", "strong")
    assert any("1958-02-03" in reason for reason in hit["reasons"])
    assert second["hits"][0]["uid"] == "9001"
    assert third["hits"] == empty["hits"] == []
    assert [line["row"] for line in (first, second, empty, third)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\xef\xbb\xbfNom;Type\nRodrigo Velarde Pinto;Person\n", 1),
        ("First name\tSurname\nRodrigo\tVelarde Pinto\n".encode("utf-16"), 1),
        (b"full_name\nJos\xe9 Rodrigo Velarde Pinto\n", 1),
        (b"Rodrigo Velarde Pinto\nHans Huber\n", "no column full_name or name. Its first row reads: Rodrigo"),
        (b"", "screened.csv: "),
    ],
)
def test_names_are_read_as_people_save_them(cast, tmp_path, content, found):
    loaded(cast, samples.ofac_zip(), code="ofac", file_format=ListFormat.OFAC_CSV, name="ofac.zip")
    names = tmp_path / "screened.csv"
    names.write_bytes(content)
    out = StringIO()
    if isinstance(found, str):
        with pytest.raises(CommandError, match=found):
            call_command("screen_names", names, stdout=out)
    else:
        call_command("screen_names", names, stdout=out)
        assert len(json.loads(out.getvalue())["hits"]) == found
